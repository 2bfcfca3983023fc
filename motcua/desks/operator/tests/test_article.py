"""``motcua article import``: answers without a database, from a file or a pipe; refuses what is no text; saves a draft."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from motcua.articles.models import Article
from motcua.config.demo.articles import text_of
from motcua.desks.operator.cli import main


@pytest.fixture
def run(capsys):
    """Return ``run(*words)``: exit code, what was printed, what was complained of."""

    def ran(*words):
        with pytest.raises(SystemExit) as left:
            main.main(list(words))
        told = capsys.readouterr()
        return left.value.code, told.out, told.err

    return ran


def test_it_answers_from_a_pipe_where_no_database_is(tmp_path):
    environment = {**os.environ, "MOTCUA_VAR": str(tmp_path / "var"), "MOTCUA_LANG": "vi"}
    command = [sys.executable, "-m", "motcua.desks.operator.cli", "article", "import", "-", "--json"]
    done = subprocess.run(
        command, input=text_of("phuong-duc").encode(), capture_output=True, env=environment, check=True
    )
    answer = json.loads(done.stdout)
    assert {"title", "lead", "body", "captions", "author", "source", "category", "published", "views"} < set(answer)
    assert {"units", "people", "dates", "flags"} < set(answer)
    assert (answer["views"], answer["published"]) == (833, "2018-02-24T10:41:00+07:00")
    assert not (tmp_path / "var").exists()


def test_people_read_the_traps_with_what_to_do(run, tmp_path):
    (tmp_path / "bai.txt").write_text(text_of("lam-thao"), encoding="utf-8")
    code, told, _ = run("article", "import", str(tmp_path / "bai.txt"))
    assert code == 0
    assert "date.exclusive" in told
    assert "24/6/2025" in told


@pytest.mark.parametrize(
    ("content", "more"),
    [
        (b"", ()),
        (b"\x89PNG\r\n\x1a\n\x00", ()),
        ("Xã".encode("utf-16-be"), ("--encoding", "koi8")),
        (b"x", ("--save",)),
    ],
)
def test_what_is_no_text_is_refused(run, tmp_path, content, more):
    (tmp_path / "bai.txt").write_bytes(content)
    code, told, complaint = run("article", "import", str(tmp_path / "bai.txt"), "--json", *more)
    assert code == 2
    assert told == ""
    assert json.loads(complaint)["error"]


def test_a_file_that_is_not_there_is_named(run):
    code, _, complaint = run("article", "import", "/khong/co")
    assert code == 2
    assert "/khong/co" in complaint or "tệp" in complaint


def test_a_draft_is_saved_in_the_name_of_an_editor(run, tmp_path, steering, monkeypatch):
    monkeypatch.setattr("motcua.desks.operator.node.wired", lambda: None)
    (tmp_path / "bai.txt").write_text(text_of("dai-dong"), encoding="utf-8")
    code, told, _ = run("article", "import", str(tmp_path / "bai.txt"), "--json", "--save", "--as", "bt-pt")
    assert code == 0
    assert str(Article.objects.get().pk) == json.loads(told)["saved"]
    code, _, complaint = run("article", "import", str(tmp_path / "bai.txt"), "--save", "--as", "kt1-pt")
    assert code != 0
    assert complaint
    assert Article.objects.count() == 1
