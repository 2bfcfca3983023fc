"""``motcua probe``: measure a line from the machine it runs on and report to a node; nothing is lost while it is cut.

No settings, no database: the machine needs the address of the node, the line and its token only.
"""

from __future__ import annotations

import time
from pathlib import Path
from uuid import UUID

import click

from motcua.desks.operator import node as house
from motcua.desks.operator.cli.speech import _, as_json, tell, warn
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.links.ports import KILOBYTES_MOST, PINGS_MOST, Box, Plan, Refused, Result, Sent, Target

TOKEN_MOST = 200


@click.command(
    "probe", help=_(N_("Đo đường truyền từ máy này và gửi số đo về máy chủ; mất mạng thì giữ lại, gửi sau."))
)
@click.option("--node", required=True, help=_(N_("Địa chỉ máy chủ, ví dụ https://mot-cua.vi-du.vn.")))
@click.option("--line", "line", required=True, type=click.UUID, help=_(N_("Mã đường truyền (ở trang Mã máy đo).")))
@click.option(
    "--token-file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_(N_("Tệp chỉ chứa mã máy đo.")),
)
@click.option(
    "--store",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help=_(N_("Thư mục giữ số đo chưa gửi; mỗi đường một thư mục.")),
)
@click.option("--pings", default=10, show_default=True, type=click.IntRange(1, PINGS_MOST), help=_(N_("Số lần hỏi.")))
@click.option(
    "--kilobytes",
    default=512,
    show_default=True,
    type=click.IntRange(0, KILOBYTES_MOST),
    help=_(N_("Cỡ tệp thử tốc độ, kB; 0 thì không thử.")),
)
@click.option(
    "--timeout", default=5.0, show_default=True, type=click.FloatRange(0.1, 60), help=_(N_("Chờ mỗi lần, giây."))
)
@click.option(
    "--every",
    default=0,
    type=click.IntRange(0, 24 * 3600),
    help=_(N_("Đo lại sau bấy nhiêu giây, mãi cho đến khi dừng; 0 thì đo một lần.")),
)
@click.option("--json", "machine", is_flag=True, help=_(N_("Trả lời bằng JSON.")))
def verb(
    node: str,
    line: UUID,
    token_file: Path,
    store: Path,
    pings: int,
    kilobytes: int,
    timeout: float,
    every: int,
    *,
    machine: bool,
) -> int:
    """Measure, keep, send; once or again and again."""
    target = Target(node, line, _token(token_file))
    plan = Plan(pings, kilobytes, timeout)
    box = house.probe().box(store / str(line))
    with box.alone() as alone:
        if not alone:
            raise BadInput(N_("Đã có một lệnh đo khác đang chạy với thư mục này."), field="store")
        while True:
            code = _once(target, plan, box, machine=machine)
            if not every:
                return code
            time.sleep(every)


def _token(path: Path) -> str:
    token = path.read_bytes()[: TOKEN_MOST + 1].decode("ascii", "replace").strip()
    if not token or len(token) > TOKEN_MOST or not token.isalnum():
        raise BadInput(N_("Tệp «{path}» không chứa mã máy đo."), field="token_file", path=str(path))
    return token


def _once(target: Target, plan: Plan, box: Box, *, machine: bool) -> int:
    """Measure once and send all there is; return the exit code: 1 when the node wants none of it or cannot be reached."""
    try:
        found = house.probe().measure(target, plan)
    except Refused as refused:
        # The line carried the refusal: no measurement, and what is kept stays for when the token is right again.
        _say_refused(refused.status, box.count(), machine=machine)
        return 1
    box.keep(found)
    sent = box.send(target, plan.timeout)
    if machine:
        click.echo(as_json({**found.plain(), "taken": sent.taken, "left": sent.left, "status": sent.status}))
    else:
        _say(found, sent)
    return 0 if sent.status == 200 else 1


def _say(found: Result, sent: Sent) -> None:
    if found.received:
        tell(
            N_("{received}/{sent} lần trả lời, p50 {p50} ms, p95 {p95} ms"),
            received=found.received,
            sent=found.sent,
            p50=(found.p50 or 0) // 1000,
            p95=(found.p95 or 0) // 1000,
        )
    else:
        warn(N_("Không lần nào trả lời: {fault}"), fault=found.fault)
    if sent.given_up:
        warn(N_("Giữ quá lâu, đã bỏ {count} số đo cũ nhất."), count=sent.given_up)
    if sent.status == 200:
        tell(N_("Đã gửi {taken} số đo."), taken=sent.taken)
    elif sent.status == 0:
        warn(N_("Chưa gửi được, còn giữ {left} số đo."), left=sent.left)
    else:
        warn(N_("Máy chủ không nhận (mã {status}), còn giữ {left} số đo."), status=sent.status, left=sent.left)


def _say_refused(status: int, left: int, *, machine: bool) -> None:
    if machine:
        click.echo(as_json({"status": status, "left": left}))
    else:
        warn(N_("Máy chủ không nhận (mã {status}), còn giữ {left} số đo."), status=status, left=left)
