"""The conclusions of the story, told once for a file."""

from __future__ import annotations

from motcua.conclusions.tests.conftest import laid_conclusions, told  # noqa: F401 - fixtures of this folder
