"""The stories of inspecting and steering: Phú Xuyên in February 2018; Lâm Thao, Phụng Công and Đại Đồng in 2025.

Each plays what a page decides; what came before, and whatever a test of its room shows, is told by commands.
"""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

import pikepdf
import pytest

from motcua.config.demo.articles import CATEGORY, UNTITLED, text_of
from motcua.config.demo.proposals import ITEMS
from motcua.documents.pdf_text import text_of as layer_of
from tests.journeys.steps import picture
from tests.journeys.visited import BY_HAND, OLD, POSTED, TITLE, WATCHES

pytestmark = pytest.mark.journey

TEAM, FOUND, ORDERS = "/doan-kiem-tra/", "/ton-tai/", "/chi-dao/"


def offered(seat, name, words):
    """Return the value of the choice of a field that reads so."""
    page = seat.page
    options = page.locator(f'select[name="{name}"] option').filter(has_text=words)
    if options.count():
        return options.first.get_attribute("value")
    label = page.locator("label").filter(has=page.locator(f'[name="{name}"]')).filter(has_text=words)
    return label.first.locator(f'[name="{name}"]').get_attribute("value")


def printed(seat, path):
    """Return what a paper says, in one line."""
    with pikepdf.open(BytesIO(seat.fetch(path))) as paper:
        return " ".join(layer_of(paper).split())


def taken_in(editor, name, *reads, **more):
    """Paste a report, read what was understood, keep it and answer its flags; return its address."""
    editor.go("/bai-viet/nhap/").send({"text": text_of(name)}).reads(*reads)
    article = editor.send({"step": "luu"} | more).path
    editor.go(f"{article}canh-bao/")
    boxes = editor.page.locator("[name^=note-], [name^=how-]").evaluate_all("all => all.map(one => one.name)")
    kept = {True: "giu-nguyen", False: "Đã xem lại với nơi viết (thử)"}
    editor.send({one: kept[one.startswith("how-")] for one in boxes})
    return article


def stop_of(places, key, half, day="22/02/2018"):
    return {"place": places[key], "day": day, "half": half, "kind": "session"}


# 2018: four communes of Phú Xuyên


def test_on_21_february_a_surprise_in_four_communes_is_planned_and_a_second_team_is_flagged(visits):
    told = visits.open("2018-02-21T15:00")
    leader = visits.seat("hailt").go(f"{TEAM}moi/")
    about = {"title": TITLE, "kind": "sudden", "announced": "khong", "content": "Giờ làm việc, một cửa, niêm yết."}
    campaign = leader.send(about).path
    leader.go(f"{campaign}them-nguoi/")
    leader.send({"told": "official", "part": "leader", "official": offered(leader, "official", "Lê Thanh Hải")})
    for half, keys in (("morning", ("phuong-duc", "hong-minh")), ("afternoon", ("hoang-long", "tri-trung"))):
        for key in keys:
            leader.go(f"{campaign}them-buoi/").send(stop_of(told, key, half))
    leader.reads("Trưởng phòng Nội vụ huyện, Huyện ủy viên", "xã Phượng Dực", "xã Tri Trung")
    leader.go(f"{campaign}viec/trien-khai/").send({})
    assert "Phượng Dực" in printed(leader, f"{campaign}ke-hoach.pdf")
    assert leader.fetch(f"{campaign}lich.ics").count(b"BEGIN:VEVENT") == 4
    leader.go(f"{TEAM}lich/?tu={OLD}").reads("Sáng, 22/02/2018", "Chiều, 22/02/2018", "xã Hoàng Long")

    second = leader.go(f"{TEAM}moi/").send({"title": "Đoàn thứ hai (thử)", "kind": "planned", "announced": "co"}).path
    leader.go(f"{second}them-nguoi/")
    leader.send({"told": "named", "part": "leader", "name": "Trần Thử", "title": "Thanh tra huyện"})
    assert "đoàn khác" in leader.go(f"{second}them-buoi/").told_off(stop_of(told, "tri-trung", "afternoon"))

    commune = visits.seat("ct-pd").go(TEAM)
    assert TITLE not in commune.words
    commune.refused(campaign, HTTPStatus.NOT_FOUND)


