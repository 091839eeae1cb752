"""Which modules have to stand faults, and the tests that are run for each."""

from __future__ import annotations

KINDS = "tests/polls/kinds"
FIGURES = "tests/polls/figures"
RESULTS = "tests/polls/results"
NAMING = "tests/polls/test_naming.py"
CONTRACT = f"{KINDS}/test_contract.py"
NUMBERS = (f"{KINDS}/test_numbers.py", CONTRACT, NAMING)
CONTENT = "tests/workshop/exports/test_content.py"
FLOW = "tests/polls/actions/test_shipped_deck.py"
COMPARE = ("tests/workshop/views/test_compare.py",)
SENTENCES = f"{KINDS}/test_sentences.py"
DRAWN = (  # each has a test of its own, with its name
    *("bar_rows", "bars", "cells", "clouds", "crosses", "cues", "drawing", "findings", "groups"),
    *("naming", "numbers", "options", "own_words", "pair_classes", "pairs", "quadrants", "rounds"),
    *("scores", "splits"),
)

CHOSEN: dict[str, tuple[str, ...]] = {
    "polls/naming.py": (NAMING,),
    "polls/protocol.py": ("tests/polls/test_protocol.py", "tests/polls/test_frames.py"),
    "polls/kinds/base.py": (f"{KINDS}/test_base.py", NAMING, CONTRACT),
    "polls/kinds/fields.py": (f"{KINDS}/test_fields.py",),
    "polls/kinds/options.py": (f"{KINDS}/test_choice.py", *NUMBERS),
    "polls/kinds/choice/kind.py": (f"{KINDS}/test_choice.py", CONTRACT, NAMING),
    "polls/kinds/open/kind.py": (f"{KINDS}/test_open.py", CONTRACT, NAMING),
    "polls/kinds/words/kind.py": (f"{KINDS}/test_words.py", CONTRACT, NAMING),
    "polls/kinds/scale/kind.py": NUMBERS,
    "polls/kinds/ranking/kind.py": NUMBERS,
    "polls/kinds/points/kind.py": NUMBERS,
    "polls/kinds/quadrant/kind.py": NUMBERS,
    "polls/kinds/questions/kind.py": (CONTRACT, NAMING, SENTENCES),
    "polls/kinds/alike.py": (f"{KINDS}/test_alike.py",),
    "polls/kinds/cloud.py": (f"{KINDS}/test_cloud.py", f"{KINDS}/test_words.py"),
    "polls/results/before.py": (f"{RESULTS}/test_before.py",),
    "polls/results/comparison.py": COMPARE,
    "polls/results/cross_rule.py": (f"{RESULTS}/test_cross_rule.py",),
    "polls/results/crosses.py": (f"{RESULTS}/test_crosses.py",),
    "polls/results/records.py": (f"{RESULTS}/test_records.py",),
    "polls/results/split_rule.py": (f"{RESULTS}/test_split_rule.py",),
    "polls/results/splits.py": (f"{RESULTS}/test_splits.py",),
    "polls/results/tallies.py": (
        f"{RESULTS}/test_tallies.py",
        CONTENT,
        "tests/polls/questions/test_responses.py",
    ),
    "polls/questions/kept_totals.py": ("tests/polls/test_retention.py",),
    "polls/questions/questions.py": ("tests/polls/questions/test_questions.py", FLOW),
    "polls/questions/responses.py": ("tests/polls/questions/test_responses.py",),
    "polls/questions/manual_answers.py": ("tests/polls/questions/test_manual_answers.py",),
    "polls/sessions/stage.py": ("tests/polls/sessions/test_stage.py", FLOW),
    "polls/sessions/sessions.py": (
        "tests/polls/sessions/test_sessions.py",
        "tests/polls/sessions/test_aside.py",
        FLOW,
    ),
    "polls/texts/index.py": ("tests/polls/texts/test_index.py", CONTENT),
    "polls/texts/moderation.py": ("tests/polls/texts/test_moderation.py",),
    "polls/texts/tips.py": ("tests/workshop/views/test_tips.py",),
    **{f"polls/figures/{name}.py": (f"{FIGURES}/test_{name}.py", SENTENCES) for name in DRAWN},
    "polls/figures/scales.py": (f"{FIGURES}/test_scales.py", *NUMBERS),
}
