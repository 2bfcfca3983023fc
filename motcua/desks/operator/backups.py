"""Backing up a node while it serves, and restoring it into an empty place.

In this order, so that the pieces fit: anchors first (a seal anchored later is not in an earlier copy of the books),
then the database, then blobs (each is on disk before the books name it, and none is ever changed).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from motcua.desks.operator import archive, databases, node
from motcua.desks.operator.node import Unfit
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger import keys as node_keys

FOLDER: Final = "backups"
LAST: Final = "last-backup.json"
_NOT_BLOBS: Final = ("tmp",)


class LastBackup(msgspec.Struct, frozen=True):
    """What the node remembers of its last backup: when (machine time), where, how big, its SHA-256, keys inside."""

    at: datetime
    file: str
    size: int
    sha256: str
    with_keys: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of a restore: the manifest, and whether the books verified and all erased since was erased again.

    ``report`` is what was printed about both.
    """

    manifest: archive.Manifest
    sound: bool
    report: str


def make(target: Path | None = None, *, with_keys: bool = True) -> tuple[Path, archive.Manifest, LastBackup]:
    """Back up the node (Django set up) into one file, read it through again, and return what is in it.

    ``target`` is a file or a folder; left out, a file named by the instant in the node's ``backups`` folder.
    """
    settings = node.settings()
    at = datetime.now(UTC)
    file = _target(target, settings, at)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=_scratch(settings)) as scratch:
        copied = Path(scratch)
        anchors = _copy_folder(settings.MOTCUA_ANCHORS, copied / archive.ANCHORS)
        database, engine, engine_version = _copy_database(settings.DATABASES["default"], copied)
        with archive.writing(file) as writer:
            writer.file(f"{archive.DATABASE}/{database.name}", database)
            writer.folder(archive.ANCHORS, anchors)
            writer.folder(archive.BLOBS, settings.MOTCUA_BLOBS, without=_NOT_BLOBS)
            _add_keys(writer, settings.MOTCUA_KEYS, with_keys=with_keys)
            signing = node_keys.load(settings.MOTCUA_KEYS)
            manifest = archive.Manifest(
                format=archive.FORMAT,
                at=at.isoformat(timespec="seconds"),
                node=settings.MOTCUA_NODE,
                version=node.installed_version(),
                engine=engine,
                engine_version=engine_version,
                migrations=_migrations(),
                with_keys=with_keys,
                key_id=signing.key_id,
                files=writer.members,
            )
            signed = msgspec.json.encode(manifest)
            writer.text(archive.MANIFEST, signed)
            signature = archive.Signature(signing.key_id, signing.sign(signed).hex())
            writer.text(archive.SIGNATURE, msgspec.json.encode(signature))
    archive.check(file)
    last = LastBackup(at, str(file), file.stat().st_size, _digest(file), with_keys)
    _remember(settings.MOTCUA_VAR / LAST, last)
    return file, manifest, last


def last(var: Path) -> LastBackup | None:
    """Return what the node remembers of its last backup."""
    file = var / LAST
    return msgspec.json.decode(file.read_bytes(), type=LastBackup) if file.is_file() else None


def _target(target: Path | None, settings: Any, at: datetime) -> Path:
    name = f"motcua-{settings.MOTCUA_NODE}-{at:%Y%m%d-%H%M%S}.tar.gz"
    if target is None:
        folder = settings.MOTCUA_VAR / FOLDER
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Path(folder / name)
    file = target / name if target.is_dir() else target
    if file.exists():
        raise BadInput(N_("Đã có tệp {file}; không ghi đè bản sao lưu."), file=str(file), field="target")
    return file.resolve()


