"""What the pages of facilitators and co-hosts do alike with a posted action."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from polls.errors import PollsError

STATUS = {"cohost": 404, "action": 404}


def fields_of(request: HttpRequest) -> dict[str, str]:
    """The posted fields; what was ticked several times is joined by '+'.

    The list of texts is one form, also without JavaScript: a button of one text sends
    its id as `only`, and a correction stands in the field of that text.
    """
    fields = {name: "+".join(request.POST.getlist(name)) for name in request.POST}
    if "only" in fields:
        fields["card"] = fields["only"]
        fields.setdefault("text", fields.get(f"text-{fields['only']}", ""))
    if fields.get("into") == "first":
        fields["into"], _plus, fields["card"] = fields.get("card", "").partition("+")
    return fields


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def refuse_form(request: HttpRequest, back: str, problem: PollsError) -> HttpResponse:
    if wants_json(request):
        reply: dict[str, Any] = {"code": problem.code, "message": problem.message}
        return JsonResponse({"error": reply}, status=STATUS.get(problem.code.split(".")[0], 409))
    if problem.code == "action.unknown":
        raise Http404
    messages.error(request, problem.message)
    return HttpResponseRedirect(back)


def texts_of(request: HttpRequest, place: str) -> str:
    """The list of texts at `place`, of the question that was posted."""
    return f"{place}?{urlencode({'question': request.POST.get('question', '')})}"
