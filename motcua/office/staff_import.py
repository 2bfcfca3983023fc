"""Taking in a list of staff: what each line would do, then doing it line by line through the ordinary commands.

A line that is already so changes nothing, hence the same file twice changes nothing. A bad line says why and stops no
other. Somebody is known again by name and telephone or e-mail; by the name alone where the line gives neither and the
place has one person of that name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Final
from uuid import UUID

from django.db.models import Q

from motcua.kernel.errors import BadInput, MotcuaError, NotAllowed, NotFound
from motcua.kernel.names import proper_name
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command
from motcua.ledger.perform import perform
from motcua.office import family, policies, rules
from motcua.office.commands import CorrectOfficial, GivePosts, OpenAccount, PostGiven, RegisterOfficial, open_account
from motcua.office.commands.register_official import contact
from motcua.office.models import Account, Official, Post, Unit
from motcua.office.staff_sheet import SheetRow, read_day


class Fate(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    POST = "post"
    CONTACT = "contact"
    SAME = "same"
    BAD = "bad"


FATE_NAMES: Final = {
    Fate.NEW: N_("Thêm người mới"),
    Fate.POST: N_("Thêm chức vụ"),
    Fate.CONTACT: N_("Cập nhật điện thoại, e-mail"),
    Fate.SAME: N_("Đã có, không thay đổi"),
    Fate.BAD: N_("Không nhận"),
}


@dataclass(frozen=True, slots=True)
class Slip:
    """A sign-in to hand to its owner: shown once, kept nowhere."""

    name: str
    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LineResult:
    """What a line would do, or did; ``why`` tells a bad line's fault; ``slip`` the account opened with it."""

    line: int
    name: str
    fate: Fate
    why: Said | None = None
    official: UUID | None = None
    slip: Slip | None = None
    field: str = ""
    """The column a bad line's fault is about, where it is about one."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """A line understood: whom it is about, the post, and whether person, post and addresses are there already."""

    name: str
    phone: str
    email: str
    post: PostGiven
    official: Official | None

    def fate(self) -> Fate:
        """Return what the line changes; a new post comes before new addresses."""
        if self.official is None:
            return Fate.NEW
        if not self._post_is_there():
            return Fate.POST
        return Fate.CONTACT if self._new_contact() else Fate.SAME

    def _post_is_there(self) -> bool:
        same = Post.objects.filter(official=self.official, unit=self.post.unit, valid_from=self.post.valid_from)
        return any(fold(post.title) == fold(self.post.title) for post in same)

    def _new_contact(self) -> bool:
        person = self.official
        return person is not None and (
            (self.phone not in ("", person.phone)) or (self.email.lower() not in ("", person.email.lower()))
        )

    def commands(self) -> list[Command]:
        """Return the commands that make the line so."""
        if self.official is None:
            return [RegisterOfficial(name=self.name, phone=self.phone, email=self.email, posts=[self.post])]
        found: list[Command] = []
        if not self._post_is_there():
            found.append(GivePosts(official=self.official.id, posts=[self.post]))
        if self._new_contact():
            phone, email = self.phone or self.official.phone, self.email or self.official.email
            found.append(CorrectOfficial(official=self.official.id, name=self.official.name, phone=phone, email=email))
        return found


def preview(rows: Sequence[SheetRow], actor: Actor, place: UUID) -> list[LineResult]:
    """Return what each line would do at ``place`` (the commune, or a body of it); nothing is changed.

    A second line about a person whom an earlier line adds is told as a further post. Rules that only the act itself
    checks (two equal posts at a time) show up in :func:`apply`.
    """
    _require(actor, place)
    coming: set[str] = set()
    return [_each(row, partial(_judged, row, actor, place, coming)) for row in rows]


def apply(rows: Sequence[SheetRow], actor: Actor, place: UUID, *, accounts: bool = False) -> list[LineResult]:
    """Do each line, one after another, each wholly or not at all per command; return what became of it.

    ``accounts`` opens an account for everybody who gets a post with a role and has none; its slip comes with the line.
    """
    _require(actor, place)
    return [_each(row, partial(_done, row, actor, place, accounts=accounts)) for row in rows]


def _require(actor: Actor, place: UUID) -> None:
    refusal = policies.refuse_unit(actor, place)
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)


def _each(row: SheetRow, judge: Callable[[], LineResult]) -> LineResult:
    try:
        return judge()
    except MotcuaError as error:
        return LineResult(row.line, row.name, Fate.BAD, error.said, field=error.field or "")


def _judged(row: SheetRow, actor: Actor, place: UUID, coming: set[str]) -> LineResult:
    plan = _plan(row, place)
    refusal = policies.refuse_unit(actor, plan.post.unit)
    if refusal is not None:
        return LineResult(row.line, plan.name, Fate.BAD, refusal, field="unit")
    key = f"{fold(plan.name)} {plan.phone or plan.email.lower()}"
    fate = plan.fate()
    if fate is Fate.NEW and key in coming:
        fate = Fate.POST
    coming.add(key)
    return LineResult(row.line, plan.name, fate, official=plan.official.id if plan.official else None)


def _done(row: SheetRow, actor: Actor, place: UUID, *, accounts: bool) -> LineResult:
    plan = _plan(row, place)
    fate = plan.fate()
    official = plan.official.id if plan.official else None
    for command in plan.commands():
        outcome = perform(command, actor)
        official = official or outcome.target
    slip = _slip(official, plan.name, actor) if accounts and plan.post.roles and official else None
    return LineResult(row.line, plan.name, fate, official=official, slip=slip)


def _slip(official: UUID, name: str, actor: Actor) -> Slip | None:
    if Account.objects.filter(official=official).exists():
        return None
    outcome, password = open_account(OpenAccount(official=official), actor)
    return Slip(name, outcome.ids["username"], password)


def _plan(row: SheetRow, place: UUID) -> _Plan:
    """Understand a line, or raise what is wrong with it."""
    name, phone, email = contact(row.name, row.phone, row.email)
    unit = _unit(row.unit, place)
    roles = _roles(row.roles)
    refusal = rules.refuse_roles(roles, rules.Level(unit.level))
    if refusal is not None:
        raise BadInput(refusal.sentence, field="roles", **refusal.values)
    if not fold(row.title):
        raise BadInput(N_("Thiếu chức danh."), field="title")
    since = _day(row.valid_from, "valid_from")
    if since is None:
        raise BadInput(N_("Thiếu ngày bắt đầu."), field="valid_from")
    post = PostGiven(
        unit=unit.id,
        title=row.title[:150],
        roles=roles,
        valid_from=since,
        valid_to=_day(row.valid_to, "valid_to"),
        rank=_rank(row.rank),
        decision=row.decision[:120],
    )
    return _Plan(name, phone, email, post, _known(name, phone, email, place))


def _known(name: str, phone: str, email: str, place: UUID) -> Official | None:
    people = Official.objects.filter(folded=fold(proper_name(name)))
    if phone or email:
        same = Q()
        for given in (Q(phone=phone) if phone else None, Q(email__iexact=email) if email else None):
            same = same | given if given is not None else same
        found = people.filter(same).first()
        if found is not None:
            return found
    here = people.filter(posts__unit__in=family.subtree(family.home_of(place))).distinct()
    if phone or email:
        # Addresses that were never entered do not make another person.
        here = here.filter(phone="", email="")
    candidates = list(here[:2])
    if len(candidates) > 1:
        raise BadInput(N_("Có nhiều người tên {name}: ghi thêm điện thoại hoặc e-mail."), field="name", name=name)
    return candidates[0] if candidates else None


def _unit(text: str, place: UUID) -> Unit:
    """Return the body a line names: by its short or full name within the place, or by its identifier code."""
    key = fold(text)
    if not key:
        raise BadInput(N_("Thiếu đơn vị."), field="unit")
    home = family.home_of(place)
    bodies = [unit for unit in Unit.objects.filter(pk__in=family.subtree(home)) if unit.level in rules.BODIES]
    found = [unit for unit in bodies if key in (fold(unit.name), unit.folded)]
    found = found or list(Unit.objects.filter(pk__in=[unit.pk for unit in bodies], agency_codes__code=text.upper()))
    found = [unit for unit in found if unit.valid_to is None] or found
    if len(found) > 1:
        raise BadInput(N_("Có nhiều đơn vị tên «{name}»: ghi tên đầy đủ."), field="unit", name=text)
    if not found:
        raise NotFound(N_("Không có đơn vị «{name}» tại địa phương này."), field="unit", name=text)
    return found[0]


def _roles(text: str) -> list[rules.Role]:
    found = []
    for word in text.replace(",", ";").split(";"):
        if not fold(word):
            continue
        role = rules.role_named(word)
        if role is None:
            known = ", ".join(rules.ROLE_NAMES.values())
            raise BadInput(N_("Không có vai trò «{role}»; có: {known}."), field="roles", role=word.strip(), known=known)
        found.append(role)
    return found


def _day(text: str, field_: str) -> date | None:
    if not text:
        return None
    day = read_day(text)
    if day is None:
        raise BadInput(N_("Ngày «{text}» không đúng; viết như 1/7/2025."), field=field_, text=text)
    return day


def _rank(text: str) -> int:
    if not text:
        return 1
    if not text.isdecimal() or len(text) > 2 or int(text) < 1:
        raise BadInput(N_("Thứ tự chức vụ «{text}» phải là số từ 1 đến 99."), field="rank", text=text[:20])
    return int(text)


def summary(results: Sequence[LineResult]) -> Said:
    """Return one line over all: how many new, posts, updates, unchanged, refused."""
    return counted({fate: sum(result.fate is fate for result in results) for fate in Fate})


def counted(count: Mapping[Fate, int]) -> Said:
    """Return one line over how many lines there are of each fate."""
    return said(
        N_("{new} người mới, {post} chức vụ thêm, {contact} cập nhật, {same} không đổi, {bad} dòng không nhận."),
        **{fate.value: number for fate, number in count.items()},
    )
