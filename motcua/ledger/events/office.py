"""Events of the office: units, venues, hours and days; people, posts, accounts, delegations; packaged data loaded.

Names and addresses of officials are personal data and lie in the private part under the official's id. No event ever
carries a password.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class DataSetLoaded(Event, frozen=True, kw_only=True):
    """A packaged data set was brought into the tables; ``edition`` is the SHA-256 of its content."""

    NAME = "office.data_set_loaded"
    STREAM = "data_load"

    name: str
    edition: str
    rows: dict[str, int]
    source: str


class UnitCreated(Event, frozen=True, kw_only=True):
    """A body was set up (or prepared before its legal start) under an administrative unit or another body."""

    NAME = "office.unit_created"
    STREAM = "unit"

    level: str
    name: str
    full_name: str
    parent: UUID
    valid_from: date
    ground: str


class UnitValidityChanged(Event, frozen=True, kw_only=True):
    """A body's first day or (exclusive) last day was set or moved, on what ground."""

    NAME = "office.unit_validity_changed"
    STREAM = "unit"

    valid_from: date | None
    valid_to: date | None
    ground: str


class VenueSet(Event, frozen=True, kw_only=True):
    """A unit works in this building from a day on; the venue it replaced ended that day."""

    NAME = "office.venue_set"
    STREAM = "unit"

    venue: UUID
    name: str
    address: str
    latitude: float | None
    longitude: float | None
    valid_from: date
    replaced: UUID | None


class CentreSet(Event, frozen=True, kw_only=True):
    """How a centre works was settled: whose dossier codes it uses and on what ground, its hotline, warning days."""

    NAME = "office.centre_set"
    STREAM = "unit"

    code_source: str
    ground: str
    hotline: str
    warn_days: int


class AgencyCodeEntered(Event, frozen=True, kw_only=True):
    """A unit's identifier code (QĐ 20/2020/QĐ-TTg) was entered; a code in force before ended on its first day."""

    NAME = "office.agency_code_entered"
    STREAM = "unit"

    code: str
    valid_from: date
    valid_to: date | None
    trial: bool
    source: str


class OpeningHoursSet(Event, frozen=True, kw_only=True):
    """A unit's week was set from a day on: hours of Monday to Sunday, and extra hours in which the counter receives."""

    NAME = "office.opening_hours_set"
    STREAM = "unit"

    valid_from: date
    week: list[str]
    extra: list[str]
    ground: str


class CalendarDaySet(Event, frozen=True, kw_only=True):
    """A day of one unit was made different from its weekday, or (empty ``kind``) put back."""

    NAME = "office.calendar_day_set"
    STREAM = "unit"

    day: date
    kind: str
    intervals: str
    name: str
    swapped_with: date | None
    ground: str


class NationalDaySet(Event, frozen=True, kw_only=True):
    """A day of the national calendar was decided: holiday, make-up, swapped; or (empty ``kind``) an ordinary day."""

    NAME = "office.national_day_set"
    STREAM = "calendar_year"

    day: date
    kind: str
    intervals: str
    name: str
    swapped_with: date | None
    ground: str


class PostTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A post as events tell it."""

    post: UUID
    unit: UUID
    title: str
    roles: list[str]
    rank: int
    valid_from: date
    valid_to: date | None
    decision: str


class OfficialRegistered(Event, frozen=True, kw_only=True):
    """A person was entered as an official, with the posts given at once."""

    NAME = "office.official_registered"
    STREAM = "official"
    PERSONAL: ClassVar[dict[str, str]] = {"name": "official", "phone": "official", "email": "official"}

    official: UUID
    name: str
    phone: str
    email: str
    posts: list[PostTold]


class OfficialCorrected(Event, frozen=True, kw_only=True):
    """An official's name, telephone or e-mail was corrected."""

    NAME = "office.official_corrected"
    STREAM = "official"
    PERSONAL: ClassVar[dict[str, str]] = {"name": "official", "phone": "official", "email": "official"}

    official: UUID
    name: str
    phone: str
    email: str


class PostsGiven(Event, frozen=True, kw_only=True):
    """An official was given one or more posts."""

    NAME = "office.posts_given"
    STREAM = "official"

    posts: list[PostTold]


class PostEnded(Event, frozen=True, kw_only=True):
    """A post ends on a day (exclusive), by which decision."""

    NAME = "office.post_ended"
    STREAM = "official"

    post: UUID
    unit: UUID
    valid_to: date
    decision: str


class OfficialLeft(Event, frozen=True, kw_only=True):
    """An official left: posts ended, delegations ended, the account closed and its sessions with it."""

    NAME = "office.official_left"
    STREAM = "official"

    official: UUID
    left_on: date
    decision: str
    posts: list[UUID]
    account: UUID | None


class AccountOpened(Event, frozen=True, kw_only=True):
    """An official got a sign-in name and an initial password, which was shown once and must be changed."""

    NAME = "office.account_opened"
    STREAM = "official"

    account: UUID
    username: str
    again: bool


class AccountDisabled(Event, frozen=True, kw_only=True):
    """An account was closed, and its sessions with it."""

    NAME = "office.account_disabled"
    STREAM = "official"

    account: UUID
    reason: str


class AccountUnlocked(Event, frozen=True, kw_only=True):
    """Wrong tries of an account were forgiven before their time."""

    NAME = "office.account_unlocked"
    STREAM = "official"

    account: UUID


