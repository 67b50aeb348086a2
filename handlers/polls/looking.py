"""What people look up about a poll: their answer, who answered, who sees what, who is missing."""

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members import rules as members_rules

from . import rules, screens, sheets, voices
from .box import Box, sealed
from .model import Poll
from .tally import drawn_from, lots, seal


class Looking(Box):
    """Nothing here changes anything."""

    async def more(self, press: Press) -> Answer:
        here, poll = await self._here_and_poll(press, press.number(0))
        speaks = bool(await self.members.speaks_for(here))
        runs = members_rules.may_run(here, poll.author)
        return Answer(view=screens.more(poll, runs=runs, speaks_for_others=speaks))

    async def others(self, press: Press) -> Answer:
        """« Autre chose »: what everybody finds, for those who run the poll."""
        here, poll = await self._here_and_poll(press, press.number(0))
        speaks = bool(await self.members.speaks_for(here))
        return Answer(view=screens.others(poll, runs=here.runs, speaks_for_others=speaks))

    async def mine(self, press: Press) -> Answer:
        here, poll = await self._here_and_poll(press, press.number(0))
        ballot = await self.polls.ballot(poll.id, here.person.id)
        may_change = rules.is_open(poll, press.at) and here.role not in ("accompaniment", "guest")
        if ballot is None and poll.hidden and may_change:
            view = await self._of_the_household(poll, here.person.id)
            if view is not None:
                return Answer(view=view, sealed=sealed(poll))
        return Answer(view=screens.mine(poll, ballot, may_change), sealed=sealed(poll))

    async def _of_the_household(self, poll: Poll, person: int) -> View | None:
        """That somebody else of the household has answered; not what."""
        unit = await self.polls.unit_of(poll.id, person)
        for other in () if unit is None else unit.people:
            if other != person and await self.polls.ballot(poll.id, other) is not None:
                names = await self.members.store.names([other])
                return voices.our_voice(poll, names.get(other, "?"))
        return None

    async def who(self, press: Press) -> Answer:
        _, poll = await self._here_and_poll(press, press.number(0))
        self._may_see_ballots(poll)
        return Answer(view=screens.who_answered(poll, await self.polls.ballots(poll.id)))

    async def what(self, press: Press) -> Answer:
        _, poll = await self._here_and_poll(press, press.number(0))
        return Answer(view=screens.what_is_this(poll))

    async def seal(self, press: Press) -> Answer:
        """« S'il y a égalité »: what comes then, and the seal of the draw."""
        _, poll = await self._here_and_poll(press, press.number(0))
        return Answer(view=screens.if_tied(poll, seal(poll.secret)))

    async def sees(self, press: Press) -> Answer:
        """« Qui voit quoi ? », on this very card."""
        _, poll = await self._here_and_poll(press, press.number(0))
        in_the_open = await self.members.store.hears_all(poll.group)
        return Answer(view=screens.who_sees_what(poll, in_the_open))

    async def card(self, press: Press) -> Answer:
        """The card once more, for one person alone, wherever it has gone meanwhile."""
        here, poll = await self._here_and_poll(press, press.number(0))
        rules.must_be_open(poll, here.group, press.at)
        return Answer(view=await self.drawn_card(poll, press.at))

    async def outcome(self, press: Press) -> Answer:
        """The same of one that has ended."""
        _, poll = await self._here_and_poll(press, press.number(0))
        return Answer(view=await self.drawn_card(poll, press.at))

    async def missing(self, press: Press) -> Answer:
        """Who has not answered, for those who run the group alone."""
        here, poll = await self._open_poll(press, press.number(0))
        if not here.runs:
            raise Refused(t("Only those who run the group see who has not answered."))
        silent = await self.polls.silent(poll.id)
        members = {member.person.id: member for member in await self.members.store.members(poll.group)}
        people = [person for unit in silent for person in unit.people]
        away = [name for person, name in people if person in members and members[person].is_away(press.at)]
        return Answer(view=voices.missing(poll, silent, away))

    async def check(self, press: Press) -> Answer:
        """What everybody needs to do the draw again."""
        _, poll = await self._here_and_poll(press, press.number(0))
        if poll.tie != "drawn":
            raise Refused(t("No lots were drawn here."))
        letters = drawn_from(poll.secret, poll.id, lots(poll))
        return Answer(view=sheets.check_draw(poll, seal(poll.secret), letters))
