"""The sentences of a dossier's history for the acts beside the straight way."""

from __future__ import annotations

from motcua.dossiers.rules import Told
from motcua.dossiers.rules.collecting import MANNERS
from motcua.dossiers.rules.life import CAUSES, STATE_NAMES
from motcua.dossiers.rules.places import WHERE
from motcua.kernel.money import VND
from motcua.kernel.words import N_, Said, said
from motcua.ledger.events import Event
from motcua.ledger.events.dossier_inherited import DossierBroughtIn, DossierTakenOver
from motcua.ledger.events.dossier_life import (
    DateNoticed,
    DeadlineExtended,
    DossierRejected,
    DossierReopened,
    DossierResumed,
    DossierStopped,
    DossierSuspended,
    DossierWithdrawn,
    FeeDemanded,
    FeePaid,
    HandedOff,
    LockerOpened,
    LongerLimitApplied,
    OpinionAnswered,
    OpinionAsked,
    OutsideSent,
    ResultPlaced,
    ResultPosted,
    SecondExtensionAllowed,
    SecondExtensionAsked,
    SecondSupplementAllowed,
    SupplementReceived,
    SupplementRequested,
)
from motcua.ledger.events.dossier_lists import CollectionReminded
from motcua.ledger.events.dossier_places import DossierForwarded, ForwardedArrived, ResultArrived
from motcua.ledger.events.dossier_runs import PaperFileLost, PaperFileShelved
from motcua.ledger.events.dossier_sync import SyncAwaited, SyncConfirmed
from motcua.office.queries import names as office


def sentence(event: Event) -> Said:
    """Return what happened, in one sentence; the event's name for one that is none of these."""
    match event:
        case SupplementRequested():
            return said(
                N_("Yêu cầu bổ sung {count} giấy tờ (lần {n}), tạm dừng tính hạn."),
                count=len(event.lacking),
                n=event.number,
            )
        case SecondSupplementAllowed():
            return said(N_("Giám đốc mở yêu cầu bổ sung lần nữa; chỉ số 766 tính hồ sơ này trễ hạn."))
        case SupplementReceived():
            return said(N_("Nhận giấy tờ bổ sung, tính hạn tiếp."))
        case FeeDemanded():
            return _of_demand(event)
        case FeePaid(receipt=receipt):
            return said(N_("Đã nộp nghĩa vụ tài chính (chứng từ {receipt}), tính hạn tiếp."), receipt=receipt)
        case DossierSuspended(ground=ground):
            return said(N_("Tạm dừng giải quyết theo {ground}."), ground=ground)
        case DossierResumed():
            return said(N_("Hết tạm dừng, tính hạn tiếp."))
        case LongerLimitApplied(ground=ground):
            return said(N_("Phải xác minh: tính thời hạn dài hơn theo {ground}."), ground=ground)
        case DeadlineExtended():
            return _of_extension(event)
        case DateNoticed():
            return _of_notice(event)
        case SecondExtensionAsked(until=until, cause=cause):
            return said(
                N_("Đề nghị lãnh đạo mở hẹn lại lần nữa đến {when}. Nguyên nhân: {cause}."),
                when=until,
                cause=said(CAUSES.get(cause, cause)),
            )
        case SecondExtensionAllowed():
            return said(N_("Lãnh đạo mở hẹn lại lần nữa."))
        case HandedOff():
            return said(N_("Chuyển đơn vị khác xử lý."))
        case DossierTakenOver() | DossierBroughtIn():
            return _inherited(event)
    return _of_end(event)


def _inherited(event: DossierTakenOver | DossierBroughtIn) -> Said:
    """Say from whom a dossier came, and on what ground; its date stayed."""
    from_unit = office.names_of({event.origin})[event.origin]
    if isinstance(event, DossierTakenOver):
        words = N_("Tiếp nhận từ {unit}, giữ nguyên hạn. Căn cứ: {ground}; {minutes}.")
        return said(words, unit=from_unit, ground=event.ground, minutes=event.minutes)
    words = N_(
        "Nhập hồ sơ do {unit} bàn giao, mã trên giấy hẹn cũ {code}, giữ nguyên hạn. Căn cứ: {ground}; {minutes}."
    )
    return said(words, unit=from_unit, code=event.old_code, ground=event.ground, minutes=event.minutes)


