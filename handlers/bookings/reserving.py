"""A place is asked for in one sentence, read back in full, taken by one tap, and freed again."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Command, Press, Said
from handlers.conversation.folding import folded
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members.model import Here, Person
from handlers.when.model import Recurrence

from . import asked, choosing_views, naming, reserving_views
from .approving import Approving
from .box import Act, Box
from .buttons import times_of
from .choosing import Choosing
from .desk import BookingsDesk
from .holding import Holding
from .model import Booking, Space, Times, Wish
from .offering import Offering
from .repeating import Repeating

YES = {"oui", "reserver", "je reserve", "yes", "book", "ok", "d accord"}
TITLE_LENGTH = 60


class Reserving:
    """« /reserver … », and what follows it; only whoever books sees it."""

    def __init__(self, box: Box, desk: BookingsDesk) -> None:
        self.box = box
        self.desk = desk
        self.offering = Offering(box, desk)
        self.choosing = Choosing(box, self.offering)
        self.holding = Holding(box, desk)
        self.approving = Approving(box, desk)
        self.repeating = Repeating(box, desk, self.approving)

    async def start(self, command: Command) -> Answer:
        """« /reserver chambre d'amis du 12 au 15 mars pour ma mère »."""
        here = await self.box.here(command)
        spaces = await self.box.bookings.spaces(here.group.id, command.at)
        found = naming.named(command.words, spaces)
        if len(found.spaces) != 1:
            rest = await self._without_reason(command, here, found.rest)
            return await self.choosing.which(command, here, found.spaces or spaces, rest)
        return await self._understood(command, here, found.spaces[0], found.rest, found.amount)

    async def chosen(self, press: Press) -> Answer:
        """A space was tapped; of what was typed before, the times are still known."""
        here, space = await self.box.space(press, press.number(0))
        draft = await self.box.draft(press, here, "which")
        rest = "" if draft is None else draft.notes["rest"]
        if not rest:
            return await self.choosing.nothing_known(press, here, space, 1, 0)
        return await self._understood(press, here, space, rest, 1)

    async def which_typed(self, said: Said, draft: Draft) -> Answer:
        """The name of a space was typed instead."""
        here = await self.box.here(said, draft.group)
        spaces = await self.box.bookings.spaces(here.group.id, said.at)
        found = naming.named(said.words, spaces)
        if len(found.spaces) != 1:
            return await self.choosing.which(said, here, found.spaces or spaces, draft.notes["rest"])
        rest = f"{draft.notes['rest']} {found.rest}".strip()
        return await self._understood(said, here, found.spaces[0], rest, found.amount)

    def asks_which(self, draft: Draft) -> View:
        return choosing_views.ask_which()

    async def _without_reason(self, event: Act, here: Here, words: str) -> str:
        """Only the words that say when, and the name of somebody for whom one answers, wait for the next step."""
        read = await self.box.understood(here, words, event.at)
        reason = set(folded(read.subject)) if read.understood else set(folded(words))
        kept = [name for one in await self.box.members.speaks_for(here) for name in folded(one.name)[:1]]
        return " ".join(
            word for word in words.split() if not set(folded(word)) & reason or set(folded(word)) & set(kept)
        )

    async def when_typed(self, said: Said, draft: Draft) -> Answer:
        """Dates, in answer to « Quel jour ? », or others than those that were read back; « oui » takes those."""
        here, space = await self.box.space(said, int(draft.notes["space"]))
        amount, known = int(draft.notes["amount"]), draft.notes.get("times", "")
        if known and " ".join(folded(said.words)) in YES:
            wish = Wish(space.id, times_of(known, here.group), amount, draft.notes.get("title", ""))
            return await self._book(said, space.id, wish, int(draft.notes.get("person", "0")))
        day = draft.notes.get("day", "")
        if day:
            try:
                return await self._understood(said, here, space, _on_day(said.words, int(day)), amount, draft)
            except Refused:
                pass  # it was another day: these words alone say which
        return await self._understood(said, here, space, said.words, amount, draft)

    async def _understood(
        self, event: Act, here: Here, space: Space, words: str, amount: int, draft: Draft | None = None
    ) -> Answer:
        """Reads times out of these words, and goes on with what they leave open."""
        language, local = await self.box.language(here), here.group.local(event.at)
        found, rest = asked.times_asked(words, space, local, language, here.group.school)
        person = int(draft.notes.get("person", "0")) if draft else await self._named(here, rest)
        title = draft.notes.get("title", "") if draft else ""
        match found:
            case Times():
                return await self.offering.read_back(
                    event, here, space, Wish(space.id, found, amount, title), person
                )
            case asked.OnlyDay(day=day):
                return await self.choosing.day_known(event, here, space, day, amount, person)
            case asked.OnlyStart(at=at):
                return await self.choosing.start_known(event, here, space, at, amount, person)
            case asked.Nothing():
                if draft is not None:
                    raise Refused(t("I see no day and no time there. Write for example: Saturday, or 6 March."))
                return await self.choosing.nothing_known(event, here, space, amount, person)
            case Recurrence():
                return await self.repeating.propose(event, here, space, found, amount, person, title)
        assert_never(found)

    async def _named(self, here: Here, rest: str) -> int:
        """« pour Odette »: somebody for whom this person answers, where they are named."""
        words = folded(rest)
        spoken = await self.box.members.speaks_for(here)
        return next((one.id for one in spoken if folded(one.name)[:1] and folded(one.name)[0] in words), 0)

    async def rhythm_typed(self, said: Said, draft: Draft) -> Answer:
        """Below a rhythm that was read back: « oui », another end, or another wish."""
        if " ".join(folded(said.words)) in YES:
            return await self.repeating.agreed(said, draft)
        answer = await self.repeating.changed(said, draft)
        if answer is not None:
            return answer
        here, space = await self.box.space(said, int(draft.notes["space"]))
        return await self._understood(said, here, space, said.words, int(draft.notes["amount"]), draft)

    # Booking

    async def book(self, press: Press) -> Answer:
        """« Réserver »: `bookings:book:<space>:<times>:<amount>:<person>:<1: of the group>`."""
        here = await self.box.here(press)
        times = times_of(press.word(1), here.group)
        wish, title = Wish(press.number(0), times, max(1, press.number(2))), ""
        if press.number(4):
            draft = await self.box.draft(press, here, "when")
            title = draft.notes.get("title", "") if draft is not None else ""
            if not title:
                raise Refused(t("This was booked already, or given up. Write /reserver for another one."))
        return await self._book(press, wish.space, replace(wish, title=title), press.number(3))

    async def _book(self, event: Act, space: int, wish: Wish, person: int) -> Answer:
        here, of = await self.box.space(event, space, lock=True)
        holder = await self.box.holder(here, person)
        mine = await self._already(here, wish, holder)
        if mine is not None:
            return await self.holding.booked(here, of, mine, event.at)
        verdict = await self.box.judged(of, wish, holder.id, event.at)
        if verdict.why_not is not None:
            return await self.offering.refused(event, here, of, wish, holder, verdict)
        booking = await self.desk.grant(of, wish, holder.id, here.person.id, event.at)
        if booking is None and wish.collective:
            booking = await self._before_others(event, here, of, wish, holder)
        if booking is None:
            return await self.offering.read_back(event, here, of, wish, person)
        await self.box.drafts.drop(here.person.id, here.group.id)
        if booking.state == "asked":
            await self.approving.ask(of, booking)
        return await self.holding.booked(here, of, booking, event.at)

    async def _already(self, here: Here, wish: Wish, holder: Person) -> Booking | None:
        """The same booking, where the button was tapped twice."""
        between = await self.box.bookings.between([wish.space], wish.times.starts, wish.times.ends)
        return next((one for one in between if one.person == holder.id and one.times == wish.times), None)

    async def _before_others(
        self, event: Act, here: Here, space: Space, wish: Wish, holder: Person
    ) -> Booking | None:
        """An event of the group has its place before what was read back with it; None where that has changed."""
        draft = await self.box.draft(event, here, "when")
        found = await self.offering.prevailing.way(here, space, wish, event.at)
        if draft is None or found is None or found.asked:
            return None
        if ",".join(str(one.id) for one in found.displaced) != draft.notes.get("displaces", ""):
            return None
        booking = await self.desk.displace(space, found.displaced, wish, holder.id, here.person.id, event.at)
        if booking is None:
            raise Refused(t("Things have changed meanwhile. Write /reserver again."))
        await self.offering.prevailing.displaced(space, found.displaced)
        return booking

    async def close(self, press: Press) -> Answer:
        """« Fermer »: nothing is booked."""
        here = await self.box.here(press)
        await self.box.drafts.drop(here.person.id, here.group.id)
        return Answer(toast=reserving_views.closed())

    # Titles

    async def for_the_group(self, press: Press) -> Answer:
        """« C'est pour le groupe »: an event has a name, which everybody sees."""
        here = await self.box.here(press)
        draft = await self.box.draft(press, here, "when")
        if draft is None or not draft.notes.get("times"):
            raise Refused(t("This was booked already, or given up. Write /reserver for another one."))
        draft = await self.box.keep_draft(press, here, "title", **draft.notes)
        return Answer(view=reserving_views.ask_title())

    def asks_title(self, draft: Draft) -> View:
        return reserving_views.ask_title()

    async def named_typed(self, said: Said, draft: Draft) -> Answer:
        """The name of an event that comes back."""
        return await self.repeating.named(said, draft, _title(said))

    def asks_when(self, draft: Draft) -> View:
        return reserving_views.ask_when()

    async def title_typed(self, said: Said, draft: Draft) -> Answer:
        here, space = await self.box.space(said, int(draft.notes["space"]))
        title = _title(said)
        wish = Wish(space.id, times_of(draft.notes["times"], here.group), int(draft.notes["amount"]), title)
        return await self.offering.read_back(said, here, space, wish, 0)


def _title(said: Said) -> str:
    """The name of an event, as it was typed. Raises Refused for none."""
    if not folded(said.words):
        raise Refused(t("I see no words there. Write them in a sentence."))
    return " ".join(said.words.split())[:TITLE_LENGTH]


def _on_day(words: str, day: int) -> str:
    """« 14 h-18 h », « 3 nuits » or « 3 », of a day that is known."""
    on = date.fromordinal(day)
    said = f"{words} nuits" if words.strip().isdecimal() else words
    return f"{on:%d/%m/%Y} {said}"
