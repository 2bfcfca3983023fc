"""Runs commands as ``python -m MODULE WORDS…`` does, forked from a process that has imported what knows no settings.

A start of the operator's command takes seconds, half of them for imports that are the same whatever the node: the kernel,
the rules of the rooms and the vocabulary of events, which by contract know no framework, and the libraries. Settings,
Django's apps and all that hangs on them are read anew in each process, from the environment it is given.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

PROJECT = Path(__file__).resolve().parents[1]
LIBRARIES = (
    *("asyncio", "cryptography.x509", "cryptography.hazmat.primitives.serialization.pkcs12", "lxml.etree", "msgspec"),
    *(
        "phonenumbers",
        "pikepdf",
        "PIL.Image",
        "puremagic",
        "rapidfuzz.process",
        "smtplib",
        "typst",
        "click",
        "sqlparse",
    ),
    *("django.core.management", "django.core.serializers.json", "django.db.models", "django.forms", "django.http"),
    *("django.template", "django.test", "django.urls", "django.utils.translation", "unittest.mock"),
)


def run(environment: Mapping[str, str], module: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m module words`` in that environment alone; return its exit code and what it said."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        asked = {"environment": dict(environment), "module": module, "words": words, "pid": os.getpid()}
        code = _nursery(os.getpid()).ask(asked | {"out": out.fileno(), "err": err.fileno()})
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess([module, *words], code, out.read().decode(), err.read().decode())


class _Nursery:
    def __init__(self) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MOTCUA_", "DATABASE_"))}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.commands"],
            env={**kept, "PYTHONPATH": os.pathsep.join([str(PROJECT), os.environ.get("PYTHONPATH", "")])},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        atexit.register(self.close)

    def ask(self, asked: dict[str, Any]) -> int:
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the nursery has no pipes")
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the nursery ended: exit {self._process.wait()}")
        return int(line)

    def close(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()


@cache
def _nursery(pid: int) -> _Nursery:
    """Return the nursery of this process."""
    return _Nursery()


def _warm() -> None:
    """Import what knows no settings; fail where something read them all the same."""
    for name in LIBRARIES:
        import_module(name)
    package = PROJECT / "motcua"
    for file in sorted(package.rglob("*.py")):
        parts = file.relative_to(PROJECT).with_suffix("").parts
        free = parts[1] == "kernel" or parts[1:3] == ("ledger", "events") or "rules" in parts[2:3]
        if free and "tests" not in parts:
            import_module(".".join(parts).removesuffix(".__init__"))
    from django.conf import settings

    if settings.configured:
        raise RuntimeError("what knows no settings has read them")


def _serve() -> None:
    _warm()
    for line in sys.stdin:
        asked = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _be(**asked)
        _, status = os.waitpid(pid, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _be(environment: dict[str, str], module: str, words: list[str], pid: int, out: int, err: int) -> NoReturn:
    """Be the command, and never come back."""
    os.environ.clear()
    os.environ.update(environment)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    for ours, theirs in ((1, out), (2, err)):
        os.dup2(os.open(f"/proc/{pid}/fd/{theirs}", os.O_WRONLY), ours)
    sys.argv = [module, *words]
    code: Any = 1
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code
        if isinstance(code, str):
            sys.stderr.write(code + "\n")
            code = 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code or 0)


if __name__ == "__main__":
    _serve()
