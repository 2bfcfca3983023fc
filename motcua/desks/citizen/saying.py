"""What a followed dossier says to its owner: one sentence of state, what comes next, how to collect. No names of people."""

from __future__ import annotations

from motcua.desks.shared.shapes import Due, DueState, Step, StepState
from motcua.dossiers.rules.life import ENDED, PAUSED, State
from motcua.dossiers.views import Followed, FollowedStep
from motcua.kernel.words import N_, Said, said

_STEP_STATES = {"done": StepState.DONE, "now": StepState.NOW, "next": StepState.NEXT}


def over(dossier: Followed) -> bool:
    """Say whether the life of the dossier is over."""
    return dossier.state in ENDED


def headline(dossier: Followed) -> tuple[Said, ...]:
    """Return where the dossier is and when its result is promised, a sentence each."""
    if dossier.state == State.RETURNED:
        return _returned(dossier)
    if dossier.state in _STANDS:
        return (said(_STANDS[State(dossier.state)], centre=dossier.centre),)
    if dossier.state == State.READY:
        if dossier.box_code:
            return (
                said(
                    N_("Đã có kết quả, trong tủ trả kết quả của {centre}: ngăn {box}, mã mở {code}."),
                    centre=dossier.returning,
                    box=dossier.consignment,
                    code=dossier.box_code,
                ),
            )
        if dossier.rejected:
            return (
                said(
                    N_("Hồ sơ không được giải quyết. Văn bản trả lời, có lý do, chờ bạn tại {centre}."),
                    centre=dossier.returning,
                ),
            )
        if dossier.return_manner == "post":
            return (said(N_("Đã có kết quả. Kết quả được gửi đến bạn qua bưu chính công ích.")),)
        if dossier.return_manner == "online":
            return (said(N_("Đã có kết quả. Bản điện tử được gửi vào tài khoản của bạn trên Cổng Dịch vụ công.")),)
        return (said(N_("Đã có kết quả. Mời bạn đến {centre} để nhận."), centre=dossier.returning),)
    place = said(
        N_("Hồ sơ của bạn đang ở bước {step}/{count}, tại {holder}."),
        step=dossier.step + 1,
        count=dossier.step_count,
        holder=dossier.outside or dossier.holder,
    )
    return (place, _promise(dossier))


def step_words(dossier: Followed) -> Said | None:
    """Return how the present step stands to its own time, in plain words; nothing where it has none."""
    clock = dossier.step_clock
    if clock is None or clock.words is None:
        return None
    if dossier.outside:
        return said(
            _OUTSIDE_LATE if clock.state == "late" else _OUTSIDE,
            body=dossier.outside,
            when=clock.at,
            holder=dossier.holder,
        )
    if clock.state == "late":
        if dossier.clock.state == "late":
            return None
        return said(N_("Bước này chậm hơn quy trình nội bộ. Ngày hẹn trả ở trên không đổi."))
    return said(N_("Bước này phải xong {when} ({left})."), when=clock.at, left=clock.words)


_OUTSIDE = N_("{body} hẹn trả lời {when}; {holder} theo dõi.")
_OUTSIDE_LATE = N_("{body} hẹn trả lời {when}, đến nay chưa trả lời; {holder} theo dõi.")


_STANDS = {
    State.SUPPLEMENT: N_(
        "Hồ sơ còn thiếu giấy tờ. Mời bạn mang đến {centre} các giấy tờ dưới đây; thời gian chờ không tính vào hạn trả."
    ),
    State.FEE: N_("Mời bạn nộp nghĩa vụ tài chính theo thông báo. {centre} giải quyết tiếp ngay khi bạn nộp."),
    State.SUSPENDED: N_("Hồ sơ đang tạm dừng giải quyết. {centre} sẽ hẹn lại khi giải quyết tiếp."),
    State.WITHDRAWN: N_("Hồ sơ đã dừng giải quyết theo đề nghị của bạn. Hỏi thêm tại {centre}."),
    State.STOPPED: N_("Hồ sơ đã dừng giải quyết. {centre} có văn bản nêu lý do gửi bạn."),
}


