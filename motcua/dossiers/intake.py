"""What the counter asks before it accepts and right after: terms and date, what is asked for most, the visit so far."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings

from motcua.catalogue import finder
from motcua.catalogue import queries as catalogue
from motcua.catalogue import rules as catalogue_rules
from motcua.catalogue.facts import Case, Channel, Limit, Paper
from motcua.dossiers import codes, policies, routing, rules
from motcua.dossiers.models import Dossier, FormerCode
from motcua.dossiers.queries import rows_of
from motcua.dossiers.views import DossierRow, Explained
from motcua.kernel import clock, worktime
from motcua.kernel.errors import BadInput, NotAllowed, NotFound, RuleError
from motcua.kernel.text import fold
from motcua.kernel.words import N_, said
from motcua.ledger import access, keys
from motcua.ledger.actor import Actor, Realm
from motcua.office.queries import names as office
from motcua.parties.queries import cards as parties

USED_DAYS = 30
"""Days looked back over for what is asked for most."""
VISIT_MOST = 50
OFFERED_MOST = 2_000
SURE = 0.8
"""From this score on, what the finder takes words to mean stands first at the counter."""

_LOOK_UP = re.compile(r"[?&]ma=([^&#\s]+)")


@dataclass(frozen=True, slots=True)
class Intake:
    """Under which terms a dossier would be accepted now: what is asked, what would be promised, who gets it next.

    ``awaiting`` are the keys of the cases that get no date on this channel until a limit is confirmed; ``details`` are
    the fields of the other system that makes the result; ``needs_code`` when the province's system
    gives the code (*song hành*). ``doubt`` is what is not settled of the procedure, ``source`` and ``as_of`` where its
    facts are from. ``centre`` receives; ``usual_competent`` decides unless another body is chosen.
    """

    code: str
    name: str
    cases: tuple[Case, ...]
    awaiting: frozenset[str]
    case: Case
    channels: tuple[Channel, ...]
    channel: Channel
    papers: tuple[Paper, ...]
    promise: Explained
    next_unit: str
    next_step: str
    details: tuple[str, ...]
    needs_code: bool
    centre: str
    usual_competent: str
    doubt: catalogue.Doubt
    source: str
    as_of: date


def intake(actor: Actor, procedure: str, case: str = "", channel: str = "direct") -> Intake:
    """Return the terms under which the actor's centre would accept ``procedure`` this minute.

    An empty ``case`` is the first one. Raises what :func:`motcua.catalogue.queries.terms` raises; the date that cannot
    be promised is told in the answer, never guessed.
    """
    place = _place(actor)
    now = clock.now()
    day = clock.local(now).date()
    facts = catalogue.version_on(procedure, day).facts
    offered: tuple[Channel, ...] = facts.channels or ("direct", "online", "postal")
    through = next((one for one in offered if one == channel), offered[0])
    if not facts.cases:
        raise RuleError(N_("Thủ tục {code} chưa có thành phần hồ sơ."), code=procedure)
    chosen = catalogue_rules.case_of(facts, case) if case else facts.cases[0]
    terms = catalogue.terms(place.centre, procedure, through, chosen.key, day)
    following = terms.steps[1] if len(terms.steps) > 1 else None
    competent = place.competent(facts.agency_class)
    names = office.names_of({place.centre, competent, *([place.unit_for(following)] if following else [])})
    return Intake(
        code=facts.code,
        name=facts.name,
        cases=facts.cases,
        awaiting=frozenset(
            one.key
            for one in facts.cases
            if not catalogue.terms(place.centre, procedure, through, one.key, day).limit.binding
        ),
        case=chosen,
        channels=offered,
        channel=through,
        papers=catalogue_rules.papers_for(chosen, through),
        promise=_promise(place, terms.limit),
        next_unit=names[place.unit_for(following)] if following else "",
        next_step=following.name if following else "",
        details=tuple(dict.fromkeys(name for step in terms.steps for name in step.fields)),
        needs_code=not place.mints_codes,
        centre=names[place.centre],
        usual_competent=names[competent],
        doubt=catalogue.doubt(place.centre, procedure, day),
        source=facts.source.title,
        as_of=facts.source.as_of,
    )


def _promise(place: routing.Directory, limit: Limit) -> Explained:
    reckoned = rules.limit_of(limit)
    if reckoned is None:
        why = said(limit.doubt) if limit.doubt else said(N_("Thời hạn của thủ tục chưa được kiểm chứng."))
        return Explained(None, said(N_("chưa hẹn: chờ Giám đốc Trung tâm xác nhận thời hạn")), ((why, ""),), why)
    calendar = routing.calendar(place.centre)
    due = worktime.due(calendar, clock.now(), reckoned)
    spoken_at = worktime.spoken_instant(calendar, due.at) if due.at else None
    return Explained(spoken_at, due.spoken, tuple((line.said, line.ground) for line in due.why), due.limit.said)


@dataclass(frozen=True, slots=True)
class MostUsed:
    """Procedures (code, name) to begin with, and whether the centre's own dossiers (``counted``) order them."""

    procedures: tuple[tuple[str, str], ...]
    counted: bool


def most_used(actor: Actor, most: int = 9) -> MostUsed:
    """Return what the actor's centre accepted most over the last days, then what is common at communes."""
    centre = _place(actor).centre
    used = _used(centre, str(actor.realm))
    offered = {code: name for code, name, _ in catalogue.search_offered(centre, "", limit=OFFERED_MOST)}
    first = [code for code, _ in used.most_common() if code in offered]
    rest = sorted((code for code in offered if code not in used), key=_common)
    return MostUsed(tuple((code, offered[code]) for code in [*first, *rest][:most]), bool(first))


