"""The demonstration: a commune's centre with made-up people, so that a stranger can try every desk at once.

Places, laws and procedures are real; officials and citizens carry obvious test names, codes are marked *thử*.
"""

from __future__ import annotations

from collections.abc import Callable

from motcua.config.demo import centre, dossiers, people
from motcua.config.demo.people import SignIn
from motcua.ledger import marks, sealing

Progress = Callable[[str], None]

__all__ = ["SignIn", "load", "sign_ins", "stories"]


def load(progress: Progress) -> None:
    """Fill empty books with the demonstration; ``progress`` is told what is being done."""
    marks.begin(marks.DEMONSTRATION)
    progress("Nạp 34 tỉnh, 3.321 xã và dòng dõi")
    centre.load_reference()
    progress("Lập Trung tâm, phòng, công an, quân sự của xã Phụng Công")
    place = centre.found()
    progress("Mở tài khoản trình diễn")
    staff = people.hire(place)
    progress("Bật thủ tục")
    centre.switch_on(staff)
    progress("Nhận hồ sơ mẫu")
    dossiers.fill(staff)
    progress("Niêm phong sổ")
    sealing.seal_all()


def sign_ins() -> list[SignIn]:
    """Return who can sign in at which desk, for the start page and the terminal."""
    return people.SIGN_INS


def stories() -> dict[str, Callable[[], str]]:
    """Return the stories that can be told by themselves, by name."""
    return {"khai-sinh": dossiers.tell_birth}
