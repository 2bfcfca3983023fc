"""The visible face of a signature, set with our own fonts so that Vietnamese survives and the file stays PDF/A."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import cast

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

from motcua.documents import printing
from motcua.documents.ports import CertificateFacts, SignRequest
from motcua.kernel import clock

_TEMPLATE = Path(__file__).parent / "stamp.typ"


def stamp_style(request: SignRequest, facts: CertificateFacts) -> StaticStampStyle:
    """Return the face of a visible signature as pyHanko takes it: our page, unscaled, opaque, without a border."""
    layout = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins())
    return StaticStampStyle(
        background=_Face(stamp_pdf(request, facts)), background_layout=layout, background_opacity=1.0, border_width=0
    )


class _Face(PdfContent):
    """A one-page PDF held in memory, drawn as the content of the signature's appearance."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self._page = page

    def render(self) -> bytes:
        """Import the page into the file being signed and return the command that draws it."""
        reader = PdfFileReader(BytesIO(self._page))
        drawing = self._ensure_writer.import_page_as_xobject(reader)
        self.resources.xobject["/Face"] = drawing
        left, bottom, right, top = (float(edge) for edge in cast(tuple[float, ...], drawing.get_object()["/BBox"]))
        self.box = BoxConstraints(width=round(right - left), height=round(top - bottom))
        return b"/Face Do"


def stamp_pdf(request: SignRequest, facts: CertificateFacts) -> bytes:
    """Return a one-page PDF of the size of ``request.box`` saying who signed, when and for what."""
    assert request.box is not None  # noqa: S101 - only a visible signature has a face
    data = {
        "width": request.box.width,
        "height": request.box.height,
        "name": request.name,
        "certificate": facts.subject,
        "organisation": facts.organisation,
        "at": clock.local(request.at).strftime("%H:%M:%S %d/%m/%Y %z"),
        "reason": request.reason,
        "location": request.location,
        "trial": facts.trial,
    }
    return printing.render(_TEMPLATE, data, made_at=request.at, tagged=False)