def test_on_22_february_the_team_arrives_and_finds_decision_commitments_and_leading_documents(visits):
    told = visits.open("2018-02-22T08:15")
    leader = visits.seat("hailt").go(f"{TEAM}buoi/{told['stop']}/viec/bat-dau/").send({})
    leader.reads("22/02/2018", "Lê Thanh Hải")
    visits.seat("ct-pd").go(TEAM).reads(TITLE)
    leader.go(f"{FOUND}buoi/{told['stop']}/ghi/")
    leader.send(
        {"kind": "good", "words": "Khu vực một cửa gọn gàng (thử).", "said_by": "Lê Thanh Hải", "severity": "vua"}
    )
    leader.reads("Ưu điểm", "Lê Thanh Hải")

    keeper = visits.seat("vptk-pd").go("/van-ban/moi/")
    plan = {"kind": "plan", "number": "07/KH-UBND (thử)", "issued_on": "20/02/2018", "side": "government"}
    keeper.send(plan | {"issuer": "UBND xã Phượng Dực", "abstract": "Kế hoạch cải cách hành chính năm 2018 (thử)"})
    keeper.go("/van-ban/cam-ket/").reads("1/5 người chưa ký").press("Chủ đề năm 2018").reads("Lê Thử Ba")
    leader.go("/van-ban/?nam=2018&q=kien+toan").reads("05/QĐ-UBND (thử)")
    leader.press("Kiện toàn|05/QĐ-UBND").reads("ban hành sớm 23 ngày", "Nguyễn Thử Một")
    for place in ("hoang-long", "tri-trung"):
        leader.go(f"/van-ban/?xem=leading&nam=2018&dia-ban={told[place]}").reads("01-NQ/ĐU (thử)", "02/KH-UBND (thử)")
    leader.go(f"/van-ban/?nam=2018&dia-ban={told['phuong-duc']}").reads("07/KH-UBND (thử)")


def test_on_24_february_the_report_is_published_with_its_traps_and_leads_to_the_visit_and_back(visits):
    told = visits.open("2018-02-24T10:30")
    editor = visits.seat("bt-px")
    article = taken_in(editor, "phuong-duc", "24/02/2018", "833", "Đoàn Kiểm công vụ")
    editor.go(f"{article}viec/gan-dot/")
    visit = offered(editor, "visit", TITLE)
    editor.send({"visit": visit, "words": "Kiểm tra ngày 22/2/2018 tại 4 xã"})
    editor.go(f"{article}viec/dang/").send({})
    public = editor.page.locator('main a[href^="/tin/"]').first.get_attribute("href")

    reader = visits.visitor().go(public)
    reader.reads("Ngày đăng 24/02/2018 | 10:41", "Lượt xem: 834", "Hoàng Hương", "Kiểm tra ngày 22/2/2018 tại 4 xã")
    assert reader.page.locator(f'a[href^="{TEAM}"]').count() == 0
    leader = visits.seat("hailt").go(public)
    leader.press("Kiểm tra ngày 22/2/2018 tại 4 xã").reads("Tin bài về cuộc kiểm tra", "xã Tri Trung")
    assert leader.page.locator(f'main a[href="{public}"]').count() == 1
    assert told["campaign"] in leader.path

    # 95 % belongs to two communes together, and is their own word.
    leader.go("/so-lieu/moi/")
    both = [told["phuong-duc"], told["hong-minh"]]
    figure = {
        "indicator": "online_share", "value": "95", "numerator": "180", "denominator": "200", "places": both,
        "first": "01/01/2018", "last": "22/02/2018", "stated_by": "UBND hai xã", "basis": "self", "source": "article",
        "source_words": "Tin ngày 24/02/2018", "told_on": "24/02/2018", "level": "four/3",
    }  # fmt: skip
    made = leader.send(figure).path
    leader.reads("Nêu 95 %, nhưng 180/200 là 90,0 %", "số liệu chung hai xã, tự báo cáo")
    assert "Giải trình trước khi gửi" in leader.go(f"{made}viec/gui/").told_off({})
    right = figure | {"numerator": "190", "reason": "Gõ nhầm tử số (thử)"}
    leader.go(f"{made}viec/dinh-chinh/").send(right).reads("95 % (190/200)", "Không có cờ")


