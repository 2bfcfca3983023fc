"""Results that nobody fetches at the desk: by the public post, or out of a locker with a code (NĐ 118/2025 Đ22)."""

from __future__ import annotations

import re
from uuid import UUID

from django.conf import settings

from motcua.dossiers import codes, policies, rules
from motcua.dossiers.commands.accept import finish_last
from motcua.dossiers.commands.return_result import is_ready
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import life
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger import keys
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_life import LockerOpened, ResultPlaced, ResultPosted

CARRIER_MOST, ADDRESS_MOST, BOX_MOST = 60, 300, 20
_TRACKING = re.compile(r"[A-Z0-9][A-Z0-9-]{4,39}", re.ASCII)


class SendByPost(Command, frozen=True, kw_only=True):
    """Give the result to the post: its tracking number, and the address it goes to."""

    TARGET = "dossier"

    dossier: UUID
    tracking: str
    address: str
    carrier: str = "Bưu điện Việt Nam"


class PlaceInLocker(Command, frozen=True, kw_only=True):
    """Lay the result into a box of the locker; its code stands on the page that follows the dossier."""

    TARGET = "dossier"

    dossier: UUID
    box: str


class OpenLocker(Command, frozen=True, kw_only=True):
    """Somebody showed the code of the box: they get the result."""

    TARGET = "dossier"

    dossier: UUID
    code: str


def goes_by_post(dossier: Dossier) -> Said | None:
    """The result is there, and the citizen asked for it by post."""
    refusal = is_ready(dossier)
    if refusal is None and dossier.return_manner != "post":
        return said(N_("Người dân không đăng ký nhận qua bưu chính. Đính chính cách nhận kết quả trước."))
    return refusal


def lies_in_locker(dossier: Dossier) -> Said | None:
    """The result is in a box."""
    refusal = is_ready(dossier)
    return refusal or (None if dossier.consignment else said(N_("Kết quả không nằm trong tủ.")))


@act(SendByPost, on=Dossier, verb=N_("Gửi qua bưu chính"), may=policies.may_return, when=goes_by_post, order=11)
def send_by_post(command: SendByPost, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Close the dossier; the tracking number follows the result from here on."""
    tracking = "".join(command.tracking.split()).upper()
    if not _TRACKING.fullmatch(tracking):
        raise BadInput(N_("Số hiệu bưu gửi gồm 5 đến 40 chữ cái, chữ số."), field="tracking")
    address = rules.demanded_words(command.address, ADDRESS_MOST, "address", N_("Ghi địa chỉ nhận."))
    carrier = rules.demanded_words(command.carrier, CARRIER_MOST, "carrier", N_("Ghi đơn vị bưu chính."))
    _finish(dossier, "SendByPost", context)
    dossier.consignment = tracking
    return Done(ResultPosted(applicant=dossier.applicant_id, carrier=carrier, tracking=tracking, address=address))


@act(PlaceInLocker, on=Dossier, verb=N_("Đặt vào tủ trả kết quả"), may=policies.may_return, when=is_ready, order=12)
def place_in_locker(command: PlaceInLocker, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Note the box; one box holds one dossier's result at a time."""
    box = rules.demanded_words(command.box, BOX_MOST, "box", N_("Ghi số ngăn tủ."))
    # What has its result is held by the desk that hands it over: the index of results that wait is of its holder.
    here = Dossier.objects.filter(open=True, holder_id=dossier.holder_id, ready_at__isnull=False, consignment=box)
    if here.filter(realm=dossier.realm).exclude(pk=dossier.pk).exists():
        raise RuleError(N_("Ngăn {box} đang có kết quả của hồ sơ khác."), field="box", box=box)
    dossier.consignment = box
    return Done(ResultPlaced(box=box))


@act(OpenLocker, on=Dossier, verb=N_("Mở tủ bằng mã"), may=policies.may_return, when=lies_in_locker, order=13)
def open_locker(command: OpenLocker, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Hand the result to whoever shows the code of the box; a wrong one opens nothing."""
    expected = codes.locker_code(keys.load(settings.MOTCUA_KEYS).mac, dossier.id, dossier.consignment)
    if not codes.same_secret(expected, command.code):
        raise RuleError(N_("Mã mở tủ không đúng. Không trả kết quả."), field="code")
    box = dossier.consignment
    _finish(dossier, "OpenLocker", context)
    dossier.consignment = ""
    return Done(LockerOpened(box=box, proof="code"))


def _finish(dossier: Dossier, command: str, context: Context) -> None:
    finish_last(dossier, context)
    dossier.state, dossier.open, dossier.returned_at = life.leads_to(command), False, context.at
