"""The editor's desk and the public pages over HTTP: taken in, answered, published, read, withdrawn."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from PIL import Image

from motcua.articles.models import Article, Picture
from motcua.config.demo.articles import text_of
from motcua.ledger.models import Entry

HOME = "/bai-viet/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def desk(told, sign_in, client):
    return sign_in(client, "bt-pt")


def filled(steering, text, **change):
    return {
        "step": "luu",
        "text": text,
        "place": str(steering.places["phu-tho"]),
        "title": "Tin nhập thử",
        "lead": "Mở đầu",
        "body": "Nội dung",
        "once_key": "k",
    } | change


def png(name="anh.png"):
    out = BytesIO()
    Image.new("RGB", (4, 3), "red").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def test_a_pasted_text_is_shown_with_its_traps_and_kept_once(desk, steering):
    before = Article.objects.count()
    text = text_of("tra-ly") + "\nThêm một dòng riêng."
    shown = desk.post(f"{HOME}nhap/", {"step": "xem", "text": text})
    page = shown.content.decode()
    assert shown.status_code == HTTPStatus.OK
    for words in ("Một trụ sở, hai tên", "chặn đăng", "Nguyễn Khắc Thận", "Ngày nghỉ", "thử nhiệm"):
        assert words in page
    assert Article.objects.count() == before
    for _ in range(2):
        assert desk.post(f"{HOME}nhap/", filled(steering, text)).status_code == HTTPStatus.FOUND
    kept = Article.objects.latest("changed_at")
    assert Article.objects.count() == before + 1
    assert kept.source_text == text
    assert "venue.two_names" in {one["code"] for one in kept.flags}
    page = desk.get(f"{HOME}{kept.id}/").content.decode()
    assert "Chưa đăng được" in page
    assert "thử nhiệm" in desk.get(f"{HOME}{kept.id}/nguyen-van/").content.decode()


def test_a_file_in_another_encoding_is_read_when_it_is_named(desk):
    content = SimpleUploadedFile("bai.txt", text_of("dai-dong").encode("utf-16"), "text/plain")
    answer = desk.post(f"{HOME}nhap/", {"step": "xem", "file": content, "text": ""})
    assert "Quách Tất Liêm" in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"text": ""}, ""),
        ({"text": "\x01\x02 giữ lại chữ này"}, "giữ lại chữ này"),
        ({"text": "Tiêu đề\nNội dung", "step": "luu", "title": "Còn đây", "place": "1"}, "Còn đây"),
        (
            {"text": "Tiêu đề\nNội dung", "step": "luu", "title": "Còn đây", "link": "javascript:x", "place": None},
            "Còn đây",
        ),
        (
            {"text": "Tiêu đề\nNội dung", "step": "luu", "title": "Còn đây", "stated_at": "hôm qua", "place": None},
            "hôm qua",
        ),
        ({"text": "a" * 9000}, "aaaa"),
    ],
)
def test_what_cannot_be_taken_in_stays_on_the_page(desk, steering, sent, kept):
    before = Entry.objects.count()
    if sent.get("place", "") is None:
        sent = sent | {"place": str(steering.places["phu-tho"])}
    answer = desk.post(f"{HOME}nhap/", sent)
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert kept in answer.content.decode()
    assert Entry.objects.count() == before


def test_traps_are_answered_on_one_page_and_then_it_can_be_published(desk, told):
    article = told["tra-ly"]
    address = f"{HOME}{article}/canh-bao/"
    barring = next(one for one in Article.objects.get(pk=article).flags if one["code"] == "venue.two_names")
    number = barring["number"]
    refused = desk.post(address, {f"how-{number}": "da-xu-ly", f"note-{number}": "", "once_key": "a"})
    assert refused.status_code == HTTPStatus.BAD_REQUEST
    assert "Ghi đã xử lý thế nào" in refused.content.decode()
    assert desk.post(f"{HOME}{article}/viec/dang/", {"once_key": "b"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    answered = {f"how-{number}": "da-xu-ly", f"note-{number}": "Nhà văn hóa (thử)", "once_key": "c"}
    assert desk.post(address, answered).status_code == HTTPStatus.FOUND
    assert desk.post(f"{HOME}{article}/viec/dang/", {"once_key": "d"}).status_code == HTTPStatus.FOUND
    slug = Article.objects.get(pk=article).slug
    assert "Trà Lý" in desk.get(f"/tin/{slug}/").content.decode()


def test_pictures_are_sent_described_shown_to_all_and_taken_out(desk, told, client):
    article = told["lam-thao"]
    address = f"{HOME}{article}/anh/"
    undescribed = desk.post(f"{address}them/", {"files": png(), "alt": "", "once_key": "a"})
    assert undescribed.status_code == HTTPStatus.BAD_REQUEST
    sent = {"files": png(), "alt": "Nhà làm việc (thử)", "caption": "Phùng Nguyên", "once_key": "b"}
    assert desk.post(f"{address}them/", sent).status_code == HTTPStatus.FOUND
    picture, slug = Picture.objects.get(article=article), Article.objects.get(pk=article).slug
    desk.cookies.clear()
    page = client.get(f"/tin/{slug}/").content.decode()
    assert 'alt="Nhà làm việc (thử)"' in page
    assert client.get(f"/tin/{slug}/anh/{picture.id}/").headers["Content-Type"] == "image/png"
    assert client.get(f"/tin/{slug}/anh/{article}/").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"{address}{picture.id}/").status_code == HTTPStatus.FOUND


def test_pictures_are_changed_and_removed(desk, told):
    article = told["tra-ly"]
    address = f"{HOME}{article}/anh/"
    desk.post(f"{address}them/", {"files": png(), "once_key": "a"})
    picture = Picture.objects.get(article=article)
    assert desk.post(f"{address}{picture.id}/loi/", {"alt": "Ảnh thử", "once_key": "b"}).status_code == HTTPStatus.FOUND
    assert Picture.objects.get().alt == "Ảnh thử"
    assert desk.get(f"{address}{picture.id}/").status_code == HTTPStatus.OK
    assert desk.post(f"{address}{picture.id}/bo/", {"once_key": "c"}).status_code == HTTPStatus.FOUND
    assert not Picture.objects.exists()


def test_the_next_reader_makes_834_and_reloading_leaves_it(told, client):
    slug = Article.objects.get(pk=told["phuong-duc"]).slug

    def views(agent=FIREFOX, **how):
        page = client.get(f"/tin/{slug}/", headers={"User-Agent": agent, **how}).content.decode()
        return next(n for n in (833, 834, 835) if f"Lượt xem: {n}" in page)

    client.head(f"/tin/{slug}/", headers={"User-Agent": FIREFOX})
    assert views("Mozilla/5.0 (compatible; Googlebot/2.1)") == 833
    assert views(**{"Sec-Purpose": "prefetch"}) == 833
    assert [views(), views()] == [834, 834]
    assert views(f"{FIREFOX} khac") == 835


def test_an_editor_is_no_reader(desk, told):
    slug = Article.objects.get(pk=told["phuong-duc"]).slug
    assert "Lượt xem: 833" in desk.get(f"/tin/{slug}/", headers={"User-Agent": FIREFOX}).content.decode()


def test_everybody_finds_public_articles_and_no_draft(told, client):
    listed = client.get("/tin/").content.decode()
    assert "Khuất Đăng Khoa" in listed
    assert "Thái Bình chuẩn bị" not in listed
    found = client.get("/tin/?q=quach+tat+liem").content.decode()
    assert "Quách Tất Liêm" in found
    assert "Khuất Đăng Khoa" not in found
    assert "Không thấy bài nào" in client.get("/tin/?q=xyzzy").content.decode()
    assert "Phượng Dực" in client.get("/tin/?muc=cai-cach-hanh-chinh").content.decode()
    draft = Article.objects.get(pk=told["tra-ly"]).slug
    for part in ("", "in/"):
        assert client.get(f"/tin/{draft}/{part}").status_code == HTTPStatus.NOT_FOUND
    feed = client.get("/tin/atom.xml").content.decode()
    assert "<feed" in feed
    assert "Khuất Đăng Khoa" in feed
    assert "Thái Bình chuẩn bị" not in feed


def test_a_public_article_names_its_source_and_can_be_printed(told, client):
    slug = Article.objects.get(pk=told["phung-cong"]).slug
    page = client.get(f"/tin/{slug}/").content.decode()
    for words in ("Baohungyen.vn", "Thương binh", "Ảnh ở bài gốc"):
        assert words in page
    printed = client.get(f"/tin/{slug}/in/").content.decode()
    assert "Baohungyen.vn" in printed


def test_a_withdrawn_article_answers_gone_with_its_reason(desk, told, client):
    article = Article.objects.get(pk=told["dai-dong"])
    sent = {"reason": "Sai số liệu (thử)", "once_key": "k"}
    assert desk.post(f"{HOME}{article.id}/viec/rut/", sent).status_code == HTTPStatus.FOUND
    answer = client.get(f"/tin/{article.slug}/")
    assert answer.status_code == HTTPStatus.GONE
    assert "Sai số liệu (thử)" in answer.content.decode()
    assert "Sai số liệu (thử)" in desk.get(f"{HOME}{article.id}/").content.decode()


def test_an_article_is_written_from_nothing_scheduled_and_tied_to_a_visit(desk, laid_visits, steering, told):
    sent = {
        "place": str(steering.places["phu-tho"]),
        "title": "<b>Tin</b> mới",
        "body": "## Mục\n<i>x</i>",
        "once_key": "k",
    }
    for _ in range(2):
        answer = desk.post(f"{HOME}moi/", sent)
    article = Article.objects.latest("changed_at")
    assert answer.url == f"{HOME}{article.id}/"
    page = desk.get(answer.url).content.decode()
    assert "&lt;i&gt;x&lt;/i&gt;" in page
    act = f"{HOME}{article.id}/viec/"
    for clock_text, status in (("25:00", HTTPStatus.BAD_REQUEST), ("7:30", HTTPStatus.FOUND)):
        hour = {"day": "18/07/2025", "clock": clock_text, "once_key": clock_text}
        assert desk.post(f"{act}hen-gio/", hour).status_code == status
    visit = str(laid_visits.campaigns["15-7"])
    form = desk.get(f"{act}gan-dot/").content.decode()
    assert "15/07/2025: Làm việc với xã Đại Đồng về hoạt động của chính quyền địa phương hai cấp (xã Đại Đồng)" in form
    assert (
        desk.post(f"{act}gan-dot/", {"visit": visit, "words": "Đợt thử", "once_key": "v"}).status_code
        == HTTPStatus.FOUND
    )
    for elsewhere in ("abc", str(laid_visits.campaigns["12-6"])):
        refused = desk.post(f"{act}gan-dot/", {"visit": elsewhere, "words": "x"})
        assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = desk.get(answer.url).content.decode()
    assert "Hẹn đăng lúc" in page
    assert "Đợt thử" in page
    stale = desk.post(f"{act}sua/?ban=1", {"title": "Cũ", "once_key": "s"})
    assert stale.status_code == HTTPStatus.CONFLICT
    assert desk.get(f"{act}khong-co/").status_code == HTTPStatus.NOT_FOUND


def test_list_and_file_say_the_same(desk):
    page = desk.get(f"{HOME}?xem=ban-nhap").content.decode()
    assert "Thái Bình chuẩn bị" in page
    assert "Khuất Đăng Khoa" not in page
    sheet = load_workbook(BytesIO(desk.get(f"{HOME}danh-sach.xlsx?q=833").content)).active
    assert sheet.max_row == 3
    assert list(sheet.values)[2][7] == 833


def test_without_the_power_nothing_opens(told, sign_in, client):
    desk = sign_in(client, "vp-pt")
    article = told["lam-thao"]
    for part in ("", "danh-sach.xlsx", "moi/", "nhap/", f"{article}/", f"{article}/canh-bao/", f"{article}/viec/sua/"):
        assert desk.get(HOME + part).status_code == HTTPStatus.FORBIDDEN, part
    client.cookies.clear()
    assert client.get(HOME).status_code == HTTPStatus.FOUND


def test_a_visit_and_its_article_lead_to_each_other_as_far_as_the_reader_may_go(laid_visits, told, sign_in, client):
    article, visit = told["dai-dong"], laid_visits.campaigns["15-7"]
    slug = Article.objects.get(pk=article).slug
    public, campaign = f"/tin/{slug}/", f"/doan-kiem-tra/{visit}/"
    editor = sign_in(client, "bt-pt")
    tied = {"visit": str(visit), "words": "Làm việc ngày 15/7/2025", "once_key": "v"}
    assert editor.post(f"{HOME}{article}/viec/gan-dot/", tied).status_code == HTTPStatus.FOUND
    for page in (f"{HOME}{article}/", public):
        told_there = editor.get(page).content.decode()
        assert "Làm việc ngày 15/7/2025" in told_there
        assert campaign not in told_there
    client.cookies.clear()
    assert "Làm việc ngày 15/7/2025" in client.get(public).content.decode()
    leader = sign_in(client, "liemqt")
    assert f'href="{campaign}"' in leader.get(public).content.decode()
    stop = f"/doan-kiem-tra/buoi/{laid_visits.stops['15-7', 'dai-dong']}/"
    for page in (campaign, stop):
        assert f'href="{public}"' in leader.get(page).content.decode()
