"""What may be kept of a conclusion: head and sentences tidied, or refused beside the field. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import msgspec

from motcua.conclusions.rules.life import (
    ASKING,
    HALVES,
    LINE_MOST,
    LISTED_MOST,
    NAME_MOST,
    OPENING_MOST,
    SENTENCES_MOST,
    SYMBOL_MOST,
    TITLE_MOST,
    WORDS_MOST,
    Kind,
    Thing,
    When,
    last_day,
)
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.events.conclusions import DueTold, HeadTold, PersonTold, RecipientTold, SentenceTold


def checked_head(head: HeadTold) -> HeadTold:
    """Return the head tidied; :class:`BadInput` beside its field for what makes no sense."""
    title = clean(head.title)
    if not title:
        raise BadInput(N_("Ghi trích yếu: kết luận về việc gì, ở đâu."), field="title")
    if not head.places:
        raise BadInput(N_("Chọn ít nhất một xã, phường được nói đến."), field="places")
    if len(set(head.places)) != len(head.places):
        raise BadInput(N_("Một địa bàn được chọn hai lần."), field="places")
    if head.half not in HALVES:
        raise BadInput(N_("Chọn buổi sáng hoặc buổi chiều."), field="half")
    if head.report_on is not None and head.report_on < head.spoken_on:
        raise BadInput(N_("Ngày báo cáo phải từ ngày làm việc trở đi."), field="report_on")
    _bounded(head)
    for name, many in (("attended", head.attended), ("basis", head.basis), ("recipients", head.recipients)):
        if len(many) > LISTED_MOST:
            raise BadInput(N_("Danh sách này nhiều nhất {most} dòng."), field=name, most=LISTED_MOST)
    return msgspec.structs.replace(
        head,
        title=title,
        occasion_words=clean(head.occasion_words),
        venue=clean(head.venue),
        speaker=_person(head.speaker),
        attended=[one for one in map(_person, head.attended) if one.official or one.name or one.unit_name],
        basis=[line for line in map(clean, head.basis) if line],
        opening=clean(head.opening, lines=True),
        recipients=[
            RecipientTold(words=clean(one.words), unit=one.unit) for one in head.recipients if clean(one.words)
        ],
        symbol=clean(head.symbol),
        signs_as=clean(head.signs_as, lines=True),
    )


def _bounded(head: HeadTold) -> None:
    """Refuse words longer than papers and tables hold, beside their field."""
    people = [head.speaker, *head.attended]
    measured: list[tuple[str, str, int]] = [
        ("title", head.title, TITLE_MOST),
        ("occasion_words", head.occasion_words, LINE_MOST),
        ("venue", head.venue, LINE_MOST),
        ("opening", head.opening, OPENING_MOST),
        ("symbol", head.symbol, SYMBOL_MOST),
        ("signs_as", head.signs_as, NAME_MOST),
        ("speaker_name", head.speaker.name, NAME_MOST),
        *(("basis", line, LINE_MOST) for line in head.basis),
        *(("recipients", one.words, LINE_MOST) for one in head.recipients),
        *(("attended", words, LINE_MOST) for one in people for words in (one.name, one.titles, one.unit_name)),
    ]
    for field, words, most in measured:
        if len(words) > most:
            raise BadInput(N_("Dài quá {most} ký tự."), field=field, most=most)


def _person(one: PersonTold) -> PersonTold:
    return msgspec.structs.replace(one, name=clean(one.name), titles=clean(one.titles), unit_name=clean(one.unit_name))


def checked_sentences(sentences: Iterable[SentenceTold], spoken_on: date) -> list[SentenceTold]:
    """Return the sentences tidied, empty ones left out; :class:`BadInput` names the first that makes no sense."""
    found: list[SentenceTold] = []
    seen: set[UUID] = set()
    for number, one in enumerate(sentences, 1):
        words = clean(one.words)
        if not words:
            continue
        if one.id in seen:
            raise BadInput(N_("Câu {number} trùng với câu khác. Tải lại trang rồi làm lại."), number=number)
        if len(words) > WORDS_MOST:
            raise BadInput(
                N_("Câu {number} dài quá {most} ký tự: tách thành nhiều câu."), number=number, most=WORDS_MOST
            )
        seen.add(one.id)
        found.append(_sentence(one, words, number, spoken_on))
    if len(found) > SENTENCES_MOST:
        raise BadInput(N_("Kết luận nhiều nhất {most} câu."), most=SENTENCES_MOST)
    return found


def _sentence(one: SentenceTold, words: str, number: int, spoken_on: date) -> SentenceTold:
    try:
        kind, when = Kind(one.kind), When(one.due.kind)
        things = [Thing(about.kind) for about in one.about]
    except ValueError as error:
        raise BadInput(N_("Câu {number}: giá trị không có trong các lựa chọn."), number=number) from error
    del things
    if kind not in ASKING:
        return msgspec.structs.replace(one, words=words, units=[], group="", due=DueTold())
    due = DueTold(words=clean(one.due.words), kind=when, day=one.due.day)
    if when in (When.BEFORE, When.BY) and due.day is None:
        raise BadInput(N_("Câu {number}: thời hạn này phải có ngày."), number=number)
    if when in (When.NONE, When.SOON, When.EVERY) and due.day is not None:
        raise BadInput(N_("Câu {number}: đã ghi ngày thì chọn «Trước ngày» hoặc «Đến hết ngày»."), number=number)
    end = last_day(due)
    if end is not None and end < spoken_on:
        raise BadInput(N_("Câu {number}: thời hạn đã qua trước ngày làm việc."), number=number)
    return msgspec.structs.replace(
        one, words=words, units=list(dict.fromkeys(one.units)), group=clean(one.group), due=due
    )
