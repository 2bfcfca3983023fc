"""``motcua init``: set up a real centre, by options or by answering questions."""

from __future__ import annotations

import sys

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _, progress_line, tell, warn
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.kernel.worktime import NATIONAL_HOURS, spans, spans_text

WEEKDAYS = 5
GROUND = N_("Khai khi cài đặt")


@click.command("init", help=_(N_("Lập một trung tâm thật trên cơ sở dữ liệu trống (không có dữ liệu trình diễn).")))
@click.option("--commune", help=_(N_("Mã xã, phường, đặc khu (tìm bằng «motcua unit TÊN»).")))
@click.option("--admin-name", help=_(N_("Họ tên người quản trị đầu tiên.")))
@click.option("--username", help=_(N_("Tên đăng nhập của người quản trị; để trống thì đặt theo họ tên.")))
@click.option("--hours", help=_(N_("Giờ làm việc thứ Hai đến thứ Sáu, ví dụ «07:30-11:30, 13:00-17:00».")))
@click.option("--saturday", help=_(N_("Giờ tiếp nhận thêm sáng thứ Bảy, nếu có; không tính vào thời hạn.")))
@click.option("--ground", help=_(N_("Văn bản quy định giờ làm việc.")))
def verb(
    commune: str | None,
    admin_name: str | None,
    username: str | None,
    hours: str | None,
    saturday: str | None,
    ground: str | None,
) -> None:
    """Ask for what the options leave open (only at a terminal), then set up."""
    usual = NATIONAL_HOURS
    asking = sys.stdin.isatty()
    commune = _asked(commune, N_("Mã xã, phường"), "commune", asking=asking)
    admin_name = _asked(admin_name, N_("Họ tên người quản trị đầu tiên"), "admin_name", asking=asking)
    username = _asked(username, N_("Tên đăng nhập (để trống: tự đặt)"), "username", asking=asking, default="")
    hours = _asked(hours, N_("Giờ làm việc thứ Hai đến thứ Sáu"), "hours", asking=asking, default=usual)
    saturday = _asked(
        saturday, N_("Giờ tiếp nhận thêm sáng thứ Bảy (để trống: không)"), "saturday", asking=asking, default=""
    )
    ground = _asked(ground, N_("Văn bản quy định giờ làm việc"), "ground", asking=asking, default=GROUND)
    # Read before anything is made, so that a slip costs nothing.
    week, extra = spans_text(spans(hours)), spans_text(spans(saturday)) if saturday else ""
    node.set_up()
    from motcua.desks.operator import establish, health, prepare  # noqa: PLC0415 - needs Django set up

    establish.refuse_unknown(commune)
    prepare.migrate()
    establish.refuse_begun()
    # Packaged checklists are files on the shelf.
    node.wired()
    progress = progress_line()
    establish.load_reference(progress)
    wanted = establish.Wanted(
        commune=commune,
        admin_name=admin_name,
        username=username,
        week=[week] * WEEKDAYS + [""] * (7 - WEEKDAYS),
        extra=[""] * WEEKDAYS + [extra, ""],
        ground=ground,
    )
    done = establish.establish(wanted, progress)
    tell(
        N_("Đã lập {centre} ({commune}), bật {count} thủ tục."),
        centre=done.centre,
        commune=done.commune,
        count=done.procedures,
    )
    tell(N_("Thời hạn chưa chắc chắn không in ngày hẹn cho đến khi Giám đốc xác nhận."))
    tell(N_("Người quản trị đăng nhập: {username}"), username=done.username)
    tell(N_("Mật khẩu một lần: {password}"), password=done.password)
    warn(N_("Mật khẩu chỉ hiện lần này; phải đổi khi đăng nhập và bật xác thực bước hai."))
    for problem in health.of_address(node.settings().MOTCUA_PUBLIC_URL):
        warn(problem.sentence, **problem.values)


def _asked(given: str | None, question: str, option: str, *, asking: bool, default: str | None = None) -> str:
    """Return what an option says, else what the person answers; without a terminal the default, or a refusal."""
    if given is not None:
        return given.strip()
    if asking:
        answer: str = click.prompt(_(question), default=default, show_default=bool(default), err=True)
        return answer.strip()
    if default is None:
        raise BadInput(N_("Thiếu --{option}."), option=option.replace("_", "-"), field=option)
    return default