def _of_end(event: Event) -> Said:
    match event:
        case OpinionAsked(body=body, answer_by=answer_by):
            return said(N_("Hỏi ý kiến {body}, hạn trả lời {when}."), body=body, when=answer_by)
        case OutsideSent(body=body, answer_by=answer_by):
            return said(N_("Gửi {body}, hạn trả lời {when}."), body=body, when=answer_by)
        case OpinionAnswered(silent=True, step=step) if step:
            return said(N_("Cơ quan ngoài không trả lời trong hạn: coi là đồng ý."))
        case OpinionAnswered(step=step, late=late) if step:
            return said(N_("Cơ quan ngoài đã trả lời (trễ hạn).")) if late else said(N_("Cơ quan ngoài đã trả lời."))
        case OpinionAnswered(silent=True):
            return said(N_("Cơ quan được hỏi không trả lời trong hạn: coi là đồng ý."))
        case OpinionAnswered(late=late):
            return (
                said(N_("Cơ quan được hỏi đã trả lời (trễ hạn).")) if late else said(N_("Cơ quan được hỏi đã trả lời."))
            )
        case DossierRejected(ground=ground):
            return said(N_("Từ chối giải quyết theo {ground}; có văn bản trả lời."), ground=ground)
        case DossierWithdrawn():
            return said(N_("Dừng giải quyết theo đề nghị rút hồ sơ của người dân."))
        case DossierStopped(ground=ground):
            return said(N_("Dừng giải quyết theo {ground}."), ground=ground)
        case DossierReopened(ended_as=ended_as):
            return said(N_("Mở lại hồ sơ (trước đó: {state})."), state=said(STATE_NAMES.get(ended_as, ended_as)))
        case ResultPosted(carrier=carrier, tracking=tracking):
            return said(N_("Gửi kết quả qua {carrier}, số hiệu {tracking}."), carrier=carrier, tracking=tracking)
        case ResultPlaced(box=box):
            return said(N_("Đặt kết quả vào tủ, ngăn {box}."), box=box)
        case CollectionReminded(manner=manner, number=number):
            how = said(MANNERS.get(manner, manner))
            return said(N_("Nhắc nhận kết quả lần {n}: {how}."), n=number, how=how)
        case LockerOpened(box=box):
            return said(N_("Lấy kết quả từ tủ bằng mã, ngăn {box}."), box=box)
    return _of_paper_file(event)


def _of_paper_file(event: Event) -> Said:
    match event:
        case PaperFileShelved(shelf=shelf, before=before):
            if before and before != shelf:
                return said(N_("Chuyển hồ sơ giấy từ «{before}» sang «{shelf}»."), before=before, shelf=shelf)
            return said(N_("Để hồ sơ giấy ở «{shelf}»."), shelf=shelf)
        case PaperFileLost():
            return said(N_("Báo chưa thấy hồ sơ giấy."))
    return _of_places(event)


def _of_demand(event: FeeDemanded) -> Said:
    if event.amount_vnd is None:
        return said(N_("Chờ nộp nghĩa vụ tài chính theo thông báo {notice}, tạm dừng tính hạn."), notice=event.notice)
    amount = str(VND(event.amount_vnd))
    return said(N_("Chờ nộp nghĩa vụ tài chính {amount}, tạm dừng tính hạn."), amount=amount)


def _of_notice(event: DateNoticed) -> Said:
    if event.degree < Told.MISSED:
        if not event.left:
            return said(N_("Hệ thống nhắc: hôm nay đến hạn."))
        words = N_("Hệ thống nhắc: còn {days} ngày làm việc; nếu không kịp, thư xin lỗi phải gửi trước {when}.")
        return said(words, days=event.left, when=event.apology_by)
    if event.apologised:
        return said(N_("Hệ thống báo lãnh đạo: quá hạn lần nữa sau khi đã hẹn lại."))
    return said(N_("Hệ thống báo lãnh đạo: quá hạn, chưa có thư xin lỗi."))


def _of_extension(event: DeadlineExtended) -> Said:
    cause = said(CAUSES.get(event.cause, event.cause))
    if event.in_time:
        return said(N_("Xin lỗi, hẹn lại {when}. Nguyên nhân: {cause}."), when=event.promised, cause=cause)
    return said(
        N_("Xin lỗi sau khi đã quá hạn, hẹn {when}; vẫn tính là trễ hạn. Nguyên nhân: {cause}."),
        when=event.promised,
        cause=cause,
    )


def _of_places(event: Event) -> Said:
    match event:
        case DossierForwarded() | ForwardedArrived() | ResultArrived():
            return _across(event)
        case SyncAwaited():
            return said(N_("Nhận khi mất đường truyền tỉnh: chờ đồng bộ."))
        case SyncConfirmed(code=code):
            return said(N_("Hệ thống của tỉnh đã có hồ sơ {code}: hết chờ đồng bộ."), code=code)
    return said(event.NAME)


def _across(event: DossierForwarded | ForwardedArrived | ResultArrived) -> Said:
    """Say where a dossier for another place went, or its result came, and where its papers are."""
    place = office.names_of({event.place})[event.place]
    if isinstance(event, ResultArrived):
        return said(N_("Kết quả đã đến {place} để trả."), place=place)
    if isinstance(event, ForwardedArrived):
        return said(N_("Hồ sơ đã đến {place}. {paper}."), place=place, paper=said(WHERE[event.paper]))
    return said(N_("Chuyển bản điện tử đến {place}. {paper}."), place=place, paper=said(WHERE[event.paper]))
