"""The log of what people did, for administrators: as a page, and as a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from polls.errors import PollsError
from workshop.accounts import audit, provider_accounts
from workshop.accounts.audit import Filter, What
from workshop.exports.formats import csv
from workshop.models import AuditEntry
from workshop.views.accounts import for_administrators

A_PAGE = 50  # entries
FIELDS = ("who", "what", "since", "until")


def typed(request: HttpRequest) -> dict[str, str]:
    """What somebody filtered by, as they typed it; nothing that was left empty."""
    fields = {name: request.GET.get(name, "").strip()[:150] for name in FIELDS}
    return {name: value for name, value in fields.items() if value}


@for_administrators
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """Newest first. A filter that cannot be shows everything, and says so."""
    fields, chosen = typed(request), Filter()
    try:
        chosen = audit.read_filter(**fields)
    except PollsError as problem:
        messages.error(request, problem.message)
    found = Paginator(audit.find_entries(chosen).order_by("-pk"), A_PAGE)
    page = found.get_page(request.GET.get("page"))
    names = get_user_model().objects.order_by("username").values_list("username", flat=True)
    context: dict[str, Any] = {
        "page": page,
        "rows": [(entry, kind_of(entry)) for entry in page],
        "fields": fields,
        "query": urlencode(fields),
        "names": [audit.TERMINAL, provider_accounts.PROVIDER, *names],
        "kinds": audit.words().items(),
        "days": settings.AUDIT_DAYS,
    }
    return render(request, "accounts/log.html", context)


def kind_of(entry: AuditEntry) -> str:
    """In words; one of an older version stays as it is."""
    return audit.words().get(entry.what, entry.what)


@for_administrators
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """What the page shows, whole, for a spreadsheet; oldest first."""
    fields = typed(request)
    try:
        found = audit.find_entries(audit.read_filter(**fields))
    except PollsError:
        return HttpResponseRedirect(f"{reverse('accounts-log')}?{urlencode(fields)}")
    head = [_("wanneer"), _("wie"), _("soort"), _("wat"), _("waarvan")]
    rows = [
        [
            timezone.localtime(entry.at).isoformat(timespec="seconds"),
            *(entry.who, entry.what, kind_of(entry), entry.about),
        ]
        for entry in found.iterator()
    ]
    audit.record_event(who=request.user.get_username(), what=What.EXPORT, about="log csv")
    reply = HttpResponse(csv.table([head, *rows]), content_type="text/csv; charset=utf-8")
    name = f"polshoogte-{timezone.localdate().isoformat()}-log.csv"
    reply["Content-Disposition"] = content_disposition_header(True, name)
    reply["Cache-Control"] = "no-store"
    return reply
