"""The editor of a centre's own process: without a script, faults at their steps, nothing lost, others only look."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from motcua.catalogue.facts import Step
from motcua.catalogue.models import Process
from motcua.catalogue.rules.process import PlannedStep
from motcua.desks.backoffice import drawing
from motcua.desks.backoffice.tests.conftest import Desk
from motcua.ledger.models import Entry

pytestmark = pytest.mark.django_db
CODE = "1.001193"
LIST = f"/danh-muc/{CODE}/quy-trinh/"


@pytest.fixture
def director(desk: Desk) -> Client:
    return desk.client("giamdoc", verified=True)


def begin(client: Client) -> str:
    return client.post(LIST, {"once_key": "begin"})["Location"]


def form(client: Client, address: str) -> dict[str, Any]:
    """Return the editor's form as the browser would send it."""
    page = client.get(address).content.decode()
    editor = page[page.index('name="co-buoc"') :]
    found: dict[str, Any] = {"co-buoc": "1", "buoc": re.findall(r'name="buoc" value="([^"]+)"', editor)}
    found["seen"] = re.search(r'name="seen" value="(\d+)"', page)[1]
    found["once_key"] = re.findall(r'name="once_key" value="([0-9a-f]+)"', page)[-1]
    for name, value in re.findall(
        r'<input[^>]*? name="([^"]+\.(?:name|share|hours|division|system))"[^>]*? value="([^"]*)"', editor
    ):
        found[name] = value
    for name, body in re.findall(r'<select[^>]*? name="([^"]+)"[^>]*>(.*?)</select>', editor, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    return found


def the_process() -> Process:
    return Process.objects.get()


def test_from_the_proposed_steps_to_a_process_in_force(desk: Desk, director: Client) -> None:
    address = begin(director)
    assert begin(director) == address
    sent = form(director, address)
    _first, second = sent["buoc"][:2]
    sent |= {f"{second}.name": "Tra cứu, đối chiếu", "viec": "kiem-tra"}
    assert director.post(address, sent).status_code == 302
    assert director.post(address, sent).status_code == 302
    assert the_process().state == "verified"
    page = director.get(address).content.decode()
    assert "Cho áp dụng" in page
    assert director.post(address, {"viec": "ap-dung", "from_day": "11/07/2025", "once_key": "x"}).status_code == 302
    assert the_process().from_day == date(2025, 7, 11)
    for where in (LIST, f"/danh-muc/{CODE}/", f"{LIST}in/", f"/thu-tuc/{CODE}/"):
        assert "Tra cứu, đối chiếu" in director.get(where).content.decode()
    assert "co-buoc" not in director.get(address).content.decode()


def test_steps_are_added_moved_and_taken_out_a_page_at_a_time(director: Client) -> None:
    address = begin(director)
    keys = form(director, address)["buoc"]
    director.post(address, form(director, address) | {"viec": "them"})
    assert form(director, address)["buoc"] == [*keys[:-1], "buoc-1", keys[-1]]
    director.post(address, form(director, address) | {"viec": "len.buoc-1", "buoc-1.name": "Xin ý kiến"})
    assert form(director, address)["buoc"] == [*keys[:-2], "buoc-1", *keys[-2:]]
    assert "Xin ý kiến" in director.get(address).content.decode()
    director.post(address, form(director, address) | {"viec": f"xuong.{keys[0]}"})
    assert form(director, address)["buoc"][:2] == [keys[1], keys[0]]
    director.post(address, form(director, address) | {"viec": "bo.buoc-1"})
    assert sorted(form(director, address)["buoc"]) == sorted(keys)


def test_fields_of_the_other_system_survive_the_form(director: Client) -> None:
    address = begin(director)
    before = the_process().steps
    director.post(address, form(director, address) | {"viec": "luu"})
    assert the_process().steps == before


def test_every_fault_stands_at_its_step(director: Client) -> None:
    address = begin(director)
    sent = form(director, address)
    leader = next(key for key in sent["buoc"] if sent[f"{key}.role"] == "leader")
    sent |= {
        f"{leader}.role": "specialist",
        f"{leader}.share": "1",
        f"{leader}.division": "Phòng Lạ",
        "viec": "kiem-tra",
    }
    answer = director.post(address, sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    for words in ("Không có bước lãnh đạo ký", "phải đúng 100 %", "không có đơn vị «Phòng Lạ»"):
        assert words in page
    assert f'href="#buoc-{leader}"' in page
    assert the_process().state == "draft"
    assert "Phòng Lạ" in director.get(address).content.decode()


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"{0}.share": "nhiều"}, 400),
        ({"{0}.share": "101"}, 400),
        ({"{0}.share": "²"}, 400),
        ({"{0}.hours": "-1"}, 400),
        ({"{0}.days": "nhiều"}, 400),
        ({"{0}.days": "367"}, 400),
        ({"{0}.silence": "x" * 201}, 400),
        ({"{0}.role": "vua"}, 400),
        ({"{0}.name": "x" * 201}, 400),
        ({"buoc": [f"k{n}" for n in range(21)]}, 400),
        ({"viec": "bay"}, 404),
        ({"viec": "bo.khong-co"}, 404),
        ({"seen": "0"}, 409),
        ({"viec": "ap-dung", "from_day": "mai"}, 400),
        ({"viec": "ap-dung", "from_day": "11/07/2025"}, 409),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(
    director: Client, change: dict[str, Any], status: int
) -> None:
    address = begin(director)
    sent = form(director, address) | {"viec": "luu"}
    first = sent["buoc"][0]
    sent |= {f"{first}.name": "Tiếp nhận khác"} | {name.format(first): value for name, value in change.items()}
    entries, steps = Entry.objects.count(), the_process().steps
    assert director.post(address, sent).status_code == status
    assert (Entry.objects.count(), the_process().steps) == (entries, steps)


