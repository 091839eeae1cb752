"""Downloads of a session, at any moment of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from polls.errors import PollsError
from polls.sessions.access import Right
from workshop import exports
from workshop.accounts import audit
from workshop.accounts.audit import What
from workshop.exports import apart, source
from workshop.exports.export import Export
from workshop.views.desk import own_session
from workshop.views.fields import refuse_form
from workshop.views.refusals import login_required


@login_required
@require_GET
def download_export(request: HttpRequest, code: str, format: str) -> HttpResponse:
    """To share, unless `alles` is asked for."""
    session = own_session(request, code, Right.TAKE)
    everything = "alles" in request.GET
    if format not in exports.format_names():
        raise Http404
    try:
        found = source.read_session(session)
        made = apart.run(exports.render_format, found, format, not everything)
    except PollsError as problem:
        return refuse_form(request, reverse("report", args=[session.code]), problem)
    told = f"{format} alles" if everything else format
    who = request.user.get_username()
    audit.record_event(who=who, what=What.EXPORT, about=f"{session.code} {told}")
    return export_reply(made)


def export_reply(made: Export) -> HttpResponse:
    """A file to keep, that nothing on the way keeps too."""
    response = HttpResponse(made.content, content_type=made.media_type)
    response["Content-Disposition"] = content_disposition_header(True, made.name)
    response["Cache-Control"] = "no-store"
    return response
