"""Official papers as DOCX, in the layout and with the words of ``letters``.

A module of its own, imported where a DOCX is asked for: few processes write one, and all would start later for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from motcua.documents.letters import MOTTO, NATION, PAGES, Letter, Level

FACE: Final = "Times New Roman"
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Mm(15)


def write_docx(letter: Letter) -> bytes:
    """Return the letter as DOCX: headings are headings, numbers are numbering, so that it can be worked on."""
    paper = Document()
    _page(paper, letter)
    _top(paper, letter)
    if letter.marks:
        _line(paper, " · ".join(letter.marks), bold=True, centred=True)
    title = _line(paper, letter.kind.upper(), bold=True, centred=True, size=14)
    title.style = paper.styles["Title"]
    _line(paper, letter.about, bold=True, centred=True, size=14)
    for text in letter.basis:
        _indented(_line(paper, text, italic=True))
    for text in letter.opening.splitlines():
        if text:
            _indented(_line(paper, text))
    numbering = _numbering(paper)
    for block in letter.blocks:
        line = _line(paper, block.text, bold=block.level is Level.PART)
        if block.level is Level.PART:
            line.style = paper.styles["Heading 1"]
            _number(line, numbering, 0)
        elif block.level is Level.ITEM:
            line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            _number(line, numbering, 1)
        else:
            _indented(line)
    if letter.closing:
        _closing(paper, letter.closing)
    if letter.signers:
        _signers(paper, letter)
    else:
        _foot(paper, letter)
    for text in letter.notes:
        _line(paper, text, italic=True, size=9)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _page(paper: Any, letter: Letter) -> None:
    section = paper.sections[0]
    section.page_height, section.page_width = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = TOP, BOTTOM, LEFT, RIGHT
    for name in ("Normal", "Title", "Heading 1"):
        style = paper.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FACE, Pt(14), None
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(kind), FACE)
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(6)
    for border in paper.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    facts = paper.core_properties
    facts.title, facts.author, facts.language = f"{letter.kind} {letter.about}"[:255], letter.issuer[:255], "vi-VN"
    made = letter.made_at.replace(microsecond=0, tzinfo=None)
    facts.created, facts.modified, facts.last_modified_by, facts.comments = made, made, letter.issuer[:255], ""


def _top(paper: Any, letter: Letter) -> None:
    """Set body and nation side by side, then number, place and day."""
    table = paper.add_table(rows=2, cols=2)
    for row in table.rows:
        for cell, width in zip(row.cells, (Cm(7), Cm(9.5)), strict=True):
            cell.width = width
    left = [(letter.above.upper(), False), (letter.issuer.upper(), True)]
    _cell(table.cell(0, 0), [one for one in left if one[0]])
    _cell(table.cell(0, 1), [(NATION, True), (MOTTO, True)])
    _cell(table.cell(1, 0), [(letter.number_line, False)])
    _cell(table.cell(1, 1), [(letter.place_and_day, False)], italic=True)


def _foot(paper: Any, letter: Letter) -> None:
    """Set recipients and signer side by side, then the notes."""
    table = paper.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.width, right.width = Cm(8), Cm(8.5)
    _cell(left, [("Nơi nhận:", True), *((text, False) for text in letter.recipients)], centred=False, size=11)
    left.paragraphs[0].runs[0].italic = True
    signer = [(line.upper(), True) for line in letter.sign_lines]
    _cell(right, [*signer, ("", False), ("", False), ("", False), (letter.signer, True)])


def _closing(paper: Any, closing: str) -> None:
    """Set the last paragraph; how many pages there are is a field that the word processor counts."""
    parts = closing.split(PAGES)
    line = _line(paper, parts[0])
    for text in parts[1:]:
        _field(line, "NUMPAGES")
        line.add_run(text).font.size = Pt(14)
    _indented(line)


def _signers(paper: Any, letter: Letter) -> None:
    """Set those who sign side by side, and count the pages at the foot."""
    table = paper.add_table(rows=1, cols=len(letter.signers))
    for cell, one in zip(table.rows[0].cells, letter.signers, strict=True):
        _cell(cell, [(one.label.upper(), True), ("", False), ("", False), ("", False), (one.name, True)], size=12)
    foot = paper.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run("Trang ")
    _field(foot, "PAGE")
    foot.add_run("/")
    _field(foot, "NUMPAGES")


def _field(line: Any, name: str) -> None:
    """Add a field that the word processor fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)


def _cell(
    cell: Any, lines: Sequence[tuple[str, bool]], *, italic: bool = False, centred: bool = True, size: int = 13
) -> None:
    for at, (text, bold) in enumerate(lines):
        line = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        run = line.add_run(text)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)
        line.paragraph_format.space_after = Pt(0)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT


def _line(
    paper: Any, text: str, *, bold: bool = False, italic: bool = False, centred: bool = False, size: int = 14
) -> Any:
    line = paper.add_paragraph()
    run = line.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    return line


def _indented(line: Any) -> None:
    line.paragraph_format.first_line_indent = Cm(1.27)


def _numbering(paper: Any) -> int:
    """Add a numbering of two levels, I. and 1. (begun anew in each part), and return its id."""
    part = paper.part.numbering_part.element
    taken = [int(one.get(qn("w:abstractNumId"))) for one in part.iter(qn("w:abstractNum"))]
    own = max(taken, default=0) + 1
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), str(own))
    _under(abstract, "w:multiLevelType", "multilevel")
    for level, (form, text) in enumerate((("upperRoman", "%1."), ("decimal", "%2."))):
        one = OxmlElement("w:lvl")
        one.set(qn("w:ilvl"), str(level))
        for name, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text), ("w:lvlJc", "left")):
            _under(one, name, value)
        abstract.append(one)
    first = part.find(qn("w:num"))
    if first is None:
        part.append(abstract)
    else:
        first.addprevious(abstract)
    return int(part.add_num(own).numId)


def _under(parent: Any, name: str, value: str) -> None:
    child = OxmlElement(name)
    child.set(qn("w:val"), value)
    parent.append(child)


def _number(line: Any, numbering: int, level: int) -> None:
    number = line._p.get_or_add_pPr().get_or_add_numPr()
    number.get_or_add_ilvl().val = level
    number.get_or_add_numId().val = numbering
    line.paragraph_format.left_indent = Cm(0)
    line.paragraph_format.first_line_indent = Cm(1.27)
