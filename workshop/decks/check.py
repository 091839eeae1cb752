"""The checks that need more than one slide: names used twice, references, order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from polls import kinds
from polls.kinds.questions import ASIDE
from workshop.decks import limits
from workshop.decks.model import PAIRS, Question, Show, Slide
from workshop.decks.problems import Report, missing_picture, suggest_word


def check_slides(
    slides: Sequence[Slide],
    pictures: Collection[str] | None,
    report: Report,
    others: Collection[str] = (),
) -> None:
    """Report what is wrong between slides that are each in order by themselves."""
    _check_number(slides, report)
    _check_ids(slides, report)
    _check_chapters(slides, report)
    _check_keys(slides, report)
    if not report.incomplete:
        _check_shows(slides, report)
        _check_after(slides, report)
        _check_optional(slides, report)
        _check_segments(slides, report)
    if pictures is not None:
        _check_icons(slides, pictures, report, others)


def _check_number(slides: Sequence[Slide], report: Report) -> None:
    questions = [question for slide in slides for question in slide.questions]
    if len(questions) > limits.QUESTIONS:
        report.stop(
            questions[limits.QUESTIONS].line,
            _("Dit deck heeft %(n)s vragen: houd er hooguit %(most)s over.")
            % {"n": len(questions), "most": limits.QUESTIONS},
        )


def _check_ids(slides: Sequence[Slide], report: Report) -> None:
    seen: dict[str, Slide] = {}
    for slide in slides:
        first = seen.setdefault(slide.id, slide)
        if first is not slide and slide.id:
            report.add(
                slide.line,
                _("Slide %(number)s heeft ook id '%(id)s': kies voor deze slide een andere.")
                % {"number": first.number, "id": slide.id},
            )


def _check_chapters(slides: Sequence[Slide], report: Report) -> None:
    seen: list[str] = []
    for slide in slides:
        if slide.chapter in seen[:-1]:
            report.add(
                slide.line,
                _("Hoofdstuk '%(chapter)s' was al voorbij: zet zijn slides bij elkaar.")
                % {"chapter": slide.chapter},
            )
        elif slide.chapter not in seen:
            seen.append(slide.chapter)


def _check_keys(slides: Sequence[Slide], report: Report) -> None:
    seen: set[str] = set()
    for question in (question for slide in slides for question in slide.questions):
        if question.key in seen and question.key:
            report.add(
                question.line,
                _("De vraag '%(key)s' bestaat al: kies een andere key.") % {"key": question.key},
            )
        if question.key == ASIDE:
            report.add(
                question.line,
                _("'%(key)s' is de key van de vragen uit de zaal: kies een andere key.")
                % {"key": ASIDE},
            )
        seen.add(question.key)


def _check_after(slides: Sequence[Slide], report: Report) -> None:
    asked = {question.key: question for slide in slides for question in slide.questions}
    for question in asked.values():
        if question.after and question.after == question.key:
            report.add(
                question.line, _("'after' noemt deze vraag zelf: noem de key van een andere vraag.")
            )
        elif question.after and question.after not in asked:
            report.add(
                question.line,
                _("'after' noemt een andere vraag: '%(after)s' bestaat niet. %(help)s")
                % {"after": question.after, "help": suggest_word(question.after, asked)},
            )


def _check_optional(slides: Sequence[Slide], report: Report) -> None:
    """What is shown again has to be asked."""
    asked = [question for slide in slides for question in slide.questions]
    needed = {key for slide in slides for show in slide.shows for key in show.questions}
    needed |= {question.after for question in asked}
    for question in asked:
        if question.optional and question.key in needed:
            report.add(
                question.line,
                _(
                    "De antwoorden op '%(key)s' komen elders terug, dus de vraag kan niet "
                    "vervallen: haal 'optional' weg."
                )
                % {"key": question.key},
            )


def _check_segments(slides: Sequence[Slide], report: Report) -> None:
    """One question at most splits the others, and it has its slide to itself: answers to two
    questions of one slide stay together in what is taken home."""
    found = [
        (slide, question)
        for slide in slides
        for question in slide.questions
        if question.spec.get("segment")
    ]
    for slide, question in found:
        if len(slide.questions) > 1:
            report.add(
                question.line,
                _("Een vraag met 'segment' staat alleen op een slide: haal de andere vraag weg."),
            )
    for _slide, question in found[1:]:
        report.add(
            question.line,
            _("De vraag '%(key)s' heeft ook 'segment': één vraag splitst de andere. Kies er een.")
            % {"key": found[0][1].key},
        )


def _check_shows(slides: Sequence[Slide], report: Report) -> None:
    everything = {question.key for slide in slides for question in slide.questions}
    asked: dict[str, Question] = {}
    keys: dict[str, Show] = {}
    for slide in slides:
        for show in slide.shows:
            _check_show(show, asked, everything, report)
            if show.key in everything and show.questions != (show.key,):
                report.add(
                    show.line,
                    _("'%(key)s' is al een vraag: kies een andere key.") % {"key": show.key},
                )
            elif keys.setdefault(show.key, show).questions != show.questions:
                report.add(
                    show.line,
                    _("'%(key)s' toont elders iets anders: kies een andere key.")
                    % {"key": show.key},
                )
        asked |= {question.key: question for question in slide.questions}


def _check_show(
    show: Show, asked: Mapping[str, Question], everything: Collection[str], report: Report
) -> None:
    for key in show.questions:
        if key in everything and key not in asked:
            report.add(
                show.line,
                _("De vraag '%(key)s' komt pas later: zet deze slide na de slide met die vraag.")
                % {"key": key},
            )
        elif key not in asked:
            report.add(
                show.line,
                _("Geen eerdere slide stelt de vraag '%(key)s'. %(help)s")
                % {"key": key, "help": suggest_word(key, asked)},
            )
    pair = [asked[key] for key in show.questions if key in asked]
    if show.view in PAIRS and len(pair) == 2 and not _same_options(*pair):
        report.add(
            show.line,
            _("'%(key)s' en '%(key2)s' zijn geen paar: stel twee keuzevragen met dezelfde options.")
            % {"key": pair[0].key, "key2": pair[1].key},
        )


def _same_options(left: Question, right: Question) -> bool:
    """Also true when either could not be read, which has its own problem."""
    if not left.spec or not right.spec:
        return True
    pair = [kinds.of(each) for each in (left, right)]
    first, second = (kind.options(own_words=False) for kind in pair)
    return bool(first) and first == second and all(kind.counts_people for kind in pair)


def _check_icons(
    slides: Sequence[Slide], pictures: Collection[str], report: Report, others: Collection[str]
) -> None:
    missing: set[str] = set()
    for question in (question for slide in slides for question in slide.questions):
        for option in question.spec.get("options", ()):
            name = f"{option['icon']}.svg" if option.get("icon") else ""
            if name and name not in pictures and name not in missing:
                missing.add(name)
                report.add(question.line, missing_picture(name, pictures, others))
