"""What is due in readiness when a day passes: reviews that fell due, and whether summaries still say what answers say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.duties import Alarm
from motcua.ledger.perform import perform
from motcua.readiness import summaries
from motcua.readiness.commands import TellReviewDue
from motcua.readiness.models import Answer, Certificate, ReadinessFile, Summary
from motcua.readiness.rules.facts import Phase

PIECE = 50
"""Files compared at a time: some thousand answers."""


def tell_reviews(subject: str, actor: Actor) -> str:
    """Tell of each file with a day of review that has come, once for that day; return how many, in words."""
    del subject
    today = clock.today()
    due = Summary.objects.filter(realm=str(actor.realm), phase=str(Phase.OFFICIAL), review_on__lte=today)
    count = 0
    for file, day in due.order_by("file").values_list("file", "review_on"):
        if day is None:
            continue
        key = f"review.{file.hex}.{day.isoformat()}"
        count += not perform(TellReviewDue(file=file, day=day), actor, key=key).again
    return f"{count} hồ sơ"


def compare_summaries(subject: str, actor: Actor) -> str:
    """Reckon every summary anew and compare; :class:`Alarm` names the first that does not follow from its answers."""
    del subject, actor
    wrong, files = [], 0
    for piece in _pieces():
        files += len(piece)
        wrong += list(_wrong(piece))
    if wrong:
        raise Alarm(f"{len(wrong)} summaries differ from their answers, first: {wrong[0]}")
    return f"{files} hồ sơ khớp"


def _pieces() -> Iterator[list[ReadinessFile]]:
    rows = iter(ReadinessFile.objects.order_by("pk").iterator(chunk_size=PIECE))
    while piece := list(islice(rows, PIECE)):
        yield piece


def _wrong(files: list[ReadinessFile]) -> Iterator[str]:
    answers: dict[object, list[Answer]] = {file.id: [] for file in files}
    standing = Answer.objects.filter(file__in=files, state__in=summaries.STANDING)
    for answer in standing.order_by("item", "who", "recorded_at", "pk"):
        answers[answer.file_id].append(answer)
    certified: dict[object, dict[str, str]] = {file.id: {} for file in files}
    for row in Certificate.objects.filter(file__in=files, state__in=["standing", "suspended"]):
        certified[row.file_id][row.phase] = row.state
    kept = {(row.file_id, row.phase): row for row in Summary.objects.filter(file__in=files)}
    for file in files:
        for phase, columns in summaries.expected(file, answers[file.id], certified[file.id]).items():
            found = kept.get((file.id, phase))
            differing = [name for name, value in columns.items() if getattr(found, name, None) != value]
            if differing:
                yield f"{file.id} {phase} {differing[0]}"
