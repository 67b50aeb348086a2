"""A small file that only the host's key opens: the session on the server, and the keys of Palabre's identity."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from Crypto.Cipher import AES

_SALT, _NONCE, _TAG = 16, 12, 16
_WORK = {"n": 2**14, "r": 8, "p": 1}
"""Cost of trying one key (scrypt, RFC 7914 §2): 16 MB and some 40 ms."""


class WrongKey(Exception):
    """The file was closed with another key, or somebody has touched it."""


class Vault:
    """JSON in AES-256-GCM (NIST SP 800-38D), under a key made from a password by scrypt. Written as a whole: after
    a crash the file is the old one or the new one."""

    def __init__(self, file: Path, key: str) -> None:
        self._file = file
        self._key = key

    def read(self) -> dict[str, Any] | None:
        """What was written last; None where nothing was. Raises WrongKey."""
        try:
            sealed = self._file.read_bytes()
        except FileNotFoundError:
            return None
        salt, rest = sealed[:_SALT], sealed[_SALT:]
        nonce, tag, words = rest[:_NONCE], rest[_NONCE : _NONCE + _TAG], rest[_NONCE + _TAG :]
        try:
            opened = AES.new(self._derived(salt), AES.MODE_GCM, nonce=nonce).decrypt_and_verify(words, tag)
        except ValueError as error:
            raise WrongKey(str(self._file)) from error
        values = json.loads(opened)
        assert isinstance(values, dict), "written below"
        return values

    def write(self, values: dict[str, Any]) -> None:
        """Raises OSError where it cannot be written."""
        salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
        cipher = AES.new(self._derived(salt), AES.MODE_GCM, nonce=nonce)
        words, tag = cipher.encrypt_and_digest(json.dumps(values).encode())
        beside = self._file.with_name(f"{self._file.name}.new")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(salt + nonce + tag + words)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._file)

    def _derived(self, salt: bytes) -> bytes:
        return hashlib.scrypt(self._key.encode(), salt=salt, dklen=32, **_WORK)