def test_on_5_march_one_shortcoming_is_closed_on_site_one_is_open_again_and_the_repeat_is_named(visits):
    told = visits.open("2018-03-05T09:00")
    commune = visits.seat("ct-tt").go(FOUND).reads("Bảng mức thu lệ phí đã cũ (thử).", "quá hạn 3 ngày")
    for name, words in (("posted", "Đã thay bảng mới (thử)"), ("hours", "Đã nhắc nhở (thử)")):
        commune.go(f"{FOUND}{told[name]}/viec/bao-khac-phuc/").send({"words": words, "files": picture()})
        commune.reads("chờ kiểm tra lại", words)
    leader = visits.seat("hailt").go(f"{FOUND}{told['posted']}/viec/kiem-tra-lai/")
    leader.send({"closed": "yes", "where": "site", "words": "Bảng mới treo ở cửa (thử)"}).reads("đã khắc phục")
    leader.go(f"{FOUND}{told['hours']}/viec/kiem-tra-lai/")
    leader.told_off({"closed": "no", "where": "papers", "words": ""})
    leader.send({"closed": "no", "where": "papers", "words": "Chưa có lịch trực mới (thử)"})
    leader.reads("chưa khắc phục", "Chưa có lịch trực mới (thử)")
    leader.go(f"{TEAM}{told['campaign']}/").reads("1/2 tồn tại đã khắc phục", "Lặp lại tồn tại cũ", POSTED)
    leader.reads("chưa ghi nhận tồn tại nào", "lặp lại, đã có 1 lần trước")
    leader.go(f"{FOUND}lap-lai/").reads("xã Tri Trung")


# 2025: Lâm Thao


def test_on_13_june_titles_are_whole_delegates_and_contractors_are_kept_to_theirs_and_each_try_is_logged(visits):
    told = visits.open("2025-06-13T17:00")
    campaign, stop = f"{TEAM}{told['district-campaign']}/", f"{TEAM}buoi/{told['district-stop']}/"
    chair = visits.seat("khoakd").go(campaign)
    chair.reads("Ngô Đức Sáu", "Phó Chủ tịch UBND huyện, Ủy viên BTV Huyện ủy")
    chair.reads("Lãnh đạo Phòng Nội vụ huyện", "chưa nêu tên người")
    delegate = visits.seat("dungnt").go(campaign).reads("Nguyễn Thị Dưỡng", "xã Phùng Nguyên")
    delegate.go(stop)
    papers = f"/ho-so/{told['dossier']}/"
    scan = f"{papers}tep/{told['scan']}/"
    for path in (f"{FOUND}buoi/{told['district-stop']}/mo-phieu/", "/mau-kiem-tra/them/", papers, scan):
        delegate.refused(path)
    for path in (papers, scan):
        chair.refused(path, HTTPStatus.NOT_FOUND)
    builder = visits.seat("thicong").go("/trung-tam/")
    assert builder.page.locator(".section-card").count() == 1
    for path in (campaign, papers, scan, ORDERS):
        builder.refused(path)
    refused = "/quan-tri/so/truy-cap/?ket-qua=tu-choi"
    for place, names in (("lam-thao", ("Nguyễn Thị Dưỡng", "Khuất Đăng Khoa")), ("phu-tho", ("Nhà Thầu Thử Một",))):
        watch = visits.seat(WATCHES[place])
        for about, tries in (("", (4, 2)), (f"&ve={told['dossier']}", (2, 2))):
            rows = watch.go(f"{refused}{about}").page.locator("main tbody tr").filter(has_text="bị từ chối")
            assert [rows.filter(has_text=name).count() for name in names] == list(tries[: len(names)])
    keeper = visits.seat("tn-phung-nguyen").go(papers)
    keeper.reads("Công Dân Thử Một", "to-khai.png")

    # «Trước ngày 25/6» ends with the 24th; «sớm» has no day until somebody gives it one.
    chair.go(f"/ket-luan/{told['district-conclusion']}/").reads("trước ngày 25/6", "sớm bổ sung")
    chair.go(ORDERS).reads("Chưa có hạn")
    chair.go(f"{ORDERS}?xem=chua-co-han").reads("sớm bổ sung cơ sở vật chất")
    chair.press("sớm bổ sung cơ sở vật chất").press("Đặt thời hạn|Thời hạn|hạn")
    chair.send({"due_kind": "by_end", "due_day": "30/06/2025"}).reads("30/06/2025")


