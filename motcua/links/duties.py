"""What is due in links: silence noticed by the hour, the province's system tried by the hour, old results forgotten."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta

from motcua.kernel import clock
from motcua.kernel.errors import MotcuaError
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.links import ports, rules
from motcua.links.commands import ForgetMeasurements, NoticeSilence, RecordConnection
from motcua.links.models import Line

log = logging.getLogger("motcua.links")


def hours() -> Iterable[str]:
    """Return the hour being lived: an hourly duty is done once for each it is awake in."""
    return (f"{clock.local(clock.now()):%H}h",)


def notice_silence(subject: str, actor: Actor) -> str:
    """Tell which measured lines are silent for longer than is borne; answer how many, in words."""
    del subject
    now, told = clock.now(), 0
    lines = Line.objects.filter(until__isnull=True, last_at__isnull=False, silent_told__isnull=True)
    for line in lines.order_by("pk"):
        if line.last_at is not None and now - line.last_at > timedelta(minutes=line.silent):
            perform(NoticeSilence(line=line.id), actor)
            told += 1
    return f"{told} đường không có số đo"


def try_province(subject: str, actor: Actor) -> str:
    """Try the province's system once and write the result for every centre that has it; answer what came of it."""
    target = ports.province()
    lines = list(Line.objects.filter(until__isnull=True, kind=rules.Kind.PROVINCE).order_by("pk"))
    if target is None or not lines:
        return "chưa đặt hệ thống của tỉnh"
    found = target.try_it()
    for line in lines:
        command = RecordConnection(
            line=line.id,
            passed=found.passed,
            took=found.took,
            backlog=found.backlog,
            backlog_source="Hệ thống của tỉnh" if found.backlog is not None else "",
            fault=found.fault[:200],
        )
        perform(command, actor, key=f"links.try:{line.id.hex}:{clock.today()}:{subject}")
    return f"{len(lines)} đường, {'đạt' if found.passed else 'không đạt'}"


def forget_old(subject: str, actor: Actor) -> str:
    """Remove single measurements older than they are kept; answer of how many lines, in words."""
    del subject
    before = clock.now() - rules.RAW_KEPT - timedelta(days=1)
    lines = Line.objects.filter(measurements__at__lt=before).distinct()
    done = 0
    for line in lines.order_by("pk"):
        try:
            perform(ForgetMeasurements(line=line.id), actor)
            done += 1
        except MotcuaError:
            log.exception("old measurements of %s stay", line.id)
    return f"{done} đường"
