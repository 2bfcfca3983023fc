"""How static files are kept: under a stamp of their content and compressed, the modules that scripts import as well."""

from __future__ import annotations

from typing import Final

from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS: Final = ("backoffice", "centre", "citizen", "counter", "inspector", "leader", "shared")
"""Folders whose scripts are modules of ours: what others wrote is served as they wrote it."""
_IMPORTS: Final = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]


class StampedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Scripts ask for each other by stamped addresses too: fetched once, compressed, and never of two versions at once."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, *((f"{folder}/*.js", _IMPORTS) for folder in OURS))
