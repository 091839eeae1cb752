"""The house style of whoever is logged in, and the stylesheets of all of them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from polls.errors import PollsError
from polls.whole_numbers import whole_number
from workshop.accounts import teams
from workshop.exports import svg, tables
from workshop.facilitating import style_example
from workshop.facilitating.addresses import site_of
from workshop.library import house_styles, logos
from workshop.library import pictures as uploads
from workshop.looks import contrasts, scheme, stylesheet
from workshop.looks.style import LONGEST_WORDS, Style, read_fields, style_of_name
from workshop.models import Picture
from workshop.views.accounts import HIGHEST
from workshop.views.pictures import FOR_EVER
from workshop.views.refusals import login_required

OURS = "organisation"
FIRST = Style("#12343b", "#f28c52")  # what a form begins with: the colours of Polshoogte itself


@require_safe
def show_stylesheet(request: HttpRequest, name: str, version: str) -> HttpResponse:
    """For whoever knows the address: every phone in a room. That of another version is not
    kept, as it is of a page from before an upgrade."""
    style = style_of_name(name)
    if style is None:
        raise Http404
    try:
        written = house_styles.read_stylesheet(style)
    except Picture.DoesNotExist:
        raise Http404 from None
    response = HttpResponse(written, content_type="text/css; charset=utf-8")
    newest = version == stylesheet.version_of(written)
    response["Cache-Control"] = FOR_EVER if newest else "no-store"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show what two colours become, tried ones in the address included; a POST keeps them."""
    if request.method == "POST":
        return keep(request)
    whose = whose_of(request)
    kept = house_styles.find_style(**whose)
    style = kept or FIRST
    problems: list[PollsError] = []
    try:
        style = tried_style(request, style)
        problems += contrasts.find_faults(style)
    except PollsError as problem:
        problems.append(problem)
    part = request.GET.get("part") == "example"
    template = "workshops/_style_example.html" if part else "workshops/style.html"
    context = context_of(request, style, kept, problems) | {
        "team": whose.get("team"),
        "asked": request.GET.get("team", ""),
    }
    response = render(request, template, context)
    response["Cache-Control"] = "no-store"
    return response


def whose_of(request: HttpRequest) -> dict[str, Any]:
    """Of whom the style is: of whoever is logged in, of a `team` that they manage, or with
    `OURS` for a team and for an administrator, of the organisation."""
    asked = request.GET.get("team", "")
    if asked == OURS and request.user.is_superuser:
        return {"owner": None}
    if not asked:
        return {"owner": request.user}
    team = teams.find_team(pk=whole_number(asked, highest=HIGHEST) or 0, user=request.user)
    if team is None or not teams.may_manage(team, request.user):
        raise Http404
    return {"team": team}


def tried_style(request: HttpRequest, style: Style) -> Style:
    """What the address says, with the logo that is kept; raises PollsError."""
    if "main" not in request.GET:
        return style
    return read_fields(request.GET.dict(), style.logo, style.words)


def context_of(
    request: HttpRequest, style: Style, kept: Style | None, problems: list[PollsError]
) -> dict[str, Any]:
    looks = house_styles.page_style(style)
    example = style_example.draw_example(looks, site_of(request))
    with tables.wearing(scheme.compute_scheme(style).light):
        chart = svg.draw_figure(example.figure, example.sentence)
    return {
        "style": style,
        "kept": kept,
        "own": looks,
        "houses": [looks],
        "example": example,
        "chart": mark_safe(chart),  # noqa: S308  # drawn by us
        "problems": [problem.message for problem in problems],
        "rows": measured_rows(style),
        "longest": LONGEST_WORDS,
        "largest": uploads.LARGEST,
        "too_large": uploads.too_large().message,
    }


def measured_rows(style: Style) -> list[dict[str, Any]]:
    """Each place that is read, on light and on dark ground beside each other."""
    both = zip(contrasts.measure(style), contrasts.measure(style, dark=True), strict=True)
    return [{"light": light, "both": (light, dark)} for light, dark in both]


def keep(request: HttpRequest) -> HttpResponse:
    """Keep what was filled in, or nothing and say why; `drop` takes the style away."""
    whose = whose_of(request)
    asked = {name: request.GET[name] for name in ("team",) if request.GET.get(name)}
    place = reverse("house-style") + (f"?{urlencode(asked)}" if asked else "")
    if "drop" in request.POST:
        house_styles.drop_style(**whose)
        messages.success(request, _("Je workshops zien er weer uit als Polshoogte."))
        return HttpResponseRedirect(place)
    try:
        house_styles.save_style(**whose, style=sent_style(request, whose))
    except PollsError as problem:
        messages.error(request, problem.message)
        tried = {name: request.POST.get(name, "")[:20] for name in ("main", "accent", "cover")}
        return HttpResponseRedirect(f"{reverse('house-style')}?{urlencode(asked | tried)}")
    messages.success(
        request, _("Je huisstijl is bewaard. Nieuwe sessies van jouw workshops krijgen die.")
    )
    return HttpResponseRedirect(place)


def sent_style(request: HttpRequest, whose: dict[str, Any]) -> Style:
    """The style of the form; the logo is the one that came along, else the one that was kept."""
    style = read_fields(request.POST.dict())
    contrasts.ensure_holds(style)
    kept = house_styles.find_style(**whose)
    words = request.POST.get("words", "").strip()[:LONGEST_WORDS]
    file = request.FILES.get("logo")
    logo = kept.logo if kept and "no_logo" not in request.POST else ""
    if (file or logo) and not words:
        raise PollsError(
            "style.words", _("Schrijf wat er op het logo staat, voor wie het niet ziet.")
        )
    if file:
        uploads.refuse_large(file.size or 0)
        logo = logos.store_logo(str(file.name), file.read()).sha256
    return Style(style.main, style.accent, style.cover, logo, words if logo else "")
