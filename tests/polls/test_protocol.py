"""Frames and forms become typed requests, or one error."""

from __future__ import annotations

import pytest
from django.utils import translation

from polls import protocol
from polls.errors import PollsError
from polls.protocol import AnswerRequest, StateRequest

ID = "7d444840-9dc0-11d1-b245-5ffdce74fad2"
ANSWER = f'{{"type":"answer","id":"{ID}","question":"goed","round":1,"seq":3,"value":["A"]}}'


def test_what_is_malformed_is_told_in_the_language_of_the_sender():
    with translation.override("en"), pytest.raises(PollsError) as caught:
        protocol.parse_frame("{")

    assert caught.value.message == "We cannot read this message (no valid JSON). Refresh the page."


def code_of(text: str | None) -> str:
    with pytest.raises(PollsError) as caught:
        protocol.parse_frame(text)
    return caught.value.code


def test_an_answer_frame_becomes_a_request():
    request = protocol.parse_frame(ANSWER)

    assert request == AnswerRequest(ID, "goed", 1, 3, ["A"])


def test_a_state_frame_becomes_a_request():
    assert protocol.parse_frame('{"type":"state"}') == StateRequest()


def test_of_a_name_that_stands_twice_the_last_counts():
    request = protocol.parse_frame(ANSWER.replace('"seq":3', '"seq":3,"seq":4'))

    assert request == AnswerRequest(ID, "goed", 1, 4, ["A"])


def test_what_a_form_may_leave_out_is_none():
    request = protocol.parse_frame('{"type":"answer","question":"goed","value":["A"]}')

    assert request == AnswerRequest(None, "goed", None, None, ["A"])


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "geen json",
        "\ufeff{}",
        "[1]",
        '"x"',
        "null",
        "NaN",
        '{"type":"answer","question":"goed","value":NaN}',
        '{"type":"answer","question":"goed","value":["\\ud800"]}',
        '{"type":"answer","question":"goed","value":["\ud800"]}',
        '{"type":"answer","question":"goed","value":' + "[" * 5000 + "]" * 5000 + "}",
        '{"type":"answer","question":"goed","value":[[[[[[[[[[1]]]]]]]]]]}',
        '{"type":"answer","question":"goed"}',
        ANSWER.replace(ID, "not-a-uuid"),
        ANSWER.replace(f'"{ID}"', "12"),
        ANSWER.replace('"round":1', '"round":true'),
        ANSWER.replace('"round":1', '"round":0'),
        ANSWER.replace('"round":1', '"round":"1"'),
        ANSWER.replace('"round":1', '"round":1.0'),
        ANSWER.replace('"seq":3', '"seq":-1'),
        ANSWER.replace('"seq":3', f'"seq":{2**63}'),
        ANSWER.replace('"seq":3', f'"seq":{"9" * 5000}'),
    ],
)
def test_what_cannot_be_read_is_malformed(text: str | None):
    assert code_of(text) == "frame.malformed"


@pytest.mark.parametrize("question", ["1", "null", '""', '"a b"', '"Goed"', '"' + "a" * 65 + '"'])
def test_a_question_that_cannot_exist_is_unknown(question: str):
    assert code_of(ANSWER.replace('"goed"', question)) == "question.unknown"


@pytest.mark.parametrize("kind", ["1", "null", '"vote"', '["answer"]'])
def test_another_type_is_unknown(kind: str):
    assert code_of(ANSWER.replace('"answer"', kind)) == "frame.unknown_type"


def test_the_id_of_a_refused_frame_is_echoed_when_it_has_one():
    assert protocol.echoed_id(ANSWER.replace('"goed"', "1")) == ID
    assert protocol.echoed_id("geen json") is None
    assert protocol.echoed_id("[1]") is None
    assert protocol.echoed_id(None) is None


def test_plain_values_of_a_form_make_a_list():
    request = protocol.parse_form([("question", "goed"), ("value", "A"), ("value", "B")])

    assert request == AnswerRequest(None, "goed", None, None, ["A", "B"])


def test_keyed_values_of_a_form_make_an_object():
    request = protocol.parse_form(
        [("question", "scan"), ("round", "2"), ("seq", "5"), ("value.ambitie", "4")]
    )

    assert request == AnswerRequest(None, "scan", 2, 5, {"ambitie": "4"})


def test_plain_and_keyed_values_of_a_form_stand_side_by_side():
    fields = [("question", "dynamieken"), ("value", "anders"), ("value.other", "de tijd")]

    request = protocol.parse_form(fields)

    assert request.value == {"options": ["anders"], "other": "de tijd"}


def test_an_empty_keyed_value_does_not_count():
    fields = [("question", "dynamieken"), ("value", "A"), ("value.other", "")]

    assert protocol.parse_form(fields).value == ["A"]


def test_ids_come_back_in_one_spelling():
    assert protocol.parse_uuid(ID.upper()) == ID


def test_acknowledgement_and_error_frames():
    busy = PollsError("server.busy", "Het is druk.", retry_after=2)

    assert protocol.ack_frame(ID, "stored") == f'{{"type":"ack","id":"{ID}","outcome":"stored"}}'
    assert protocol.error_frame(busy, ID) == (
        f'{{"type":"error","id":"{ID}","code":"server.busy","message":"Het is druk.",'
        '"retry_after":2}'
    )
