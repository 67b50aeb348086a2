"""The bot has an identity of its own, keeps it, and vouches with it for each device that it becomes."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.platforms.matrix.crossing import (
    ApprovalNeeded,
    Crossed,
    CrossingRefused,
    ForeignIdentity,
    Identity,
    Json,
    PasswordNeeded,
    StrangeDevice,
    canonical,
)
from tests.bot.matrix.talker import Talker, talking
from tests.peers.element import Elements, another_device
from tests.peers.synapse import Account, Town


@pytest.fixture
async def account(matrix: Town) -> Account:
    return await matrix.account("Palabre")


@pytest.fixture
async def bot(account: Account, tmp_path: Path) -> AsyncIterator[Talker]:
    talker = Talker(account, tmp_path)
    yield talker
    await talker.leave()


async def master(account: Account) -> str:
    """The public key that the server gives for this account; empty where it gives none."""
    known = await account.asks("POST", "/keys/query", {"device_keys": {account.id: []}})
    keys: dict[str, str] = known["master_keys"].get(account.id, {}).get("keys", {})
    return next(iter(keys.values()), "")


def public(identity: Identity) -> str:
    return str(next(iter(identity.published("@palabre:x")["master_key"]["keys"].values())))


async def test_a_first_start_publishes_and_vouches_and_a_second_finds_all_done(bot: Talker) -> None:
    identity = Identity.new()
    assert await bot.cross(identity) == Crossed(new_identity=True, new_device=True)
    assert await bot.cross(Identity.restored(identity.kept())) == Crossed(new_identity=False, new_device=False)
    assert await master(bot.account) == public(identity)


def test_what_is_kept_gives_the_same_identity_and_no_other_does() -> None:
    identity = Identity.new()
    assert len(identity.kept()) == 96
    assert Identity.restored(identity.kept()) == identity
    assert Identity.new() != identity
    assert "\\x" not in repr(identity)
    with pytest.raises(ValueError, match="96 bytes, not 95"):
        Identity.restored(identity.kept()[1:])


def test_the_public_keys_are_those_of_the_private_ones_in_the_spelling_of_the_specification() -> None:
    # RFC 8032, §7.1, test 1: the seed and its public key.
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    told = Identity(seed, bytes(32), bytes(32)).published("@palabre:x")
    key = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    assert told["master_key"] == {"user_id": "@palabre:x", "usage": ["master"], "keys": {f"ed25519:{key}": key}}
    assert list(told["self_signing_key"]["signatures"]["@palabre:x"]) == [f"ed25519:{key}"]
    assert canonical({"b": "é", "a": [1, {"d": None, "c": True}], "unsigned": 1, "signatures": 2}) == (
        '{"a":[1,{"c":true,"d":null}],"b":"é"}'.encode()
    )


async def test_a_device_whose_keys_were_lost_is_strange_and_those_on_the_server_stay(
    bot: Talker, tmp_path: Path
) -> None:
    identity = Identity.new()
    await bot.cross(identity)
    (tmp_path / "lost").mkdir()
    amnesiac = Talker(bot.account, tmp_path / "lost")
    with pytest.raises(StrangeDevice):
        await amnesiac.cross(identity)
    await amnesiac.leave()
    assert await bot.cross(identity) == Crossed(new_identity=False, new_device=False)


async def test_an_upload_that_synapse_refuses_has_overwritten_the_device_all_the_same(
    bot: Talker, tmp_path: Path
) -> None:
    """Why `recognise` comes first."""
    await bot.prepare()
    (tmp_path / "lost").mkdir()
    amnesiac = Talker(bot.account, tmp_path / "lost")
    with pytest.raises(StrangeDevice):
        await amnesiac.client.keys_upload()
    await amnesiac.leave()
    with pytest.raises(StrangeDevice):
        await bot.cross(Identity.new())


async def test_another_identity_is_left_alone_until_somebody_says_otherwise(bot: Talker) -> None:
    theirs, ours = Identity.new(), Identity.new()
    phone = await another_device(bot.account)
    await _publish(phone, theirs)
    with pytest.raises(ForeignIdentity):
        await bot.cross(ours, password=bot.account.password)
    assert await master(bot.account) == public(theirs)
    with pytest.raises(PasswordNeeded):
        await bot.cross(ours, replace=True)
    with pytest.raises(PasswordNeeded):
        await bot.cross(ours, replace=True, password="wrong")
    assert await master(bot.account) == public(theirs)
    done = await bot.cross(ours, replace=True, password=bot.account.password)
    assert done == Crossed(new_identity=True, new_device=True)
    assert await master(bot.account) == public(ours)


async def test_the_identity_that_element_makes_is_foreign_until_it_vouches_for_the_bot(
    bot: Talker, element: Elements
) -> None:
    host = await element.resident(await another_device(bot.account))
    with pytest.raises(ForeignIdentity):
        await bot.cross(Identity.new())
    await host.sign_device(bot.account.device)
    assert await bot.cross(Identity.new()) == Crossed(new_identity=False, new_device=False, ours=False)


async def test_keys_that_a_dying_server_has_half_are_completed(bot: Talker) -> None:
    identity = Identity.new()
    half = {"master_key": identity.published(bot.account.id)["master_key"]}
    await bot.account.asks("POST", "/keys/device_signing/upload", half)
    with pytest.raises(PasswordNeeded):
        await bot.cross(identity)
    done = await bot.cross(identity, password=bot.account.password)
    assert done == Crossed(new_identity=True, new_device=True)


@pytest.mark.parametrize(
    ("answers", "raised", "url"),
    [
        (
            [(401, {"flows": [{"stages": ["m.oauth"]}], "params": {"m.oauth": {"url": "https://x/"}}})],
            ApprovalNeeded,
            "https://x/",
        ),
        ([(401, {"flows": [{"stages": ["m.login.sso"]}], "params": {}})], CrossingRefused, None),
        ([(401, {"errcode": "M_UNKNOWN_TOKEN"})], CrossingRefused, None),
        ([(429, {"errcode": "M_LIMIT_EXCEEDED"})], CrossingRefused, None),
        ([(200, {}), (200, {"failures": {"@a:x": {"D": {}}}})], CrossingRefused, None),
    ],
)
async def test_a_refusal_has_a_name(
    bot: Talker,
    answers: list[tuple[int, Json]],
    raised: type[CrossingRefused],
    url: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a server says that keeps accounts elsewhere, or is busy; the first question is answered by the real one."""
    really, left = bot.ask, iter(answers)

    async def ask(path: str, body: Json) -> tuple[int, Json]:
        return await really(path, body) if path == "/keys/query" else next(left)

    monkeypatch.setattr(bot, "ask", ask)
    with pytest.raises(raised) as refused:
        await bot.cross(Identity.new())
    assert type(refused.value) is raised
    assert getattr(refused.value, "url", None) == url


