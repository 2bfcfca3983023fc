"""A declaration as a paper: what was answered, in Vietnamese whatever the reader's language, under its heading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import translation

from motcua.catalogue.eforms import EFormVersion
from motcua.desks.shared import formats
from motcua.desks.shared.eform.telling import lines
from motcua.dossiers.papers import DeclarationLine, DeclarationPaper, Heading


def paper(
    version: EFormVersion,
    answers: Mapping[str, Any],
    heading: Heading,
    *,
    files: Mapping[str, str] | None = None,
    declarant: str = "",
    code: str = "",
) -> DeclarationPaper:
    """Return the declaration ready to print: papers for the state are in Vietnamese."""
    form = version.form
    with translation.override("vi"):
        told = [
            DeclarationLine(level=line.level, label=line.label, value=formats.said(line.value))
            for line in lines(form, answers, files)
        ]
    return DeclarationPaper(
        heading=heading,
        title=form.title.vi,
        addressee=form.addressee.vi,
        lines=tuple(told),
        pledge=form.pledge.vi,
        source=form.source,
        compared=form.compared,
        declarant=declarant,
        code=code,
        form=f"Biểu mẫu điện tử của thủ tục {version.code}, bản {version.number}.",
    )
