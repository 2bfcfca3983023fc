"""Gives each process of a test run a folder of its own, before Django reads its settings (a plugin of ``pyproject.toml``).

Workers inherit the environment of the process that started them: without this they would share keys, files and roots.
"""

from __future__ import annotations

import os
import tempfile

_var = tempfile.mkdtemp(prefix="motcua-test-")
os.environ["MOTCUA_VAR"] = _var
os.environ["MOTCUA_NODE"] = "test"
if not os.environ.get("DATABASE_URL", "").startswith("postgres"):  # the second run is given a cluster of its own
    os.environ["DATABASE_URL"] = f"sqlite:///{_var}/test.sqlite3"
os.environ.pop("MOTCUA_CLOCK", None)
os.environ.pop(
    "PYTHONDONTWRITEBYTECODE", None
)  # many starts of one program: compiled once, whatever the machine's habit
