"""What several commands share: when a sample is worked on, texts that must say something."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.inspections import queries as inspections
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.samples.models import Line, Sample

Reason = Annotated[str, msgspec.Meta(max_length=500)]


def goes_on(sample: Sample) -> Said | None:
    """Only while the stop has begun and its campaign is neither closed nor given up."""
    return refuse_stop(sample.stop_id)


def is_held(sample: Sample) -> Said | None:
    """Only what was drawn can be checked, while it goes on."""
    return refuse_stop(sample.stop_id) or (None if sample.held_at else said(N_("Mẫu này chưa bốc.")))


def refuse_stop(stop: UUID) -> Said | None:
    """Say why nothing is done at a stop any more, or yet."""
    found = inspections.stop_facts(stop)
    if found is None or not found.begun:
        return said(N_("Buổi kiểm tra chưa bắt đầu."))
    return None if found.running else said(N_("Cuộc kiểm tra đã kết thúc hoặc đã hủy."))


def wanted(text: str, field: str, sentence: str) -> str:
    """Return a text that must say something, tidied; :class:`BadInput` with ``sentence`` where it says nothing."""
    found = clean(text, lines=True)
    if not found:
        raise BadInput(sentence, field=field)
    return found


def line_of(sample: Sample, line: UUID) -> Line:
    """Return one dossier of a sample; :class:`NotFound` where it is not in it."""
    found = Line.objects.filter(pk=line, sample=sample).first()
    if found is None:
        raise NotFound(N_("Hồ sơ này không có trong mẫu."))
    return found
