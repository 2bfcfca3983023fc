"""``motcua``: the operator's command line, one verb a file, each loaded only when it is asked for."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final, NoReturn

import click

from motcua.desks.operator.cli.speech import _, complain
from motcua.desks.operator.node import Unfit, installed_version
from motcua.kernel.errors import MotcuaError
from motcua.kernel.words import N_

VERBS: Final = {
    "due": "due",
    "find": "find",
    "unit": "unit",
    "article": "article",
    "report": "report",
    "run": "run",
    "init": "init",
    "serve": "serve",
    "work": "work",
    "migrate": "migrate",
    "load": "load",
    "catalogue": "catalogue",
    "backup": "backup",
    "restore": "restore",
    "erase-again": "erase_again",
    "health": "health",
    "verify-ledger": "verify_ledger",
    "verify-receipt": "verify_receipt",
    "seal": "seal",
    "tick": "tick",
    "replay": "replay",
    "probe": "probe",
    "demo": "demo",
}
"""Verb → its module here. Exit codes of all: 0 done, 1 checked and found wrong or not possible now, 2 not understood."""


class Verbs(click.Group):
    """The group of all verbs; says in one line what was not understood."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of the help page."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a verb, its module imported now."""
        if cmd_name not in VERBS:
            return None
        verb: click.Command = import_module(f"{__name__}.{VERBS[cmd_name]}").verb
        return verb

    def main(
        self, args: Sequence[str] | None = None, prog_name: str | None = None, *more: Any, **extra: Any
    ) -> NoReturn:
        """Run the verb and exit with its code."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            # Sentences are Vietnamese whatever the locale of a bare server says.
            sys.stdout.reconfigure(encoding="utf-8")
        # Whatever a verb makes (books, copies of them, keys, scans) is for the owner of the node alone.
        os.umask(0o077)
        words = list(sys.argv[1:] if args is None else args)
        extra["standalone_mode"] = False
        try:
            code = super().main(words, prog_name or "motcua", *more[:1], **extra)
        except MotcuaError as error:
            complain(error, machine="--json" in words)
            sys.exit(1 if isinstance(error, Unfit) or error.status >= 500 else 2)
        except click.ClickException as error:
            complain(error, machine="--json" in words)
            sys.exit(2)
        except click.Abort:
            sys.exit(130)
        except SystemExit as error:
            # The settings stop the start with a sentence.
            if not isinstance(error.code, str):
                raise
            complain(click.ClickException(error.code), machine="--json" in words)
            sys.exit(2)
        except Exception as error:
            if type(error).__module__ != "django.db.utils":
                raise
            complain(Unfit(N_("Cơ sở dữ liệu không dùng được: {why}"), why=str(error)), machine="--json" in words)
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


@click.group(
    cls=Verbs,
    help=_(N_("Motcua: phần mềm của Trung tâm Phục vụ hành chính công cấp xã.")),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    invoke_without_command=True,
)
@click.option("--version", is_flag=True, help=_(N_("Phiên bản đang cài.")))
@click.pass_context
def main(ctx: click.Context, *, version: bool) -> None:
    """Nothing is common to all verbs."""
    if version:
        click.echo(f"motcua {installed_version()}")
    elif ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
