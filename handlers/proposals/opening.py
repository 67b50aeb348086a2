"""How something is proposed: from one line or asked; everything can be changed before it is sent."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import get_args

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Chat, Command, Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.typed import clean
from handlers.conversation.views import View
from handlers.members import rules as members_rules
from handlers.members.desk import appears_at
from handlers.members.electorate import electorate
from handlers.members.model import Here, Silence

from . import rules, screens, trials
from .box import card_of
from .course import Course
from .model import Form, Proposal, Review
from .typed import must_fit

TEXT_LENGTH, WHY_LENGTH = 300, 300
"""Characters of a proposal, and of its reason, that a phone shows whole with the rest of the card."""
MOST_BY_ONE, MOST_BY_ALL = 4, 10
"""Proposals that one person may open in a day, and a group: each asks something of everybody, twice."""
_BECAUSE = re.compile(r"\s*(?:\n+|[,;:.]?\s+(?:(?:parce que|because)\s+|parce qu['’]\s?))", re.IGNORECASE)


class Opening(Course):
    """« /proposition », and the screens on which it takes its shape. What is being shaped stands in a draft."""

    async def start(self, command: Command) -> Answer:
        """« /proposition … », alone, or in reply to a neighbour's message."""
        here = await self.members.here(command)
        members_rules.must_take_part(here)
        words = clean(command.words)
        if not words and command.reply_to is not None:
            words = clean(command.reply_to.words)
        return await self._propose(command, here, words, {}, command.chat)

    async def ask(self, press: Press) -> Answer:
        """« Une proposition », from the menu: the same as the command alone."""
        here = await self.members.here(press)
        members_rules.must_take_part(here)
        return await self._propose(press, here, "", {}, press.chat)

    async def change(self, press: Press) -> Answer:
        """« Proposer un changement » of what was decided before."""
        here = await self.members.here(press)
        members_rules.must_take_part(here)
        before = await self.register.text_of(press.number(0), here.group.id)
        if before is None:
            raise Refused(t("This decision is no longer in force. /decisions shows those that are."))
        notes = {"replaces": str(press.number(0)), "before": before}
        return await self._propose(press, here, "", notes, press.chat)

    async def propose(self, event: Command | Press | Said, here: Here, text: str, *, effect: str = "") -> Answer:
        """What another feature brings: the text is there, the reason is asked. `effect`: what comes about by
        itself once this text is decided."""
        members_rules.must_take_part(here)
        return await self._propose(event, here, clean(text), {"effect": effect}, event.chat)

    async def _propose(
        self, event: Command | Press | Said, here: Here, words: str, notes: Mapping[str, str], chat: Chat
    ) -> Answer:
        # What another feature has worded is one text, whatever words stand in it.
        text, why = (words, "") if notes.get("effect") else _parted(words)
        defaults = {"form": "week", "silence": here.group.silence, "months": "3", "day": "", "trial": "1"}
        notes = {**defaults, "replaces": "", "before": "", "effect": "", **notes, "text": text, "why": why}
        if text:
            must_fit(text, TEXT_LENGTH)
            if why:
                must_fit(why, WHY_LENGTH)
        step = "text" if not text else "ready" if why else "why"
        return await self._keep(event, here, Draft(here.group.id, chat, "proposals", step, notes))

    async def _keep(self, event: Command | Press | Said, here: Here, draft: Draft) -> Answer:
        await self.drafts.keep(here.person.id, draft, event.at)
        return Answer(view=await self._screen(here, draft))

    async def _screen(self, here: Here, draft: Draft) -> View:
        match draft.step:
            case "text":
                return self.asks_text(draft)
            case "why":
                return self.asks_why(draft)
            case "day":
                return self.asks_day(draft)
        roll = electorate(here.group, await self.members.store.households(here.group.id))
        return screens.preview(here.group, _shape(draft), roll.voice, len(roll.units), draft.notes["before"])

    # What is typed

    async def text_typed(self, said: Said, draft: Draft) -> Answer:
        here, text = await self.members.here(said, draft.group), clean(said.words)
        text, why = _parted(text)
        must_fit(text, TEXT_LENGTH)
        notes = {**draft.notes, "text": text, "why": why or draft.notes["why"]}
        if text != draft.notes["text"]:
            notes["effect"] = ""  # what would come about is not what these words say
        return await self._keep(said, here, _at("ready" if notes["why"] else "why", draft, notes))

    async def why_typed(self, said: Said, draft: Draft) -> Answer:
        here, why = await self.members.here(said, draft.group), clean(said.words)
        must_fit(why, WHY_LENGTH)
        return await self._keep(said, here, _at("ready", draft, {**draft.notes, "why": why}))

    async def day_typed(self, said: Said, draft: Draft) -> Answer:
        """Until when the trial lasts: « jusqu'au 30 juin », « six mois »."""
        here = await self.members.here(said, draft.group)
        day = trials.last_day(said.words, here.group, said.at)
        notes = {**draft.notes, "day": day.isoformat(), "trial": "1"}
        return await self._keep(said, here, _at("ready", draft, notes))

    async def ready_typed(self, said: Said, draft: Draft) -> Answer:
        """Typed instead of tapped: « envoyer », « fermer »."""
        word = clean(said.words).casefold().rstrip(" .!")
        if word in ("envoyer", "envoie", "envoyer au groupe", "oui", "send", "yes"):
            return await self._send(said, draft)
        if word in ("fermer", "annuler", "non", "close", "no"):
            here = await self.members.here(said, draft.group)
            await self.drafts.drop(here.person.id, draft.group)
            return Answer(toast=t("Nothing was sent."))
        raise Refused(t("Tap « Send to the group », or write: send. To give it up, write: close."))

    def asks_text(self, draft: Draft) -> View:
        return screens.ask_text(draft.notes["before"])

    def asks_why(self, draft: Draft) -> View:
        return screens.ask_why(draft.notes["text"])

    def asks_day(self, draft: Draft) -> View:
        return screens.ask_day()

    def asks_ready(self, draft: Draft) -> View:
        return screens.waiting_to_be_sent(draft.notes["text"], draft.notes["why"])

    # What is tapped

    async def reword(self, press: Press) -> Answer:
        """« Le texte », « La raison », « Écrire une date »: asked once more."""
        here, draft = await self._draft(press)
        step = next((step for step in ("text", "why", "day") if step == press.word(0)), "text")
        return await self._keep(press, here, _at(step, draft, draft.notes))

    async def alter(self, press: Press) -> Answer:
        """« Changer quelque chose »."""
        await self._draft(press)
        return Answer(view=screens.alter())

    async def form(self, press: Press) -> Answer:
        """« Comment décider »: shown, or chosen."""
        here, draft = await self._draft(press)
        if press.word(0) not in get_args(Form):
            return Answer(view=screens.forms())
        return await self._keep(press, here, _at("ready", draft, {**draft.notes, "form": press.word(0)}))

    async def silence(self, press: Press) -> Answer:
        """« Et sans réponse ? »: shown, or chosen."""
        here, draft = await self._draft(press)
        if press.word(0) not in get_args(Silence):
            return Answer(view=screens.silences())
        return await self._keep(press, here, _at("ready", draft, {**draft.notes, "silence": press.word(0)}))

    async def lasts(self, press: Press) -> Answer:
        """« Essai ou date »: shown, or chosen."""
        here, draft = await self._draft(press)
        months = press.number(0)
        if not 0 < months <= 36:
            return Answer(view=screens.lengths())
        notes = {**draft.notes, "months": str(months), "day": "", "trial": str(press.number(1) and 1)}
        return await self._keep(press, here, _at("ready", draft, notes))

    async def preview(self, press: Press) -> Answer:
        """« Retour »: what the group will see."""
        here, draft = await self._draft(press)
        step = "ready" if draft.notes["text"] and draft.notes["why"] else draft.step
        return await self._keep(press, here, _at(step, draft, draft.notes))

    async def drop(self, press: Press) -> Answer:
        """« Fermer »."""
        here, draft = await self._draft(press)
        await self.drafts.drop(here.person.id, draft.group)
        return Answer(toast=t("Nothing was sent."))

    async def send(self, press: Press) -> Answer:
        _, draft = await self._draft(press)
        return await self._send(press, draft)

    async def _draft(self, press: Press) -> tuple[Here, Draft]:
        here, draft = await self._draft_at(press, "text", "why", "day", "ready")
        if draft is None:
            raise Refused(t("This proposal was sent already, or given up. Write /proposition for another one."))
        return here, draft

    async def _send(self, event: Press | Said, draft: Draft) -> Answer:
        """The proposal stands in every room of the group, with the voices as they are now."""
        here = await self.members.here(event, draft.group)
        members_rules.must_take_part(here)
        if not (draft.notes["text"] and draft.notes["why"]):
            return await self._keep(
                event, here, _at("text" if not draft.notes["text"] else "why", draft, draft.notes)
            )
        by_one, by_all = await self.proposals.opened_since(
            here.group.id, here.person.id, event.at - timedelta(days=1)
        )
        if by_one >= MOST_BY_ONE:
            raise Refused(t("You have proposed {n} things today. Let the group answer first.", n=by_one))
        if by_all >= MOST_BY_ALL:
            raise Refused(t("Your group has {n} new proposals today. Tomorrow is another day.", n=by_all))
        roll = electorate(here.group, await self.members.store.households(here.group.id))
        new = replace(_new(here, draft, event.at), voice=roll.voice, voices=len(roll.units))
        number = await self.proposals.add(new, roll.units)
        await self.drafts.drop(here.person.id, draft.group)
        proposal = replace(new, id=number)
        await self.posts.put(card_of(number), await self.members.rooms(here.group.id, draft.chat), rings=True)
        if proposal.state == "objections":
            proposal = await self._put_to_question(proposal, event.at, appears=False)
        else:
            days = rules.DAYS.get((proposal.form, proposal.state), 0)
            proposal = await self._begin(proposal, proposal.state, days, event.at)
        appears = appears_at(here.group, event.at)
        return Answer(view=screens.sent(proposal, here.group, appears), receipt=appears is None)


