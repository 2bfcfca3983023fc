"""An article's life: drafts, traps that wait for an answer, pictures, hours, withdrawal; who may; who counts as a reader."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from motcua.articles import duties, queries, readers
from motcua.articles.commands import (
    AddPicture,
    EditArticle,
    LinkVisit,
    PublishArticle,
    RestoreArticle,
    ScheduleArticle,
    UnscheduleArticle,
    WithdrawArticle,
    WriteArticle,
)
from motcua.articles.models import Article, ReaderSalt, ReaderSeen
from motcua.articles.queries import PublicAsked, Show
from motcua.articles.rules import article as rules
from motcua.articles.rules.counting import FROM_ONE_ADDRESS, is_reader
from motcua.documents import shelf
from motcua.inspections import queries as inspections
from motcua.inspections.commands import DraftCampaign
from motcua.inspections.rules.campaigns import Kind
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, Gone, MotcuaError, NotAllowed, NotFound, RuleError
from motcua.kernel.ids import new_id
from motcua.ledger import actor as actors
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

DISTRICT = ("xã Bản Nguyên", "xã Phùng Nguyên", "xã Xuân Lũng")


def begin(steering, **words):
    command = WriteArticle(place=steering.places["phu-tho"], **({"title": "Tin thử", "body": "Một đoạn."} | words))
    return perform(command, steering["bt-pt"]).target


def png():
    out = BytesIO()
    Image.new("RGB", (4, 3), "red").save(out, "PNG")
    return shelf.take_in(out.getvalue()).sha256


def test_what_only_informs_waits_for_nobody():
    flags = [{"code": "poll.no_options", "words": "?"}, {"code": "list.open", "words": "…"}]
    assert [one["code"] for one in rules.open_flags(flags)] == ["list.open"]


def test_an_article_without_title_or_with_an_undescribed_picture_is_not_published(steering):
    editor = steering["bt-pt"]
    untitled = begin(steering, title="", body="Chỉ có nội dung.")
    with pytest.raises(RuleError, match="tiêu đề"):
        perform(PublishArticle(article=untitled), editor)
    article = begin(steering)
    perform(AddPicture(article=article, sha256=png(), filename="a.png"), editor)
    with pytest.raises(RuleError, match="mô tả"):
        perform(PublishArticle(article=article), editor)


def test_a_scheduled_article_becomes_public_at_its_hour_and_not_before(steering):
    editor, system = steering["bt-pt"], actors.system("Lệnh thử")
    article = begin(steering)
    at = clock.now() + timedelta(hours=2)
    perform(ScheduleArticle(article=article, publish_at=at), editor)
    assert duties.due() == []
    with pytest.raises(NotFound):
        queries.public_page(queries.page(editor, article).row.slug)
    with clock.fixed(at):
        (subject,) = duties.due()
        assert duties.publish(subject, system) == "đã đăng"
        assert duties.publish(subject, system) != "đã đăng"
        assert duties.due() == []
    assert queries.public_page(queries.page(editor, article).row.slug).title == "Tin thử"


def test_an_hour_that_has_passed_is_refused_and_one_can_be_taken_back(steering):
    editor, article = steering["bt-pt"], begin(steering)
    with pytest.raises(BadInput):
        perform(ScheduleArticle(article=article, publish_at=clock.now()), editor)
    perform(ScheduleArticle(article=article, publish_at=clock.now() + timedelta(hours=1)), editor)
    perform(UnscheduleArticle(article=article), editor)
    with pytest.raises(Conflict):
        perform(UnscheduleArticle(article=article), editor)
    assert queries.page(editor, article).row.state == "draft"


def test_a_withdrawn_article_says_why_at_its_address_and_can_come_back(told, steering):
    editor, article = steering["bt-pt"], told["lam-thao"]
    slug = queries.page(editor, article).row.slug
    with pytest.raises(BadInput):
        perform(WithdrawArticle(article=article, reason=" "), editor)
    perform(WithdrawArticle(article=article, reason="Sai số liệu (thử)"), editor)
    with pytest.raises(Gone, match="Sai số liệu"):
        queries.public_page(slug)
    assert slug not in {row.slug for row in queries.newest()}
    perform(RestoreArticle(article=article, words="Đã sửa (thử)"), editor)
    perform(PublishArticle(article=article), editor)
    assert queries.public_page(slug).title


def test_a_correction_of_what_is_public_says_why_and_keeps_the_address_and_the_words_before(told, steering):
    editor, article = steering["bt-pt"], told["dai-dong"]
    before = queries.page(editor, article)
    with pytest.raises(BadInput):
        perform(EditArticle(article=article, title="Tên khác", lead=before.lead), editor)
    perform(EditArticle(article=article, title="Tên khác", lead="Ngắn", reason="Sửa (thử)"), editor)
    after = queries.page(editor, article)
    assert after.row.slug == before.row.slug
    assert [(one.number, one.title) for one in after.revisions] == [(2, "Tên khác"), (1, before.row.title)]
    assert queries.public_page(after.row.slug).corrected_at is not None


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "ftp://a.vn/x", "//a.vn", "https://", "https://u:p@a.vn", "https://a b.vn"]
)
def test_only_addresses_of_the_web_are_links(link):
    with pytest.raises(BadInput):
        rules.checked_link(link)


def test_markup_from_outside_stays_text():
    assert rules.blocks("<script>x</script>\n## Đề mục\n- Một\n> Lời\n") == (
        rules.Block(rules.BlockKind.PARAGRAPH, "<script>x</script>"),
        rules.Block(rules.BlockKind.HEADING, "Đề mục"),
        rules.Block(rules.BlockKind.ITEM, "Một"),
        rules.Block(rules.BlockKind.QUOTE, "Lời"),
    )


@pytest.mark.parametrize("who", ["liemqt", "dungnt", "kt1-pt", "vp-pt"])
def test_whoever_is_no_editor_writes_and_sees_nothing(told, steering, who):
    before = Entry.objects.count()
    with pytest.raises(NotAllowed):
        perform(WriteArticle(place=steering.places["phu-tho"], title="x"), steering[who])
    with pytest.raises(NotAllowed):
        perform(WithdrawArticle(article=told["lam-thao"], reason="x"), steering[who])
    assert Entry.objects.count() == before
    assert queries.listed(steering[who], queries.Asked()) == ((), False)
    assert queries.exported(steering[who], queries.Asked()) == ()
    assert queries.counts(steering[who])[Show.ALL] == 0
    with pytest.raises(NotFound):
        queries.page(steering[who], told["lam-thao"])


def test_an_editor_reaches_their_own_place_only(told, steering):
    with pytest.raises(NotAllowed):
        perform(WriteArticle(place=steering.places["hung-yen"], title="x"), steering["bt-pt"])


def test_a_visit_finds_its_articles_and_drafts_are_for_editors(laid_visits, told, steering):
    editor, visit = steering["bt-pt"], laid_visits.campaigns["15-7"]
    for name in ("dai-dong", "tra-ly"):
        perform(LinkVisit(article=told[name], visit=visit, words="Đợt thử"), editor)
    assert {row.id for row in queries.of_visit(editor, [visit])} == {told["dai-dong"], told["tra-ly"]}
    assert {row.id for row in queries.of_visit(steering["liemqt"], [visit])} == {told["dai-dong"]}
    with pytest.raises(BadInput):
        perform(LinkVisit(article=told["dai-dong"], visit=visit, words=""), editor)
    perform(LinkVisit(article=told["dai-dong"], visit=None), editor)
    assert queries.of_visit(steering["liemqt"], [visit]) == ()


def test_an_article_tells_only_of_a_visit_that_began_within_its_editors_reach(laid_visits, told, steering):
    editor = steering["bt-pt"]
    with clock.fixed(clock.at(2025, 7, 20, 8)):
        planned = perform(DraftCampaign(title="Cuộc chưa đi (thử)", kind=Kind.WORKING), steering["liemqt"]).target
    offered = inspections.visits_told_of(editor)
    assert [(one.id, one.first, one.last, one.places) for one in offered] == [
        (laid_visits.campaigns["15-7"], date(2025, 7, 15), date(2025, 7, 15), ("xã Đại Đồng",)),
        (laid_visits.campaigns["13-6"], date(2025, 6, 13), date(2025, 6, 13), DISTRICT),
    ]
    before = Entry.objects.count()
    for elsewhere in (new_id(), planned, laid_visits.campaigns["12-6"], laid_visits.stops["12-6", "tra-ly"]):
        with pytest.raises(BadInput):
            perform(LinkVisit(article=told["dai-dong"], visit=elsewhere, words="Đợt thử"), editor)
    assert Entry.objects.count() == before
    perform(LinkVisit(article=told["dai-dong"], visit=laid_visits.stops["15-7", "dai-dong"], words="Buổi thử"), editor)
    assert inspections.visits_told_of(steering["liemqt"]) == ()


def test_pages_of_the_public_list_hold_each_article_once(steering):
    for number in range(queries.public.PAGE + 3):
        perform(PublishArticle(article=begin(steering, title=f"Bài {number}")), steering["bt-pt"])
    first, more = queries.public_list(PublicAsked())
    second, end = queries.public_list(PublicAsked(after=first[-1].slug))
    assert (more, end) == (True, False)
    assert len({row.slug for row in (*first, *second)}) == queries.public.PAGE + 3


def test_a_reader_counts_once_a_day_and_is_forgotten_after_it(told):
    article = told["phuong-duc"]
    assert readers.count(article, "203.0.113.7", FIREFOX)
    assert not readers.count(article, "203.0.113.7", FIREFOX)
    assert readers.count(article, "203.0.113.8", FIREFOX)
    with clock.fixed(clock.now() + timedelta(days=1)):
        assert readers.count(article, "203.0.113.7", FIREFOX)
        assert duties.forget_readers("", actors.system("Lệnh thử")).startswith("2 ")
        assert list(ReaderSalt.objects.values_list("day", flat=True)) == [clock.today()]
        assert ReaderSeen.objects.count() == 1
    assert queries.public_page(Article.objects.get(pk=article).slug).views == 836


def test_an_address_that_lies_about_its_browser_brings_only_so_many(told):
    new = [readers.count(told["phuong-duc"], "203.0.113.9", f"{FIREFOX} {n}") for n in range(FROM_ONE_ADDRESS + 5)]
    assert sum(new) == FROM_ONE_ADDRESS


@pytest.mark.parametrize(
    ("method", "agent", "headers", "counts"),
    [
        ("GET", FIREFOX, {}, True),
        ("HEAD", FIREFOX, {}, False),
        ("GET", FIREFOX, {"Sec-Purpose": "prefetch;prerender"}, False),
        ("GET", FIREFOX, {"X-Moz": "prefetch"}, False),
        ("GET", "", {}, False),
        ("GET", "curl/8.5.0 (x86_64)", {}, False),
        ("GET", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", {}, False),
        ("GET", "facebookexternalhit/1.1 (+http://www.facebook.com)", {}, False),
        ("GET", "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36", {}, True),
    ],
)
def test_machines_and_fetches_ahead_are_no_readers(method, agent, headers, counts):
    assert is_reader(method, agent, headers) is counts


@pytest.mark.parametrize(
    "words", [{"title": "", "body": ""}, {"title": "x" * 401}, {"link": "javascript:x"}, {"views": -1}]
)
def test_a_bad_draft_leaves_nothing(steering, words):
    before = Entry.objects.count()
    with pytest.raises(MotcuaError):
        begin(steering, **words)
    assert (Entry.objects.count(), Article.objects.count()) == (before, 0)
