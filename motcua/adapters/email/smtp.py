"""Letters over SMTP, by Django's own mail backend: one connection and one recipient a letter, so that each has its answer.

A server's answer is judged by its code (RFC 5321): 4xx may go later, 5xx never; what is wrong with the server itself
(no connection, encryption or another password wanted) is no fault of the letter.
"""

from __future__ import annotations

import smtplib
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Final

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from motcua.contact.ports import Later, Letter, Refused, Undelivered, Unusable

STARTTLS, TLS, PLAIN = "starttls", "tls", "none"
TIMEOUT: Final = 15
"""Seconds a server may take for each answer."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where letters go: ``security`` is *starttls*, *tls* (from the first byte) or *none*; ``sender`` as in «From»."""

    host: str
    port: int
    security: str
    sender: str
    user: str = ""
    password: str = ""
    timeout: int = TIMEOUT


class SmtpPostman:
    """Hands letters over to one mail server."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def send(self, letter: Letter) -> None:
        """Hand over one letter; raises the errors of the port."""
        server = self._server
        backend = EmailBackend(
            host=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            use_tls=server.security == STARTTLS,
            use_ssl=server.security == TLS,
            timeout=server.timeout,
        )
        try:
            backend.open()
        except smtplib.SMTPResponseException as error:
            raise Unusable(error.smtp_code, _text(error.smtp_error)) from error
        except (OSError, smtplib.SMTPException) as error:
            raise Unusable(0, str(error)) from error
        try:
            if not backend.send_messages([_message(letter, server.sender)]):
                raise Refused(0, "no recipient")
        except smtplib.SMTPException as error:
            raise judged(error) from error
        except (ValueError, UnicodeError) as error:
            # An address or a header that no mail can carry: it never will.
            raise Refused(0, str(error)) from error
        except OSError as error:
            raise Later(0, str(error)) from error
        finally:
            _hang_up(backend)


def _hang_up(backend: EmailBackend) -> None:
    """Close the connection; what goes wrong now changes nothing about the letter."""
    with suppress(OSError, smtplib.SMTPException):
        backend.close()


def _message(letter: Letter, sender: str) -> EmailMessage:
    """Return the letter in plain text, UTF-8 in head and body, marked as made by a machine (RFC 3834)."""
    domain = parseaddr(sender)[1].rpartition("@")[2]
    headers = {"Message-ID": f"<{letter.id}@{domain}>", "Auto-Submitted": "auto-generated"}
    if letter.urgent:
        headers["Importance"] = "high"
    subject = " ".join(letter.subject.split())
    return EmailMessage(subject, letter.body, sender, [letter.address], headers=headers)


def judged(error: smtplib.SMTPException) -> Undelivered:
    """Return what an answer of the server means for the letter."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return _by_code(code, _text(words))
    if isinstance(error, smtplib.SMTPSenderRefused):
        # Our own address is not taken: no letter would be.
        return Unusable(error.smtp_code, _text(error.smtp_error))
    if isinstance(error, smtplib.SMTPDataError):
        return _by_code(error.smtp_code, _text(error.smtp_error))
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return Later(0, str(error))
    return Unusable(getattr(error, "smtp_code", 0), str(error))


def _by_code(code: int, words: str) -> Undelivered:
    return Refused(code, words) if 500 <= code < 600 else Later(code, words)


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
