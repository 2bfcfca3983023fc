"""A backup's file: whole, private, and refused when anything in it is not as its manifest says."""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from motcua.desks.operator import archive
from motcua.desks.operator.node import Unfit

Members = dict[str, bytes]


def make(folder: Path) -> Path:
    source = folder / "source"
    (source / "keys" / "public").mkdir(parents=True)
    (source / "keys" / "node.key").write_bytes(b"k" * 32)
    (source / "keys" / ".draft").write_bytes(b"half")
    (source / "keys" / "public" / "ab.pem").write_bytes(b"pem")
    (source / "books").write_bytes(b"books" * 1000)
    target = folder / "backup.tar.gz"
    with archive.writing(target) as writer:
        writer.file("database/books", source / "books")
        writer.folder("keys", source / "keys")
        manifest = archive.Manifest(
            format=archive.FORMAT,
            at="2025-07-11T09:00:00+00:00",
            node="test",
            version="1",
            engine="sqlite",
            engine_version="3",
            migrations=[],
            with_keys=True,
            key_id="ab",
            files=writer.members,
        )
        writer.text(archive.MANIFEST, msgspec.json.encode(manifest))
        writer.text(archive.SIGNATURE, msgspec.json.encode(archive.Signature("ab", "00")))
    return target


def test_an_archive_is_readable_by_its_owner_alone_and_comes_out_as_it_went_in(tmp_path: Path) -> None:
    file = make(tmp_path)
    assert file.stat().st_mode & 0o777 == 0o600
    contents = archive.check(file)
    archive.extract(file, contents, tmp_path / "out")
    assert (tmp_path / "out/database/books").read_bytes() == b"books" * 1000
    assert (tmp_path / "out/keys/node.key").stat().st_mode & 0o777 == 0o600
    assert contents.public_keys == {"ab.pem": b"pem"}


def test_drafts_are_left_out(tmp_path: Path) -> None:
    names = [member.name for member in archive.check(make(tmp_path)).manifest.files]
    assert names == ["database/books", "keys/node.key", "keys/public/ab.pem"]


def test_a_blob_deleted_while_the_backup_is_made_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "blobs"
    source.mkdir()
    for name in ("aa", "bb", "cc"):
        (source / name).write_bytes(name.encode())
    add_file = archive.Writer.file

    def slowly(writer: archive.Writer, name: str, path: Path) -> None:
        (source / "bb").unlink(missing_ok=True)
        add_file(writer, name, path)

    monkeypatch.setattr(archive.Writer, "file", slowly)
    with archive.writing(tmp_path / "backup.tar.gz") as writer:
        writer.folder("blobs", source)
    assert [member.name for member in writer.members] == ["blobs/aa", "blobs/cc"]


def test_an_interrupted_archive_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), archive.writing(tmp_path / "backup.tar.gz"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def change(members: Members) -> None:
    members["database/books"] = b"Books" + members["database/books"][5:]


def drop(members: Members) -> None:
    del members["keys/node.key"]


def add(members: Members) -> None:
    members["keys/more.key"] = b"x"


def climb(members: Members) -> None:
    members["keys/../../escaped"] = b"x"


def absolute(members: Members) -> None:
    members["/tmp/escaped"] = b"x"


def unmanifested(members: Members) -> None:
    del members[archive.MANIFEST]


def unsigned(members: Members) -> None:
    del members[archive.SIGNATURE]


def later_format(members: Members) -> None:
    members[archive.MANIFEST] = members[archive.MANIFEST].replace(b'"format":1', b'"format":9')


def broken_manifest(members: Members) -> None:
    members[archive.MANIFEST] = b"{}"


@pytest.mark.parametrize(
    "tamper", [change, drop, add, climb, absolute, unmanifested, unsigned, later_format, broken_manifest]
)
def test_a_tampered_archive_is_refused(tmp_path: Path, tamper: Callable[[Members], None]) -> None:
    file = make(tmp_path)
    with tarfile.open(file) as tar:
        members = {header.name: tar.extractfile(header).read() for header in tar}  # type: ignore[union-attr]
    tamper(members)
    with tarfile.open(file, "w:gz") as tar:
        for name, content in members.items():
            header = tarfile.TarInfo(name)
            header.size = len(content)
            tar.addfile(header, io.BytesIO(content))
    with pytest.raises(Unfit):
        archive.check(file)


def test_an_archive_cut_within_a_file_is_refused_in_words(tmp_path: Path) -> None:
    source, file = tmp_path / "noise", tmp_path / "backup.tar.gz"
    source.write_bytes(os.urandom(3 * 1024 * 1024))
    with archive.writing(file) as writer:
        writer.file("database/books", source)
    file.write_bytes(file.read_bytes()[: 2 * 1024 * 1024])
    with pytest.raises(Unfit, match="Không đọc được bản sao lưu"):
        archive.check(file)


@pytest.mark.parametrize("size", [0, 10, 200])
def test_a_cut_archive_is_refused(tmp_path: Path, size: int) -> None:
    file = make(tmp_path)
    file.write_bytes(file.read_bytes()[:size])
    with pytest.raises(Unfit):
        archive.check(file)


def test_links_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "links.tar.gz"
    with tarfile.open(file, "w:gz") as tar:
        header = tarfile.TarInfo("keys/link")
        header.type, header.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(header)
    with pytest.raises(Unfit):
        archive.check(file)
