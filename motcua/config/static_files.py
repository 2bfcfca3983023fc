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

    # Maps to the sources of what others wrote are not served, so references to them are left as they are.
    _OTHERS = tuple(each for each in CompressedManifestStaticFilesStorage.patterns if each[0] != "*.js")
    patterns = (*_OTHERS, *((f"{folder}/*.js", _IMPORTS) for folder in OURS))


MODULES: Final = Path(__file__).resolve().parents[2] / "node_modules"
LIBRARY: Final = MODULES / "@zxing" / "library"
SERVED: Final = {
    "zxing": (LIBRARY, ("umd/index.min.js", "LICENSE")),
    "signature_pad": (MODULES / "signature_pad", ("dist/signature_pad.min.js", "LICENSE")),
    "xforms-engine": (MODULES / "@getodk" / "xforms-engine", ("dist/index.js", "README.md")),
}
"""What reads labels, what draws signatures, what knows the conditions of a checklist: where each lies and what is served."""


class FetchedFiles(BaseFinder):
    """Finds the named files of these libraries, each under its own name; none where they were not fetched."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storages = {name: FileSystemStorage(location=folder) for name, (folder, _) in SERVED.items()}
        for name, storage in self.storages.items():
            storage.prefix = name  # type: ignore[attr-defined]  # finders hang it on, storages do not declare it
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        """Report nothing: a node without the libraries works, codes are typed there."""
        del kwargs
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return where the file of this address lies, ``[]`` when it is none of ours; all of them as a list."""
        del kwargs
        library, _, name = path.partition("/")
        if library not in SERVED or name not in SERVED[library][1] or not self.storages[library].exists(name):
            return []
        found = self.storages[library].path(name)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Yield each file there is with the place it lies in."""
        del ignore_patterns
        for library, storage in self.storages.items():
            yield from ((name, storage) for name in SERVED[library][1] if storage.exists(name))