def search(actor: Actor, text: str, most: int = 9) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of offered procedures that fit a code, words in any spelling, or first letters ("dkks").

    First what the finder is sure of, so that a bare matter ("khai sinh") is that matter and not a copy of it; then
    codes, names with the words in a row, names with all of them; among equals what is asked for most here, then at
    communes, then the shorter name.
    """
    centre, text = _place(actor).centre, finder.together(text)
    used, wanted, typed = _used(centre, str(actor.realm)), fold(text), text.strip()

    def place(pair: tuple[str, str]) -> tuple[int, int, int, int, str]:
        code, name = pair
        fits = 0 if typed and code.startswith(typed) else 1 if wanted in fold(name) else 2
        return fits, -used[code], _common(code), len(name), code

    found = sorted(
        ((code, name) for code, name, _ in catalogue.search_offered(centre, text, limit=OFFERED_MOST)), key=place
    )
    letters = "".join(text.split()).casefold()
    if len(letters) > 1 and letters.isalpha() and len(found) < most:
        abbreviated = [pair for pair in catalogue.by_first_letters(centre, letters) if pair not in found]
        found += sorted(abbreviated, key=lambda pair: -used[pair[0]])
    meant = _meant(centre, text)
    return tuple([*meant, *(pair for pair in found if pair not in meant)][:most])


def doubts(actor: Actor, codes: Iterable[str]) -> dict[str, catalogue.Doubt]:
    """Return what is not settled of procedures the actor's centre offers, by code; those without a doubt are left out."""
    centre, day = _place(actor).centre, clock.today()
    found: dict[str, catalogue.Doubt] = {}
    for code in codes:
        try:
            found[code] = catalogue.doubt(centre, code, day)
        except NotFound:
            continue
    return {code: doubt for code, doubt in found.items() if doubt}


def _meant(centre: UUID, text: str) -> list[tuple[str, str]]:
    sure = [match.code for match in finder.find(text, top=1).answer if match.score >= SURE]
    return [(code, name) for wanted in sure for code, name, _ in catalogue.search_offered(centre, wanted, limit=1)]


def _common(code: str) -> int:
    common = finder.popularity()
    return common.get(code, len(common))


def _used(centre: UUID, realm: str) -> Counter[str]:
    """Return how often each procedure was accepted at a centre over the last days; one read by index."""
    since = clock.today() - timedelta(days=USED_DAYS)
    rows = Dossier.objects.filter(received_unit_id=centre, received_day__gte=since, realm=realm)
    return Counter(rows.values_list("procedure_code", flat=True))


def of_visit(actor: Actor, visit: UUID) -> tuple[DossierRow, ...]:
    """Return the dossiers of a visit in the order they were accepted; nothing that the actor may not read."""
    found = Dossier.objects.filter(visit_id=visit, realm=str(actor.realm)).order_by("id")[:VISIT_MOST]
    return rows_of([dossier for dossier in found if policies.may_read(actor, dossier) is None])


def secret_of(actor: Actor, dossier_id: UUID) -> str:
    """Return the follow-up secret printed on the slip, for the centre that received the dossier; the read is logged."""
    dossier = _received(actor, dossier_id)
    access.read(actor, "dossiers.secret", [dossier.id, dossier.applicant_id], purpose="In giấy tiếp nhận")
    return codes.secret(keys.load(settings.MOTCUA_KEYS).mac, dossier.id)


def check_identity(actor: Actor, dossier_id: UUID, number: str) -> str:
    """Return the name of the owner or submitter whose paper has ``number``; :class:`RuleError` when it is neither's."""
    dossier = _received(actor, dossier_id)
    wanted = "".join(number.split())
    if not wanted:
        raise BadInput(N_("Quét hoặc nhập số giấy tờ của người đến."), field="number")
    people = ((dossier.applicant_id, dossier.applicant_name), (dossier.submitter_id, dossier.submitter_name))
    for person, name in people:
        if person is not None and parties.has_number(person, wanted):
            return name
    raise RuleError(
        N_("Số giấy tờ không phải của chủ hồ sơ hay người nộp. Không cấp lại; xin kiểm tra giấy tờ."), field="number"
    )


def code_in(text: str) -> str:
    """Return the dossier code in what was scanned or typed: a slip's look-up link, a bare code, or the code of an old unit's
    receipt that leads to a dossier; "" when none. Only what has a digit and is no bare number is looked for: one read.
    """
    linked = _LOOK_UP.search(text)
    wanted = (linked[1] if linked else text).strip().upper()[:60]
    if codes.is_own_number(wanted):
        return wanted
    try:
        return codes.check_given(wanted)
    except BadInput:
        return _of_old_receipt(wanted)


def _of_old_receipt(text: str) -> str:
    wanted = codes.as_printed(text)
    odd = len(wanted) <= codes.OLD_MOST and not wanted.isdigit() and any(letter.isdigit() for letter in wanted)
    return wanted if odd and FormerCode.objects.filter(realm__in=list(Realm), code=wanted).exists() else ""


def _place(actor: Actor) -> routing.Directory:
    if actor.unit is None:
        raise RuleError(N_("Tài khoản chưa gắn với trung tâm nào."))
    return routing.directory(actor.unit)


def _received(actor: Actor, dossier_id: UUID) -> Dossier:
    """Return a dossier the actor's centre received; refused and logged otherwise."""
    dossier = Dossier.objects.filter(pk=dossier_id).first()
    if dossier is None:
        raise NotFound(N_("Không tìm thấy hồ sơ."))
    refusal = policies.may_correct(actor, dossier)
    if refusal is not None:
        error = NotAllowed(refusal.sentence, **refusal.values)
        access.refused(actor, "dossiers.intake", dossier.id, error)
        raise error
    return dossier
