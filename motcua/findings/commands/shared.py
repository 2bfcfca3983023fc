"""What several commands share: files that are shown, the text a finding is searched by, states, words said about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any

import msgspec

from motcua.documents import queries as documents
from motcua.findings.models import Finding, Sheet, Shown, StopMinutes, Word
from motcua.findings.rules import life
from motcua.findings.rules.answers import PHOTO_TYPES
from motcua.findings.rules.life import Reply, State
from motcua.findings.rules.minutes import MINUTES_STATE_NAMES, MinutesState
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Context
from motcua.ledger.events.findings import FileTold, PhotoTold, VoiceTold

Name = Annotated[str, msgspec.Meta(max_length=100)]
Words = Annotated[str, msgspec.Meta(max_length=life.WORDS_MOST)]
Line = Annotated[str, msgspec.Meta(max_length=500)]
Reason = Annotated[str, msgspec.Meta(max_length=life.REASON_MOST)]


class PhotoGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A photograph that was taken in before, with what the device knew of it: degrees, metres."""

    sha256: Annotated[str, msgspec.Meta(max_length=64)]
    caption: Annotated[str, msgspec.Meta(max_length=300)] = ""
    at: datetime | None = None
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None
    accuracy: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] | None = None


class VoiceGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A spoken note that was taken in before, with its length."""

    sha256: Annotated[str, msgspec.Meta(max_length=64)]
    seconds: Annotated[int, msgspec.Meta(ge=0, le=3600)] = 0


class FileGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paper or photograph that was taken in before."""

    sha256: Annotated[str, msgspec.Meta(max_length=64)]
    filename: Annotated[str, msgspec.Meta(max_length=300)] = ""


def sheet_open(sheet: Sheet) -> Said | None:
    """A finished sheet takes nothing more until it is opened again."""
    return said(N_("Phiếu đã chốt; muốn sửa, mở lại phiếu và ghi lý do.")) if sheet.finished_at else None


def unsettled(finding: Finding) -> Said | None:
    """Only a shortcoming that is not closed asks for anything."""
    return life.refuse_state(finding.kind, finding.state, life.UNSETTLED, N_("Tồn tại này đã đóng hoặc đã rút."))


def stands(finding: Finding) -> Said | None:
    """What was withdrawn or closed is not put right any more."""
    allowed = (State.NOTED, State.OPEN, State.PROVEN)
    return life.refuse_state(finding.kind, finding.state, allowed, N_("Nội dung này đã đóng hoặc đã rút."))


def minutes_in(*states: MinutesState) -> Callable[[StopMinutes], Said | None]:
    """Return the condition that minutes are in one of these states."""

    def refuse(minutes: StopMinutes) -> Said | None:
        if minutes.state in states:
            return None
        state = said(MINUTES_STATE_NAMES[MinutesState(minutes.state)])
        return said(N_("Biên bản này {state}, không làm việc này được."), state=state)

    return refuse


def searched(finding: Finding) -> str:
    """Return the folded text a finding is found by."""
    return fold(f"{finding.criterion} {finding.words} {finding.said_by}")[:1000]


def keep_photos(photos: Sequence[PhotoGiven], **of: Any) -> list[PhotoTold]:
    """Lay photographs to something (``answer``, ``finding`` or ``word``); what was never taken in is refused."""
    told = []
    for photo in photos:
        facts = _claimed(photo.sha256, photo=True)
        caption = clean(photo.caption, 300)
        Shown.objects.create(
            kind="photo",
            sha256=photo.sha256,
            media_type=facts.media_type,
            size=facts.size,
            caption=caption,
            at=photo.at,
            latitude=photo.latitude,
            longitude=photo.longitude,
            accuracy=photo.accuracy,
            **of,
        )
        told.append(
            PhotoTold(
                sha256=photo.sha256,
                caption=caption,
                at=photo.at,
                latitude=photo.latitude,
                longitude=photo.longitude,
                accuracy=photo.accuracy,
            )
        )
    return told


def keep_voices(voices: Sequence[VoiceGiven], **of: Any) -> list[VoiceTold]:
    """Lay spoken notes to something; what was never taken in is refused."""
    for voice in voices:
        facts = _claimed(voice.sha256)
        Shown.objects.create(
            kind="voice",
            sha256=voice.sha256,
            media_type=facts.media_type,
            size=facts.size,
            seconds=voice.seconds,
            **of,
        )
    return [VoiceTold(sha256=one.sha256, seconds=one.seconds) for one in voices]


def keep_files(files: Sequence[FileGiven], **of: Any) -> list[FileTold]:
    """Lay papers to something; what was never taken in is refused."""
    told = []
    for file in files:
        facts = _claimed(file.sha256)
        name = clean(file.filename.replace("/", " "), 150) or "minh-chung"
        Shown.objects.create(
            kind="file", sha256=file.sha256, filename=name, media_type=facts.media_type, size=facts.size, **of
        )
        told.append(FileTold(sha256=file.sha256, filename=name))
    return told


def check_many(shown: Sequence[Any], most: int) -> None:
    """Raise :class:`BadInput` for more files than anybody looks at."""
    if len(shown) > most:
        raise BadInput(N_("Mỗi nội dung tối đa {most} tệp."), field="files", most=most)


def _claimed(sha256: str, *, photo: bool = False) -> documents.BlobFacts:
    facts = documents.claim(sha256)
    if facts is None:
        raise NotFound(N_("Tệp chưa có trong kho; xin gửi lại."), field="files")
    if photo and facts.media_type not in PHOTO_TYPES:
        raise BadInput(N_("Ảnh phải là tệp JPG hoặc PNG."), field="files")
    return facts


def say(finding: Finding, kind: Reply, words: str, context: Context, **more: Any) -> Word:
    """Keep one word about a finding; return it for the files that go with it."""
    return Word.objects.create(
        finding=finding,
        kind=kind,
        at=context.at,
        account_id=context.actor.account,
        by=context.actor.name[:150],
        unit_name=context.actor.unit_name[:250],
        words=words,
        **more,
    )
