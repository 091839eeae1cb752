"""What new sessions of everybody here start with, for administrators."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from polls.errors import PollsError
from polls.models import LOWEST, MINIMUM, Approval
from polls.retention import LONGEST
from polls.sessions.session_settings import HIGHEST
from workshop.accounts import audit
from workshop.accounts.audit import What
from workshop.library import defaults
from workshop.views.accounts import for_administrators


@for_administrators
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        try:
            defaults.keep(request.POST.dict())
        except PollsError as problem:
            messages.error(request, problem.message)
        else:
            who = request.user.get_username()
            audit.record_event(who=who, what=What.ACCOUNT, about="defaults of new sessions")
            messages.success(request, _("Bewaard. Nieuwe sessies beginnen hiermee."))
        return HttpResponseRedirect(reverse("defaults"))
    context = {
        "kept": defaults.read(),
        "days": settings.RETENTION_DAYS,
        "longest": LONGEST.days,
        "approvals": Approval.choices,
        "minimum": MINIMUM,
        "lowest": LOWEST,
        "highest": HIGHEST,
    }
    return render(request, "accounts/defaults.html", context)
