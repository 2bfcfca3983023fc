"""The life of a checklist: loaded, brought, drafted anew, put in use, retired; who sees it, and where it is offered."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from motcua.checklists import files, packaged, prints, queries
from motcua.checklists.commands import (
    AddChecklist,
    DraftVersion,
    DropDraft,
    PublishVersion,
    RetireVersion,
    load_packaged,
)
from motcua.checklists.models import Checklist, Version
from motcua.checklists.queries import Asked, Show
from motcua.checklists.rules.versions import State
from motcua.checklists.tests.made import LOI, VISIT, workbook
from motcua.documents import shelf
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, NotFound
from motcua.ledger.actor import system
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

TODAY = date(2025, 7, 15)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def kept(*, weight: str = "3", key: str = "kiem-tra-thu", title: str = "Kiểm tra thử") -> str:
    rows = [dict(row) for row in VISIT]
    rows[1]["weight"] = weight
    content = workbook(rows, choices=LOI, settings=[{"form_title": title, "form_id": key}])
    return shelf.keep_made(content, XLSX).pk


def add(actor, **how):
    return perform(AddChecklist(file=kept(**how), note="Bản đầu"), actor).target


def publish(actor, checklist, day=TODAY):
    return perform(PublishVersion(checklist=checklist, valid_from=day, note="Ban hành lần đầu"), actor)


def titles(actor, place, on=TODAY):
    return [row.title for row in queries.offered(actor, place, on)]


def test_packaged_checklists_are_loaded_once_and_anew_when_the_software_brings_others(shelved, monkeypatch):
    order = system("Kiểm thử")
    assert load_packaged(order) == 0
    changed = msgspec.structs.replace(packaged.one("van-hanh"), title="Kiểm tra vận hành, bản mới")
    monkeypatch.setattr(packaged, "one", lambda key: changed)
    monkeypatch.setattr(packaged, "all_checklists", lambda: (changed,))
    assert load_packaged(order) == 1
    checklist = Checklist.objects.get(key="van-hanh")
    assert checklist.title == "Kiểm tra vận hành, bản mới"
    assert list(checklist.versions.order_by("number").values_list("number", "valid_from")) == [
        (1, date(2025, 7, 1)),
        (2, TODAY),
    ]


def test_each_phase_has_its_checklist_on_its_days(shelved):
    place = shelved.places["cao-xa"]
    khoa = shelved["khoakd"]
    keys = {
        day: [row.key for row in queries.offered(khoa, place, day)]
        for day in (date(2018, 2, 22), date(2025, 6, 12), TODAY)
    }
    assert keys[date(2018, 2, 22)] == ["cong-vu"]
    assert sorted(keys[date(2025, 6, 12)]) == ["cong-vu", "san-sang"]
    assert sorted(keys[TODAY]) == ["cong-vu", "san-sang", "van-hanh"]


def test_a_version_is_drafted_published_and_followed_by_another_that_says_what_changed(shelved):
    office = shelved["vp-pt"]
    checklist = add(office)
    first = Version.objects.get(checklist=checklist)
    with pytest.raises(NotFound):
        queries.version(first.id)
    publish(office, checklist)
    facts = queries.version(first.id)
    assert (facts.form.title, facts.state, facts.valid_from) == ("Kiểm tra thử", State.PUBLISHED, TODAY)
    with pytest.raises(BadInput):
        perform(DraftVersion(checklist=checklist, file=kept()), office)
    perform(DraftVersion(checklist=checklist, file=kept(weight="4")), office)
    second = perform(DraftVersion(checklist=checklist, file=kept(weight="5"), note="Nặng hơn"), office).ids["version"]
    publish(office, checklist, TODAY + timedelta(days=3))
    page = queries.page(office, checklist)
    assert [(row.number, row.state, row.offered) for row in page.versions] == [
        (3, State.PUBLISHED, False),
        (2, State.DROPPED, False),
        (1, State.PUBLISHED, True),
    ]
    earlier, later, changes = queries.compared(office, checklist, page.versions[0].id, None)
    assert (earlier, later, [one.item.name for one in changes.changed]) == (1, 3, ["bang"])
    place = shelved.places["cao-xa"]
    numbers = [
        next(row.number for row in queries.offered(office, place, day) if row.key == "kiem-tra-thu")
        for day in (TODAY, TODAY + timedelta(days=3))
    ]
    assert numbers == [1, 3]
    assert str(page.versions[0].id) == str(second)
    assert queries.version(first.id) == facts


def test_what_is_retired_is_offered_no_more_and_can_still_be_read(shelved):
    office = shelved["vp-pt"]
    checklist = add(office)
    publish(office, checklist)
    version = Version.objects.get(checklist=checklist)
    retire = RetireVersion(
        checklist=checklist, version=version.id, retired_from=TODAY + timedelta(days=1), reason="Thay"
    )
    perform(retire, office)
    place = shelved.places["phu-tho"]
    assert "Kiểm tra thử" in titles(office, place)
    assert "Kiểm tra thử" not in titles(office, place, TODAY + timedelta(days=1))
    assert queries.version(version.id).state is State.RETIRED
    with clock.fixed(clock.at(2025, 7, 16, 8)):
        assert [row.title for row in queries.listed(office, Asked(Show.RETIRED))[0]] == ["Kiểm tra thử"]
        assert queries.listed(office, Asked(Show.PLACES))[0] == ()
        assert queries.counts(office) == queries.Counts(0, 3, 1)
    with pytest.raises(Conflict):
        perform(retire, office)


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (lambda c, v: PublishVersion(checklist=c, valid_from=date(2025, 7, 14), note="x"), BadInput),
        (lambda c, v: PublishVersion(checklist=c, valid_from=TODAY, note=" "), BadInput),
        (lambda c, v: DropDraft(checklist=c, reason=" "), BadInput),
        (lambda c, v: RetireVersion(checklist=c, version=v, retired_from=TODAY, reason="x"), Conflict),
        (lambda c, v: DraftVersion(checklist=c, file=kept(weight="9", key="khac")), BadInput),
        (lambda c, v: DraftVersion(checklist=c, file="0" * 64), BadInput),
        (lambda c, v: DraftVersion(checklist=c, file=shelf.keep_made(b"PK no book", XLSX).pk), BadInput),
        (lambda c, v: DraftVersion(checklist=c, file=shelf.keep_made(workbook([]), XLSX).pk), BadInput),
        (lambda c, v: AddChecklist(file=kept(weight="9")), BadInput),
    ],
)
def test_a_refusal_changes_nothing(shelved, wish, error):
    office = shelved["vp-pt"]
    checklist = add(office)
    version = Version.objects.get(checklist=checklist)
    before = (Entry.objects.count(), list(Version.objects.order_by("pk").values_list("pk", "state")))
    with pytest.raises(error):
        perform(wish(checklist, version.id), office)
    assert (Entry.objects.count(), list(Version.objects.order_by("pk").values_list("pk", "state"))) == before


def test_a_draft_given_up_stays_readable_for_its_authors_only(shelved):
    office = shelved["vp-pt"]
    checklist = add(office)
    draft = Version.objects.get(checklist=checklist)
    assert queries.shown(office, draft.id).state is State.DRAFT
    perform(DropDraft(checklist=checklist, reason="Nhầm tệp"), office)
    assert queries.page(office, checklist).versions[0].ended_why == "Nhầm tệp"
    for who in ("kt1-pt", "gd-cao-xa", "vp-hy", "khoakd"):
        for ask in (lambda actor: queries.page(actor, checklist), lambda actor: queries.shown(actor, draft.id)):
            with pytest.raises(NotFound):
                ask(shelved[who])


SEES = {"vp-pt": True, "liemqt": True, "kt1-pt": True, "gd-cao-xa": True, "ct-phung-nguyen": True}
SEES |= {"vp-hy": False, "gd-tra-ly": False, "csvc-cao-xa": False, "thicong": False, "bt-pt": False}


@pytest.mark.parametrize("who", SEES)
def test_a_place_s_checklist_is_seen_within_its_reach_and_nowhere_else(shelved, who):
    office, actor = shelved["vp-pt"], shelved[who]
    checklist = add(office)
    publish(office, checklist)
    version = Version.objects.get(checklist=checklist).id
    here = shelved.places["cao-xa"]
    listed = [row.id for row in queries.listed(actor, Asked())[0]]
    found = [row.id for row in queries.listed(actor, Asked(text="KIEM tra thử"))[0]]
    exported = [row.id for row in queries.exported(actor, Asked())]
    if SEES[who]:
        assert listed == found == exported == [checklist]
        assert queries.counts(actor).places == 1
        assert version in [row.id for row in queries.offered(actor, here, TODAY)]
        assert queries.shown(actor, version).number == 1
        return
    assert listed == found == exported == []
    assert queries.counts(actor).places == 0
    assert version not in [row.id for row in queries.offered(actor, here, TODAY)]
    for ask in (lambda: queries.page(actor, checklist), lambda: queries.shown(actor, version)):
        with pytest.raises(NotFound):
            ask()


def test_an_author_changes_what_lies_within_reach_and_no_packaged_one(shelved):
    district, province, other = shelved["khoakd"], shelved["vp-pt"], shelved["vp-hy"]
    checklist = add(district)
    mended = DraftVersion(checklist=checklist, file=kept(weight="7"))
    for actor in (other, shelved["gd-cao-xa"]):
        with pytest.raises(NotAllowed):
            perform(mended, actor)
    packaged_one = Checklist.objects.get(key="van-hanh")
    with pytest.raises(MotcuaError):
        perform(DraftVersion(checklist=packaged_one.id, file=kept()), province)
    assert not queries.page(province, packaged_one.id).offers
    assert "kiem-tra-thu" not in [row.key for row in queries.offered(district, shelved.places["cao-xa"], TODAY)]


def test_the_same_form_again_is_done_once(shelved):
    office, file = shelved["vp-pt"], kept()
    first = perform(AddChecklist(file=file), office, key="k")
    assert perform(AddChecklist(file=file), office, key="k").target == first.target
    with pytest.raises(BadInput):
        perform(AddChecklist(file=file), office)
    assert files.files_needed([file, "0" * 64]).count() == 1


def test_the_list_goes_on_where_a_page_ended(shelved, monkeypatch):
    from motcua.checklists.queries import lists

    monkeypatch.setattr(lists, "PAGE", 2)
    khoa = shelved["khoakd"]
    first, more = queries.listed(khoa, Asked(Show.PACKAGED))
    rest, end = queries.listed(khoa, Asked(Show.PACKAGED, after=first[-1].id))
    assert (more, end, len(first), len(rest)) == (True, False, 2, 1)
    assert len({row.id for row in (*first, *rest)}) == 3


def test_a_blank_form_is_printed_the_same_twice(shelved):
    version = queries.offered(shelved["khoakd"], shelved.places["cao-xa"], TODAY)[0]
    facts = queries.version(version.id)
    paper = prints.blank_paper(facts, "")
    assert paper.startswith(b"%PDF")
    assert prints.blank_paper(facts, "") == paper
