"""What is recorded of a party: put into one form, and refused where it cannot be."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Final

from motcua.kernel import clock, names, partial_date, personal_number, phone, text
from motcua.kernel.errors import BadInput
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.personal_number import PersonalNumber, Sex
from motcua.kernel.words import N_, Said, said
from motcua.parties.rules.words import PartyKind

HOME: Final = "Việt Nam"
MAX_NAME: Final = 250
MAX_ADDRESS: Final = 500
OLDEST: Final = 120
"""Years of age beyond which a birth date is worth a second look."""

_EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")

FIELD_NAMES: Final = {
    "name": N_("Họ tên"),
    "born": N_("Ngày sinh"),
    "sex": N_("Giới tính"),
    "nationality": N_("Quốc tịch"),
    "address": N_("Nơi cư trú"),
    "phone": N_("Điện thoại"),
    "email": N_("Thư điện tử"),
    "deceased": N_("Ngày chết"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The fields of a record, each as text in its kept form; unknown is empty.

    ``born`` and ``deceased`` are partial dates (``1958``, ``1958-03``), ``phone`` is E.164, ``sex`` a ``Sex`` value.
    """

    name: str
    born: str = ""
    sex: str = ""
    nationality: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    deceased: str = ""


def checked(kind: PartyKind, given: Details) -> Details:
    """Return what was typed in its kept form; :class:`BadInput` names the first field that is wrong."""
    person = kind is PartyKind.PERSON
    born = _date(given.born, "born")
    deceased = _date(given.deceased, "deceased")
    if not person and (born or deceased or given.sex):
        raise BadInput(N_("Tổ chức không có ngày sinh, giới tính."), field="born")
    if born and deceased and deceased.latest < born.earliest:
        raise BadInput(N_("Ngày chết trước ngày sinh."), field="deceased")
    return Details(
        name=names.proper_name(given.name) if person else _organisation(given.name),
        born=born.iso if born else "",
        sex=_sex(given.sex),
        nationality=_text(given.nationality, "nationality", 60) or (HOME if person else ""),
        address=_text(given.address, "address", MAX_ADDRESS),
        phone=phone.parse(given.phone).e164 if given.phone.strip() else "",
        email=_email(given.email),
        deceased=deceased.iso if deceased else "",
    )


def _date(typed: str, field: str) -> PartialDate | None:
    if not typed.strip():
        return None
    found = partial_date.parse(typed, field=field)
    if found.earliest > clock.today():
        raise BadInput(
            N_("{what} {day} ở tương lai; đối chiếu với giấy tờ."),
            field=field,
            what=said(FIELD_NAMES[field]),
            day=str(found),
        )
    return found


def _organisation(typed: str) -> str:
    name = text.straight_apostrophes(_text(typed, "name", MAX_NAME))
    if not any(map(str.isalpha, name)):
        raise BadInput(N_("Chưa có tên tổ chức."), field="name")
    return name


def _sex(typed: str) -> str:
    if typed and typed not in tuple(Sex):
        raise BadInput(N_("Giới tính chỉ có Nam hoặc Nữ, như trên giấy tờ."), field="sex")
    return str(typed)


def _text(typed: str, field: str, most: int) -> str:
    kept = text.clean(typed)
    if len(kept) > most:
        raise BadInput(N_("{what} dài quá {most} ký tự."), field=field, what=said(FIELD_NAMES[field]), most=most)
    return kept


def _email(typed: str) -> str:
    kept = text.clean(typed)
    if kept and (len(kept) > 254 or not _EMAIL.fullmatch(kept)):
        raise BadInput(N_("Thư điện tử «{value}» không đúng dạng."), field="email", value=kept[:80])
    return kept


def doubts(details: Details, number: PersonalNumber | None) -> list[Said]:
    """Return what is odd about a record: number against birth and sex, an age hardly anybody reaches."""
    born = PartialDate.from_iso(details.born) if details.born else None
    found = personal_number.check_against(number, born, Sex(details.sex) if details.sex else None) if number else []
    if born and not details.deceased and born.ages_on(clock.today())[0] > OLDEST:
        found.append(said(N_("Theo ngày sinh thì đã hơn {age} tuổi; đối chiếu với giấy tờ."), age=OLDEST))
    return found


def changes(old: Details, new: Details) -> list[tuple[str, str, str]]:
    """Return (field, old, new) of every field that differs."""
    return [
        (field.name, getattr(old, field.name), getattr(new, field.name))
        for field in fields(Details)
        if getattr(old, field.name) != getattr(new, field.name)
    ]
