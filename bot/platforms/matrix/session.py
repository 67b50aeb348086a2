"""Opens Palabre's account: the device that it is, the keys of its identity, and whether it is an older copy."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from bot.config import Matrix
from bot.platforms.platform import CannotGoOn
from bot.texts import voice
from handlers.conversation.text import Text, t

from .connection import Connection
from .crossing import (
    ApprovalNeeded,
    Ask,
    CrossingRefused,
    ForeignIdentity,
    Identity,
    StrangeDevice,
    cross_sign,
    recognise,
)
from .failures import LIMITED, Refusal
from .store import Memory
from .troubles import advice, lost_keys
from .vault import Vault, WrongKey

log = structlog.get_logger()

DEVICE_NAME = "Palabre"


@dataclass(frozen=True)
class Opened:
    """What came of it. `new_device`: residents' apps see another device than before; `restored`: because the
    database is an older copy. `crossed`: no shield will be shown."""

    new_device: bool
    restored: bool
    crossed: bool


class Session:
    """The account of these settings. `folder` holds what only the host's key opens."""

    def __init__(self, settings: Matrix, folder: Path, memory: Memory, language: str) -> None:
        self._speak = voice(language)
        self._settings = settings
        self._folder = folder
        self._memory = memory
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._vault = vault_of(settings, folder)
        self.connection = Connection(settings.homeserver, folder, _key(settings, folder))

    async def open(self) -> Opened:
        """Logs in, or goes on with the session of the last start. Raises Unreachable and Refusal where the server
        does not let it now, CannotGoOn where the host must do something."""
        await self.connection.find()
        try:
            kept = self._vault.read() or {}
        except WrongKey:
            raise CannotGoOn(wrong_key(self._folder)) from None
        if kept.get("homeserver") != self._settings.homeserver or not self._same_account(kept):
            kept = {"identity": kept.get("identity")} if self._same_account(kept) else {}
        restored = await self._is_older_copy(kept)
        if restored:
            await self._memory.era(anew=True)
        new_device = await self._enter(kept, anew=restored)
        try:
            crossed = await self._cross(kept)
        except StrangeDevice:
            # Its keys are lost, or another program has this session: nobody would believe other ones.
            if self._settings.password is None:
                raise CannotGoOn(lost_keys()) from None
            await self.connection.forget()
            new_device = await self._enter(kept, anew=True)
            crossed = await self._cross(kept)
        return Opened(new_device, restored, crossed)

    def _same_account(self, kept: dict[str, Any]) -> bool:
        wanted, known = self._settings.user.strip(), str(kept.get("account", ""))
        local = wanted.removeprefix("@").partition(":")[0]
        return not wanted or known == wanted or (":" not in wanted and known.startswith(f"@{local}:"))

    async def _is_older_copy(self, kept: dict[str, Any]) -> bool:
        """Whether the database and this folder are not of the same moment: one of them was put back from a copy.
        Notes a new start in both."""
        last, begun = await self._memory.boots()
        here = int(kept.get("boot", 0))
        agree = here == last or (begun and here in (last, begun))
        start = max(last, begun, here) + 1
        await self._memory.keep_boots(last, start)
        kept["boot"] = start
        if kept.get("token"):
            self._vault.write(kept)
        await self._memory.keep_boots(start, 0)
        return bool(here) and not agree

    async def _enter(self, kept: dict[str, Any], *, anew: bool) -> bool:
        """With the session that is kept, or a new one; says whether this is a new device."""
        password, token = self._settings.password, self._settings.access_token
        given = token.get_secret_value() if token else ""
        known = kept.get("token") and not (anew and password) and given in ("", kept["token"])
        if known and await self._go_on(kept, may_begin_anew=password is not None):
            return False
        if given and not (anew and password):
            self.connection.client.access_token = given
            account, device = await self._whose(given)
            new_device = device != kept.get("device")
        elif password is not None:
            try:
                await self.connection.login(self._settings.user, password.get_secret_value(), DEVICE_NAME)
            except Refusal as error:
                if error.temporary:
                    raise
                raise CannotGoOn(advice(error, self._settings.homeserver)) from None
            account, device, given = self.connection.account, self.connection.device, self.connection.token
            new_device = True
        else:
            raise CannotGoOn(t("Matrix needs [matrix] access_token, or user and password."))
        kept.update(homeserver=self._settings.homeserver, account=account, device=device, token=given)
        self._vault.write(kept)
        self._restore(kept)
        return new_device

    async def _go_on(self, kept: dict[str, Any], *, may_begin_anew: bool) -> bool:
        """False where the server knows this session no more, and another one may be begun."""
        try:
            await self.connection.whose(kept["token"])
        except Refusal as error:
            if not error.shut_out:
                raise
            if not may_begin_anew:
                raise CannotGoOn(advice(error, self._settings.homeserver)) from None
            log.warning("matrix.session_ended", reason=str(error))
            return False
        self._restore(kept)
        return True

    async def _whose(self, token: str) -> tuple[str, str]:
        try:
            account, device = await self.connection.whose(token)
        except Refusal as error:
            if error.temporary:
                raise
            raise CannotGoOn(advice(error, self._settings.homeserver)) from None
        if not device:
            raise CannotGoOn(t("This access token belongs to no device: log in anew, and give the new token."))
        return account, device

    def _restore(self, kept: dict[str, Any]) -> None:
        try:
            self.connection.restore(kept["account"], kept["device"], kept["token"])
        except Exception as error:
            # The library's store names no common kind of error for a key that does not open it.
            log.exception("matrix.store_unreadable", kind=type(error).__name__)
            raise CannotGoOn(wrong_key(self._folder)) from None

    async def _cross(self, kept: dict[str, Any]) -> bool:
        """The identity that vouches for this device; without it residents would see a red shield."""
        connection = self.connection
        assert connection.client.olm is not None, "a session is open"
        if not kept.get("identity"):
            kept["identity"] = Identity.new().kept().hex()
            self._vault.write(kept)  # first: an identity that is published and lost is nobody's
        keys = dict[str, str](**connection.client.olm.account.identity_keys)
        account, device, password = connection.account, connection.device, self._settings.password
        ask: Ask = lambda path, body: connection.ask("POST", path, body)  # noqa: E731 - one line of its kind
        if not connection.client.olm_account_shared:
            try:
                await recognise(ask, account, device, keys)
            except CrossingRefused as error:
                raise Refusal(str(error.answer.get("errcode", "")), error.status) from None
        await connection.tend()
        try:
            done = await cross_sign(
                ask,
                account,
                device,
                keys,
                Identity.restored(bytes.fromhex(kept["identity"])),
                password=password.get_secret_value() if password else None,
                # Element makes an identity for every account that it opens. Where ours never stood, nobody
                # has come to trust the other one; where it did, only the host may say so.
                replace=password is not None and not kept.get("crossed"),
            )
        except CrossingRefused as error:
            if error.status == HTTP_LIMITED or error.status >= HTTP_BROKEN:
                raise Refusal(LIMITED, error.status) from None
            page = error.url if isinstance(error, ApprovalNeeded) else ""
            log.warning("matrix.red_shield", status=error.status, advice=self._speak(_unshielded(page)))
            return False
        except ForeignIdentity:
            advised = foreign(device, keys["ed25519"])
            log.warning("matrix.red_shield", advice=self._speak(advised))
            return False
        if done.ours and not kept.get("crossed"):
            kept["crossed"] = True
            self._vault.write(kept)
        return True


