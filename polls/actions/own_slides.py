"""The slides of one session, changed for it alone: asked on the spot, moved, asked again, in
other words, or left out."""

from __future__ import annotations

from django.utils.translation import gettext as _

from polls.actions import fields
from polls.actions.base import Action
from polls.actions.change import Change
from polls.actions.fields import Field, Form
from polls.actions.site import Adapted, get_site
from polls.actions.slides import SEEN, Seen, check_seen, find_slide, go_to_position
from polls.errors import PollsError
from polls.sessions import sessions


def ask_question(change: Change, *, form: Form, later: bool, seen: Seen) -> None:
    """Make the question behind the slide of now, and go there unless it is for later."""
    if later:
        sessions.refuse_ended(change.session)
        adapt(change, "ask", form)
        return
    change.begin()
    check_seen(change, seen, reached=0)
    made = adapt(change, "ask", form)
    go_to_position(change, find_slide(change.slides, made.slide).number)


def adapt(change: Change, step: str, form: Form) -> Adapted:
    """Change the deck of the session by one step; raises PollsError."""
    session = change.session
    made = get_site().adapt_deck(session, step, form)
    if made.deck.pk != session.deck_id:
        own = {key: words for key, words in session.context.items() if key not in made.reworded}
        session.context = own
        change.take_deck(made.deck)
    return made


def move_slide(change: Change, *, form: Form) -> None:
    sessions.refuse_ended(change.session)
    adapt(change, "move", form)


def repeat_slide(change: Change, *, form: Form) -> None:
    sessions.refuse_ended(change.session)
    adapt(change, "repeat", form)


def reword_slide(change: Change, *, form: Form) -> None:
    sessions.refuse_ended(change.session)
    adapt(change, "reword", form)


def leave_out_question(change: Change, *, key: str) -> None:
    """Ask a question no longer, or ask it after all."""
    session = change.session
    sessions.refuse_ended(session)
    row = next((row for row in change.rows if row.key == key and row.slide), None)
    if row is None:
        raise PollsError(
            "question.unknown", _("Deze vraag hoort niet bij deze sessie. Ververs de pagina.")
        )
    if row.off:
        session.context = {name: words for name, words in session.context.items() if name != key}
    else:
        refuse_needed(change, key)
        session.context = {**session.context, key: None}
    session.edition += 1
    change.follow_deck(change.slides)


def refuse_needed(change: Change, key: str) -> None:
    """What is shown again has to be asked."""
    for slide in change.slides:
        if key in slide.results or any(
            row.after == key and row.key in slide.questions for row in change.questions
        ):
            raise PollsError(
                "question.needed",
                _(
                    "De antwoorden op deze vraag komen terug op slide %(number)d. Sla de hele "
                    "slide over, of laat de vraag staan."
                )
                % {"number": slide.number},
            )


def form_of(*names: str) -> Field[Form]:
    return Field(names, lambda form: form)


ASK = Action(
    name="ask",
    run=ask_question,
    fields={
        "form": form_of("prompt", "kind", "options", "ready"),
        "later": fields.ticked_field("later"),
        "seen": SEEN,
    },
    begins=False,
    effect="a question that was not in the deck, on a slide of its own behind the current one, "
    "and at once on the phones; with `later` it waits there for `next`. `kind` is one of the "
    "kinds, `options` one a line; `ready` instead of both is `yes-no`, `agree` or `words`",
)
MOVE = Action(
    name="move-slide",
    run=move_slide,
    fields={"form": form_of("slide", "way")},
    begins=False,
    effect="puts a slide elsewhere in this session: `way` is `up`, `down`, or `here` for right "
    "behind the current one",
)
REPEAT = Action(
    name="repeat-slide",
    run=repeat_slide,
    fields={"form": form_of("slide")},
    begins=False,
    effect="a copy of a slide behind the current one; what it asks is asked anew, beside the "
    "answers that there are",
)
REWORD = Action(
    name="reword-slide",
    run=reword_slide,
    fields={"form": form_of("slide", "title", "body", "prompt.<key>", "options.<key>")},
    begins=False,
    effect="other words for a slide and its questions in this session; of a question that was "
    "answered the options stay what they are",
)
LEAVE_OUT = Action(
    name="leave-out",
    run=leave_out_question,
    fields={"key": fields.QUESTION},
    begins=False,
    effect="does not ask a question in this session, or asks it after all",
)
