"""What only the host's key opens: it comes back as it was, and nothing else does."""

import os
from pathlib import Path

import pytest

from bot.platforms.matrix.vault import Vault, WrongKey

KEPT = {"account": "@palabre:x", "token": "syt_très_secret", "identity": "00" * 96, "boot": 3}


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "session", "une phrase que l'hôte connaît")


def test_what_was_written_last_is_read(vault: Vault, tmp_path: Path) -> None:
    assert vault.read() is None
    vault.write({"boot": 1})
    vault.write(KEPT)
    assert vault.read() == KEPT
    assert Vault(tmp_path / "session", "une phrase que l'hôte connaît").read() == KEPT
    assert [file.name for file in tmp_path.iterdir()] == ["session"]


def test_the_file_is_the_hosts_alone_and_shows_nothing(vault: Vault, tmp_path: Path) -> None:
    vault.write(KEPT)
    file = tmp_path / "session"
    assert file.stat().st_mode & 0o777 == 0o600
    sealed = file.read_bytes()
    assert b"palabre" not in sealed
    assert "très".encode() not in sealed
    vault.write(KEPT)
    assert file.read_bytes()[:28] != sealed[:28], "never the same salt and nonce twice"


@pytest.mark.parametrize("key", ["", "une phrase que l'hôte connait", "Une phrase que l'hôte connaît"])
def test_another_key_opens_nothing(vault: Vault, tmp_path: Path, key: str) -> None:
    vault.write(KEPT)
    with pytest.raises(WrongKey):
        Vault(tmp_path / "session", key).read()


@pytest.mark.parametrize("at", [0, 16, 28, 44, -1])
def test_a_file_that_somebody_has_touched_is_refused(vault: Vault, tmp_path: Path, at: int) -> None:
    vault.write(KEPT)
    sealed = bytearray((tmp_path / "session").read_bytes())
    sealed[at] ^= 1
    (tmp_path / "session").write_bytes(sealed)
    with pytest.raises(WrongKey):
        vault.read()


@pytest.mark.parametrize("left", [0, 1, 16, 28, 43, 44, 60])
def test_a_file_of_which_a_part_is_missing_is_refused(vault: Vault, tmp_path: Path, left: int) -> None:
    vault.write(KEPT)
    sealed = (tmp_path / "session").read_bytes()
    (tmp_path / "session").write_bytes(sealed[:left])
    with pytest.raises(WrongKey):
        vault.read()


def test_a_write_that_fails_leaves_what_was_there(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.write(KEPT)

    def full(file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        vault.write({"boot": 4})
    monkeypatch.undo()
    assert vault.read() == KEPT
    vault.write({"boot": 4})
    assert vault.read() == {"boot": 4}
