"""The mail server of a node as the settings name it. Without a host there is none, and nothing is tried."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from motcua.config.env import Misconfigured

SECURITIES: Final = ("starttls", "tls", "none")


class Smtp(NamedTuple):
    """Where letters go, how the connection is secured, who signs in, and who they are from."""

    host: str
    port: int
    security: str
    sender: str
    user: str
    password: str


def server(*, host: str, port: int, security: str, sender: str, user: str, password_file: str) -> Smtp | None:
    """Return the server, ``None`` where no host is named; stops the start when what is named cannot be used."""
    if not host:
        return None
    if security not in SECURITIES:
        raise Misconfigured(f"MOTCUA_SMTP_SECURITY={security!r}: write starttls, tls or none")
    if not 0 < port < 65536:
        raise Misconfigured(f"MOTCUA_SMTP_PORT={port}: write a port number")
    if "@" not in sender:
        raise Misconfigured("MOTCUA_SMTP_FROM: write the address that letters are from, name <name@example.gov.vn>")
    if bool(user) != bool(password_file):
        raise Misconfigured("MOTCUA_SMTP_USER and MOTCUA_SMTP_PASSWORD_FILE: write both or neither")
    if user and security == "none":
        raise Misconfigured("MOTCUA_SMTP_SECURITY=none: a password may not travel unencrypted; write starttls or tls")
    return Smtp(host, port, security, sender, user, _password(password_file))


def _password(file: str) -> str:
    if not file:
        return ""
    try:
        return Path(file).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"MOTCUA_SMTP_PASSWORD_FILE={file!r}: {error}") from error
