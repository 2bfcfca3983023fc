"""The desk's first page: what of the centre's housekeeping somebody looks after."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.desks.centre.topics import TOPICS
from motcua.desks.shared.door import DeskRequest, signed_in
from motcua.office import territory


@require_safe
@signed_in
def home(request: DeskRequest) -> HttpResponse:
    """Show the topics the actor's powers open."""
    actor = request.actor
    topics = [
        topic
        for topic in TOPICS
        if topic.powers & actor.powers and (not topic.of_centres or territory.reaches_centre(actor))
    ]
    return render(request, "centre/home.html", {"topics": topics})
