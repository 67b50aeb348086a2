"""Decisions are looked at again: « On garde », « On ajuste », « On arrête »; never renewed by silence."""

from dataclasses import replace
from datetime import datetime

from handlers.conversation.answer import NOTHING, Answer, Refused
from handlers.conversation.events import Alarm, Press, Said
from handlers.conversation.text import Moment, t
from handlers.conversation.views import View
from handlers.members import rules as members_rules
from handlers.members.model import Group, Here

from . import rules, screens, sentences, views
from .desk import review_topic, topic_of
from .model import Choice, Decision, Review
from .shelf import Shelf


class Reviewing(Shelf):
    """The question, its answers, and what they come to."""

    # Answers

    async def keep(self, press: Press) -> Answer:
        return await self._answer(press, press.number(0), "keep")

    async def adjust(self, press: Press) -> Answer:
        return await self._answer(press, press.number(0), "adjust")

    async def stop(self, press: Press) -> Answer:
        return await self._answer(press, press.number(0), "stop")

    async def replied_to_question(self, said: Said, review: int) -> Answer | None:
        """A reply to the question counts only if it is exactly an answer."""
        choice = rules.typed_choice(said.words)
        return None if choice is None else await self._answer(said, review, choice)

    async def _answer(self, event: Press | Said, number: int, choice: Choice) -> Answer:
        """One answer per person; the last one counts."""
        here, decision, review = await self._asked(event, number)
        rules.must_decide(here)
        rules.must_be_open(review, event.at)
        before = await self.register.answer_of(review.id, here.person.id)
        await self.register.answer(review.id, here.person.id, choice, event.at)
        await self.posts.refresh(review_topic(decision.id, review.id))
        said, until = sentences.CHOICES[choice], _until(here.group, review, event.at)
        if isinstance(event, Press) and event.mark and before not in (None, choice):
            # The mark of the other answer still stands for all to see.
            only = t(
                "Only one answer counts: {choice}, the last one. You can change until {until}.",
                choice=said,
                until=until,
            )
            return Answer(toast=only)
        noted = t("Noted: {choice}. You can change until {until}.", choice=said, until=until)
        return Answer(toast=noted, receipt=True)

    async def _asked(self, event: Press | Said, number: int) -> tuple[Here, Decision, Review]:
        review = await self.register.review(number, lock=True)
        here, decision = await self._here_and_decision(event, 0 if review is None else review.decision)
        assert review is not None, "without it there is no such decision"
        return here, decision, review

    async def unkeep(self, press: Press) -> Answer:
        return await self._take_back(press, "keep")

    async def unadjust(self, press: Press) -> Answer:
        return await self._take_back(press, "adjust")

    async def unstop(self, press: Press) -> Answer:
        return await self._take_back(press, "stop")

    async def _take_back(self, press: Press, choice: Choice) -> Answer:
        """A mark that is taken away undoes what counts of it now; nothing is refused once the question is over."""
        review = await self.register.review(press.number(0), lock=True)
        if review is None or review.ended_at is not None or press.at >= review.ends_at:
            return NOTHING
        here, decision = await self._here_and_decision(press, review.decision)
        if await self.register.answer_of(review.id, here.person.id) != choice:
            return NOTHING
        await self.register.take_back(review.id, here.person.id)
        await self.posts.refresh(review_topic(decision.id, review.id))
        return Answer(toast=t("Your answer is taken back."), receipt=True)

    async def review(self, press: Press) -> Answer:
        """The question once more, for one person alone."""
        here, decision, review = await self._asked(press, press.number(0))
        rules.must_be_open(review, press.at)
        return Answer(view=views.asks_review(decision, review, here.group))

    async def ask_again(self, press: Press) -> Answer:
        """« Reposer la question », where nobody has answered it."""
        here, decision = await self._here_and_decision(press, press.number(0), lock=True)
        members_rules.must_run(here, decision.author or 0)
        rules.must_live(decision)
        if not decision.overdue or await self.register.review_of(decision.id) is not None:
            raise Refused(t("Its review is not overdue."))
        await self._open(decision, here.group, press.at)
        return Answer(toast=t("The question is in the group."))

    # Time

    async def soon_due(self, alarm: Alarm) -> None:
        """Two weeks before: whoever proposed it, and those who run the group."""
        decision = await self.register.find(alarm.topic.id)
        if decision is not None and decision.lives:
            await self._tell_concerned(decision, "soon")

    async def review_due(self, alarm: Alarm) -> None:
        """The day has come: everybody is asked."""
        decision = await self.register.find(alarm.topic.id, lock=True)
        if decision is None or not decision.lives or decision.review_at is None:
            return
        if await self.register.review_of(decision.id) is None:
            await self._open(decision, await self.members.store.group(decision.group), alarm.at)

    async def _open(self, decision: Decision, group: Group, now: datetime) -> None:
        ends_at = rules.review_ends(group, now)
        topic = review_topic(decision.id, await self.register.open_review(decision.id, now, ends_at))
        await self.posts.put(topic, await self.members.store.chats(group.id), rings=True)
        await self.alarms.set(topic, "end", ends_at)

    async def end_due(self, alarm: Alarm) -> None:
        """The third evening. Where nobody has answered the question comes back, once."""
        review = await self.register.review(int(alarm.topic.aspect.removeprefix("review:")), lock=True)
        if review is None or review.ended_at is not None:
            return
        decision = await self.register.find(review.decision, lock=True)
        assert decision is not None, "a review refers to its decision"
        if not decision.lives:  # replaced while this alarm rang
            return
        group = await self.members.store.group(decision.group)
        if not review.answered and not review.again:
            ends_at = rules.review_ends(group, alarm.at)
            await self.register.ask_again(review.id, ends_at)
            await self.alarms.set(alarm.topic, "end", ends_at)
            await self.posts.bring_back(alarm.topic, rings=True)
            return
        await self._end(decision, review, group, alarm.at)

    async def _end(self, decision: Decision, review: Review, group: Group, now: datetime) -> None:
        came = rules.outcome(review, objected=await self._objected(decision, review))
        await self.register.end_review(review, came, now)
        match came:
            case "silent":  # in force as before, and everybody who reads it sees that nobody looked at it
                after = replace(decision, overdue=True)
            case "kept":
                following = rules.renewed(group, decision, review)
                after = replace(decision, state="in_force", overdue=False, review_at=following)
                await self.register.settle_objections(decision.id, now)
                await self.desk.set_review(after, group, now)
            case "ended":
                after = replace(decision, state="ended", overdue=False, review_at=None)
                await self.register.settle_objections(decision.id, now)
            case _:
                after = replace(decision, state="to_revise", overdue=False, review_at=None)
        await self.register.keep(after)
        await self.desk.refresh(decision.id)
        if came != "silent":
            topic = review_topic(decision.id, review.id)
            await self.posts.put_beside(topic_of(decision.id, f"reviewed:{review.id}"), topic)

    async def _objected(self, decision: Decision, review: Review) -> bool:
        """Whether somebody who is still among those who decide objects, and has not said to keep it."""
        members = {member.person.id: member for member in await self.members.store.members(decision.group)}
        for objection in await self.register.objections(decision.id):
            author = members.get(objection.person or 0)
            if author is None or not author.decides:
                continue
            if await self.register.answer_of(review.id, author.person.id) != "keep":
                return True
        return False

    async def show_review(self, decision: Decision, review: int, *, result: bool) -> tuple[View, ...]:
        found = await self.register.review(review)
        if found is None:
            return ()
        group = await self.members.store.group(decision.group)
        if result:
            return (views.reviewed(decision, found, group),)
        if found.ended_at is not None:
            return (views.review_over(decision, found),)
        return (views.asks_review(decision, found, group),)

    async def show_soon(self, decision: Decision, now: datetime) -> tuple[View, ...]:
        """Nothing once everybody was asked, whether or not another review is planned."""
        group = await self.members.store.group(decision.group)
        return (screens.soon(decision, group),) if rules.is_soon(group, decision, now) else ()


def _until(group: Group, review: Review, now: datetime) -> Moment:
    """As short as it can be said without doubt."""
    local = group.local(review.ends_at)
    return Moment(local, "short" if (review.ends_at - now).days < 6 else "full")
