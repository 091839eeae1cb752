"""What is counted of this process, for whoever watches the server: numbers, never who or what."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)

SOCKETS = Gauge("polshoogte_sockets", "Open sockets", ["kind"], multiprocess_mode="livesum")
ROOMS = Gauge("polshoogte_rooms", "Sessions with somebody here", multiprocess_mode="livesum")
WAITING = Gauge(
    "polshoogte_waiting", "What waits to be stored", ["queue"], multiprocess_mode="livesum"
)
JOINS = Counter("polshoogte_joins", "Devices that joined a session")
ANSWERS = Counter("polshoogte_answers", "Answers by what became of them", ["outcome"])
UNSTORED = Counter("polshoogte_batches_not_stored", "Commits that failed")
COMMIT = Histogram("polshoogte_commit_seconds", "Time of one commit", ["queue"], buckets=SECONDS)
BROADCAST = Histogram(
    "polshoogte_broadcast_seconds",
    "From a change that this process heard of until all its sockets were sent it",
    buckets=SECONDS,
)
ERRORS = Counter("polshoogte_errors", "Lines of the log at ERROR or worse")
RELEASE = Gauge(
    "polshoogte_release", "1, of the release that serves", ["version"], multiprocess_mode="livemax"
)
