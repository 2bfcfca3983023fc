"""A mail server in this process whose answers a test sets: it keeps what it took."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from motcua.adapters.email.smtp import PLAIN, Server
from tests.postgres import free_port


@dataclass
class Box:
    """What came, and what is answered: ``to`` by address, ``data`` once the letter has come; ``drops`` hangs up then."""

    letters: list[EmailMessage] = field(default_factory=list)
    to: dict[str, str] = field(default_factory=dict)
    data: str = "250 OK"
    drops: bool = False
    password: str = ""
    connection: Server = field(default_factory=lambda: Server("127.0.0.1", 0, PLAIN, ""))

    async def handle_RCPT(  # noqa: N802 - as the library calls it
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        answer = self.to.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - as the library calls it
        if self.drops:
            server.transport.close()
            return "421 gone"
        if self.data.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.data

    def authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=data.password.decode() == self.password, handled=False)


@contextmanager
def smtp(
    folder: Path | None = None, *, wants_tls: bool = False, wants_password: str = "", **given: Any
) -> Iterator[Box]:
    """Run a server and yield its box; with a ``folder`` it offers STARTTLS by a certificate written there."""
    box = Box(password=wants_password)
    context = None
    if folder is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate(folder))
    port = free_port()
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=port,
        tls_context=context,
        require_starttls=wants_tls,
        auth_required=bool(wants_password),
        authenticator=box.authenticate if wants_password else None,
        auth_require_tls=False,
        enable_SMTPUTF8=False,
    )
    controller.start()
    try:
        box.connection = Server("127.0.0.1", port, PLAIN, "Trung tâm Thử <thu@xa.example.vn>", timeout=5, **given)
        yield box
    finally:
        controller.stop()


def certificate(folder: Path) -> Path:
    """Write a key and a certificate for 127.0.0.1, good for a day, as one file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file
