"""The store of documents: same bytes once, and no altered byte unnoticed."""

import hashlib
from pathlib import Path

import pytest

from service.documents.store import Damaged, DocumentStore, Missing


def test_store_gives_back_what_was_put(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path)
    digest = store.put(b"bao cao")
    assert digest == hashlib.sha256(b"bao cao").hexdigest()
    assert store.put(b"bao cao") == digest
    assert store.get(digest) == b"bao cao"
    assert store.has(digest)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [digest]


def test_store_names_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        DocumentStore(tmp_path).get("0" * 64)


def test_store_names_a_file_altered_on_disk(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path)
    digest = store.put(b"bao cao")
    kept = next(path for path in tmp_path.rglob(digest) if path.is_file())
    kept.chmod(0o640)
    kept.write_bytes(b"bao cao khac")
    with pytest.raises(Damaged):
        store.get(digest)
