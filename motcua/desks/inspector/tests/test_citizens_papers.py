"""A citizen's papers at an inspected centre: nobody of the visit, no delegate and no contractor gets at them.

A dossier is real for each of them: its page, its scan, its printed papers and the pages about its owner are refused, with
one line of the access log that says who and what; lists, search and exports show it to none of them; and no page, paper
or file of the visit itself names its owner.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import deque
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conftest import at_work
from motcua.config.demo.centre import founder
from motcua.config.demo.staffing import hire
from motcua.desks.backoffice.tests.test_dossier import PNG
from motcua.documents import shelf
from motcua.documents.pdf_text import text_of
from motcua.dossiers.commands import AttachScan
from motcua.dossiers.models import Attachment, DossierPaper
from motcua.inspections.commands import AddMember
from motcua.inspections.rules.campaigns import Part, Told
from motcua.kernel.text import fold
from motcua.ledger.models import Access
from motcua.ledger.perform import perform
from motcua.office import founding
from motcua.office.commands import CreateUnit
from motcua.office.models import Unit
from motcua.office.rules import Level, Role
from motcua.office.tests.factories import make_commune
from motcua.samples.tests.conftest import BEFORE, Visit, _wired, laid_sampling, visit  # noqa: F401 - what it stands on

OPEN, PAGE_MOST = "open-late", 90
OF_THE_VISIT = {"doan-truong", "kt-mot", "dai-bieu", "lanh-dao-tinh"}
"""Who is of the team: the head, a member, a delegate, and the leader on visit."""
OTHERS = {"don-doc", "nha-thau", "ct-xa-ben", "csvc"}
"""The steering office, a contractor, the chair of the next commune, and who keeps the centre's equipment."""
WATCHED = sorted(OF_THE_VISIT | OTHERS)
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
HREF = re.compile(r'(?:href|src)="(/[^"#]*)')
LEAVES = ("/tai-khoan/", "/static/")
"""Where a crawl does not go: it would sign itself out."""


@dataclass
class Laid:
    """The visit, with one dossier that has a scanned paper and the words that give its owner away."""

    visit: Visit
    dossier: UUID
    scan: UUID
    party: UUID
    name: str
    number: str
    code: str


@pytest.fixture(scope="module")
def laid_papers(laid_sampling: Visit, _town_books: Any, lay: Any) -> Laid:  # noqa: F811 - the fixture of the room
    with at_work(_town_books.at):
        found: Laid = lay(lambda: _tell(laid_sampling))
    return found


@pytest.fixture
def laid(laid_papers: Laid, visit: Visit) -> Laid:  # noqa: F811
    del visit
    return laid_papers


def _tell(here: Visit) -> Laid:
    """Lay a scan to an open dossier; let the others come to their posts, and the province's leader join the visit."""
    province = Unit.objects.get(pk=Unit.objects.get(pk=here.people["kt-mot"].unit).parent_id)
    office = _body(province, Level.DIVISION, "Văn phòng UBND tỉnh")
    builder = _body(province, Level.OUTSIDE, "Đơn vị thi công Thử")
    beside = founding.found_commune(
        make_commune(province, "12008", "Bên Cạnh").id, founder(), valid_from=date(2025, 7, 1), ground="Kiểm thử"
    )
    for username, unit, roles in (
        ("lanh-dao-tinh", here.people["kt-mot"].unit, (Role.LEADER, Role.OVERSEER)),
        ("don-doc", office, (Role.STEERING,)),
        ("nha-thau", builder, (Role.CONTRACTOR,)),
        ("ct-xa-ben", beside.committee, (Role.LEADER,)),
    ):
        here.people[username] = hire(username, f"Người Thử {username}", ((unit, "Chức vụ thử", roles),), BEFORE)
    leader = here.people["lanh-dao-tinh"].official
    joined = AddMember(campaign=here.campaign, told=Told.OFFICIAL, official=leader, part=Part.MEMBER, reason="Thử")
    perform(joined, here.people["doan-truong"])
    here.sample(count=10)
    dossier, citizen = here.dossiers[OPEN], here.town.citizens[3]
    paper = DossierPaper.objects.filter(dossier=dossier).order_by("ordinal")[0].key
    blob = shelf.take_in(PNG)
    perform(AttachScan(dossier=dossier, paper=paper, sha256=blob.sha256, filename="to-khai.png"), here["tiepnhan"])
    scan = Attachment.objects.get(dossier_id=dossier)
    return Laid(here, dossier, scan.pk, citizen.id, citizen.name, citizen.number, scan.dossier.code)


def _body(province: Unit, level: Level, name: str) -> UUID:
    command = CreateUnit(level=level, parent=province.pk, valid_from=BEFORE, name=name, ground="Kiểm thử")
    return perform(command, founder()).target


@pytest.fixture(params=WATCHED)
def seat(request: pytest.FixtureRequest, laid: Laid, sign_in: Any, client: Any) -> Any:
    """Return the browser of each of them in turn."""
    return Seat(laid.visit[request.param], sign_in(client, request.param, verified=True), laid)


@dataclass
class Seat:
    """Somebody's browser, and what must not be read in it."""

    actor: Any
    client: Any
    laid: Laid

    def shows_nobody(self, answer: Any, path: str) -> str:
        """Fail when an answer names the owner of the dossier, or gives the number or the file; return what it says."""
        said = words_of(answer)
        assert fold(self.laid.name) not in fold(said), path
        assert self.laid.number not in said, path
        assert answer.get("Content-Type") != "image/png", path
        return said