def test_what_was_typed_stays_when_it_is_refused(director: Client) -> None:
    address = begin(director)
    sent = form(director, address) | {"viec": "luu"}
    sent |= {f"{sent['buoc'][0]}.name": "Tiếp nhận <b>khác</b>", "seen": "0"}
    page = director.post(address, sent).content.decode()
    assert "Tiếp nhận &lt;b&gt;khác" in page


def test_putting_in_force_asks_for_the_code_beside_it(desk: Desk) -> None:
    client = desk.client("giamdoc")
    address = begin(client)
    client.post(address, form(client, address) | {"viec": "kiem-tra"})
    wish = {"viec": "ap-dung", "from_day": "11/07/2025"}
    assert client.post(address, wish).status_code == 403
    assert client.post(address, wish | {"otp": desk.code_of("giamdoc")}).status_code == 302
    assert the_process().state == "in_force"


def test_a_draft_is_given_up(director: Client) -> None:
    address = begin(director)
    assert director.post(address, form(director, address) | {"viec": "bo-nhap"})["Location"] == LIST
    assert the_process().state == "dropped"
    assert "Soạn bản mới" in director.get(LIST).content.decode()


@pytest.mark.parametrize("who", ["tiepnhan", "thuly", "lanhdao"])
def test_others_look_and_change_nothing(desk: Desk, director: Client, who: str) -> None:
    address = begin(director)
    sent = form(director, address)
    client = desk.client(who, verified=True)
    page = client.get(address).content.decode()
    assert "co-buoc" not in page
    assert "Soạn bản mới" not in client.get(LIST).content.decode()
    assert client.post(address, sent | {"viec": "luu", f"{sent['buoc'][0]}.name": "x"}).status_code == 403
    assert client.post(LIST, {}).status_code in (403, 409)


def test_administrators_and_strangers_are_not_let_in(desk: Desk) -> None:
    assert desk.client("quantri", verified=True).get(LIST).status_code == 403
    assert Client().get(LIST).status_code == 302


def test_a_process_of_another_procedure_is_not_found(director: Client) -> None:
    address = begin(director)
    assert director.get(address.replace(CODE, "1.000656")).status_code == 404


def test_the_drawing_shows_lost_steps_and_circles_and_says_them() -> None:
    steps = [
        PlannedStep(key="a", name="Tiếp nhận hồ sơ tại quầy số một của Trung tâm", role="counter", share=50, next="c"),
        PlannedStep(key="b", name="Bị quên", role="leader", share=0),
        PlannedStep(key="c", name="Thẩm tra", role="specialist", share=50, next="a"),
    ]
    found = drawing.flow(steps, {"c"})
    assert [(box.key, box.kind) for box in found.boxes] == [("a", "plain"), ("c", "wrong"), ("b", "lost")]
    assert len(found.boxes[0].lines) == 2
    assert found.back is not None
    words = " ".join(str(one) for one in found.words)
    assert "Sau đó quay lại bước «Tiếp nhận" in words
    assert "«Bị quên» không nối" in words
    tops = [box.top for box in found.boxes]
    assert tops == sorted(tops)
    assert found.height >= tops[-1] + found.boxes[-1].height


def test_nothing_to_draw_is_drawn_as_nothing() -> None:
    assert drawing.flow([]).boxes == ()
    assert [box.key for box in drawing.flow([Step(key="x", name="", role="counter", share=1)]).boxes] == ["x"]
