"""What the bench reads from the machine."""

from __future__ import annotations

import subprocess
import sys

from bench import machine

BURN = """
import sys, threading, time
def burn():
    while time.thread_time() < 0.2: pass
thread = threading.Thread(target=burn)
thread.start(); thread.join()
print("done", flush=True)
sys.stdin.read()
"""


def test_the_time_of_a_thread_that_ended_still_counts():
    command = [sys.executable, "-c", BURN]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        before, after = (machine.use([process.pid]) for _look in range(2))
        process.stdin.close()
    gone = machine.use([process.pid])

    assert before.ran >= 0.2
    assert after.ran - before.ran < 0.1
    assert gone.ran == 0.0
