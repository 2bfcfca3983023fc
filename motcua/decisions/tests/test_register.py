"""The register through perform: the story of 2018, search, what replaces what, corrections, and who sees which place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from motcua.decisions import queries, rules
from motcua.decisions.commands import (
    AskCommitment,
    CorrectDocument,
    Facts,
    FileDocument,
    RegisterDocument,
    RestoreDocument,
    RevokeDocument,
)
from motcua.decisions.files import files_needed
from motcua.decisions.models import Document
from motcua.decisions.queries import Asked
from motcua.kernel.errors import BadInput, NotAllowed, NotFound
from motcua.ledger import replay
from motcua.ledger.actor import Realm
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from tests.house.altered import unwatched

pytestmark = pytest.mark.django_db


def facts(**more):
    return Facts(
        **{
            "kind": rules.Kind.DECISION,
            "number": "09/QĐ-UBND (thử)",
            "issued_on": date(2018, 2, 20),
            "side": rules.Side.GOVERNMENT,
            "issuer": "UBND xã Phượng Dực",
            "abstract": "Giao nhiệm vụ trực Tết",
            **more,
        }
    )


def register_one(register, **more):
    return perform(RegisterDocument(place=register.old.place, facts=facts(**more)), register.old["vptk-pd"]).target


def test_the_inspector_finds_the_papers_of_the_report_by_commune_year_and_words(register):
    hailt = register.hailt
    page = queries.document_page(hailt, register.told.decision)
    assert (page.row.early, str(page.row.early_words)) == (23, "ban hành sớm 23 ngày")
    assert [one.name for one in page.members] == ["Nguyễn Thử Một", "Trần Thử Hai", "Lê Thử Ba"]
    assert page.row.standing is rules.Standing.IN_FORCE
    assert queries.document_file(hailt, register.told.decision)[1] == "qd-05-thu.pdf"
    for name in ("Hoàng Long", "Tri Trung"):
        place = next(id_ for id_, full in queries.counts(hailt).places if full.endswith(name))
        rows, more = queries.listed(hailt, Asked(place=place, year=2018, group=rules.Group.LEADING))
        assert {row.side for row in rows} == {rules.Side.PARTY, rules.Side.GOVERNMENT}
        assert {row.id for row in rows} == set(register.told.reform[name])
        assert not more
    assert {row.id for row in queries.listed(hailt, Asked(text="kien toan bo phan"))[0]} == {register.told.decision}
    assert {row.issuer for row in queries.listed(hailt, Asked(issuer="dang uy"))[0]} == {
        "Đảng ủy xã Hoàng Long",
        "Đảng ủy xã Tri Trung",
    }
    assert len(queries.listed(hailt, Asked(theme="cai cach", side=rules.Side.PARTY))[0]) == 2


def test_others_see_nothing_in_list_count_page_file_or_export(register, region):
    stranger, trial = region["gd-cao-xa"], replace(register.hailt, realm=Realm.TRIAL)
    for actor in (stranger, trial, register.old["tpht-pd"]):
        assert queries.listed(actor, Asked()) == ((), False)
        assert queries.exported(actor, Asked()) == ()
        assert queries.counts(actor).all == 0
        for read in (queries.document_page, queries.document_file):
            with pytest.raises(NotFound):
                read(actor, register.told.decision)
    also = (register.old.place,)
    assert queries.document_page(stranger, register.told.decision, also).row.id == register.told.decision
    assert queries.listed(stranger, Asked(), also)[0]
    assert queries.listed(trial, Asked(), also) == ((), False)


@pytest.mark.parametrize("who", ["tpht-pd", "hailt", "ct-pd"])
def test_who_does_not_keep_the_register_writes_nothing(register, who):
    before = Entry.objects.count()
    with pytest.raises(NotAllowed):
        perform(RegisterDocument(place=register.old.place, facts=facts()), register.old[who])
    with pytest.raises(NotAllowed):
        perform(
            RevokeDocument(document=register.told.decision, revoked_on=date(2018, 2, 21), reason="x"),
            register.old[who],
        )
    assert Entry.objects.count() == before


def test_what_replaces_another_ends_it_from_its_first_day(register):
    old = register.told.decision
    newer = register_one(register, replaces=old, valid_from=date(2018, 3, 1))
    hailt = register.hailt
    assert queries.document_page(hailt, old).row.standing is rules.Standing.IN_FORCE
    assert [one.id for one in queries.document_page(hailt, old).replaced_by] == [newer]
    in_force = {row.id for row in queries.listed(hailt, Asked(place=register.old.place, on=date(2018, 2, 28)))[0]}
    assert in_force == {old}
    in_force = {row.id for row in queries.listed(hailt, Asked(place=register.old.place, on=date(2018, 3, 1)))[0]}
    assert in_force == {newer}
    with pytest.raises(BadInput, match=r"thay thế lẫn nhau|trước văn bản này"):
        perform(
            CorrectDocument(document=old, facts=facts(number="05", replaces=newer), reason="nhầm"),
            register.old["vptk-pd"],
        )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"abstract": " "}, "abstract"),
        ({"issuer": ""}, "issuer"),
        ({"issued_on": date(2018, 2, 23)}, "issued_on"),
        ({"valid_to": date(2018, 2, 20)}, "valid_to"),
        ({"theme_year": 2018}, "theme"),
        ({"theme": "x", "theme_year": 18}, "theme_year"),
        ({"number": "05/QĐ-UBND (thử)", "issued_on": date(2018, 2, 5)}, "number"),
    ],
)
def test_what_makes_no_sense_is_not_entered(register, change, field):
    with pytest.raises(BadInput) as refused:
        register_one(register, **change)
    assert refused.value.field == field
    assert Document.objects.filter(place=register.old.place).count() == 1


def test_a_correction_and_a_withdrawal_stand_in_the_history_with_their_reason(register):
    keeper, document = register.old["vptk-pd"], register_one(register)
    right = facts(abstract="Giao nhiệm vụ trực sau Tết", theme="Tết", theme_year=2018)
    perform(CorrectDocument(document=document, facts=right, reason="Ghi sót chữ"), keeper)
    perform(RevokeDocument(document=document, revoked_on=date(2018, 2, 21), reason="Thay lịch trực"), keeper)
    page = queries.document_page(keeper, document)
    assert page.row.standing is rules.Standing.REVOKED
    assert page.history[0].words == "Thay lịch trực"
    corrected = str(page.history[1].sentence)
    assert "trích yếu (trước: Giao nhiệm vụ trực Tết)" in corrected
    assert "năm của chủ đề" in corrected
    assert document not in {row.id for row in queries.listed(keeper, Asked(on=date(2018, 2, 21)))[0]}
    perform(RestoreDocument(document=document, reason="Ghi nhầm văn bản"), keeper)
    assert queries.document_page(keeper, document).row.standing is rules.Standing.IN_FORCE


def test_a_file_is_one_that_was_taken_in_and_is_kept_while_the_register_names_it(register):
    keeper, document = register.old["vptk-pd"], register_one(register)
    with pytest.raises(BadInput):
        perform(FileDocument(document=document, sha256="0" * 64, filename="x.pdf"), keeper)
    sha256 = queries.document_file(keeper, register.told.decision)[0]
    perform(FileDocument(document=document, sha256=sha256, filename="ban-sao.pdf"), keeper)
    assert queries.document_file(keeper, document) == (sha256, "ban-sao.pdf")
    assert set(files_needed([sha256, "1" * 64])) == {sha256}


def test_the_list_is_paged_newest_first(register, monkeypatch):
    monkeypatch.setattr(queries.documents, "PAGE", 2)
    seen, after = [], None
    while True:
        rows, more = queries.listed(register.hailt, Asked(after=after))
        seen += rows
        if not more:
            break
        after = rows[-1].id
    assert len(seen) == queries.counts(register.hailt).all == 5
    assert [row.issued_on for row in seen] == sorted((row.issued_on for row in seen), reverse=True)


def test_every_row_follows_from_its_history_and_an_altered_one_is_found(register):
    asks = AskCommitment(
        place=register.old.place,
        theme="Trực Tết",
        theme_year=2018,
        text="Thử",
        asked_by="UBND xã",
        asked_on=date(2018, 2, 22),
        audience=rules.Audience.LIST,
        people=[register.old["tpht-pd"].official],
    )
    perform(asks, register.old["vptk-pd"])
    assert replay.compare() == []
    assert unwatched("decisions") == set()
