"""The verbs of the office, one a file; importing this package declares every act."""

from __future__ import annotations

from motcua.office.commands.change_password import ChangePassword
from motcua.office.commands.confirm_second_factor import ConfirmSecondFactor
from motcua.office.commands.confirm_wiped import ConfirmWiped
from motcua.office.commands.correct_official import CorrectOfficial
from motcua.office.commands.create_unit import CreateUnit
from motcua.office.commands.delegate_signing import DelegateSigning
from motcua.office.commands.disable_account import DisableAccount
from motcua.office.commands.end_post import EndPost
from motcua.office.commands.enter_agency_code import EnterAgencyCode
from motcua.office.commands.forget_device import ForgetDevice
from motcua.office.commands.give_posts import GivePosts, PostGiven
from motcua.office.commands.leave import Leave
from motcua.office.commands.load_calendars import LoadCalendars, load_calendars
from motcua.office.commands.load_units import LoadUnits, load_units
from motcua.office.commands.open_account import OpenAccount, open_account
from motcua.office.commands.order_certificate import ActivateCertificate, OrderCertificate, RevokeCertificate
from motcua.office.commands.order_seal import CorrectOrderStep, OrderSeal, TakeOrderStep, WithdrawOrder
from motcua.office.commands.order_wipe import OrderWipe
from motcua.office.commands.register_device import RegisterDevice
from motcua.office.commands.register_official import RegisterOfficial
from motcua.office.commands.report_device_lost import ReportDeviceLost
from motcua.office.commands.reset_password import ResetPassword, reset_password
from motcua.office.commands.reset_second_factor import ResetSecondFactor
from motcua.office.commands.revoke_delegation import RevokeDelegation
from motcua.office.commands.set_calendar_day import SetCalendarDay, SetNationalDay
from motcua.office.commands.set_centre import SetCentre
from motcua.office.commands.set_opening_hours import SetOpeningHours
from motcua.office.commands.set_unit_validity import SetUnitValidity
from motcua.office.commands.set_venue import SetVenue
from motcua.office.commands.unlock_account import UnlockAccount

__all__ = [
    "ActivateCertificate",
    "ChangePassword",
    "ConfirmSecondFactor",
    "ConfirmWiped",
    "CorrectOfficial",
    "CorrectOrderStep",
    "CreateUnit",
    "DelegateSigning",
    "DisableAccount",
    "EndPost",
    "EnterAgencyCode",
    "ForgetDevice",
    "GivePosts",
    "Leave",
    "LoadCalendars",
    "LoadUnits",
    "OpenAccount",
    "OrderCertificate",
    "OrderSeal",
    "OrderWipe",
    "PostGiven",
    "RegisterDevice",
    "RegisterOfficial",
    "ReportDeviceLost",
    "ResetPassword",
    "ResetSecondFactor",
    "RevokeCertificate",
    "RevokeDelegation",
    "SetCalendarDay",
    "SetCentre",
    "SetNationalDay",
    "SetOpeningHours",
    "SetUnitValidity",
    "SetVenue",
    "TakeOrderStep",
    "UnlockAccount",
    "WithdrawOrder",
    "load_calendars",
    "load_units",
    "open_account",
    "reset_password",
]
