"""A whole node backed up while its books are open, restored in an empty place, and refused when tampered with."""

from __future__ import annotations

import io
import json
import os
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests import blank, commands
from tests.postgres import BINARIES

pytestmark = pytest.mark.slow

COMMAND, FILLED = "motcua.desks.operator.cli", "motcua.desks.operator.tests.filled"


@dataclass
class Node:
    """A node in a folder, and how to run a verb on it."""

    var: Path
    url: str = ""
    ids: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "MOTCUA_CLOCK")}
        kept |= {"MOTCUA_VAR": str(self.var), "MOTCUA_NODE": "thử"}
        return kept | ({"DATABASE_URL": self.url} if self.url else {})

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return commands.run(self.environment(), COMMAND, *words)

    def filled(self, *words: str) -> Any:
        """Do one of the things of ``filled.py`` in the node; return its answer."""
        done = commands.run(self.environment(), FILLED, *words)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(
    scope="module",
    params=[
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.skipif(not BINARIES.exists(), reason="PostgreSQL not installed")),
    ],
)
def node(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "sqlite":
        blank.sqlite_at(folder / "var/motcua.sqlite3")
    with blank.postgres() if request.param == "postgresql" else nullcontext("") as url:
        made = Node(folder / "var", url)
        made.ids = made.filled("fill")
        yield made


@dataclass
class Backup:
    """The node's backup, and what a verification of the books said just before."""

    file: Path
    verified: dict[str, Any]


@pytest.fixture(scope="module")
def made(node: Node) -> Backup:
    verified = json.loads(node.run("verify-ledger", "--json").stdout)
    done = node.run("backup", "--json")
    assert done.returncode == 0, done.stderr
    assert "KHÓA BÍ MẬT" in done.stderr
    return Backup(Path(json.loads(done.stdout)["file"]), verified)


@pytest.fixture(scope="module")
def backup(made: Backup) -> Path:
    return made.file


def place(node: Node, folder: Path) -> Node:
    """Return an empty place of the same kind to restore into."""
    if not node.url:
        return Node(folder / "restored")
    name = f"restored_{abs(hash(str(folder)))}"
    import psycopg

    with psycopg.connect(node.url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return Node(folder / "restored", node.url.rsplit("/", 1)[0] + f"/{name}")


def test_a_restored_node_verifies_and_holds_the_same_books(node: Node, made: Backup, tmp_path: Path) -> None:
    there = place(node, tmp_path)
    done = there.run("restore", str(made.file), "--into", str(there.var))
    assert done.returncode == 0, done.stderr
    assert "Sổ nguyên vẹn" in done.stdout
    restored = json.loads(there.run("verify-ledger", "--json").stdout)
    assert restored == made.verified
    assert restored["checked"]["entries"] == restored["checked"]["sealed"] > 50
    assert restored["checked"]["private_parts"] > restored["checked"]["erased_parts"] > 0
    assert (there.var / "keys/node.key").read_bytes() == (node.var / "keys/node.key").read_bytes()
    assert there.run("backup", str(tmp_path / "again.tar.gz")).returncode == 0

    ids = node.ids
    seen = there.filled("look", ids["kept"], ids["erased"], ids["later"])
    assert seen["differences"] == 0
    kept, erased, later = (seen[ids[name]] for name in ("kept", "erased", "later"))
    assert (kept["applicant"], kept["number"]) == ("Công Dân Thử Một", "033190000011")
    assert kept["files"].pop("ket-qua-Cong-dan-Thu.pdf") == ["signed"]
    assert [size > 50 for size in kept["files"].values()] == [True], (
        "its scan is there, another's like it erased or not"
    )
    assert erased == {"applicant": "(đã xóa)", "number": "", "files": {"": "gone"}}
    assert later["applicant"] == "Công Dân Thử Ba"
    gone = ids["gone"]
    assert not list(there.var.glob(f"blobs/*/*/{gone}"))


def test_a_place_that_is_not_empty_is_refused_and_left_alone(node: Node, backup: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x")
    done = node.run("restore", str(backup), "--into", str(tmp_path))
    assert done.returncode == 2
    assert [file.name for file in tmp_path.iterdir()] == ["mine"]


def test_a_database_server_that_is_not_empty_is_refused(node: Node, backup: Path, tmp_path: Path) -> None:
    if not node.url:
        pytest.skip("a server only")
    done = node.run("restore", str(backup), "--into", str(tmp_path / "restored"))
    assert done.returncode == 2
    assert not (tmp_path / "restored").exists()


def test_a_backup_without_keys_asks_for_them_and_who_was_erased_since_is_erased_again(
    node: Node, tmp_path: Path
) -> None:
    file = tmp_path / "open.tar.gz"
    assert node.run("backup", str(file), "--without-keys").returncode == 0
    with tarfile.open(file) as tar:
        keys = [name for name in tar.getnames() if name.startswith("keys/")]
    assert keys
    assert all(name.startswith("keys/public/") for name in keys)
    there = place(node, tmp_path)
    refused = there.run("restore", str(file), "--into", str(there.var))
    assert refused.returncode == 2
    assert not there.var.exists()
    node.filled("erase", node.ids["later_person"])
    erasures = node.var / "anchors" / "erasures.jsonl"
    keys = ("--keys", str(node.var / "keys"))
    done = there.run("restore", str(file), "--into", str(there.var), *keys, "--erasures", str(erasures))
    assert done.returncode == 0, done.stderr
    assert "Đã xóa lại dữ liệu của 1 bản ghi" in done.stdout
    assert "Sổ nguyên vẹn" in done.stdout
    assert there.filled("look", node.ids["later"])[node.ids["later"]] == {
        "applicant": "(đã xóa)",
        "number": "",
        "files": {"": "gone"},
    }
    again = there.run("erase-again", str(erasures))
    assert (again.returncode, "Đã xóa lại dữ liệu của 0 bản ghi" in again.stdout) == (0, True)


def test_a_backup_signed_by_another_node_is_refused(node: Node, backup: Path, tmp_path: Path) -> None:
    """Whoever changes a file and its manifest still lacks the node's key."""
    with tarfile.open(backup) as tar:
        members = {header.name: tar.extractfile(header).read() for header in tar}  # type: ignore[union-attr]
    members["manifest.json"] = members["manifest.json"].replace(b'"version":"', b'"version":"9')
    file = tmp_path / "forged.tar.gz"
    with tarfile.open(file, "w:gz", compresslevel=1) as tar:
        for name, content in members.items():
            header = tarfile.TarInfo(name)
            header.size = len(content)
            tar.addfile(header, io.BytesIO(content))
    there = Node(tmp_path / "restored", node.url)
    done = there.run("restore", str(file), "--into", str(there.var))
    assert done.returncode == 1
    assert not there.var.exists()


@pytest.mark.parametrize("place", [0.5, 1.0], ids=["in the middle", "in the checksum"])
def test_a_damaged_backup_is_refused_before_anything_is_written(
    node: Node, backup: Path, tmp_path: Path, place: float
) -> None:
    content = bytearray(backup.read_bytes())
    start = int((len(content) - 6) * place)
    # More than one bit: in a run of zeros a match with another distance reads the same.
    for at in range(start, min(start + 64, len(content))):
        content[at] ^= 0xFF
    file = tmp_path / "damaged.tar.gz"
    file.write_bytes(content)
    there = Node(tmp_path / "restored", node.url)
    done = there.run("restore", str(file), "--into", str(there.var))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert not there.var.exists()


def test_an_earlier_backup_is_never_overwritten(node: Node, backup: Path) -> None:
    before = backup.read_bytes()
    assert node.run("backup", str(backup)).returncode == 2
    assert backup.read_bytes() == before


def test_health_remembers_the_backup_and_names_what_is_amiss(node: Node, backup: Path) -> None:
    page = json.loads(node.run("health", "--json").stdout)
    assert page["last_backup"] is not None
    assert page["last_backup_file"]
    assert page["seals"]["last_number"] >= 1
    assert page["seals"]["waiting"] == 0
    assert page["guards_missing"] == []
    assert page["ok"] == (not page["problems"])
