"""Who may stand in for whom, and with which paper.

Luật Hộ tịch 2014 Đ6, Đ15, Đ18, Đ25; TT 04/2020/TT-BTP Đ2 (uncertified among close kin; none where kin register a
child's birth; no proxy for marriage and recognition of parents and children); Bộ luật Dân sự 2015 Đ134–140; NĐ 118/2025
Đ5, Đ6 (a paper when acting for another, and no paper the rules do not list).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from motcua.kernel.errors import RuleError
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.words import N_, Said, said
from motcua.parties.rules.words import Matter, PartyKind, Relationship, Scope

CLOSE_KIN: Final = frozenset(
    {
        Relationship.GRANDPARENT,
        Relationship.PARENT,
        Relationship.CHILD,
        Relationship.SPOUSE,
        Relationship.SIBLING,
    }
)
"""Among these a written authorisation for civil status is not certified (TT 04/2020/TT-BTP Đ2 k1)."""

LEAST_AGE: Final = 15
"""Years of age from which a person may be a proxy by mandate (Bộ luật Dân sự 2015 Đ138 k3)."""
OF_AGE: Final = 18


class Paper(StrEnum):
    """What the proxy brings."""

    NONE = "none"
    PROOF = "proof"
    AUTHORISATION = "authorisation"


PAPER_NAMES: Final = {
    Paper.NONE: N_("không cần giấy ủy quyền"),
    Paper.PROOF: N_("giấy tờ chứng minh tư cách đại diện"),
    Paper.AUTHORISATION: N_("văn bản ủy quyền"),
}


@dataclass(frozen=True, slots=True)
class Requirement:
    """The paper a proxy needs, whether it must be certified, and the rule in words."""

    paper: Paper
    certified: bool
    ground: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A principal or a proxy as far as the rules ask: kind, birth and death (partial dates as text, empty: unknown)."""

    kind: PartyKind = PartyKind.PERSON
    born: str = ""
    deceased: str = ""

    def minor_on(self, day: date) -> bool:
        """Say whether this is certainly a person under eighteen on ``day``."""
        return self.kind is PartyKind.PERSON and self.certainly_under(OF_AGE, day)

    def certainly_under(self, age: int, day: date) -> bool:
        """Say whether this person is under ``age`` on ``day`` whatever the unknown part of the birth date."""
        return bool(self.born) and PartialDate.from_iso(self.born).ages_on(day)[1] < age


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A proxy as recorded. ``valid_to`` is the last day; ``revoked`` when taken back."""

    relationship: Relationship
    matter: Matter
    scope: Scope
    certified: bool
    valid_from: date
    valid_to: date | None = None
    revoked: bool = False


def required(relationship: Relationship, matter: Matter, principal: Side, on: date) -> Requirement:
    """Return the paper with which somebody of ``relationship`` may act for ``principal`` in ``matter``.

    :class:`RuleError` where the law wants the parties themselves, or where nobody can be represented that way.
    """
    if matter is Matter.IN_PERSON:
        raise RuleError(
            N_("Đăng ký kết hôn, nhận cha, mẹ, con phải có mặt các bên, không ủy quyền được (Luật Hộ tịch Đ18, Đ25).")
        )
    if principal.kind is PartyKind.ORGANISATION:
        return _for_organisation(relationship)
    by_law = _by_law(relationship, principal, on)
    if by_law is not None:
        return by_law
    if relationship in (Relationship.LEGAL_REPRESENTATIVE, Relationship.GUARDIAN):
        return Requirement(
            Paper.PROOF,
            certified=False,
            ground=said(N_("Người giám hộ, người đại diện xuất trình quyết định, bản án cử mình (BLDS 2015 Đ136).")),
        )
    return _by_mandate(relationship, matter)


def _for_organisation(relationship: Relationship) -> Requirement:
    if relationship is Relationship.LEGAL_REPRESENTATIVE:
        return Requirement(
            Paper.PROOF,
            certified=False,
            ground=said(N_("Người đại diện theo pháp luật xuất trình giấy đăng ký hoạt động (BLDS 2015 Đ137).")),
        )
    if relationship is not Relationship.NONE:
        raise RuleError(N_("Tổ chức không có quan hệ gia đình; xin chọn người đại diện hoặc người được ủy quyền."))
    return Requirement(
        Paper.AUTHORISATION,
        certified=False,
        ground=said(N_("Văn bản ủy quyền hoặc giấy giới thiệu của tổ chức, có chữ ký và dấu (BLDS 2015 Đ138).")),
    )


def _by_law(relationship: Relationship, principal: Side, on: date) -> Requirement | None:
    if relationship is Relationship.PARENT and principal.minor_on(on):
        return Requirement(
            Paper.PROOF,
            certified=False,
            ground=said(N_("Cha, mẹ đại diện cho con chưa thành niên, không cần ủy quyền (BLDS 2015 Đ136 k1).")),
        )
    return None


def _by_mandate(relationship: Relationship, matter: Matter) -> Requirement:
    if matter is Matter.BIRTH and relationship in CLOSE_KIN | {Relationship.RELATIVE}:
        return Requirement(
            Paper.NONE,
            certified=False,
            ground=said(
                N_(
                    "Ông, bà, người thân thích đăng ký khai sinh không cần văn bản ủy quyền, "
                    "nhưng phải thống nhất với cha, mẹ về nội dung khai sinh (TT 04/2020/TT-BTP Đ2 k2)."
                )
            ),
        )
    if matter in (Matter.CIVIL_STATUS, Matter.BIRTH):
        kin = relationship in CLOSE_KIN
        sentence = (
            N_("Văn bản ủy quyền không phải chứng thực vì là ông, bà, cha, mẹ, con, vợ, chồng, anh, chị, em ruột.")
            if kin
            else N_("Văn bản ủy quyền phải được chứng thực (TT 04/2020/TT-BTP Đ2 k1).")
        )
        return Requirement(Paper.AUTHORISATION, certified=not kin, ground=said(sentence))
    if matter is Matter.HOUSEHOLD_BUSINESS:
        return Requirement(
            Paper.AUTHORISATION,
            certified=False,
            ground=said(N_("Đăng ký hộ kinh doanh: văn bản ủy quyền cho cá nhân không bắt buộc chứng thực.")),
        )
    return Requirement(
        Paper.AUTHORISATION,
        certified=False,
        ground=said(
            N_(
                "Cần văn bản ủy quyền khi làm thay người khác; chỉ đòi chứng thực khi thành phần hồ sơ "
                "của thủ tục có ghi (NĐ 118/2025 Đ5, Đ6)."
            )
        ),
    )


def why_not(
    authority: Authority, wanted: Scope, matter: Matter, principal: Side, person: Side, on: date
) -> Said | None:
    """Say why ``person`` may not do ``wanted`` for ``principal`` on ``on`` under ``authority``; None when they may."""
    if authority.revoked:
        return said(N_("Ủy quyền này đã bị hủy."))
    if on < authority.valid_from:
        return said(N_("Ủy quyền này có hiệu lực từ ngày {day}."), day=_day(authority.valid_from))
    if authority.valid_to is not None and on > authority.valid_to:
        return said(N_("Ủy quyền này đã hết hạn ngày {day}."), day=_day(authority.valid_to))
    if authority.scope is not Scope.FILE_AND_COLLECT and wanted is not authority.scope:
        return said(N_("Ủy quyền này không gồm việc đang làm."))
    if matter is not authority.matter and Matter.OTHER is not authority.matter:
        return said(N_("Ủy quyền này là cho việc khác."))
    try:
        needed = required(authority.relationship, matter, principal, on)
    except RuleError as error:
        return error.said
    if needed.certified and not authority.certified:
        return needed.ground
    return who_cannot(principal, person, on)


def who_cannot(principal: Side, person: Side, on: date) -> Said | None:
    """Say why nobody can act for ``principal``, or ``person`` for nobody, on ``on``; None when both can."""
    if person.kind is PartyKind.PERSON and person.certainly_under(LEAST_AGE, on):
        return said(N_("Người đại diện chưa đủ {age} tuổi (BLDS 2015 Đ138 k3)."), age=LEAST_AGE)
    if person.deceased:
        return said(N_("Người được ghi là đại diện đã chết."))
    if principal.deceased:
        return said(N_("Ủy quyền chấm dứt khi người ủy quyền chết (BLDS 2015 Đ140 k3)."))
    return None


def _day(day: date) -> str:
    return str(PartialDate.of(day))
