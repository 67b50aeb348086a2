"""How people answer: by a tap on the card, on a sheet of their own, or by typing a choice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.text import Moment, Text, t
from handlers.conversation.topic import Topic
from handlers.conversation.typed import clean
from handlers.members import hours
from handlers.members import rules as members_rules
from handlers.members.electorate import Unit
from handlers.members.model import Here

from . import rules, screens, sentences, sheets, voices
from .box import Box, sealed
from .model import NO, YES, Ballot, Option, Poll
from .tally import shuffled


class Answering(Box):
    """Every ballot that somebody gives for themselves."""

    async def vote(self, press: Press) -> Answer:
        """A tapped choice. The bubble is the receipt."""
        return await self._vote(press, press.number(0), press.number(1))

    async def replied(self, said: Said) -> Answer | None:
        """A reply to the card counts only if it is exactly a choice, or its number on the card."""
        if said.topic is None or said.topic.aspect:
            return None
        poll = await self._poll(said.topic.id)
        option = None if poll.style == "availability" else rules.typed_choice(poll, clean(said.words))
        return None if option is None else await self._vote(said, poll.id, option.id)

    async def blank(self, press: Press) -> Answer:
        """« Je ne me prononce pas »: an answer that chooses nothing."""
        return await self._vote(press, press.number(0), None)

    async def replace(self, press: Press) -> Answer:
        """« Mettre Toits du Sud », though somebody else of the household has answered."""
        choice = press.number(1) or None
        return await self._vote(press, press.number(0), choice, over_the_others=True)

    async def leave(self, press: Press) -> Answer:
        """« Laisser la réponse »: nothing changes."""
        await self._here_and_poll(press, press.number(0))
        return Answer(toast=t("Nothing has changed."))

    async def advise(self, press: Press) -> Answer:
        """Who accompanies the group says what they think, apart."""
        here, poll = await self._answerable(press, press.number(0))
        if here.role != "accompaniment":
            return await self._vote(press, poll.id, press.number(1) or None)
        option = rules.must_have(poll, press.number(1))
        return await self._advise(press, here, poll, option)

    async def _vote(
        self, event: Press | Said, number: int, choice: int | None, *, over_the_others: bool = False
    ) -> Answer:
        here, poll = await self._answerable(event, number)
        option = None if choice is None else rules.must_have(poll, choice)
        if here.role == "accompaniment" and option is not None:
            raise _accompanies(poll, option)
        if here.role == "professional":
            return await self._advise(event, here, poll, option)
        members_rules.must_decide(here)
        unit = await self._voice_of(here, poll)
        given = [] if unit is None else await self.ballots_of(poll, unit)
        other = _voice_given_by_another(poll, given, here)
        if other is not None and not over_the_others:
            view = voices.voice_is_given(poll, await self.name_of(other.person), option)
            return Answer(view=view, sealed=sealed(poll))
        marked = _leaves_a_mark(event)
        before = await self.polls.ballot(poll.id, here.person.id) if marked or poll.style != "one" else None
        ballot = _answer_after(poll, here, option, before, marked=marked)
        if ballot is None:
            return await self._taken_back(event, here, poll, before)
        counted = before if before is not None and not before.advice else None
        same = counted is not None and (counted.option, counted.marks) == (ballot.option, ballot.marks)
        said = sentences.answer_of(poll, ballot)
        if marked and counted is not None and same and not counted.relayed:
            return _receipt(poll, said, hours.until(here.group, poll.closing_at, event.at))
        if poll.style == "one":
            await self.polls.cast(poll.id, here.person.id, choice, event.at)
        else:
            await self.polls.mark(poll.id, here.person.id, ballot.marks, event.at)
        await self.tell_household(poll, given, here.person.id)
        one_more = poll.style != "one" and option is not None
        instead = marked and counted is not None and not same and not one_more
        return await self._noted(event, here, poll, said, instead=instead)

    async def _answerable(self, event: Press | Said, number: int) -> tuple[Here, Poll]:
        """To answer an open poll. Raises Refused where others would see what must stay hidden."""
        here, poll = await self._open_poll(event, number)
        rules.must_be_unseen(poll, event)
        return here, poll

    async def _taken_back(self, event: Press | Said, here: Here, poll: Poll, ballot: Ballot | None) -> Answer:
        """Nothing is left of the answer; whoever had given it for them is told."""
        await self.polls.retract(poll.id, here.person.id)
        if ballot is not None and ballot.entered_by_person is not None:
            aspect = f"contested:{here.person.id}"
            await self.posts.tell(Topic("polls", poll.id, aspect), poll.group, ballot.entered_by_person)
        await self._count(poll, event.at)
        return Answer(toast=t("Your answer is taken back."), receipt=True)

    async def _noted(
        self, event: Press | Said, here: Here, poll: Poll, said: Text, *, instead: bool = False
    ) -> Answer:
        """`instead`: of another answer, whose mark still stands for all to see."""
        closing_at = await self._count(poll, event.at)
        return _receipt(poll, said, hours.until(here.group, closing_at, event.at), instead=instead)

    async def _advise(self, event: Press | Said, here: Here, poll: Poll, option: Option | None) -> Answer:
        marks = {} if option is None else {option.id: YES}
        if poll.style == "one":
            chosen = None if option is None else option.id
            await self.polls.cast(poll.id, here.person.id, chosen, event.at, advice=True)
        else:
            await self.polls.mark(poll.id, here.person.id, marks, event.at, advice=True)
        await self._count(poll, event.at)  # of somebody who decided before, a voice is gone
        return Answer(toast=t("Thank you. Your opinion is noted apart."), receipt=True)

    # One voice for several people

    async def _voice_of(self, here: Here, poll: Poll) -> Unit | None:
        """The voice that this person may give in a vote; None in a poll. Raises Refused for who is not in the
        roll, and for whom somebody else answers."""
        if not poll.hidden:
            return None
        unit = await self.polls.unit_of(poll.id, here.person.id)
        if unit is None:
            since = hours.until(here.group, poll.opened_at, poll.closing_at)
            raise Refused(t("The list of this vote was closed {since}. You count in the next one.", since=since))
        if poll.agreement == "holder" and unit.holder not in (None, here.person.id):
            raise Refused(t("In your household, {name} answers.", name=await self.name_of(unit.holder or 0)))
        return unit

    async def ours(self, press: Press) -> Answer:
        """« Voir notre réponse »: for those who have given an answer of this household."""
        here, poll = await self._here_and_poll(press, press.number(0))
        unit = await self.polls.unit_of(poll.id, here.person.id)
        given = [] if unit is None else await self.ballots_of(poll, unit)
        if here.person.id not in {ballot.person for ballot in given}:
            raise Refused(t("Only those of the household who have answered see its answer."))
        last = max(given, key=lambda ballot: ballot.turn, default=None)
        return Answer(view=voices.ours(poll, last), sealed=sealed(poll))

    async def retract(self, press: Press) -> Answer:
        """Takes one's answer back, also one that somebody else gave: they are told."""
        here, poll = await self._open_poll(press, press.number(0))
        ballot = await self.polls.ballot(poll.id, here.person.id)
        if ballot is None:
            raise Refused(t("You have not answered."))
        answer = await self._taken_back(press, here, poll, ballot)
        return replace(answer, view=screens.mine(poll, None, open=True), receipt=False)

    # The sheet

    async def sheet(self, press: Press) -> Answer:
        """The private ballot, where the card has no buttons for the choices."""
        here, poll = await self._open_poll(press, press.number(0))
        return await self._sheet(here, poll, press.number(1))

    async def _sheet(self, here: Here, poll: Poll, page: int) -> Answer:
        ids = [option.id for option in poll.options]
        dated = poll.style in ("availability", "signup") or len(ids) <= 3
        order = ids if dated else shuffled(ids, poll.id, here.person.id)
        ballot = await self.polls.ballot(poll.id, here.person.id)
        view = sheets.sheet(poll, order, ballot, page)
        return Answer(view=view, sealed=sealed(poll))

    async def turn(self, press: Press) -> Answer:
        """A tap on a line of the sheet turns that answer; the sheet shows it."""
        here, poll = await self._answerable(press, press.number(0))
        option = rules.must_have(poll, press.number(1))
        if poll.style == "availability":
            if here.role == "accompaniment":
                raise _accompanies(poll, option)
            ballot = await self.polls.ballot(poll.id, here.person.id)
            to = YES if _leaves_a_mark(press) else None
            marks = rules.turned(option, ballot.marks if ballot else {}, poll.options, to)
            await self._mark_all(press, here, poll, marks)
        else:
            answer = await self._vote(press, poll.id, option.id)
            if answer.view is not None:
                return answer
        return await self._sheet(here, await self._poll(poll.id), press.number(2))

    async def all(self, press: Press) -> Answer:
        """« Toutes me vont », « Aucune ne me va »."""
        here, poll = await self._answerable(press, press.number(0))
        if poll.style != "availability":
            raise Refused(t("This button no longer works. Write /menu to see what I can do."))
        mark = YES if press.number(1) == YES else NO
        marks, said = {option.id: mark for option in poll.options}, t("all of them")
        if mark == NO:
            said = t("none of them")
        before = await self.polls.ballot(poll.id, here.person.id) if _leaves_a_mark(press) else None
        instead = before is not None and not before.advice and before.marks != marks
        await self._mark_all(press, here, poll, marks)
        return await self._noted(press, here, poll, said, instead=instead)

    async def _mark_all(self, press: Press, here: Here, poll: Poll, marks: Mapping[int, int]) -> None:
        if here.role != "professional":
            members_rules.must_decide(here)
        await self.polls.mark(poll.id, here.person.id, marks, press.at, advice=here.role == "professional")
        await self._count(poll, press.at)

    async def done(self, press: Press) -> Answer:
        """« C'est bon »: says whether anything was answered at all."""
        here, poll = await self._here_and_poll(press, press.number(0))
        if await self.polls.ballot(poll.id, here.person.id) is None:
            return Answer(toast=t("You have not answered yet."))
        return Answer(toast=t("Your answer is kept."))