def _returned(dossier: Followed) -> tuple[Said, ...]:
    if dossier.consignment:
        return (
            said(
                N_("Kết quả đã gửi qua bưu chính {when}, số hiệu {tracking}."),
                when=dossier.returned_at,
                tracking=dossier.consignment,
            ),
        )
    return (said(N_("Kết quả đã trả {when}. Hồ sơ đã xong."), when=dossier.returned_at),)


def _promise(dossier: Followed) -> Said:
    if dossier.promised_at is None:
        return said(N_("Chưa có ngày hẹn: Trung tâm đang chờ xác nhận thời hạn của trường hợp này."))
    if dossier.clock.state == "late":
        return said(
            N_("Hẹn trả {when}: đã quá hẹn. Trung tâm xin lỗi bạn; xin gọi số dưới đây để được trả lời."),
            when=dossier.promised_at,
        )
    if dossier.apologised:
        return said(N_("Chúng tôi xin lỗi vì chậm trễ và hẹn lại: trả {when}."), when=dossier.promised_at)
    return said(N_("Hẹn trả {when}."), when=dossier.promised_at)


def due(dossier: Followed) -> Due:
    """Return how the dossier stands to its date, for the badge."""
    return Due(DueState(dossier.clock.state), dossier.clock.words or "", dossier.promised_at)


def then(dossier: Followed) -> Said | None:
    """Return what happens next, or what is left to do; nothing once the result was handed over."""
    if dossier.state in ENDED or dossier.state in PAUSED:
        return None
    if dossier.state == State.READY:
        return None if dossier.return_manner != "desk" else said(N_("Mang theo giấy hẹn và giấy tờ tùy thân khi đến."))
    following = next((step for step in dossier.steps if step.state == "next"), None)
    if following is None:
        return said(N_("Đây là bước cuối trước khi trả kết quả."))
    return said(N_("Tiếp theo: {name}, tại {unit}."), name=following.name, unit=following.unit)


def steps(dossier: Followed) -> list[Step]:
    """Return the steps with the unit that works each."""
    return [
        Step(
            step.name,
            _state(dossier, step),
            dossier.outside if dossier.outside and step.state == "now" else step.unit,
            step.finished_at,
            Due(DueState(step.clock.state), step.clock.words or "", step.clock.at) if step.clock else None,
        )
        for step in dossier.steps
    ]


def _state(dossier: Followed, step: FollowedStep) -> StepState:
    if dossier.state == State.RETURNED:
        return StepState.DONE
    late = step.clock is not None and step.clock.state == "late"
    return StepState.LATE if late else _STEP_STATES[step.state]


def collect(dossier: Followed) -> tuple[Said, ...]:
    """Return what to bring when collecting, by how the result is to be handed over; empty when it was."""
    if dossier.state in ENDED or dossier.state in PAUSED:
        return ()
    if dossier.return_manner == "post":
        return (said(N_("Kết quả gửi qua bưu chính công ích về địa chỉ bạn đã ghi khi nộp.")),)
    if dossier.return_manner == "online":
        return (said(N_("Kết quả là bản điện tử, gửi vào tài khoản của bạn trên Cổng Dịch vụ công.")),)
    return (
        said(N_("Giấy tiếp nhận hồ sơ và hẹn trả kết quả (giấy hẹn). Mất giấy vẫn nhận được bằng giấy tờ tùy thân.")),
        said(N_("Thẻ căn cước, căn cước điện tử hoặc hộ chiếu còn giá trị.")),
        said(N_("Nhờ người khác nhận: thêm giấy ủy quyền và giấy tờ tùy thân của người được nhờ.")),
        said(N_("Biên lai đã nộp phí, lệ phí, nếu thủ tục này có thu.")),
    )
