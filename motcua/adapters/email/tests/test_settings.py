"""The mail server of the settings: none without a host, and nothing half said."""

from __future__ import annotations

import pytest

from motcua.config.env import Misconfigured
from motcua.config.mail import Smtp, server

WHOLE = {
    "host": "mail.tinh.gov.vn",
    "port": 587,
    "security": "starttls",
    "sender": "Trung tâm <tb@tinh.gov.vn>",
    "user": "",
    "password_file": "",
}


def test_without_a_host_there_is_none_whatever_else_is_said():
    assert server(**WHOLE | {"host": "", "security": "?"}) is None


def test_the_password_is_read_from_its_file(tmp_path):
    file = tmp_path / "mat-khau"
    file.write_text("bí mật\n")
    found = server(**WHOLE | {"user": "tb", "password_file": str(file)})
    assert found == Smtp("mail.tinh.gov.vn", 587, "starttls", "Trung tâm <tb@tinh.gov.vn>", "tb", "bí mật")


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"security": "ssl"}, "MOTCUA_SMTP_SECURITY"),
        ({"port": 0}, "MOTCUA_SMTP_PORT"),
        ({"port": 65536}, "MOTCUA_SMTP_PORT"),
        ({"sender": ""}, "MOTCUA_SMTP_FROM"),
        ({"user": "tb"}, "MOTCUA_SMTP_PASSWORD_FILE"),
        ({"password_file": "/x"}, "MOTCUA_SMTP_USER"),
        ({"user": "tb", "password_file": "/không/có"}, "MOTCUA_SMTP_PASSWORD_FILE"),
        ({"user": "tb", "password_file": "/x", "security": "none"}, "MOTCUA_SMTP_SECURITY"),
    ],
)
def test_what_cannot_be_used_stops_the_start_and_is_named(wrong, named):
    with pytest.raises(Misconfigured, match=named):
        server(**WHOLE | wrong)
