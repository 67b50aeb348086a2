"""« Les Tilleuls », twelve households who decide by consent: what they do, and what each of them is shown."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.clock import Clock
from bot.delivery import Delivery
from bot.dispatch import Dispatch
from bot.limits import Limits
from handlers.conversation.answer import BROKEN, Answer
from handlers.conversation.events import Chat, Command, Event, Joined, Left, Press, Said, Sender, Standing
from handlers.conversation.topic import Topic
from handlers.conversation.views import Title, View
from handlers.members.model import Group, Role, Silence
from storage.database import Database, Row
from storage.members import StoredMembers
from tests.neighbours import paris, plain
from tests.proposals_hall import Hall, labels, lines, speak, told, words

__all__ = [
    "FIRSTS",
    "HOMES",
    "MONDAY",
    "QUIET",
    "TEXT",
    "WHY",
    "Tilleuls",
    "labels",
    "lines",
    "speak",
    "tilleuls",
    "told",
    "words",
]

QUIET = "quiet"
"""A platform on which nobody sees what others tap, and everybody has a page of their own."""
MONDAY = paris("2027-03-01", "19:00")
HOMES: Sequence[Sequence[str]] = (
    ("Karim", "Sarah"),
    ("Inès", "Paul"),
    ("Léa",),
    ("Tomás", "Rosa"),
    ("Fatou", "Ali"),
    ("Marcel",),
    ("Zoé", "Hugo"),
    ("Jean", "Anne"),
    ("Mina",),
    ("Omar", "Lila"),
    ("Yann", "Élise"),
    ("Odette",),
)
"""Nineteen adults with a phone, and Odette, whose answers Léa gives."""
FIRSTS = tuple(home[0] for home in HOMES)
"""One of each household; the last is Odette."""
TEXT, WHY = "La buanderie ouverte jusqu'à 22 h le samedi", "En semaine, plus de créneau."


class Tilleuls:
    """The neighbours act by name; a label they tap stands on their screen, on their page or in the room."""

    def __init__(self, database: Database, now: datetime = MONDAY) -> None:
        self.database, self.now = database, now
        self.ids: dict[str, int] = {}
        self.group = 0
        self.screens: dict[str, View] = {}
        self.acts = 0
        self.begin()

    def begin(self) -> None:
        """The program begins: what it shows is remembered by nobody but the database and the wire."""
        self.hall = getattr(self, "hall", Hall(name=QUIET))
        limits = Limits(10**9, 10**9)
        self.dispatch = Dispatch(self.database, after=lambda: None, limits=limits)
        self.delivery = Delivery(self.database, {QUIET: self.hall}, lambda: self.now)
        self.clock = Clock(self.database, self.dispatch, lambda: self.now)

    async def settle(self, homes: Sequence[Sequence[str]] = HOMES, **settings: Any) -> None:
        """They move in; Nadia accompanies them, Léa answers for Odette."""
        async with self.database.writing() as tx:
            members = StoredMembers(tx, self.now)
            self.group = await members.add_group(
                Group(0, "Les Tilleuls", "Europe/Paris", "fr", None, kind="housing", **settings)
            )
            await members.add_chat(self.group, self.room, lists_members=True)
            for home in homes:
                for name in home:
                    await self._moves_in(members, name, "resident")
                    if name != home[0]:
                        await members.live_with(self.group, self.ids[name], self.ids[home[0]])
            await self._moves_in(members, "Nadia", "accompaniment")
            if "Odette" in self.ids:
                await members.ask_relay(self.group, self.ids["Odette"], self.ids["Léa"], self.now, agreed=True)

    async def _moves_in(self, members: StoredMembers, name: str, role: Role) -> None:
        person = await members.add_person(name)
        self.ids[name] = person.id
        if name != "Odette":
            await members.add_account(person.id, QUIET, self.account(name))
        await members.add_member(self.group, person.id, role)
        await members.give_role(self.group, person.id, role)

    # Acting

    @property
    def room(self) -> Chat:
        return Chat(QUIET, f"hall-{self.group}")

    def account(self, name: str) -> str:
        return f"{self.group}-{name}"

    def sender(self, name: str) -> Sender:
        return Sender(self.account(name), name, Standing("member", self.now))

    def stamp(self) -> tuple[str, datetime, Chat]:
        self.acts += 1
        return f"event-{self.group}-{self.acts}", self.now, self.room

    async def hears(self, event: Event) -> Answer:
        """One event; no handler may break over it."""
        answer = await self.dispatch.handle(event)
        assert answer != BROKEN, event
        await self.delivery.settle()
        if isinstance(event, (Press, Said, Command)):
            self.screens.pop(event.sender.name, None)
            if answer.view is not None:
                self.screens[event.sender.name] = answer.view
        return answer

    async def presses(self, name: str, data: str) -> Answer:
        """Sends this data, whether or not a button shows it."""
        return await self.hears(Press(*self.stamp(), self.sender(name), data))

    async def taps(self, name: str, label: str) -> Answer:
        return await self.presses(name, self.button(name, label))

    async def types(self, name: str, typed: str) -> Answer:
        """In answer to a question of Palabre."""
        return await self.hears(Said(*self.stamp(), self.sender(name), typed))

    async def replies(self, name: str, typed: str, topic: Topic) -> Answer:
        """In reply to a card."""
        return await self.hears(Said(*self.stamp(), self.sender(name), typed, topic))

    async def says(self, name: str, typed: str) -> Answer:
        """« /proposition … »."""
        command, _, rest = typed.removeprefix("/").partition(" ")
        return await self.hears(Command(*self.stamp(), self.sender(name), command, rest))

    async def leaves(self, name: str) -> None:
        await self.hears(Left(*self.stamp(), self.sender(name)))

    async def comes_back(self, name: str) -> None:
        await self.hears(Joined(*self.stamp(), self.sender(name)))

    async def at(self, moment: datetime) -> None:
        """Turns the clock, from alarm to alarm."""
        while True:
            due = await self.next_alarm()
            if due is None or due > moment:
                break
            self.now = max(self.now, due)
            await self.clock.ring()
            await self.delivery.settle()
        self.now = max(self.now, moment)

    async def next_alarm(self) -> datetime | None:
        row = (await self.rows("SELECT min(due_at) AS at FROM alarms"))[0]
        return None if row["at"] is None else datetime.fromtimestamp(row["at"], self.now.tzinfo)

    # Deciding

    async def proposes(
        self, name: str = "Karim", text: str = TEXT, *, form: str = "quick", silence: Silence | None = None
    ) -> int:
        """From the line to the card in the room; gives its number."""
        await self.says(name, f"/proposition {text}")
        await self.types(name, WHY)
        await self.presses(name, f"proposals:form:{form}")
        if silence is not None:
            await self.presses(name, f"proposals:silence:{silence}")
        await self.taps(name, "Envoyer au groupe")
        row = (await self.rows("SELECT max(id) AS id FROM proposals"))[0]
        return int(row["id"])

    async def consent(self, *names: str) -> None:
        """Each taps « Pas d'objection » on the card, as it is called there."""
        for name in names:
            answer = await self.taps(name, self.yes())
            assert not answer.refused, told(answer)

    def yes(self) -> str:
        return next(label for label in labels(self.card()) if "pas d'objection" in label.casefold())

    async def other(self, name: str, label: str) -> Answer:
        """« Autre réponse », then this one."""
        await self.taps(name, "Autre réponse")
        return await self.taps(name, label)

    async def reserve(self, name: str, reservation: str) -> Answer:
        await self.other(name, "Oui, avec une réserve")
        return await self.types(name, reservation)

    async def object(self, name: str, risk: str = "Le bruit.", remedy: str = "", *, named: bool = True) -> Answer:
        """« J'ai une objection », two questions, and sent."""
        asked = await self.taps(name, "✋ J'ai une objection")
        if asked.view is not None and "Corriger" in labels(
            asked.view
        ):  # they have one already: other words for it
            await self.taps(name, "Corriger")
        return await self.says_why(name, risk, remedy, named=named)

    async def says_why(self, name: str, risk: str, remedy: str = "", *, named: bool = True) -> Answer:
        await self.types(name, risk)
        if remedy:
            await self.types(name, remedy)
        else:
            await self.taps(name, "Je ne sais pas encore")
        return await self.taps(name, "Envoyer avec mon nom" if named else "Envoyer sans mon nom")

    async def publish(self, name: str, text: str) -> Answer:
        """« Je la modifie »: another version."""
        row = (await self.rows("SELECT max(id) AS id FROM proposals"))[0]
        await self.presses(name, f"proposals:modify:{row['id']}")
        await self.types(name, text)
        return await self.taps(name, "Envoyer au groupe")

    # Seeing

    def shown(self, audience: str = "everyone") -> list[View]:
        """What stands in the room for everybody, or on the page of one person; oldest first."""
        return [
            view
            for (chat, _), (whose, view) in self.hall.views.items()
            if chat == self.room.id and whose == audience
        ]

    def page(self, name: str) -> list[View]:
        """What somebody was told alone."""
        return self.shown(f"person:{self.ids[name]}")

    def card(self) -> View:
        """The newest card of a proposal in the room."""
        return next(view for view in reversed(self.shown()) if view.blocks and _is_card(view))

    def room_says(self) -> str:
        """All that stands in the room."""
        return " | ".join(words(view) for view in self.shown())

    def button(self, name: str, label: str) -> str:
        """The data of the button of this name that this person can tap."""
        screen = self.screens.get(name)
        for view in ([screen] if screen else []) + self.shown()[::-1] + self.page(name)[::-1]:
            for button in view.buttons:
                if plain(speak(button.label)) == label:
                    return button.data
        raise AssertionError(f"{name} sees no button « {label} »: {screen and labels(screen)} {self.room_says()}")

    # What is kept

    async def rows(self, sql: str, **values: Any) -> Sequence[Row]:
        async with self.database.reading() as tx:
            return await tx.rows(sql, **values)

    async def proposal(self, number: int) -> Row:
        return (await self.rows("SELECT * FROM proposals WHERE id = :id", id=number))[0]

    async def state(self, number: int) -> str:
        return str((await self.proposal(number))["state"])

    async def ends_at(self, number: int) -> datetime:
        """When its round really ends."""
        return datetime.fromtimestamp((await self.proposal(number))["closing_at"], self.now.tzinfo)

    async def round_ends(self, number: int) -> None:
        """Turns the clock to the end of the round that runs."""
        await self.at(await self.ends_at(number))

    async def decisions(self) -> Sequence[Row]:
        return await self.rows("SELECT * FROM decisions WHERE group_id = :id ORDER BY id", id=self.group)


def _is_card(view: View) -> bool:
    return any(isinstance(block, Title) and block.emoji == "📋" for block in view.blocks)


async def tilleuls(database: Database, **settings: Any) -> Tilleuls:
    """They have all moved in."""
    made = Tilleuls(database)
    await made.settle(**settings)
    return made
