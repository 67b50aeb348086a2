"""Names and questions of any content in Telegram groups: everything stands as it was meant, and nothing breaks."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bot.telegram.scenes import labels, scene, shown, words
from tests.bot.telegram.street import Street
from tests.peers.telegram import Message

NAMES = {
    "turned": ("\u202eeniL\u202c", "\u2066x\u2069"),
    "family": ("👨\u200d👩\u200d👧\u200d👦" * 9, ""),
    "long": ("\U0001f9d1\U0001f3fd\u200d\U0001f33e" * 16, "n" * 64),
    "unseen": ("\u200b\u2060\u00ad", "\ufeff"),
    "hangul": ("\u3164", "\u115f"),
    "markup": ("<b>Zoé</b>", '"&amp; <a href="x">'),
    "arabic": ("سَلْمَى", "בן־דוד"),
    "stacked": ("Z" + "\u0301\u0336" * 31, ""),
    "command": ("/menu@palabre_bot", "| bleu"),
    "marks": ("{name:de}", "%s %(n)d"),
}
QUESTIONS: dict[str, tuple[str, Sequence[str]]] = {
    "emoji": ("🎨🖌️ Quelle couleur ? | 🟦 | 🟩 | 👩🏽\u200d🌾", ["🟦", "🟩", "👩🏽\u200d🌾"]),
    "html": ("<b>On peint</b> & on ponce ?\n<i>x</i>\n&lt;non&gt; & non", ["<i>x</i>", "&lt;non&gt; & non"]),
    "arabic": ("هل ندهن الباب؟\nنعم\nلا", ["نعم", "لا"]),
    "pipes": ("|||| On peint ? | bleu || vert |", ["Bleu", "Vert"]),
    "markdown": ("*On* _peint_ `la` [porte](http://x.y) ?\n~bleu~\n||vert||", ()),
    "turned": ("On peint \u202eal porte ?\n\u202ebleu\nvert\u2067", ()),
    "zeros": ("\x00On peint ?\x07\nbl\x00eu\nvert", ()),
    "long": (f"{'é' * 290} ?\n{'🟦' * 100}\n{'x' * 100}", ()),
    "eight": ("Combien ?\n" + "\n".join(f"{'🟩' * 49} {n}" for n in range(8)), ()),
}
"""What is asked → the choices, where they are known beforehand."""
UNSEEN = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff")


def sound(message: Message) -> bool:
    """No name in it turns the direction of what follows, or cannot be seen."""
    return not set(message.text) & UNSEEN


async def room_of(here: Street, title: str, *others: str) -> Street:
    """The same street, with a group of its own for one name or question: side by side they take no longer than one."""
    people = [here[name] for name in ("Léa", "Inès", *others)]
    group = here.api.group(title, members=people)
    group.add_bot(by=people[-1])
    await here.api.until(lambda: group.from_bot())
    return replace(here, group=group)


async def asked_alone(here: Street, name: str, said: str) -> Message:
    """What somebody is told who asks this unseen by the others."""
    return await here.alone(name, lambda: here[name].says(here.group, f"/sondage {said}", ephemeral=True))


async def test_names_of_any_content_vote_and_are_listed(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        people = [here.api.person(first, last_name=last) for first, last in NAMES.values()]
        for person in people:
            here.group.join(person)
        card = await here.card()
        for person in people:
            assert (await here.bubble(person.taps(card, "Vert"))).startswith("Noté : vert.")
        await here.api.until(lambda: f"vert {len(people)}" in card.text)
        more = await here.alone("Léa", lambda: here["Léa"].taps(card, "⋯ Plus"))
        here["Léa"].taps(more, "Qui a répondu")
        await here.api.until(lambda: "Vert :" in words(more))
        assert sound(more), ascii(more.text)
        for seen in ("eniL x", '<b>Zoé</b> "&amp; <a href="x">', "سَلْمَى", "{name:de} %s", "n° "):
            assert seen in words(more), seen


async def test_a_family_stays_together(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        for name, first in (("Famille", "👨\u200d👩\u200d👧 Roux"), ("Ali", "علی\u200cرضا")):
            here.people[name] = here.api.person(first)
            here.group.join(here[name])
            card = await here.card(name)
            assert first in card.text


async def test_authors_of_any_name(tmp_path: Path) -> None:
    async def asks(here: Street, kind: str) -> None:
        first, last = NAMES[kind]
        here.people[kind] = here.api.person(first, last_name=last)
        here = await room_of(here, first, kind)
        card = await here.card(kind)
        assert "Sondage d" in words(card), kind
        assert sound(card), ascii(card.text)
        here[kind].says(here.group, "/menu")
        await here.api.until(lambda: "je vous réponds en privé." in shown(here.group)[-1])
        assert sound(here.group.from_bot()[-1]), kind
        said = here[kind].says(here.group, "On mange dehors ou dedans ?")
        here["Léa"].says(here.group, "/sondage", reply_to=said)
        await here.api.until(lambda: "Question d" in shown(here.group)[-1])
        assert sound(here.group.from_bot()[-1]), kind

    async with scene(tmp_path, welcome=False) as here:
        await asyncio.gather(*(asks(here, kind) for kind in NAMES))


async def test_questions_of_any_content(tmp_path: Path) -> None:
    async def asks(here: Street, kind: str) -> None:
        said, expected = QUESTIONS[kind]
        here.people[kind] = author = here.api.person("Odile")
        here = await room_of(here, f"Groupe {kind}", kind)
        card = await here.card(kind, f"/sondage {said}")
        *choices, more = card.buttons
        assert more == "⋯ Plus", kind
        assert len(choices) >= 2, kind
        assert not expected or choices == expected, kind
        for name, label in zip(("Léa", "Inès"), choices, strict=False):
            bubble = await here.taps(name, card, label)
            assert bubble.startswith("Noté : ") or "Noté : " in words(here.screens(name)[-1]), kind
        screen = await here.alone(kind, lambda: author.taps(card, "⋯ Plus"))
        author.taps(screen, "Autre chose")
        await here.api.until(lambda: any("Qui a répondu" in labels(one) for one in here.screens(kind)))
        others = next(one for one in here.screens(kind) if "Qui a répondu" in labels(one))
        author.taps(others, "Qui a répondu")
        await here.api.until(lambda: any("Léa" in one.text for one in here.screens(kind)))
        await here.bubble(author.presses(card, card.buttons["⋯ Plus"].replace("more", "close")))
        await here.api.until(lambda: "Un sondage donne un avis." in shown(here.group)[-1])
        assert "Égalité entre" in shown(here.group)[-1], kind
        assert here.group.from_bot()[-1].photo or kind == "eight", "too many words to stand below a picture"

    async with scene(tmp_path, welcome=False) as here:
        kinds = list(QUESTIONS)
        for some in (kinds[at : at + 3] for at in range(0, len(kinds), 3)):
            await asyncio.gather(*(asks(here, kind) for kind in some))


async def test_what_cannot_be_asked_is_told_to_its_author_alone(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        for number, (said, answer) in enumerate(
            (
                ("x" * 10_000, "Votre question a 10000 caractères. 300 au plus"),
                ("🎨 On peint ? " * 800 + "bleu ou vert", "Votre question a "),
                ("😀" * 2000, "Je ne vois pas de question."),
                ("On peint ?\n" + "\n".join(map(str, range(30))), "Vous avez écrit 30 choix. 20 au plus"),
                ("On peint ?\nbleu\n" + "v" * 150, "Un choix est trop long : « vvvv"),
                ("On peint ?\nbleu", "Je ne vois qu'un choix."),
                ("|", "Je ne vois pas de question."),
            )
        ):
            name = ("Karim", "Léa", "Inès", "Tomás")[number % 4]
            screen = await asked_alone(here, name, said)
            assert words(screen).startswith(answer), words(screen)[:200]
        await here.api.settled()
        assert len(here.group.from_bot()) == 1
        await here.card()


@pytest.mark.parametrize("said", ["\u202e\u200b", "\u3164", "\u0301"])
async def test_a_question_of_which_nothing_is_seen(tmp_path: Path, said: str) -> None:
    async with scene(tmp_path) as here:
        screen = await asked_alone(here, "Karim", said)
        assert words(screen).startswith(("Je ne vois pas de question.", "Votre question, et les choix ?"))