def words_of(answer: Any) -> str:
    """Return what an answer says: a page, a table, a workbook, or the words of a printed paper."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.get("Content-Type", "").split(";")[0]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return " ".join(book.read(name).decode(errors="replace") for name in book.namelist())
    if kind == "application/pdf":
        with pikepdf.open(io.BytesIO(content)) as paper:
            return " ".join(text_of(paper).split())
    return content.decode(errors="replace")


def test_the_owner_s_centre_itself_opens_what_the_others_are_refused(laid, sign_in, client):
    page = sign_in(client, "tiepnhan")
    assert fold(laid.name) in fold(words_of(page.get(f"/ho-so/{laid.dossier}/")))
    assert page.get(f"/ho-so/{laid.dossier}/tep/{laid.scan}/")["Content-Type"] == "image/png"
    assert fold(laid.name) in fold(words_of(page.get(f"/ho-so/{laid.dossier}/giay-hen.pdf")))


DOSSIER = (
    "/ho-so/{dossier}/",
    "/ho-so/{dossier}/tep/{scan}/",
    "/ho-so/{dossier}/giay-hen.pdf",
    "/ho-so/{dossier}/phieu-kiem-soat.pdf",
    "/ho-so/{dossier}/bien-nhan.pdf",
    "/ho-so/{dossier}/viec/dinh-kem/",
    "/ho-so/{dossier}/viec/chuyen-buoc/",
    "/quay/da-nhan/{dossier}/",
    "/quay/dinh-chinh/{dossier}/",
)
OWNER = ("/quay/nguoi/{party}/sua/", "/quay/nguoi/{party}/dong-y/", "/quan-tri/cong-dan/{party}/")


@pytest.mark.parametrize("address", [*DOSSIER, *OWNER])
def test_each_door_to_a_citizen_s_papers_is_closed_and_each_try_is_one_line_of_the_log(seat, address):
    path = address.format(dossier=seat.laid.dossier, scan=seat.laid.scan, party=seat.laid.party)
    before = set(Access.objects.values_list("pk", flat=True))
    body = {"paper": "ket-qua", "once_key": "k", "file": SimpleUploadedFile("a.png", PNG)}
    answer = seat.client.post(path, body) if "/viec/" in path else seat.client.get(path)
    assert answer.status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    seat.shows_nobody(answer, path)
    whose = seat.laid.party if address in OWNER else seat.laid.dossier
    added = Access.objects.exclude(pk__in=before).values_list("account_id", "outcome", "subject_id")
    assert set(added) == {(seat.actor.account, "refused", whose)}
    # Who may work on dossiers elsewhere is refused the act, and then the page it would have led back to.
    assert len(added) == (2 if "chuyen-buoc" in path and seat.actor.can("dossier.read") else 1)
    assert Attachment.objects.filter(dossier_id=seat.laid.dossier).count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "/viec/",
        "/viec/?q={code}",
        "/viec/?q={number}",
        "/viec/danh-sach.csv",
        "/viec/danh-sach.xlsx?q={code}",
        "/viec/nhieu/?viec=nhan&selected={dossier}",
        "/quay/",
        "/quay/tim/?q={number}",
        "/quay/hom-nay/",
        "/quay/chot-ngay/",
        "/quan-tri/cong-dan/?q={number}",
        "/so-lieu/",
        "/dieu-hanh/",
        "/trung-tam/",
        "/thong-bao/",
    ],
)
def test_lists_searches_and_exports_show_the_citizen_to_none_of_them(seat, address):
    path = address.format(dossier=seat.laid.dossier, code=seat.laid.code, number=seat.laid.number)
    answer = seat.client.get(path, follow=True)
    assert answer.status_code in {HTTPStatus.OK, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    # The page repeats in its search field what was typed there: nobody is found by it.
    typed = {"number": seat.laid.number} if "{number}" in address else {}
    said = words_of(answer)
    assert fold(seat.laid.name) not in fold(said)
    assert typed or seat.laid.number not in said
    assert str(seat.laid.dossier) not in said or "selected" in path


def test_no_page_or_paper_of_the_visit_that_links_lead_to_names_the_citizen(seat):
    here = seat.laid.visit
    waiting = deque([f"/doan-kiem-tra/{here.campaign}/", f"/doan-kiem-tra/buoi/{here.stop}/", "/", "/doan-kiem-tra/"])
    waiting.append(f"/doan-kiem-tra/buoi/{here.stop}/ho-so/")
    seen: set[str] = set()
    while waiting and len(seen) < PAGE_MOST:
        path = waiting.popleft()
        kind = ID.sub("*", path.split("?")[0])
        if kind in seen or path.startswith(LEAVES):
            continue
        seen.add(kind)
        answer = seat.client.get(path.replace("&amp;", "&"))
        assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, path
        said = seat.shows_nobody(answer, path)
        if answer.get("Content-Type", "").startswith("text/html"):
            waiting.extend(HREF.findall(said))
    checks = seat.actor in (here["doan-truong"], here["kt-mot"])
    assert ("/doan-kiem-tra/buoi/*/ho-so/*/*/" in seen) is checks


@pytest.mark.parametrize("who", sorted(OF_THE_VISIT))
def test_what_the_team_takes_along_on_the_phone_and_into_a_file_has_initials_only(laid, sign_in, client, who):
    seat = Seat(laid.visit[who], sign_in(client, who, verified=True), laid)
    found = client.get("/hien-truong/viec.json")
    packs = (
        [one["pack"] for one in found.json()["tasks"] if "/ho-so/" in one["pack"]] if found.status_code == 200 else []
    )
    for path in packs:
        assert laid.code in seat.shows_nobody(client.get(path), path)
    assert bool(packs) is (who in {"doan-truong", "kt-mot"})
