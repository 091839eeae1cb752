"""Which test holds each thing that a facilitator must be able to do; none may go unnoticed.

F are what a facilitator needs, P those needs of participants and X those of everybody that
facilitating touches.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FACILITATING = "e2e/test_facilitating.py::"
SHIPPED = "polls/actions/test_shipped_deck.py::"
DECK = "workshop/decks/test_beter_samenwerken.py::"
SETTINGS = "workshop/views/test_settings.py::"
MODERATION = "polls/texts/test_moderation.py::"

HELD: dict[str, tuple[str, tuple[str, ...]]] = {
    "F01": (
        "a session starts with a code, a short address and a QR code",
        (
            "workshop/views/test_desk.py::test_a_session_starts_with_a_label",
            "workshop/views/test_screen.py::test_the_page_holds_all_slides_the_code_and_the_qr",
        ),
    ),
    "F02": (
        "all 41 slides, word for word, each with a label",
        (f"{DECK}test_a_slide_says_what_the_source_says", f"{DECK}test_outline_labels_are_unique"),
    ),
    "F03": (
        "a projector and a desk that change together; nothing private on the projector",
        (
            "polls/realtime/test_sockets.py::test_a_slide_change_reaches_phones_screens_and_desks",
            "workshop/views/test_screen.py::test_notes_and_actions_are_not_on_the_projector",
            f"{MODERATION}test_a_projector_is_never_told_what_waits_or_is_hidden",
        ),
    ),
    "F04": (
        "next, previous, jump, skip a slide and a group; going back changes nothing",
        (
            f"{SHIPPED}test_a_slide_is_found_by_number_and_by_id",
            f"{SHIPPED}test_skipped_slides_are_passed_both_ways",
            f"{SHIPPED}test_a_group_is_left_as_a_whole",
            f"{SHIPPED}test_the_questions_of_a_slide_open_and_close_with_it",
        ),
    ),
    "F05": (
        "the states of a question; opening on entering, closing on leaving",
        (
            "polls/questions/test_questions.py::test_entering_a_slide_opens_and_leaving_it_closes",
            "polls/questions/test_questions.py::test_a_pause_ends_in_the_same_round",
            "workshop/facilitating/test_any_order.py::test_the_promises_hold_in_any_order_of_actions",
        ),
    ),
    "F06": (
        "results wait for 'Toon' where they could steer, and are live elsewhere",
        (
            f"{SHIPPED}test_results_wait_for_show_where_they_could_steer_an_answer",
            f"{SHIPPED}test_votes_stay_hidden_until_they_are_shown",
        ),
    ),
    "F07": (
        "hidden results tell a projector how many answered, and no more",
        ("polls/realtime/test_sockets.py::test_hidden_results_reach_desks_but_no_screen",),
    ),
    "F08": (
        "both votes shown by one key, mirrored, in a fixed order with every number",
        (
            f"{SHIPPED}test_two_votes_are_shown_together_once_both_are_closed",
            f"{DECK}test_both_votes_offer_the_five_conditions_with_their_question",
            "polls/figures/test_pairs.py::test_each_option_has_its_name_and_its_class",
            "polls/figures/test_pairs.py::test_the_table_has_the_numbers_of_both_sides",
        ),
    ),
    "F09": (
        "slides that show earlier answers, also when there are none",
        (
            f"{DECK}test_answers_return_on_two_slides",
            "polls/figures/test_pairs.py::test_each_side_without_answers_says_so",
        ),
    ),
    "F10": (
        "own words: hold, show, hide, delete, star, correct, merge, label, by keyboard",
        (
            f"{FACILITATING}test_texts_are_moderated_by_keyboard_and_by_a_co_host",
            f"{MODERATION}test_a_held_text_waits_until_it_is_shown",
            f"{MODERATION}test_a_correction_is_marked_and_can_be_taken_back",
            f"{MODERATION}test_merged_texts_count_with_one_and_split_again",
            f"{MODERATION}test_a_label_is_taken_off_when_all_have_it",
            "polls/test_deletion.py::test_after_deleting_one_text_no_byte_of_it_is_left",
        ),
    ),
    "F11": (
        "two prompts on a slide; the dynamics and room for another",
        (f"{DECK}test_the_ten_questions", f"{DECK}test_the_dynamics_have_room_for_another"),
    ),
    "F12": (
        "a rehearsal with made-up participants, which counts nowhere",
        (
            "workshop/facilitating/test_rehearsal.py::test_a_rehearsal_answers_every_kind",
            "workshop/facilitating/test_rehearsal.py::test_a_rehearsal_is_in_no_report_export_or_comparison",
        ),
    ),
    "F13": (
        "a new group begins fresh; a question that is asked again keeps its earlier round",
        (
            f"{SHIPPED}test_a_new_group_starts_fresh_and_leaves_the_earlier_one_alone",
            "polls/questions/test_questions.py::test_a_new_round_can_start_from_any_state",
        ),
    ),
    "F14": (
        "hands and answers on somebody's behalf, marked as such",
        (
            "polls/questions/test_manual_answers.py::test_hands_count_beside_phones_and_are_marked",
            "polls/questions/test_manual_answers.py::"
            "test_an_answer_for_somebody_is_held_back_as_any_other_and_undone",
        ),
    ),
    "F15": (
        "a timer that only advises, and 20 seconds for a draft",
        (
            f"{SHIPPED}test_at_zero_a_timer_closes_nothing",
            "polls/questions/test_responses.py::"
            "test_a_draft_counts_for_twenty_seconds_after_the_slide_was_left",
        ),
    ),
    "F16": (
        "blank, freeze, QR code, spotlight; keys that can be switched off",
        (
            f"{FACILITATING}test_two_facilitators_steer_the_projector_one_of_them_from_a_phone",
            f"{MODERATION}test_one_card_stands_in_the_spotlight_and_hiding_ends_that",
            "e2e/test_keyboard.py::test_charts_are_held_still_and_letter_keys_switched_off",
        ),
    ),
    "F17": (
        "a co-host's link that only moderates and can be revoked",
        (
            "workshop/views/test_texts.py::test_a_co_host_moderates_and_does_nothing_else",
            "workshop/views/test_texts.py::test_a_revoked_link_shows_and_does_nothing",
        ),
    ),
    "F18": (
        "time against the plan, and the slides that may be left out",
        (
            "e2e/test_room_asks.py::test_the_desk_says_how_far_behind_the_plan_it_is",
            f"{SHIPPED}test_slides_are_left_out_together_and_come_back_together",
            "workshop/views/test_desk.py::"
            "test_the_slides_that_may_go_stand_in_one_list_with_the_minutes_they_save",
        ),
    ),
    "F19": (
        "a remote in the hand",
        (f"{FACILITATING}test_two_facilitators_steer_the_projector_one_of_them_from_a_phone",),
    ),
    "F20": (
        "the projector goes on while the server is away",
        (f"{FACILITATING}test_the_projector_goes_on_while_the_server_is_away",),
    ),
    "F21": (
        "one collaboration or many, and the context question, in the settings",
        (
            f"{SETTINGS}test_one_collaboration_changes_titles_prompts_labels_and_hints",
            f"{SETTINGS}test_the_report_and_the_mirrored_chart_speak_of_our_collaboration",
            f"{SETTINGS}test_the_context_question_is_left_out",
            f"{SETTINGS}test_the_context_question_in_own_words",
        ),
    ),
    "F22": (
        "a second round beside the first",
        (
            "polls/figures/test_rounds.py::test_both_rounds_are_drawn_on_one_scale_of_shares",
            "polls/questions/test_responses.py::"
            "test_a_second_round_stands_beside_the_first_with_how_many_moved",
        ),
    ),
    "F23": (
        "words that may be one are suggested, and merged by hand",
        (
            "polls/kinds/test_alike.py::test_one_word_written_differently_is_suggested",
            "workshop/views/test_texts.py::"
            "test_words_that_look_alike_are_suggested_and_merged_by_one_press",
            "workshop/views/test_texts.py::test_nothing_is_merged_by_itself",
        ),
    ),
    "P03": (
        "one answer a device, which can be changed and survives a reload",
        ("e2e/test_without_javascript.py::test_a_reload_and_a_new_tab_keep_the_answer",),
    ),
    "P06": (
        "taking part without JavaScript",
        (
            "e2e/test_without_javascript.py::test_a_vote_by_form_is_stored_shown_changed_and_closed",
            "polls/realtime/test_audience_questions.py::"
            "test_a_form_without_script_asks_and_shows_what_was_asked",
        ),
    ),
    "P08": (
        "a draft stays when the slide moves on",
        (f"{FACILITATING}test_a_draft_is_sent_after_the_slide_moved_on_and_tips_show_and_hide",),
    ),
    "P10": (
        "status messages, and none for a vote",
        ("e2e/test_keyboard.py::test_what_opens_and_closes_is_said_and_votes_are_not",),
    ),
    "X01": (
        "axe on every page and state",
        (
            "e2e/test_accessibility.py::test_every_kind_of_question_and_every_state",
            "e2e/test_other_pages.py::test_every_page",
        ),
    ),
    "X02": (
        "a sentence and a table with every chart, from the same numbers",
        ("polls/kinds/test_contract.py::test_table_figure_and_sentence_tell_the_same",),
    ),
    "X03": (
        "every drawing has a description or is decorative",
        (
            "workshop/decks/test_pictures.py::test_every_drawing_of_ours_passes",
            "workshop/decks/test_problems.py::test_a_mistake",
        ),
    ),
    "X04": (
        "Dutch everywhere",
        (
            "words/test_catalogue.py::test_the_catalogue_has_exactly_what_the_code_says",
            "words/test_catalogue.py::test_dutch_is_plain_and_says_je",
        ),
    ),
    "X05": (
        "who made the model and the trust slide",
        (f"{DECK}test_the_model_and_the_trust_slide_name_their_source",),
    ),
}


@cache
def found_in(file: str) -> frozenset[str]:
    """The tests that stand in a file and are run: no test that is skipped."""
    tree = ast.parse((HERE / file).read_text())
    return frozenset(
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not any("skip" in ast.unparse(mark) for mark in node.decorator_list)
    )


def is_there(test: str) -> bool:
    file, _colons, name = test.partition("::")
    return (HERE / file).exists() and name in found_in(file)


@pytest.mark.parametrize("need", HELD)
def test_a_need_is_held_by_tests_that_are_there(need: str):
    _words, tests = HELD[need]

    assert [test for test in tests if not is_there(test)] == []
    assert tests


def test_no_need_of_a_facilitator_is_without_a_test():
    assert [need for need in HELD if need[0] == "F"] == [f"F{n:02}" for n in range(1, 24)]


def test_a_test_that_is_gone_is_noticed():
    assert not is_there(f"{SHIPPED}test_that_was_deleted")
    assert not is_there("workshop/test_gone.py::test_anything")
