"""The seventeen traps of the five press reports, in their order: each is flagged when its text is taken in, and held by a rule.

The texts are the demonstration's retellings, which keep the slips of the real ones. What an importer cannot see is asked of
the room that keeps it: a limit, a rest day, a board, a figure, a finding.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from motcua.articles import queries, reports
from motcua.articles.commands import Answer, AnswerFlags, EditArticle, PublishArticle
from motcua.articles.rules import reading
from motcua.articles.tests.conftest import laid_articles, told
from motcua.conclusions.rules import life as conclusions
from motcua.conclusions.rules import reading as sentences
from motcua.config.demo.articles import text_of
from motcua.findings.rules.life import Standing
from motcua.indicators.rules import flags as figures
from motcua.indicators.rules.facts import Basis, Facts, Kind, Part, Role
from motcua.indicators.rules.flags import Code
from motcua.indicators.rules.sentences import scope_words
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.ids import new_id
from motcua.ledger.events.conclusions import SentenceTold
from motcua.ledger.perform import perform
from motcua.office import queries as office
from motcua.office.gazetteer.search import search
from motcua.oversight.rules import directives
from motcua.oversight.rules.directives import DueKind
from motcua.oversight.rules.occasions import day_in, is_weekend
from motcua.readiness.rules.board import Tally, UnderWorks, sentence
from motcua.readiness.rules.trial import refuse_begin, rest_day

__all__ = ["laid_articles", "told"]
SPOKEN = date(2025, 6, 13)


@cache
def read(name):
    """Return what is read from one of the retold reports."""
    return reading.as_json(reading.read(text_of(name)))


def flag(name, code):
    """Return the flag of a report with its words and advice whole; fail where it gives none."""
    found = next((one for one in read(name)["flags"] if one["code"] == code), None)
    assert found is not None, f"{name}: {code}"
    assert found["words"]
    assert found["where"] > 0
    assert "{" not in found["todo"]
    return found


def test_01_before_the_25th_ends_with_the_24th():
    assert "25/6" in flag("lam-thao", "date.exclusive")["words"]
    due = sentences.due_of("Phấn đấu hoàn thành trước ngày 25/6.", SPOKEN)
    assert conclusions.last_day(due) == date(2025, 6, 24)
    last = directives.until(DueKind.BEFORE, date(2025, 6, 25))
    assert [directives.days_late(last, date(2025, 6, day)) for day in (24, 25)] == [0, 1]


def test_02_the_trial_begins_on_a_sunday_and_wants_somebody_on_duty(region):
    assert "15/6" in flag("tra-ly", "date.rest_day")["words"]
    rest = rest_day(office.calendar_for(region.centres["tra-ly"]), date(2025, 6, 15))
    assert str(rest) == "15/6/2025 là Chủ nhật"
    assert refuse_begin(rest, "") is not None
    assert refuse_begin(rest, "Hai người trực") is None


def test_03_two_names_of_a_venue_bar_until_somebody_settled_them(told, steering):
    editor, article = steering["bt-pt"], told["tra-ly"]
    with pytest.raises(RuleError, match="mâu thuẫn"):
        perform(PublishArticle(article=article), editor)
    flag("tra-ly", "venue.two_names")
    number = next(one["number"] for one in queries.page(editor, article).flags if one["code"] == "venue.two_names")
    perform(AnswerFlags(article=article, answers=[Answer(number=number, settled=False, note="Để đó")]), editor)
    with pytest.raises(RuleError):
        perform(PublishArticle(article=article), editor)
    with pytest.raises(BadInput):
        perform(AnswerFlags(article=article, answers=[Answer(number=number, settled=True)]), editor)
    settled = Answer(number=number, settled=True, note="Phường báo (thử)")
    perform(AnswerFlags(article=article, answers=[settled]), editor)
    perform(PublishArticle(article=article), editor)
    assert queries.page(editor, article).row.state == "published"


def test_04_thai_binh_names_a_province_a_city_a_ward_and_more():
    assert "Thái Bình" in flag("tra-ly", "unit.ambiguous")["words"]
    found = {hit.unit.full_name for hit in search("Thái Bình")}
    assert {"tỉnh Thái Bình", "thành phố Thái Bình", "phường Thái Bình"} <= found
    assert len({(hit.unit.full_name, hit.province.full_name) for hit in search("Thái Bình")}) > 3


def test_05_a_headline_of_four_over_a_paragraph_of_two():
    assert flag("phuong-duc", "count.headline_differs")["words"] == "4 xã"
    assert "của 2 xã Phượng Dực, Hồng Minh" in read("phuong-duc")["lead"]
    parts = (Part(Role.HEADLINE, "tiêu đề", Decimal(4)), Part(Role.PARAGRAPH, "đoạn văn", Decimal(2)))
    stated = Facts(kind=Kind.COUNT, value=Decimal(4), parts=parts)
    assert [one.code for one in figures.lasting(stated)] == [Code.TEXT_DISAGREES]


def test_06_95_percent_belongs_to_two_communes_together():
    assert "95" in flag("phuong-duc", "figure.joint")["words"]
    assert str(scope_words(2, Basis.SELF)) == "số liệu chung hai xã, tự báo cáo"
    alone = Facts(kind=Kind.RATE, value=Decimal(95), places=1, joint_elsewhere=True)
    assert [one.code for one in figures.lasting(alone)] == [Code.JOINT_FOR_ONE]


def test_07_a_visit_of_the_22nd_is_published_on_the_24th(told):
    flag("phuong-duc", "date.published_later")
    row = queries.public_list(queries.PublicAsked(text="phuong duc"))[0][0]
    page = queries.public_page(row.slug)
    assert clock.local(page.shown_at).strftime("%d/%m/%Y %H:%M") == "24/02/2018 10:41"
    assert (page.views, page.organisation) == (833, "Trung tâm VHTT&TT huyện")
    assert "2018-02-22" in {one["day"] for one in read("phuong-duc")["dates"]}


def test_08_one_man_under_two_titles_is_one_person():
    assert "Nguyễn Quang Hưng" in flag("phung-cong", "person.title_varies")["words"]
    (one,) = [person for person in read("phung-cong")["people"] if person["name"] == "Nguyễn Quang Hưng"]
    assert len(one["titles"]) > 1


def test_09_all_newly_invested_does_not_hide_the_one_under_construction():
    flag("lam-thao", "claim.exception_hidden")
    nguyen, again = UnderWorks("Phùng Nguyên", date(2025, 6, 25)), (date(2025, 6, 24), date(2025, 6, 24))
    assert str(sentence(Tally(3, 0, 2, works=(nguyen,), reviews=again), SPOKEN, None)) == (
        "2/3 cơ bản đáp ứng yêu cầu trước mắt (rà soát lại 24/6); Phùng Nguyên đang xây dựng, phải xong trước 25/6"
    )


def test_10_captions_and_headlines_that_stand_twice_are_kept_once():
    flag("tra-ly", "text.repeated")
    draft = reports.draft_of(reading.read(text_of("tra-ly")))
    assert len(draft.captions) == len(set(draft.captions)) > 1
    assert text_of("tra-ly").count(draft.captions[0]) == 2
    district = reports.draft_of(reading.read(text_of("lam-thao")))
    assert district.title not in district.body.splitlines()


def test_11_a_slip_of_the_source_is_found_by_both_spellings(told, steering):
    assert "Kiểm công vụ" in flag("phuong-duc", "text.typo")["words"]
    article = told["tra-ly"]
    for typed in ("thử nhiệm", "thu nghiem", "vận hành thử nghiệm"):
        found, _ = queries.listed(steering["bt-pt"], queries.Asked(text=typed))
        assert article in {row.id for row in found}, typed
    page = queries.page(steering["bt-pt"], article)
    corrected = EditArticle(article=article, title="Đã sửa", body=page.body.replace("thử nhiệm", "thử nghiệm"))
    perform(corrected, steering["bt-pt"])
    found, _ = queries.listed(steering["bt-pt"], queries.Asked(text="thử nhiệm"))
    assert article in {row.id for row in found}
    assert "thử nhiệm" in queries.page(steering["bt-pt"], article).source_text


def test_12_a_list_that_ends_in_dots_is_open():
    assert "…" in flag("dai-dong", "list.open")["words"] or "..." in flag("dai-dong", "list.open")["words"]
    line = SentenceTold(id=new_id(), kind=conclusions.Kind.REQUEST.value, words="Rác, điện…", open=True)
    doubts = [str(one) for one in conclusions.doubts(conclusions.Genre.LEADER, [line])]
    assert any("danh sách còn để mở" in one for one in doubts)


def test_13_soon_is_no_day():
    flag("lam-thao", "directive.no_date")
    due = sentences.due_of("Các địa phương sớm bổ sung cơ sở vật chất.", SPOKEN)
    assert (due.kind, due.day) == (conclusions.When.SOON, None)
    assert conclusions.last_day(due) is None
    assert directives.until(DueKind.SOON, None) is None


def test_14_a_year_that_was_inferred_is_said_to_be():
    for name in ("lam-thao", "phung-cong", "dai-dong", "tra-ly"):
        flag(name, "date.year_inferred")
        assert "inferred" in {one["year"] for one in read(name)["dates"]}
    assert "inferred" not in {one["year"] for one in read("phuong-duc")["dates"]}


def test_15_a_poll_without_options_is_no_poll():
    assert flag("phuong-duc", "poll.no_options")["words"].endswith("?")
    assert "Bình chọn" not in reports.draft_of(reading.read(text_of("phuong-duc"))).body


def test_16_27_july_2025_is_a_sunday():
    assert "27/7" in flag("phung-cong", "date.rest_day")["words"]
    assert is_weekend(day_in(7, 27, 2025))


def test_17_shortcomings_that_nobody_described_are_not_none():
    flag("phuong-duc", "shortcoming.not_described")
    assert str(Standing(undescribed=1).words) == "có tồn tại nhưng chưa được mô tả"
    assert "0" not in str(Standing(undescribed=1).words)
