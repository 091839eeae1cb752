"""The form for a question on the spot."""

from __future__ import annotations

from polls import kinds
from workshop.facilitating.panels import ask


def test_every_kind_can_be_chosen_and_says_whether_it_has_options():
    found = ask.present()

    assert {each.name for each in found.kinds} == set(kinds.all())
    optioned = {each.name for each in found.kinds if each.optioned}
    assert {"choice", "scale"} <= optioned
    assert not {"open", "words"} & optioned
    assert found.longest == 200