# 2025: Phụng Công


def test_on_11_july_a_task_that_lacks_one_of_six_is_refused_by_its_name_and_events_count_down(visits):
    told = visits.open("2025-07-11T14:00")
    leader = visits.seat("lanhdao").go(f"{ORDERS}ke-hoach/moi/")
    plan = {"place": told["phung-cong"], "title": "Kế hoạch công tác 6 tháng cuối năm 2025"}
    here = leader.send(plan | {"starts": "01/07/2025", "ends": "31/12/2025"}).path
    leader.go(f"{ORDERS}su-kien/moi/")
    culture = offered(leader, "owner", "Phòng Văn hóa")
    for which in ("27-7", "2-9", "khai-giang", "trung-thu"):
        leader.go(f"{ORDERS}su-kien/moi/")
        leader.send({"place": told["phung-cong"], "which": which, "owner": culture})
    leader.reads("Chủ nhật, 27/07/2025", "ngày nghỉ cuối tuần", "còn 16 ngày", "02/09/2025", "06/10/2025")
    leader.reads("Phòng Văn hóa – Xã hội")

    economy = {"title": "Giải phóng mặt bằng, thu ngân sách", "due_kind": "by_end", "due_day": "31/12/2025"}
    leader.go(f"{here}them/")
    economy |= {"lead": offered(leader, "lead", "Phòng Kinh tế"), "authority": "UBND xã Phụng Công"}
    leader.send(economy).reads("còn thiếu", "rõ sản phẩm")
    task = leader.path
    assert "rõ sản phẩm" in leader.go(f"{task}viec/giao/").told_off({})
    leader.go(f"{task}viec/sau-ro/")
    people = {
        name: offered(leader, name, words) for name, words in (("person", "Bùi Thử Trưởng"), ("leader", "Vũ Thử Duyệt"))
    }
    leader.send(people | {"product": "Báo cáo tháng (thử)", "evidence": "Văn bản (thử)"}).reads("Báo cáo tháng (thử)")
    leader.go(f"{task}viec/giao/").send({}).reads("Đang thực hiện", "Phòng Kinh tế")
    leader.go(here).reads("Giải phóng mặt bằng, thu ngân sách")
    leader.go(f"{here}in/")
    visits.seat("truongphong").go(f"{ORDERS}?vai=chu-tri").reads("Giải phóng mặt bằng, thu ngân sách")


# 2025: Đại Đồng


def write(seat, number, kind, whom=""):
    """Say in the writer of conclusions what sentence ``number`` does, and whom it asks."""
    seat.page.locator(f"#kind-{number}").select_option(kind)
    if whom:
        seat.page.locator(f"#whom-{number}").fill(whom)


