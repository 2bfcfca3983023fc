"""Who stands at the counter: found, recorded, compared with the card, put right."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from motcua.desks.counter import mirror, shown
from motcua.desks.shared.door import ONCE, DeskRequest, act, errors_of, once_key, power, whole_number
from motcua.desks.shared.shapes import Option
from motcua.kernel import idcard, partial_date, phone
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.idcard import IdCard
from motcua.kernel.ids import new_id
from motcua.kernel.names import proper_name
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.words import N_, Said
from motcua.parties import queries as parties
from motcua.parties.commands.correct import CorrectParty
from motcua.parties.commands.number import Number
from motcua.parties.commands.register import Registered, RegisterParty, find_or_register, from_card
from motcua.parties.rules.discrepancies import Shown
from motcua.parties.rules.words import NUMBER_NAMES, NumberKind, PartyKind, Source

PURPOSE = N_("Tiếp nhận hồ sơ")
FIELDS = ("name", "born", "sex", "address", "phone", "email")
SEXES = (Option("male", N_("Nam")), Option("female", N_("Nữ")))
NUMBERS = tuple(Option(kind.value, NUMBER_NAMES[kind]) for kind in NumberKind)
KINDS = (Option(PartyKind.PERSON.value, N_("Công dân")), Option(PartyKind.ORGANISATION.value, N_("Tổ chức")))


@dataclass(frozen=True, slots=True)
class Typed:
    """The form of a person as it stands; ``scan`` is the card it began with, ``warnings`` what to look at on it."""

    kind: str = PartyKind.PERSON.value
    name: str = ""
    born: str = ""
    sex: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    number_kind: str = NumberKind.PERSONAL.value
    number: str = ""
    scan: str = ""
    warnings: tuple[Said, ...] = field(default=())


def then_of(request: DeskRequest) -> str:
    """Return where to go with the person once known: an address of this desk that ends where the id belongs."""
    wanted = request.POST.get("then") or request.GET.get("then") or ""
    ours = url_has_allowed_host_and_scheme(wanted, None) and wanted.startswith(reverse("counter:home"))
    return wanted if ours else ""


def go_on(request: DeskRequest, party: UUID) -> HttpResponse:
    """Go where the person was wanted, or begin a visit."""
    return HttpResponseRedirect(f"{target_of(request)}{party.hex}")


def target_of(request: DeskRequest) -> str:
    """Return the address to which a person's id is added: where the person was wanted, or a visit about to begin."""
    return then_of(request) or f"{reverse('counter:visit', args=[new_id()])}?nguoi="


def with_card(request: DeskRequest, scan: str, card: IdCard) -> HttpResponse:
    """Go on with the person of a card; somebody new gets a form already filled in."""
    known = parties.find(card.number.digits, request.actor).rows
    if not known:
        return form_page(request, _from_card(scan, card))
    registered = find_or_register(from_card(card), request.actor, key=request.POST.get(ONCE, "")[:80] or None)
    return _registered(request, registered)


def _from_card(scan: str, card: IdCard) -> Typed:
    return Typed(
        name=card.name,
        born=str(card.born),
        sex=card.sex.value,
        address=card.address,
        number=card.number.digits,
        scan=scan,
        warnings=card.warnings,
    )


def typed_person(words: str) -> Typed:
    """Return a form begun with what was looked for in vain: a number, a phone or a name."""
    digits = "".join(words.split())
    if digits.isdigit() and len(digits) in {9, 12}:
        kind = NumberKind.PERSONAL if len(digits) == 12 else NumberKind.OLD_CARD
        return Typed(number=digits, number_kind=kind.value)
    if digits.lstrip("+").isdigit():
        return Typed(phone=words.strip())
    return Typed(name=words.strip() if not any(map(str.isdigit, words)) else "")


@power("party.write")
def register(request: DeskRequest) -> HttpResponse:
    """Show the form of a new person, or record the person and go on."""
    if request.method != "POST":
        return form_page(request, Typed())
    names = ("kind", *FIELDS, "number_kind", "number", "scan")
    values: dict[str, Any] = {name: request.POST.get(name, "") for name in names if name in request.POST}
    given = Typed(**values)
    if "begin" in request.POST:
        return form_page(request, given)
    try:
        command = _command(given)
        registered = find_or_register(command, request.actor, key=request.POST.get(ONCE, "")[:80] or None)
    except MotcuaError as error:
        return form_page(request, given, errors_of(error), status=error.status)
    return _registered(request, registered)


def _command(given: Typed) -> RegisterParty:
    values: dict[str, Any] = {name: getattr(given, name) for name in FIELDS}
    if given.scan and idcard.is_card(given.scan):
        card = idcard.parse(given.scan)
        if card.number.digits == given.number.strip():
            return RegisterParty(numbers=from_card(card).numbers, source=Source.CARD, **values)
    numbers = (Number(kind=_number_kind(given), value=given.number),) if given.number.strip() else ()
    return RegisterParty(kind=_party_kind(given), numbers=numbers, **values)


def _number_kind(given: Typed) -> NumberKind:
    try:
        return NumberKind(given.number_kind)
    except ValueError as error:
        raise BadInput(N_("Chưa chọn loại giấy tờ."), field="number_kind") from error


