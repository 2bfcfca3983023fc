from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.adapters.filestore import DiskStore, store
from motcua.kernel.errors import BadInput, NotFound

CONTENT = "nội dung bản quét".encode()
HASH = sha256(CONTENT).hexdigest()


@pytest.fixture
def disk(tmp_path: Path) -> DiskStore:
    return DiskStore(tmp_path / "kho")


def files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


@pytest.mark.parametrize("content", [CONTENT, BytesIO(CONTENT)])
def test_bytes_come_back_under_their_hash(disk: DiskStore, tmp_path: Path, content: bytes | BytesIO) -> None:
    stored = disk.put(content)
    assert (stored.sha256, stored.size, stored.known) == (HASH, len(CONTENT), False)
    assert disk.exists(HASH)
    assert disk.get(HASH) == CONTENT
    assert disk.verify(HASH)
    assert list(disk.hashes()) == [HASH]
    assert files(tmp_path) == [tmp_path / "kho" / HASH[:2] / HASH[2:4] / HASH]


def test_a_removed_blob_is_off_the_disk_and_can_come_back(disk: DiskStore, tmp_path: Path) -> None:
    disk.put(CONTENT)
    assert disk.remove(HASH)
    assert not disk.exists(HASH)
    assert files(tmp_path) == []
    assert not disk.remove(HASH)
    assert disk.put(CONTENT).known is False
    with pytest.raises(BadInput):
        disk.remove("../kho")


def test_the_same_bytes_are_kept_once_and_never_written_again(disk: DiskStore, tmp_path: Path) -> None:
    disk.put(CONTENT)
    before = files(tmp_path)[0].stat()
    assert disk.put(CONTENT).known
    after = files(tmp_path)[0].stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_blob_is_read_only(disk: DiskStore, tmp_path: Path) -> None:
    disk.put(CONTENT)
    assert files(tmp_path)[0].stat().st_mode & 0o777 == 0o440


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "", "a" * 63, "A" * 64, HASH + "/x", "a" * 63 + "\n", "..", "%2e" * 32]
)
def test_no_name_leads_out_of_the_folder(disk: DiskStore, name: str) -> None:
    for act in (disk.get, disk.open, disk.exists, disk.verify):
        with pytest.raises(BadInput):
            act(name)


def test_what_is_not_there_is_not_found(disk: DiskStore) -> None:
    assert not disk.exists("0" * 64)
    for act in (disk.get, disk.open, disk.verify):
        with pytest.raises(NotFound):
            act("0" * 64)


def test_a_changed_byte_on_disk_is_seen(disk: DiskStore, tmp_path: Path) -> None:
    disk.put(CONTENT)
    blob = files(tmp_path)[0]
    blob.chmod(0o600)
    blob.write_bytes(CONTENT[:-1] + b"!")
    assert not disk.verify(HASH)


def test_beyond_the_limit_nothing_is_kept(disk: DiskStore, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        disk.put(BytesIO(CONTENT), limit=len(CONTENT) - 1)
    assert files(tmp_path) == []
    assert disk.put(CONTENT, limit=len(CONTENT)).size == len(CONTENT)


def test_a_source_that_breaks_half_way_leaves_nothing(disk: DiskStore, tmp_path: Path) -> None:
    class Breaking(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise ConnectionError
            return super().read(4)

    with pytest.raises(ConnectionError):
        disk.put(Breaking(CONTENT))
    assert files(tmp_path) == []


def test_a_process_killed_half_way_leaves_no_blob_and_its_rest_is_swept(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from motcua.adapters.filestore import DiskStore\n"
        "class Endless:\n"
        "    def read(self, size):\n"
        "        print('half', flush=True)\n"
        "        return b'x' * size\n"
        "DiskStore(Path(sys.argv[1])).put(Endless())\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, cwd=Path(store.__file__).parents[3]
    )
    assert process.stdout is not None
    for _ in range(3):
        process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    disk = DiskStore(tmp_path)
    assert list(disk.hashes()) == []
    assert len(files(tmp_path)) == 1
    assert disk.sweep() == 0
    os.utime(files(tmp_path)[0], (time.time() - 90_000,) * 2)
    assert disk.sweep() == 1
    assert files(tmp_path) == []


def test_everything_is_flushed_before_the_name_appears(disk: DiskStore, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    real_fsync, real_link = os.fsync, os.link
    monkeypatch.setattr(store.os, "fsync", lambda handle: (order.append("fsync"), real_fsync(handle))[1])
    monkeypatch.setattr(store.os, "link", lambda a, b: (order.append("link"), real_link(a, b))[1])
    disk.put(CONTENT)
    assert order[0] == "fsync"
    assert order[-2:] == ["link", "fsync"]


def test_racing_writers_of_the_same_bytes_all_succeed(disk: DiskStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        stored = list(pool.map(lambda _: disk.put(CONTENT), range(40)))
    assert {one.sha256 for one in stored} == {HASH}
    assert sum(not one.known for one in stored) == 1


@given(st.binary(max_size=3000))
def test_any_bytes_round_trip(tmp_path: Path, content: bytes) -> None:
    disk = DiskStore(tmp_path / "any")
    assert disk.get(disk.put(content).sha256) == content