def _parted(words: str) -> tuple[str, str]:
    """What was typed in one go: the proposal, and its reason, if that came with it."""
    found = _BECAUSE.search(words)
    if found is None:
        return words.strip(), ""
    return words[: found.start()].strip(), words[found.end() :].strip()


def _at(step: str, draft: Draft, notes: Mapping[str, str]) -> Draft:
    return replace(draft, step=step, notes=notes)


def _shape(draft: Draft) -> Proposal:
    """What the draft would be, as far as it shows."""
    notes = draft.notes
    form: Form = next((one for one in get_args(Form) if one == notes["form"]), "week")
    silence: Silence = next((one for one in get_args(Silence) if one == notes["silence"]), "nothing")
    day = date.fromisoformat(notes["day"]) if notes["day"] else None
    review = Review(int(notes["months"]), day, notes["trial"] == "1")
    never = datetime.fromtimestamp(0).astimezone()
    return Proposal(
        id=0,
        group=draft.group,
        author=0,
        form=form,
        state=rules.first_round(form),
        silence=silence,
        voice="household",
        voices=0,
        text=notes["text"],
        why=notes["why"],
        version=1,
        opened_at=never,
        round_at=never,
        ends_at=never,
        closing_at=never,
        review=review,
        replaces=int(notes["replaces"]) if notes["replaces"] else None,
        effect=notes.get("effect", ""),
    )


def _new(here: Here, draft: Draft, now: datetime) -> Proposal:
    """A proposal that is not kept yet."""
    return replace(_shape(draft), author=here.person.id, opened_at=now, round_at=now, ends_at=now, closing_at=now)
