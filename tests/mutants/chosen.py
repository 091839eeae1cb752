"""Which modules have to stand faults, and the tests that are run for each."""

from __future__ import annotations

KINDS = "tests/polls/kinds"
FIGURES = "tests/polls/figures"
NAMING = "tests/polls/test_naming.py"
CONTRACT = (f"{KINDS}/test_contract.py", f"{KINDS}/test_contract_in_sessions.py")
NUMBERS = (f"{KINDS}/test_numbers.py", f"{KINDS}/test_contract.py", NAMING)
COMPARE = ("tests/workshop/views/test_compare.py",)

CHOSEN: dict[str, tuple[str, ...]] = {
    "polls/naming.py": (NAMING,),
    "polls/protocol.py": ("tests/polls/test_protocol.py", "tests/polls/test_frames.py"),
    "polls/kinds/base.py": (f"{KINDS}/test_base.py", NAMING, CONTRACT[0]),
    "polls/kinds/fields.py": (f"{KINDS}/test_fields.py",),
    "polls/kinds/options.py": (f"{KINDS}/test_choice.py", *NUMBERS),
    "polls/kinds/choice/kind.py": (f"{KINDS}/test_choice.py", CONTRACT[0], NAMING),
    "polls/kinds/open/kind.py": (f"{KINDS}/test_open.py", CONTRACT[0]),
    "polls/kinds/words/kind.py": (f"{KINDS}/test_words.py", CONTRACT[0]),
    "polls/kinds/scale/kind.py": NUMBERS,
    "polls/kinds/ranking/kind.py": NUMBERS,
    "polls/kinds/points/kind.py": NUMBERS,
    "polls/kinds/quadrant/kind.py": NUMBERS,
    "polls/results/comparison.py": COMPARE,
    "polls/results/kept_totals.py": ("tests/polls/test_retention.py",),
    "polls/questions/manual_answers.py": ("tests/polls/questions/test_manual_answers.py",),
    "polls/sessions/stage.py": ("tests/workshop/facilitating/test_flow.py",),
}