class PasswordReset(Event, frozen=True, kw_only=True):
    """An account got a new initial password from an administrator, which must be changed; its sessions ended."""

    NAME = "office.password_reset"
    STREAM = "official"

    account: UUID
    reason: str


class PasswordChanged(Event, frozen=True, kw_only=True):
    """An official changed their own password; other sessions ended."""

    NAME = "office.password_changed"
    STREAM = "official"

    account: UUID


class SecondFactorConfirmed(Event, frozen=True, kw_only=True):
    """An official proved a second factor works and got recovery codes."""

    NAME = "office.second_factor_confirmed"
    STREAM = "official"

    account: UUID
    recovery_codes: int


class SecondFactorReset(Event, frozen=True, kw_only=True):
    """An administrator took away a lost second factor; its sessions ended and it must be set up again."""

    NAME = "office.second_factor_reset"
    STREAM = "official"

    account: UUID
    reason: str


class SigningDelegated(Event, frozen=True, kw_only=True):
    """One post may sign for another from a day to a day (exclusive), for a scope in words, by a decision.

    ``matters`` (codes and fields of procedures) and ``papers`` (kinds) are what of the scope is held against a dossier.
    """

    NAME = "office.signing_delegated"
    STREAM = "official"

    delegation: UUID
    giver: UUID
    taker: UUID
    scope: str
    valid_from: date
    valid_to: date
    decision: str
    matters: list[str] = []
    papers: list[str] = []


class DelegationRevoked(Event, frozen=True, kw_only=True):
    """A delegation of signing ended before its time."""

    NAME = "office.delegation_revoked"
    STREAM = "official"

    delegation: UUID
    revoked_on: date
    reason: str


class SealOrdered(Event, frozen=True, kw_only=True):
    """The papers for cutting a unit's seal were sent; who has them now, by when the seal is expected."""

    NAME = "office.seal_ordered"
    STREAM = "mark_order"

    place: UUID
    unit: UUID
    what: str
    day: date
    holder: str
    expected: date | None


class CertificateOrdered(Event, frozen=True, kw_only=True):
    """A digital-signature certificate was asked for, of a unit or (``official``) of a named person with a title."""

    NAME = "office.certificate_ordered"
    STREAM = "mark_order"

    place: UUID
    unit: UUID
    official: UUID | None
    title: str
    day: date
    holder: str
    expected: date | None


class OrderStepTaken(Event, frozen=True, kw_only=True):
    """An order of a seal or certificate came one step further, on a day; who holds it now."""

    NAME = "office.order_step_taken"
    STREAM = "mark_order"

    place: UUID
    unit: UUID
    official: UUID | None
    kind: str
    step: str
    day: date
    holder: str
    note: str
    expected: date | None
    done: bool


class CertificateActivated(Event, frozen=True, kw_only=True):
    """A digital-signature certificate works: its serial number, the title on it, from when to when (exclusive)."""

    NAME = "office.certificate_activated"
    STREAM = "mark_order"

    place: UUID
    unit: UUID
    official: UUID | None
    day: date
    holder: str
    serial: str
    title: str
    valid_from: date
    valid_to: date


class OrderStepCorrected(Event, frozen=True, kw_only=True):
    """Day or holder of a step taken was corrected, for a reason; what stood before is told."""

    NAME = "office.order_step_corrected"
    STREAM = "mark_order"

    step: str
    day: date
    holder: str
    day_before: date
    holder_before: str
    reason: str


class OrderWithdrawn(Event, frozen=True, kw_only=True):
    """An order of a seal or certificate was given up, for a reason."""

    NAME = "office.order_withdrawn"
    STREAM = "mark_order"

    unit: UUID
    official: UUID | None
    reason: str


class CertificateRevoked(Event, frozen=True, kw_only=True):
    """A digital-signature certificate no longer holds from a day on: post changed, key lost; for a reason."""

    NAME = "office.certificate_revoked"
    STREAM = "mark_order"

    unit: UUID
    official: UUID | None
    revoked_on: date
    reason: str


class DeviceRegistered(Event, frozen=True, kw_only=True):
    """A phone or tablet announced itself for an account; its user gave it the name."""

    NAME = "office.device_registered"
    STREAM = "device"
    PERSONAL: ClassVar[dict[str, str]] = {"name": "official"}

    account: UUID
    official: UUID
    place: UUID
    browser: str
    name: str = ""


class DeviceReportedLost(Event, frozen=True, kw_only=True):
    """A device was reported lost: its session ended at once; what it last said it held unsent stands beside."""

    NAME = "office.device_reported_lost"
    STREAM = "device"

    account: UUID
    unsent: int
    reason: str


class DeviceWipeOrdered(Event, frozen=True, kw_only=True):
    """A device was ordered to destroy its key and what lies on it at its next contact."""

    NAME = "office.device_wipe_ordered"
    STREAM = "device"

    account: UUID
    unsent: int
    reason: str


class DeviceWiped(Event, frozen=True, kw_only=True):
    """A device said that it destroyed its key: as it was ordered, or after ten wrong PINs; how much was still unsent."""

    NAME = "office.device_wiped"
    STREAM = "device"

    account: UUID
    why: str
    unsent: int


class DeviceForgotten(Event, frozen=True, kw_only=True):
    """A device was taken off the list: it is no longer used, or it begins anew under another id."""

    NAME = "office.device_forgotten"
    STREAM = "device"

    account: UUID
    unsent: int
