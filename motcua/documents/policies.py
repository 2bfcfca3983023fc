"""Who may keep and withdraw a signing certificate: the person at the post, after a second factor.

A certificate gives no right to sign anything: that is the room's whose paper it is.
"""

from __future__ import annotations

from typing import Any

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor


def may_keep(actor: Actor, command: Any) -> Said | None:
    """Everybody keeps a certificate for the post they act at."""
    return _own(actor, command.post)


def may_withdraw(actor: Actor, certificate: Any) -> Said | None:
    """Everybody withdraws the certificate of the post they act at."""
    return _own(actor, certificate.post_id)


def _own(actor: Actor, post: Any) -> Said | None:
    if actor.official is None or actor.post is None or actor.post != post:
        return said(N_("Chỉ người đang giữ chức vụ mới gửi giữ hoặc thu hồi chứng thư số của chức vụ ấy."))
    if not actor.verified:
        return said(N_("Việc này cần xác thực bước hai. Nhập mã trên điện thoại rồi làm lại."))
    return None