async def test_residents_who_exclude_insecure_devices_talk_with_the_bot_whatever_becomes_of_it(
    matrix: Town, element: Elements, account: Account, tmp_path: Path
) -> None:
    identity = Identity.new()
    lea = await element.resident(await matrix.neighbour("Léa"))
    await lea.exclude_insecure()
    room = await lea.create_room(account.id)

    async def they_talk(bot: Talker, about: str) -> None:
        await lea.say(room, f"Palabre, {about} ?")
        await bot.reads(f"Palabre, {about} ?")
        await bot.says(room, f"Oui, {about}.")
        assert (await lea.reads(f"Oui, {about}.")).read

    bot = Talker(account, tmp_path)
    await bot.cross(identity)
    async with talking(bot):
        await bot.joins(room)
        await they_talk(bot, "tu es là")
    again = Talker(account, tmp_path)
    assert await again.cross(Identity.restored(identity.kept())) == Crossed(new_identity=False, new_device=False)
    async with talking(again):
        await they_talk(again, "tu as redémarré")
    restored = Talker(await another_device(account), tmp_path)
    assert await restored.cross(Identity.restored(identity.kept())) == Crossed(new_identity=False, new_device=True)
    async with talking(restored):
        await they_talk(restored, "tu as changé de machine")
    known = await lea.user_status(account.id)
    assert (known.identity, known.changed) == (public(identity), False)


async def test_residents_are_warned_of_an_identity_that_was_replaced(
    matrix: Town, element: Elements, account: Account, tmp_path: Path
) -> None:
    lea = await element.resident(await matrix.neighbour("Léa"))
    room = await lea.create_room(account.id)
    bot = Talker(account, tmp_path)
    await bot.cross(Identity.new())
    async with talking(bot):
        await bot.joins(room)
        await bot.says(room, "Bonjour")
        assert (await lea.reads("Bonjour")).read
        await bot.cross(Identity.new(), password=account.password, replace=True)
        await lea.sees_identity(account.id, changed=True)
        await bot.says(room, "C'est encore moi")
        assert (await lea.reads("C'est encore moi")).read


async def _publish(account: Account, identity: Identity) -> None:
    await account.asks("POST", "/keys/device_signing/upload", identity.published(account.id))
