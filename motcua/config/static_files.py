"""How static files are kept: under a stamp of their content and compressed, the modules that scripts import as well.

What others wrote for browsers comes from npm by ``package-lock.json`` (``make setup``); a few named files of it are served.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS: Final = ("backoffice", "centre", "citizen", "counter", "inspector", "leader", "shared")
"""Folders whose scripts are modules of ours: what others wrote is served as they wrote it."""
_IMPORTS: Final = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]


class StampedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Scripts ask for each other by stamped addresses too: fetched once, compressed, and never of two versions at once."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, *((f"{folder}/*.js", _IMPORTS) for folder in OURS))


LIBRARY: Final = Path(__file__).resolve().parents[2] / "node_modules" / "@zxing" / "library"
SERVED: Final = ("umd/index.min.js", "LICENSE")


class FetchedFiles(BaseFinder):
    """Finds the named files of the library that reads labels under ``zxing/``; none where it was not fetched."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=LIBRARY)
        self.storage.prefix = "zxing"  # type: ignore[attr-defined]
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        """Report nothing: a node without the library works, codes are typed there."""
        del kwargs
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return where the file of this address lies, ``[]`` when it is none of ours; all of them as a list."""
        del kwargs
        name = path.removeprefix("zxing/")
        if name == path or name not in SERVED or not self.storage.exists(name):
            return []
        return [self.storage.path(name)] if find_all else self.storage.path(name)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Yield each file there is with the place it lies in."""
        del ignore_patterns
        yield from ((name, self.storage) for name in SERVED if self.storage.exists(name))