def _leaves_a_mark(event: Press | Said) -> bool:
    """A tap that stands for all to see: it says what it says, and never the contrary of what it said before."""
    return isinstance(event, Press) and event.mark == "set"


def _answer_after(
    poll: Poll, here: Here, option: Option | None, before: Ballot | None, *, marked: bool
) -> Ballot | None:
    """The answer after this tap; None where the last of several choices was tapped once more. Raises Refused
    beyond the most, or where no place is left."""
    if poll.style == "one" or option is None:
        return Ballot(here.person.id, "", None if option is None else option.id)
    after = rules.added if marked else rules.toggled
    marks = after(poll, option, before.marks if before else {})
    return Ballot(here.person.id, "", None, marks) if marks else None


def _receipt(poll: Poll, said: Text, until: Moment, *, instead: bool = False) -> Answer:
    """What was noted, and how it goes on; told, and no receipt alone, where it stands `instead` of another
    answer: the room shows both marks."""
    if instead and poll.kind == "trial":
        return Answer(toast=t("Only one answer counts: {choice}, the last one.", choice=said), sealed=sealed(poll))
    if instead:
        noted = t(
            "Only one answer counts: {choice}, the last one. You can change until {until}.",
            choice=said,
            until=until,
        )
        return Answer(toast=noted, sealed=sealed(poll))
    if poll.kind == "trial":
        noted = t("Noted: {choice}. Tap another button to change.", choice=said)
        return Answer(toast=noted, receipt=True, sealed=sealed(poll))
    noted = t("Noted: {choice}. You can change until {until}.", choice=said, until=until)
    if not poll.hidden:
        return Answer(toast=noted, receipt=True)
    if poll.voice == "household":
        noted = t("Noted for your household: {choice}. Nobody sees it before {until}.", choice=said, until=until)
    else:
        noted = t("Noted: {choice}. Nobody sees it before {until}.", choice=said, until=until)
    return Answer(toast=noted, receipt=True, sealed=sealed(poll))


def _accompanies(poll: Poll, option: Option) -> Refused:
    """transcripts.md §2.7: who accompanies does not decide, and may say what they think."""
    why = t("You accompany the group: this choice is theirs. I can note your opinion apart.")
    return Refused(why, sheets.refuse_advice(poll, option, why), sealed=sealed(poll))


def _voice_given_by_another(poll: Poll, given: Sequence[Ballot], here: Here) -> Ballot | None:
    """The ballot of somebody else that is the voice of the household now, where the last one counts."""
    if poll.agreement == "majority":
        return None
    last = max(given, key=lambda ballot: ballot.turn, default=None)
    return last if last is not None and last.person != here.person.id else None