SAID = (
    "Ghi nhận những cố gắng của chính quyền xã. Đề nghị xã duy trì hoạt động Trung tâm bảo đảm thông suốt."
    " Ưu tiên mua sắm cho Trung tâm từ nguồn kinh phí được cấp hỗ trợ, xong trước ngày 16/8."
    " Xã khẩn trương, chủ động xây dựng quy hoạch không gian phát triển."
)


def test_on_15_july_six_difficulties_and_five_proposals_find_their_units_and_the_conclusion_becomes_tasks(visits):
    told = visits.open("2025-07-15T10:30")
    visits.seat("liemqt").go(f"{TEAM}{told['dai-dong-campaign']}/").reads("Lãnh đạo Sở Tài chính", "chưa nêu tên người")
    commune = visits.seat("ct-dai-dong").go("/kien-nghi/gui/")
    for _ in range(3):
        commune.send({"them": "1"})
    head = {"title": "Khó khăn và đề xuất sau hai tuần", "occasion": "during", "visit_words": "Đoàn công tác 15/7/2025"}
    lines = {}
    for at, (key, item) in enumerate(ITEMS):
        lines |= {f"i{at}-kind": item.kind, f"i{at}-statement": item.statement}
        lines |= {f"i{at}-category": "network" if key == "P2" else item.category}
    commune.send(head | lines).reads("đường 437", "Sở Tài chính", "Sở Khoa học và Công nghệ", "Sở Nội vụ", "Công an")
    money = commune.page.locator("main a").filter(has_text=ITEMS[6][1].statement).first.get_attribute("href")

    office = visits.seat("vp-pt").go("/ket-luan/moi/")
    front = {
        "genre": "leader", "issuer": offered(office, "issuer", "Ủy ban nhân dân tỉnh"), "places": [told["dai-dong"]],
        "title": "Kết luận của đồng chí Quách Tất Liêm tại buổi làm việc với xã Đại Đồng", "spoken_on": "15/07/2025",
        "half": "am", "speaker": "Quách Tất Liêm", "recipients": "UBND xã Đại Đồng; Sở Tài chính",
        "symbol": "TB-UBND", "signs_as": "KT. CHỦ TỊCH",
    }  # fmt: skip
    conclusion = office.send(front).path.removesuffix("soan/")
    office.go(f"{conclusion}soan/")
    office.page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    office.send({"pasted": SAID, "do": "dan"})
    office.page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    office.send({"do": f"lay:proposal:{money.strip('/').split('/')[-1]}"})
    words = office.page.locator("textarea[name=words]")
    kinds = {"Ghi nhận": "recognition", "Về kiến nghị": "answer"}
    for number in range(1, words.count() + 1):
        text = words.nth(number - 1).input_value()
        kind = next((kind for start, kind in kinds.items() if text.startswith(start)), "request")
        write(office, number, kind, "UBND xã Đại Đồng" if kind == "request" else "")
        if kind == "answer":
            words.nth(number - 1).fill(text.replace("…", "kinh phí được cấp hỗ trợ dùng trước hết cho Trung tâm."))
    office.send({"do": "luu"})
    office.go(f"{conclusion}xem-truoc/").reads("Kiến nghị chưa có câu trả lời", "tập huấn")
    office.go(conclusion).press("Trình ký")
    leader = visits.seat("liemqt").go(f"{conclusion}ky/")
    leader.press("Ký kết luận").reads("Đã ký, chờ cấp số")
    clerk = visits.seat("vt-pt").go(f"{conclusion}viec/cap-so/").send({"issued_on": "15/07/2025"})
    clerk.press("Gửi").reads("01/TB-UBND")
    paper = printed(clerk, f"{conclusion}ban-in.pdf")
    for told_there in ("THÔNG BÁO", "01/TB-UBND", "duy trì hoạt động Trung tâm"):
        assert told_there in paper
    commune.go(money).reads("kinh phí được cấp hỗ trợ dùng trước hết cho Trung tâm.")
    commune.go(conclusion).press("Xác nhận đã nhận")

    leader.go(f"{ORDERS}?xem=chua-giao").press("Ưu tiên mua sắm").reads("trước ngày 16/8", "còn thiếu")
    task = leader.path
    leader.go(f"{task}viec/sau-ro/")
    people = {name: offered(leader, name, words) for name, words in (("person", "Phụ Thử"), ("leader", "Chủ Thử"))}
    six = {
        "product": "Phương án dùng kinh phí (thử)",
        "evidence": "Văn bản (thử)",
        "authority": "UBND tỉnh, kết luận 15/7/2025",
    }
    leader.send(people | six).go(f"{task}viec/giao/").send({}).reads("Đang thực hiện")
    leader.go(f"{ORDERS}?xem=chua-co-han").reads("quy hoạch không gian")


