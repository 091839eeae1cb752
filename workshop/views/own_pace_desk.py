"""The desk of a session at everyone's own pace: its link, how far people are, and its end."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from polls.models import LiveSession, Question
from polls.sessions import own_pace, sessions
from polls.sessions.access import Right
from workshop.facilitating import reach
from workshop.facilitating.addresses import Addresses, site_of

TYPED = "%Y-%m-%dT%H:%M"  # as a browser wants a moment


def desk_page(request: HttpRequest, session: LiveSession, rights: frozenset[Right]) -> HttpResponse:
    """The whole of it for whoever may change the session, else what there is to see."""
    addresses = Addresses(site_of(request), session)
    answered = sessions.count_answered(session_id=session.pk)
    context = {
        "session": session,
        "rights": {right.value for right in rights},
        "addresses": addresses,
        "reach": reach.judge_site(addresses.site),
        "opens": own_pace.word_moment(session.opens_at),
        "closes": own_pace.word_moment(session.closes_at),
        "typed": {
            name: timezone.localtime(moment).strftime(TYPED)
            for name, moment in (("opens", session.opens_at), ("closes", session.closes_at))
            if moment
        },
        "progress": own_pace.count_progress(session_id=session.pk),
        "questions": [
            (question, answered[question.key])
            for question in Question.objects.filter(session=session)
        ],
        "mails": write_mails(session, addresses.join),
        "longest": own_pace.WORDS,
    }
    response = render(request, "desk/own_pace.html", context)
    response["Cache-Control"] = "no-store"
    return response


def write_mails(session: LiveSession, link: str) -> list[dict[str, str]]:
    """What a trainer sends: an invitation and a reminder, in the language of the session."""
    with translation.override(session.language):
        said = {
            "title": session.deck.title,
            "link": link,
            "opens": own_pace.word_moment(session.opens_at),
            "closes": own_pace.word_moment(session.closes_at),
        }
        subjects = (
            ("invitation", _("Vul je de vragenlijst in? %(title)s") % said),
            ("reminder", _("Vul je de vragenlijst nog in? %(title)s") % said),
        )
        bodies = {"invitation": invitation(session, said), "reminder": reminder(said)}
    return [
        {
            "name": name,
            "subject": subject,
            "body": bodies[name],
            "mailto": "mailto:?"
            + urlencode({"subject": subject, "body": bodies[name]}).replace("+", "%20"),
        }
        for name, subject in subjects
    ]


def invitation(session: LiveSession, said: dict[str, str]) -> str:
    parts = (
        _("Hallo,"),
        session.intro,
        _("Op deze pagina staat de vragenlijst ‘%(title)s’:") % said + f"\n{said['link']}",
        _(
            "Je kunt antwoorden van %(opens)s tot %(closes)s. Je doet mee zonder naam. "
            "Stoppen en later verdergaan kan, op hetzelfde toestel."
        )
        % said,
        _("Alvast bedankt."),
    )
    return "\n\n".join(part for part in parts if part)


def reminder(said: dict[str, str]) -> str:
    parts = (
        _("Hallo,"),
        _("Heb je de vragenlijst ‘%(title)s’ al ingevuld? Dan kun je dit bericht weggooien.")
        % said,
        _("Zo niet: het kan nog tot %(closes)s, op deze pagina:") % said + f"\n{said['link']}",
        _("Alvast bedankt."),
    )
    return "\n\n".join(parts)
