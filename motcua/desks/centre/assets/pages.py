"""What every page of the topic is given: the tabs, names and tones, the words said once, the key of its forms."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from motcua.custody import kinds
from motcua.desks.centre.assets import shown
from motcua.desks.shared.door import DeskRequest, once_key
from motcua.desks.shared.forms import is_verified
from motcua.desks.shared.shapes import Link
from motcua.desks.shared.told import tell


def page(
    request: DeskRequest, template: str, tab: str, *trail: Link, status: int = 200, **context: Any
) -> HttpResponse:
    """Render a page of the topic."""
    common = {
        "tabs": shown.tabs(request.actor, tab),
        "trail": shown.trail(*trail),
        "words": shown.WORDS,
        "tones": shown.TONES,
        "transfer_tones": shown.TRANSFER_TONES,
        "kind_name": kinds.name,
        "keys": once_key,
        "writes": request.actor.can("asset.write"),
        "verified": is_verified(request),
    }
    return render(request, f"centre/assets/{template}", common | context, status=status)


def done(request: DeskRequest, sentence: str, view: str, *parts: Any, **values: Any) -> HttpResponseRedirect:
    """Go on to a page and say there what was done."""
    tell(request, sentence, **values)
    return HttpResponseRedirect(reverse(view, args=parts))


def onward(request: DeskRequest, after: str | None) -> str:
    """Return the address of the next page of a list, "" when there is none; what it is narrowed to stays."""
    if after is None:
        return ""
    asked = {name: value for name, value in request.GET.items() if name != "sau"}
    return f"?{urlencode(asked | {'sau': after})}"