def _scratch(settings: Any) -> Path:
    """Return the folder for copies under way: on the node's own disk, for /tmp may be too small for the books."""
    folder = Path(settings.MOTCUA_VAR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _copy_folder(source: Path, target: Path) -> Path:
    target.mkdir()
    for file in sorted(source.glob("*")) if source.is_dir() else ():
        if file.is_file():
            shutil.copyfile(file, target / file.name)
    return target


def _copy_database(database: dict[str, Any], folder: Path) -> tuple[Path, str, str]:
    """Copy the database out and return the copy, its engine and the engine's version."""
    from django.db import connection  # noqa: PLC0415 - needs Django set up

    if database["ENGINE"].endswith("sqlite3"):
        copy = folder / databases.SQLITE_COPY
        databases.copy_sqlite(Path(database["NAME"]), copy)
    else:
        copy = folder / databases.POSTGRES_COPY
        databases.dump_postgres(database, copy)
    return copy, connection.vendor, ".".join(str(part) for part in connection.get_database_version())


def _add_keys(writer: archive.Writer, folder: Path, *, with_keys: bool) -> None:
    """Add the keys; without them, only the published ones, by which seals and this backup can still be checked."""
    node_keys.load(folder)
    if with_keys:
        writer.folder(archive.KEYS, folder)
    else:
        writer.folder(f"{archive.KEYS}/{node_keys.PUBLIC_FOLDER}", folder / node_keys.PUBLIC_FOLDER)


def _migrations() -> list[str]:
    from django.db import connection  # noqa: PLC0415 - needs Django set up
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415

    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _remember(file: Path, what: LastBackup) -> None:
    draft = file.with_name(f".{file.name}")
    draft.write_bytes(msgspec.json.encode(what))
    draft.replace(file)


def restore(source: Path, into: Path, *, keys: Path | None = None, erasures: Path | None = None) -> Restored:
    """Restore a backup into an empty folder (and, for PostgreSQL, the empty database ``DATABASE_URL`` names).

    Everything is checked before anything is written. ``keys`` is a copy of the node's key folder, for a backup made
    without keys; ``erasures`` names whose data were erased since, to be erased again. Then the tables are brought up to
    date, that is done and the books are verified, each by its own process.
    :class:`Unfit` or :class:`BadInput` when it is refused; then nothing was written.
    """
    contents = archive.check(source)
    manifest = contents.manifest
    _check_signature(source, contents, keys)
    _require_empty(into)
    postgres = _postgres_for(manifest)
    into.mkdir(parents=True, exist_ok=True, mode=0o700)
    archive.extract(source, contents, into)
    if keys is not None:
        shutil.copytree(keys, into / archive.KEYS, dirs_exist_ok=True)
    copied = into / archive.DATABASE
    if postgres is not None:
        databases.load_postgres(postgres, copied / databases.POSTGRES_COPY)
    else:
        (copied / databases.SQLITE_COPY).replace(into / node.SQLITE_FILE)
    shutil.rmtree(copied)
    environment = _environment(into, postgres=postgres is not None)
    _verb(environment, "migrate", must=True)
    repeated = _verb(environment, "erase-again", str(erasures.resolve())) if erasures is not None else None
    verified = _verb(environment, "verify-ledger", "--all")
    done = [one for one in (repeated, verified) if one is not None]
    report = "\n".join((one.stdout + one.stderr).strip() for one in done)
    return Restored(manifest, not any(one.returncode for one in done), report)


def _check_signature(source: Path, contents: archive.Contents, keys: Path | None) -> None:
    """Refuse a manifest that the node's key did not sign, and a backup whose keys are nowhere."""
    if not contents.manifest.with_keys and keys is None:
        raise BadInput(
            N_("Bản sao lưu này không có khóa của máy. Ghi --keys THƯ_MỤC: bản giữ riêng của thư mục keys."),
            field="keys",
        )
    known: Mapping[str, bytes] = contents.public_keys
    if keys is not None:
        known = {file.name: file.read_bytes() for file in sorted((keys / node_keys.PUBLIC_FOLDER).glob("*.pem"))}
    pem = known.get(f"{contents.signature.key_id}.pem")
    try:
        public = serialization.load_pem_public_key(pem or b"")
        if not isinstance(public, Ed25519PublicKey) or node_keys.key_id(public) != contents.signature.key_id:
            raise InvalidSignature
        public.verify(bytes.fromhex(contents.signature.signature), contents.signed)
    except (ValueError, InvalidSignature) as error:
        raise Unfit(
            N_("Bản kê trong {file} không do khóa của máy này ký. Không khôi phục gì."), file=str(source)
        ) from error


def _require_empty(into: Path) -> None:
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise BadInput(N_("{folder} không trống; khôi phục vào một thư mục trống."), folder=str(into), field="into")


def _postgres_for(manifest: archive.Manifest) -> dict[str, Any] | None:
    """Return the PostgreSQL database to restore into, ``None`` for a SQLite backup."""
    url = os.environ.get("DATABASE_URL", "").strip()
    named = bool(url) and not url.startswith("sqlite:")
    if manifest.engine == "sqlite":
        if named:
            raise BadInput(
                N_("Bản sao lưu là của SQLite, DATABASE_URL lại chỉ PostgreSQL. Bỏ DATABASE_URL rồi làm lại."),
                field="DATABASE_URL",
            )
        return None
    if not named:
        raise BadInput(
            N_("Bản sao lưu là của PostgreSQL: đặt DATABASE_URL chỉ một cơ sở dữ liệu trống."), field="DATABASE_URL"
        )
    import dj_database_url  # noqa: PLC0415 - only where PostgreSQL is used

    database: dict[str, Any] = dict(dj_database_url.parse(url))
    if not databases.is_empty_postgres(database):
        raise BadInput(N_("Cơ sở dữ liệu trong DATABASE_URL không trống."), field="DATABASE_URL")
    return database


def _environment(into: Path, *, postgres: bool) -> dict[str, str]:
    """Return the environment of a node whose things all lie in ``into``, whatever this process's node is."""
    moved = ("MOTCUA_KEYS", "MOTCUA_ANCHORS", "MOTCUA_BLOBS", "MOTCUA_CLOCK", *(() if postgres else ("DATABASE_URL",)))
    kept = {name: value for name, value in os.environ.items() if name not in moved}
    return {**kept, "MOTCUA_VAR": str(into.resolve())}


def _verb(environment: Mapping[str, str], *words: str, must: bool = False) -> subprocess.CompletedProcess[str]:
    # A process of its own: this one may have been started with another node's settings.
    command: Sequence[str] = [sys.executable, "-m", "motcua.desks.operator.cli", *words]
    done = subprocess.run(command, env=dict(environment), capture_output=True, text=True, check=False)  # noqa: S603
    if must and done.returncode:
        raise Unfit(N_("motcua {verb} báo lỗi: {why}"), verb=words[0], why=(done.stderr or done.stdout).strip()[-400:])
    return done
