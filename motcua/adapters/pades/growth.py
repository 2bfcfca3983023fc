"""Whether a PDF grew by signatures only: what each object of the earlier file has become in the later one.

pyHanko judges what was added after a signature, never what was added before the first; a page drawn anew and then signed
would pass it. Here every object of the earlier file must be as it was, but for the few places a signature needs: the
form and its list of fields, the page's list of notes with the new field's drawing, and dates of change.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

_ROOT_MAY_GAIN = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata"})
_FORM_MAY_CHANGE = frozenset({"/Fields", "/SigFlags", "/DR", "/DA"})
_DESCRIPTIONS = frozenset({"/Metadata", "/XML"})


def only_signed(before: bytes, after: bytes) -> bool:
    """Say whether ``after``, which begins with the bytes of ``before``, adds signatures and nothing else.

    Raises what pyHanko raises for files it cannot read.
    """
    old, new = PdfFileReader(BytesIO(before), strict=False), PdfFileReader(BytesIO(after), strict=False)
    if old.trailer_view.raw_get("/Root") != new.trailer_view.raw_get("/Root"):
        return False
    places = _Places(old)
    for revision in range(old.xrefs.total_revisions, new.xrefs.total_revisions):
        for ref in new.xrefs.explicit_refs_in_revision(revision):
            if not _was_there(old, ref):
                continue
            if not places.allows(ref, _object(old, ref), _object(new, ref)):
                return False
    return not _freed(old, new) and _notes_are_fields(old, new)


def _was_there(reader: PdfFileReader, ref: Any) -> bool:
    found = reader.xrefs[generic.Reference(ref.idnum, ref.generation, reader)]
    return found is not None


def _object(reader: PdfFileReader, ref: Any) -> Any:
    return reader.get_object(generic.Reference(ref.idnum, ref.generation, reader))  # type: ignore[no-untyped-call]


class _Places:
    """The objects of a file that a signature may touch, by number."""

    def __init__(self, reader: PdfFileReader) -> None:
        root = reader.root
        self.root = _number(reader.trailer_view.raw_get("/Root"))
        self.info = _number(reader.trailer_view.raw_get("/Info")) if "/Info" in reader.trailer_view else 0
        self.form = _number(root.raw_get("/AcroForm")) if "/AcroForm" in root else 0
        self.fields = _number(root["/AcroForm"].raw_get("/Fields")) if "/AcroForm" in root else 0
        pages = list(_pages(reader))
        self.pages = {number for number, _ in pages}
        self.notes = {_number(page.raw_get("/Annots")) for _, page in pages if "/Annots" in page} - {0}

    def allows(self, ref: Any, old: Any, new: Any) -> bool:
        """Say whether what became of one object is what a signature needs."""
        number = ref.idnum
        if number == self.info:
            return True
        if number == self.root:
            return _same_but(old, new, _ROOT_MAY_GAIN) and _form_kept(old, new)
        if number in self.pages:
            return _same_but(old, new, frozenset({"/Annots"})) and _kept(_at(old, "/Annots"), _at(new, "/Annots"))
        if number and number == self.form:
            return _same_but(old, new, _FORM_MAY_CHANGE) and _kept(_at(old, "/Fields"), _at(new, "/Fields"))
        if number and (number == self.fields or number in self.notes):
            return _kept(old, new)
        if isinstance(old, generic.StreamObject) and _at(old, "/Type") in _DESCRIPTIONS:
            return isinstance(new, generic.StreamObject) and _at(new, "/Type") in _DESCRIPTIONS
        return _written(old) == _written(new)


def _form_kept(old: Any, new: Any) -> bool:
    if "/AcroForm" not in old:
        return True
    was, now = _at(old, "/AcroForm"), _at(new, "/AcroForm")
    same = isinstance(now, generic.DictionaryObject) and _same_but(was, now, _FORM_MAY_CHANGE)
    return same and _kept(_at(was, "/Fields"), _at(now, "/Fields"))


def _same_but(old: Any, new: Any, free: frozenset[str]) -> bool:
    if not isinstance(old, generic.DictionaryObject) or not isinstance(new, generic.DictionaryObject):
        return False
    names = (set(old.keys()) | set(new.keys())) - free
    return all(
        name in old and name in new and _written(old.raw_get(name)) == _written(new.raw_get(name)) for name in names
    )


def _kept(old: Any, new: Any) -> bool:
    """Say whether a list still begins with what was in it."""
    was = [] if old is None else [_written(item) for item in _raw(old)]
    now = [] if new is None else [_written(item) for item in _raw(new)]
    return now[: len(was)] == was


def _at(holder: Any, name: str) -> Any:
    """Return the thing under a name, followed where it stands elsewhere: pyHanko's own ``get`` does not follow."""
    return holder[name] if name in holder else None  # noqa: SIM401 - see above


def _raw(found: Any) -> list[Any]:
    return [found.raw_get(at) for at in range(len(found))]


def _written(thing: Any) -> bytes:
    out = BytesIO()
    thing.write_to_stream(out, None)
    return out.getvalue()


def _number(thing: Any) -> int:
    return thing.reference.idnum if isinstance(thing, generic.IndirectObject) else 0


def _pages(reader: PdfFileReader) -> Any:
    """Yield number and dictionary of every page."""
    waiting = [reader.root["/Pages"]]
    while waiting:
        kids = waiting.pop()["/Kids"]
        for at in range(len(kids)):
            kid = kids[at]
            if "/Kids" in kid:
                waiting.append(kid)
            else:
                yield _number(kids.raw_get(at)), kid


def _notes_are_fields(old: PdfFileReader, new: PdfFileReader) -> bool:
    """Say whether whatever is newly drawn on a page is the face of a signature."""
    before = dict(_pages(old))
    for number, page in _pages(new):
        known = len(_at(before[number], "/Annots") or ()) if number in before else 0
        notes = _at(page, "/Annots") or ()
        for note in (notes[at] for at in range(known, len(notes))):
            kind = _at(note, "/FT") or (_at(note["/Parent"], "/FT") if "/Parent" in note else None)
            if _at(note, "/Subtype") != "/Widget" or kind != "/Sig":
                return False
    return True


def _freed(old: PdfFileReader, new: PdfFileReader) -> bool:
    """Say whether a page of the earlier file is gone."""
    return [number for number, _ in _pages(old)] != [number for number, _ in _pages(new)]