def test_on_30_july_what_waits_shows_its_age_and_the_last_report_waits_for_its_venue(visits):
    told = visits.open("2025-07-30T09:00")
    visits.seat("vp-pt").go("/kien-nghi/tong-hop/").reads("Sở Nội vụ", "15 ngày", "xã Đại Đồng")
    unit = visits.seat("snv-pt").go("/kien-nghi/?toi=1").reads("tập huấn chuyên sâu")
    unit.press("tập huấn chuyên sâu").press("Trả lời")
    said = unit.told_off({"outcome": "answered", "words": "…"})
    assert "tập huấn chuyên sâu" in said
    unit.send({"words": "Sở mở lớp trong tháng 8 (thử)."}).reads("Sở mở lớp trong tháng 8 (thử).")

    editor = visits.seat("bt-pt").go(f"/bai-viet/{told['article-tra-ly']}/")
    editor.reads("Một trụ sở, hai tên", "Chưa đăng được", "Ngày nghỉ", "Năm do suy ra")
    assert "mâu thuẫn" in editor.go(f"/bai-viet/{told['article-tra-ly']}/viec/dang/").told_off({})
    editor.go(f"/bai-viet/{told['article-dai-dong']}/").reads("Năm do suy ra")
    missing = {"phung-cong": {"title": UNTITLED, "category": CATEGORY}}
    for name, who in BY_HAND.items():
        writer = visits.seat(who)
        article = taken_in(writer, name, **missing.get(name, {}))
        writer.go(article).reads("Năm do suy ra")
        writer.go(f"{article}viec/dang/").send({})
        assert writer.page.locator('main a[href^="/tin/"]').count()


def test_on_18_august_what_is_late_was_told_to_the_commune_and_then_above_it(visits):
    visits.open("2025-08-18T09:00")
    visits.work()
    visits.seat("ct-dai-dong").go("/thong-bao/").reads("Ưu tiên mua sắm")
    visits.seat("vp-pt").go(ORDERS).reads("Ưu tiên mua sắm", "quá hạn 3 ngày")
    leader = visits.seat("liemqt").go(f"{ORDERS}bao-cao-tuan/")
    leader.reads("Ưu tiên mua sắm")
    commune = (
        visits.seat("ct-dai-dong").go(f"{ORDERS}?vai=chu-tri").press("Ưu tiên mua sắm").press("Đề nghị nghiệm thu")
    )
    commune.send({"words": "Đã có phương án (thử)", "files": picture()})
    leader.go(f"{ORDERS}?xem=cho-nghiem-thu").press("Ưu tiên mua sắm").press("Nghiệm thu|Đạt")
    leader.send({}).reads("trễ 3 ngày")


def test_at_the_end_no_page_had_a_fault(visits):
    visits.open("2025-08-18T09:00")
    assert visits.faults() == []
    assert "Traceback" not in (visits.var / "log").read_text()
