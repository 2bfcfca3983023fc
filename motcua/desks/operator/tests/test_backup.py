"""A whole node backed up while its books are open, restored in an empty place, and refused when tampered with."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.postgres import BINARIES, cluster

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-m", "motcua.desks.operator.cli"]
FILL = """
from motcua.desks.operator import node
node.set_up()
from motcua.desks.operator import prepare
from motcua.ledger import marks, sealing
from motcua.ledger.actor import system
from motcua.office.commands import load_calendars
prepare.migrate()
marks.begin(marks.REAL)
load_calendars(system("thử sao lưu"))
sealing.seal_all()
"""


@dataclass
class Node:
    """A node in a folder, and how to run a verb on it."""

    var: Path
    url: str = ""

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "MOTCUA_CLOCK")}
        kept |= {"MOTCUA_VAR": str(self.var), "MOTCUA_NODE": "thử"}
        # Many starts of one program: compiled once, whatever the machine's habit is.
        kept.pop("PYTHONDONTWRITEBYTECODE", None)
        kept["PYTHONPYCACHEPREFIX"] = str(self.var.parent.parent / "bytecode")
        return kept | ({"DATABASE_URL": self.url} if self.url else {})

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*COMMAND, *words], env=self.environment(), capture_output=True, text=True, check=False)


@pytest.fixture(
    scope="module",
    params=[
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.skipif(not BINARIES.exists(), reason="PostgreSQL not installed")),
    ],
)
def node(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    folder = tmp_path_factory.mktemp(request.param)
    with cluster() if request.param == "postgresql" else nullcontext("") as url:
        made = Node(folder / "var", url)
        subprocess.run([sys.executable, "-c", FILL], env=made.environment(), check=True)
        blob = made.var / "blobs" / "ab" / "cd" / ("abcd" + "0" * 60)
        blob.parent.mkdir(parents=True)
        blob.write_bytes(b"scan")
        yield made


@pytest.fixture(scope="module")
def backup(node: Node) -> Path:
    done = node.run("backup", "--json")
    assert done.returncode == 0, done.stderr
    assert "KHÓA BÍ MẬT" in done.stderr
    return Path(json.loads(done.stdout)["file"])


def place(node: Node, folder: Path) -> Node:
    """Return an empty place of the same kind to restore into."""
    if not node.url:
        return Node(folder / "restored")
    name = f"restored_{abs(hash(str(folder)))}"
    import psycopg

    with psycopg.connect(node.url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return Node(folder / "restored", node.url.rsplit("/", 1)[0] + f"/{name}")


def test_a_restored_node_verifies_and_holds_the_same_books(node: Node, backup: Path, tmp_path: Path) -> None:
    there = place(node, tmp_path)
    done = there.run("restore", str(backup), "--into", str(there.var))
    assert done.returncode == 0, done.stderr
    assert "Sổ nguyên vẹn" in done.stdout
    here, restored = (json.loads(one.run("verify-ledger", "--json").stdout) for one in (node, there))
    assert restored == here
    assert restored["checked"]["entries"] == restored["checked"]["sealed"] == 1
    assert (there.var / "blobs/ab/cd" / ("abcd" + "0" * 60)).read_bytes() == b"scan"
    assert (there.var / "keys/node.key").read_bytes() == (node.var / "keys/node.key").read_bytes()
    assert there.run("backup", str(tmp_path / "again.tar.gz")).returncode == 0


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


def test_a_backup_without_keys_asks_for_them(node: Node, tmp_path: Path) -> None:
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
    done = there.run("restore", str(file), "--into", str(there.var), "--keys", str(node.var / "keys"))
    assert done.returncode == 0, done.stderr


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


def test_a_damaged_backup_is_refused_before_anything_is_written(node: Node, backup: Path, tmp_path: Path) -> None:
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
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
    assert page["seals"]["last_number"] == 1
    assert page["seals"]["waiting"] == 0
    assert page["guards_missing"] == []
    assert page["ok"] == (not page["problems"])
