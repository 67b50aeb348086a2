"""Element tells the truth: residents read each other without a doubt, and a bot without an identity it doubts."""

from tests.peers.element import Elements, another_device
from tests.peers.synapse import Town


async def test_two_residents_read_each_other_without_a_shield(matrix: Town, element: Elements) -> None:
    lea = await element.resident(await matrix.neighbour("Léa"))
    karim = await element.resident(await matrix.neighbour("Karim"))
    room = await lea.create_room(karim.user, name="Les Tilleuls")
    await karim.join(room)
    hello = await lea.say(room, "Bonjour")
    read = await karim.reads("Bonjour")
    assert (read.encrypted, read.shield, read.reason, read.read) == (True, "NONE", "", True)
    await karim.reply(room, hello, "Bonsoir")
    answer = await lea.reads("Bonsoir")
    assert (answer.answers, answer.shield) == (hello, "NONE")


async def test_corrections_reactions_and_removals_are_seen(matrix: Town, element: Elements) -> None:
    lea = await element.resident(await matrix.neighbour("Léa"))
    karim = await element.resident(await matrix.neighbour("Karim"))
    room = await lea.create_room(karim.user)
    await karim.join(room)
    hello = await lea.say(room, "Bonjour")
    await karim.reads("Bonjour")
    await lea.edit(room, hello, "Bonsoir")
    corrected = await karim.reads("Bonsoir")
    assert (corrected.event, corrected.edited, corrected.shield) == (hello, True, "NONE")
    tap = await karim.react(room, hello, "1️⃣")
    seen = await lea.event(tap)
    assert (seen.content["m.relates_to"]["key"], seen.encrypted) == ("1️⃣", False)
    await karim.redact(room, tap)
    assert (await lea.sees(lambda seen: seen.redacted)).event == tap


async def test_a_second_device_is_verified_by_the_recovery_key_or_by_the_first(
    matrix: Town, element: Elements
) -> None:
    account = await matrix.neighbour("Léa")
    lea = await element.resident(account)
    karim = await element.resident(await matrix.neighbour("Karim"))
    room = await karim.create_room(lea.user)
    await lea.join(room)
    telephone = await element.log_in(await another_device(account))
    await karim.knows_device(lea.user, telephone.device, signed=False)
    await telephone.say(room, "Du téléphone")
    assert (await karim.reads("Du téléphone")).reason == "UNSIGNED_DEVICE"
    await telephone.verify_with(lea.recovery_key)
    await karim.knows_device(lea.user, telephone.device, signed=True)
    await karim.sees(lambda seen: seen.body == "Du téléphone" and seen.read)
    tablet = await element.log_in(await another_device(account))
    await karim.knows_device(lea.user, tablet.device, signed=False)
    await lea.sign_device(tablet.device)
    await karim.knows_device(lea.user, tablet.device, signed=True)


async def test_who_has_no_identity_has_a_red_shield(matrix: Town, element: Elements) -> None:
    lea = await element.resident(await matrix.neighbour("Léa"))
    plain = await matrix.resident("Palabre")
    room = await lea.create_room(plain.id)
    await plain.joins(room)
    hello = await plain.says(room, "Bonjour")
    read = await lea.event(hello)
    assert (read.body, read.shield, read.reason) == ("Bonjour", "RED", "UNSIGNED_DEVICE")
    assert (await lea.user_status(plain.id)).identity == ""


async def test_who_excludes_insecure_devices_neither_reads_nor_is_read_by_one(
    matrix: Town, element: Elements
) -> None:
    lea = await element.resident(await matrix.neighbour("Léa"))
    karim = await element.resident(await matrix.neighbour("Karim"))
    plain = await matrix.resident("Palabre")
    room = await lea.create_room(plain.id, karim.user)
    await plain.joins(room)
    await karim.join(room)
    await lea.exclude_insecure()
    hello = await plain.says(room, "Bonjour")
    assert (await lea.event(hello)).failure == "UNSIGNED_SENDER_DEVICE"
    secret = await lea.say(room, "Entre nous")
    await karim.reads("Entre nous")
    await plain.sees(room, lambda screen: secret in screen.unreadable)
    await lea.exclude_insecure(False)
    await lea.say(room, "Pour tous")
    await plain.sees(room, lambda screen: [said for said in screen.messages if said.words == "Pour tous"])
    assert secret in plain.rooms[room].unreadable