def _party_kind(given: Typed) -> PartyKind:
    return PartyKind.ORGANISATION if given.kind == PartyKind.ORGANISATION.value else PartyKind.PERSON


def form_page(
    request: DeskRequest, given: Typed, errors: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Return the form of a new person; focus goes to what is still missing."""
    first = next((name for name in ("name", "born", "phone") if not getattr(given, name)), "phone")
    told = {
        "given": given,
        "errors": errors or {},
        "first": first,
        "then": then_of(request),
        "once": request.POST.get(ONCE) if errors else once_key(),
        "sexes": SEXES,
        "numbers": NUMBERS,
        "kinds": KINDS,
        "mirror": mirror.of_person(request),
    }
    return render(request, "counter/person.html", told, status=status)


def _registered(request: DeskRequest, registered: Registered) -> HttpResponse:
    """Go on, or first show what differs between the card and the books."""
    if not registered.differences and not registered.doubles:
        return go_on(request, registered.party)
    return _compare_page(request, registered)


def _compare_page(request: DeskRequest, registered: Registered) -> HttpResponse:
    told = {
        "person": shown.person(parties.party(registered.party, request.actor, PURPOSE)),
        "party": registered.party,
        "registered": registered,
        "runs": runs,
        "then": then_of(request),
        "once": once_key(),
    }
    return render(request, "counter/compare.html", told)


def runs(field: str, side: Shown) -> list[tuple[str, bool]]:
    """Return a compared value as it is written on papers, in pieces: the text, and whether it differs."""
    if field == "sex":
        return [(str(next((option.label for option in SEXES if option.value == side.value), side.value)), True)]
    if field == "born":
        return [(shown.born(side.value), True)]
    pieces, at = [], 0
    for start, end in side.marks:
        pieces += [(side.value[at:start], False), (side.value[start:end], True)]
        at = end
    return [piece for piece in (*pieces, (side.value[at:], False)) if piece[0]]


@require_POST
@power("party.write")
def compare(request: DeskRequest, party: UUID) -> HttpResponse:
    """Put right what the official chose to take from the card, then go on."""
    taken: dict[str, Any] = {
        name: request.POST.get(f"card.{name}", "")
        for name in FIELDS
        if request.POST.get(f"take.{name}") == "card" and request.POST.get(f"card.{name}")
    }
    if taken:
        act(request, CorrectParty(party=party, ground=request.POST.get("ground", ""), **taken))
    return go_on(request, party)


@power("party.write")
def edit(request: DeskRequest, party: UUID) -> HttpResponse:
    """Show a person's data to put right, with the ground; or put them right and go back."""
    view = parties.party(party, request.actor, PURPOSE)
    given = Typed(
        kind=view.kind.value,
        name=view.name,
        born=shown.born(view.born),
        sex=view.sex,
        address=view.address,
        phone=view.phone_shown,
        email=view.email,
    )
    if request.method != "POST":
        return _edit_page(request, party, given, {}, view.version)
    values: dict[str, Any] = {name: request.POST.get(name, "") for name in FIELDS}
    ground, seen = request.POST.get("ground", ""), whole_number(request.POST.get("seen", ""))
    try:
        # What was seen is what the form was made from: the version of now would let a retry look like another wish.
        act(request, CorrectParty(party=view.id, ground=ground, seen=seen, **values))
    except MotcuaError as error:
        again = replace(given, **values)
        return _edit_page(request, party, again, errors_of(error), seen, ground, error.status)
    return go_on(request, view.id)


def _edit_page(
    request: DeskRequest,
    party: UUID,
    given: Typed,
    errors: dict[str, Any],
    seen: int | None,
    ground: str = "",
    status: int = 200,
) -> HttpResponse:
    told = {
        "party": party,
        "given": given,
        "errors": errors,
        "seen": seen,
        "ground": ground,
        "then": then_of(request),
        "once": request.POST.get(ONCE) or once_key(),
        "sexes": SEXES,
        "mirror": mirror.of_person(request),
    }
    return render(request, "counter/person_edit.html", told, status=status)


TIDY = {
    "name": (N_("Họ, chữ đệm, tên"), proper_name),
    "phone": (N_("Điện thoại"), lambda text: phone.parse(text).national),
    "born": (N_("Ngày sinh"), lambda text: str(_partial(text))),
}


def _partial(text: str) -> PartialDate:
    return partial_date.parse(text, field="born")


@require_POST
@power("party.write")
def tidy(request: DeskRequest) -> HttpResponse:
    """Return a field as its value is kept: capitals of a name, groups of a phone, a date known in part; or its fault."""
    wanted = request.GET.get("o", "")
    name = wanted if wanted in TIDY else "name"
    typed = request.POST.get(name, "")
    errors: tuple[Said, ...] = ()
    label, right = TIDY[name]
    if typed.strip():
        try:
            typed = right(typed)
        except BadInput as error:
            errors = (error.said,)
    told = {"name": name, "label": label, "value": typed, "errors": errors}
    return render(request, "counter/_tidied.html", told)