HTTP_LIMITED, HTTP_BROKEN = 429, 500


def foreign(device: str, key: str) -> Text:
    """The advice for an account of which somebody else holds the identity. `key`: the public one of the device."""
    return t(
        "Neighbours see a red shield. Open this account in Element, write /verify {device} {key}, start me again.",
        device=device,
        key=key,
    )


def _unshielded(page: str) -> Text:
    if page:
        return t("Neighbours see a red shield. Approve my identity at {page}, then start me again.", page=page)
    return t("Neighbours see a red shield. Give [matrix] password as well, then start me again.")


def vault_of(settings: Matrix, folder: Path) -> Vault:
    """What only the host's key opens: the session, and the keys of Palabre's identity."""
    return Vault(folder / "session", _key(settings, folder))


def _key(settings: Matrix, folder: Path) -> str:
    """The host's key; where they gave none, one that lies beside what it opens."""
    if settings.store_key is not None and settings.store_key.get_secret_value():
        return settings.store_key.get_secret_value()
    file = folder / "key"
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as writing:
            writing.write(secrets.token_urlsafe(32))
    return file.read_text().strip()


def wrong_key(folder: Path) -> Text:
    """The sentence for a store that another key has closed."""
    return t(
        "[matrix] store_key does not open {folder}. Give the key of before, or put that folder away.",
        folder=str(folder),
    )
