"""What the phone keeps: the page says nothing of anybody, the worker names every file, and both know the way back."""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

from motcua.config import settings as live
from motcua.config.static_files import LIBRARY
from motcua.desks import inspector
from motcua.desks.inspector import views

SCRIPTS = Path(inspector.__file__).parent / "static" / "inspector"


@pytest.mark.parametrize("path", ["", "tho.js", "ung-dung.webmanifest", "ai.json", "viec.json"])
def test_whoever_may_neither_count_nor_check_stays_outside(region, sign_in, client, path):
    assert client.get(f"/hien-truong/{path}").status_code == HTTPStatus.FOUND
    assert sign_in(client, "tn-cao-xa").get(f"/hien-truong/{path}").status_code == HTTPStatus.OK
    assert sign_in(client, "lt-cao-xa").get(f"/hien-truong/{path}").status_code == HTTPStatus.FORBIDDEN


def test_the_page_is_the_same_for_everybody(region, sign_in, client):
    one = sign_in(client, "tn-cao-xa").get("/hien-truong/").content
    assert one == sign_in(client, "csvc-tra-ly").get("/hien-truong/").content
    assert b"csrf" not in one


def test_the_worker_keeps_every_file_the_page_asks_for(region, sign_in, client):
    client = sign_in(client, "tn-cao-xa")
    page, worker = client.get("/hien-truong/").content.decode(), client.get("/hien-truong/tho.js").content.decode()
    kept = set(json.loads(re.search(r"FILES = (\[.*\]);", worker)[1]))
    asked = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page))
    assert asked <= kept
    assert len(kept) == len(views.FILES) + 1, "and what draws signatures"


def test_every_module_is_kept():
    named = {f"inspector/{path.name}" for path in SCRIPTS.glob("*.js")}
    imported = {
        name for path in SCRIPTS.glob("*.js") for name in re.findall(r'from "\.\./(shared/.*?)"', path.read_text())
    }
    assert named | imported == {*views.MODULES, *views.LATER}


def test_scripts_ask_for_each_other_by_stamped_addresses(tmp_path):
    with override_settings(STORAGES=live.STORAGES, STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
    (kit,) = tmp_path.glob("inspector/kit.????????????.js")
    asked = re.findall(r'from "(.*?)"', kit.read_text())
    assert len(asked) > 3
    assert all((kit.parent / name).is_file() and re.search(r"\.[0-9a-f]{12}\.js$", name) for name in asked)
    assert kit.with_name(f"{kit.name}.gz").is_file()
    later = set(re.findall(r'import\("(.*?)"\)', kit.read_text()))
    assert len(later) == 3
    assert all((kit.parent / name).is_file() and re.search(r"\.[0-9a-f]{12}\.js$", name) for name in later)
    (reader,) = tmp_path.glob("zxing/umd/index.min.????????????.js")
    assert reader.with_name(f"{reader.name}.gz").stat().st_size < 120_000
    assert next(tmp_path.glob("zxing/LICENSE.*")).is_file()
    (engine,) = tmp_path.glob("xforms-engine/dist/index.????????????.js")
    assert engine.with_name(f"{engine.name}.gz").stat().st_size < 400_000
    assert next(tmp_path.glob("signature_pad/dist/signature_pad.min.????????????.js.gz")).stat().st_size < 6_000


def test_what_reads_labels_and_knows_checklists_is_told_and_is_none_of_the_files_of_the_page(region, sign_in, client):
    client = sign_in(client, "tn-cao-xa")
    page, worker = client.get("/hien-truong/").content.decode(), client.get("/hien-truong/tho.js").content.decode()
    for name, file in (("reader", views.READER), ("engine", views.ENGINE)):
        assert page.count(file) == worker.count(file) == 1
        assert f'data-{name}="/static/{file}"' in page


def test_the_page_of_the_kit_alone_may_compile_the_engine_and_play_what_lies_on_the_phone(region, sign_in, client):
    client = sign_in(client, "tn-cao-xa")
    kit = client.get("/hien-truong/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'wasm-unsafe-eval'" in kit
    assert "media-src 'self' blob:" in kit
    assert "'unsafe-eval'" not in kit
    assert "wasm" not in client.get("/hien-truong/thiet-bi/").headers["Content-Security-Policy"]


def test_a_node_without_the_library_shows_the_kit_all_the_same(region, sign_in, client, monkeypatch):
    monkeypatch.setattr(views.finders, "find", lambda name: None)
    monkeypatch.setattr(views, "_fetched", views._fetched.__wrapped__)
    client = sign_in(client, "tn-cao-xa")
    page = client.get("/hien-truong/").content.decode()
    assert all(f'data-{name}=""' in page for name in ("reader", "engine", "pad"))
    assert "LATER = []" in client.get("/hien-truong/tho.js").content.decode()


def test_of_the_library_two_named_files_are_served_and_nothing_else():
    assert finders.find(views.READER) == str(LIBRARY / "umd" / "index.min.js")
    assert finders.find(views.READER, find_all=True) == [str(LIBRARY / "umd" / "index.min.js")]
    assert finders.find("zxing/LICENSE") == str(LIBRARY / "LICENSE")
    for other in ("zxing/umd/index.js", "zxing/package.json", "zxing/../library/package.json", "umd/index.min.js"):
        assert finders.find(other) is None


def test_every_sentence_a_script_says_is_given_it(region, sign_in, client):
    page = sign_in(client, "tn-cao-xa").get("/hien-truong/").content.decode()
    given = {re.sub(r"-(\w)", lambda m: m[1].upper(), name) for name in re.findall(r'data-([a-z-]+)="', page)}
    source = "".join(path.read_text() for path in SCRIPTS.glob("*.js"))
    said = set(re.findall(r'say\("(\w+)"', source))
    assert len(said) > 40
    assert said - given == set()


def test_the_version_follows_the_language(region, sign_in, client):
    client = sign_in(client, "tn-cao-xa")
    vietnamese = client.get("/hien-truong/tho.js").content
    client.cookies["ngon-ngu"] = "en"
    assert client.get("/hien-truong/tho.js").content != vietnamese


def test_who_is_signed_in_and_the_token(region, sign_in, client):
    told = sign_in(client, "tn-cao-xa").get("/hien-truong/ai.json").json()
    assert told["user"] == region["tn-cao-xa"].account.hex[-12:]
    assert len(told["csrf"]) > 20


def test_there_is_no_third_kind_of_work(region, sign_in, client):
    client = sign_in(client, "tn-cao-xa")
    answer = client.get(f"/hien-truong/goi/khac/{region.places['cao-xa']}.json")
    assert (answer.status_code, answer.json()["said"]) == (HTTPStatus.NOT_FOUND, "Không có loại việc này.")


def test_the_menu_leads_whoever_may_count_to_it(region, sign_in, client):
    assert 'href="/hien-truong/"' in sign_in(client, "tn-cao-xa").get("/tai-khoan/").content.decode()
    assert 'href="/hien-truong/"' not in sign_in(client, "lt-cao-xa").get("/tai-khoan/").content.decode()
