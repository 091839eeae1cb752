"""Who has a workshop open now, and at which slide: what colleagues see of each other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from workshop.models import Workshop, WorkshopVisit

GONE = timedelta(seconds=30)  # without a sign: the page was closed
AGAIN = timedelta(seconds=10)  # a sign is written that often, while nobody moves


def note_visit(*, workshop: Workshop, user: Any, slide: str) -> None:
    """Remember that this trainer looks at a slide; what is known already is not written."""
    now = timezone.now()
    mine = WorkshopVisit.objects.filter(workshop=workshop, user=user)
    found = mine.values_list("slide", "seen").first()
    if found is None:
        WorkshopVisit.objects.filter(seen__lt=now - GONE).delete()
    fresh = found is not None and found[0] == slide and now - AGAIN <= found[1] <= now
    if not fresh:
        mine.update_or_create(workshop=workshop, user=user, defaults={"slide": slide, "seen": now})


def list_others(*, workshop: Workshop, user: Any) -> list[tuple[str, str]]:
    """The names of the others who are here, each with the slide they look at."""
    now = timezone.now()
    here = WorkshopVisit.objects.filter(workshop=workshop, seen__range=(now - GONE, now + GONE))
    others = here.exclude(user=user).select_related("user").order_by("user__username")
    return [(visit.user.get_username(), visit.slide) for visit in others]
