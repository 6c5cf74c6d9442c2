"""A backup's file: an archive as pg_restore knows it, and a line by which damage is seen."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from oye_sql import archive

MANIFEST = archive.Manifest(datetime(2026, 11, 24, 9, tzinfo=UTC), "oye", "18.4", "0014_restore")


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """Longer than a block of the digest's."""
    path = tmp_path / "oye.dump"
    path.write_bytes(b"PGDMP" + bytes(range(256)) * 5000)
    archive.seal(path, MANIFEST)
    return path


def test_what_was_sealed_is_read(sealed: Path) -> None:
    assert archive.read(sealed) == MANIFEST
    assert str(MANIFEST) == "oye as of 2026-11-24 09:00:00Z, schema 0014_restore, PostgreSQL 18.4"
    assert MANIFEST.major == 18


def test_every_length_that_a_copy_may_break_off_at_is_refused(sealed: Path) -> None:
    whole = sealed.read_bytes()
    for left in (len(whole) - 1, len(whole) - 100, len(whole) - 1000, len(whole) // 2, 5):
        sealed.write_bytes(whole[:left])
        with pytest.raises(archive.ArchiveError, match="is cut off, or was not made by"):
            archive.read(sealed)


def test_one_changed_byte_is_seen(sealed: Path) -> None:
    whole = bytearray(sealed.read_bytes())
    for at in (10, len(whole) // 2):
        changed = whole.copy()
        changed[at] ^= 1
        sealed.write_bytes(changed)
        with pytest.raises(archive.ArchiveError, match="is damaged"):
            archive.read(sealed)


@pytest.mark.parametrize("content", [b"", b"hello\n", b"\0" * 9000])
def test_what_is_no_archive_is_told_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(archive.ArchiveError, match=r"is no backup: ./just backup makes one"):
        archive.read(path)


def test_a_line_of_something_else_is_no_seal(sealed: Path) -> None:
    for line in (b"[]", b"{}", b'{"sha256": "00"}', b'{"sha256": "00", "taken_at": "now"}'):
        sealed.write_bytes(b"PGDMP" + archive.MARK + line + b"\n")
        with pytest.raises(archive.ArchiveError, match="is cut off"):
            archive.read(sealed)


def test_a_file_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(archive.ArchiveError, match="No such file"):
        archive.read(tmp_path / "none")
