"""The rules of asking and answering, told once more: who may, what then counts, until when."""

from datetime import datetime, time, timedelta
from fractions import Fraction
from math import ceil
from zoneinfo import ZoneInfo

from tests.bot.vote_model.questions import Neighbour, No, Question, Slip, Voice

PARIS = ZoneInfo("Europe/Paris")


class World:
    """One group, its people, its questions, and the time."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.people: dict[int, Neighbour] = {}
        self.questions: dict[int, Question] = {}
        self.relays: set[tuple[int, int]] = set()
        self.holders: dict[int, int] = {}
        self.drafts: dict[int, tuple[int, int, int, datetime]] = {}
        self.voices, self.agreement, self.quorum = "household", "last", Fraction(0)
        self._turn = 0
        self._households = 0

    # Who may

    def member(self, who: int) -> Neighbour:
        found = self.people.get(who)
        if found is None or not found.here:
            raise No
        return found

    def must_be_open(self, asked: Question) -> None:
        if asked.state != "open" or self.now >= asked.closing:
            raise No

    def must_run(self, asked: Question, who: int) -> None:
        if not (self.member(who).runs or asked.author == who):
            raise No

    def missing(self, asked: Question) -> list[frozenset[int]]:
        """Of every voice that was not heard, the people who are still there."""
        silent = [voice for voice in asked.voices if not asked.given(voice)]
        still = [frozenset(who for who in voice.people if self.people[who].here) for voice in silent]
        return [people for people in still if people]

    def waiting(self, who: int) -> set[int]:
        """The questions that still ask this person."""
        if not self.people[who].decides:
            return set()
        return {number for number, asked in self.questions.items() if self._waits(asked, who)}

    def _waits(self, asked: Question, who: int) -> bool:
        if asked.state != "open" or self.now >= asked.closing or who in asked.slips:
            return False
        voice = asked.voice_of(who)
        return asked.kind == "poll" or (voice is not None and not asked.given(voice))

    # Opening, and the time that a question has

    def roll(self, kind: str) -> list[Voice]:
        """Who has a voice now."""
        deciding = [one for one in self.people.values() if one.decides]
        if kind == "poll" or self.voices == "adult":
            return [Voice({one.id}) for one in deciding]
        homes: dict[int, set[int]] = {}
        for one in deciding:
            homes.setdefault(one.household, set()).add(one.id)
        held = {home: who for home, who in self.holders.items() if who in homes.get(home, ())}
        return [Voice(people, held.get(home)) for home, people in homes.items()]

    def must_ask(self, who: int, kind: str) -> None:
        if self.member(who).role == "guest":
            raise No
        recent = [asked for asked in self.questions.values() if asked.opened > self.now - timedelta(hours=1)]
        today = [asked for asked in self.questions.values() if asked.opened > self.now - timedelta(days=1)]
        if sum(asked.author == who for asked in recent) >= 6 or len(today) >= 30:
            raise No
        if kind == "vote" and len(self.roll(kind)) < 2:
            raise No

    def ask(self, number: int, who: int, kind: str, words: dict[int, str]) -> Question:
        voices = self.roll(kind)
        ends = self.deadline(3 if kind == "vote" else 2)
        asked = Question(number, kind, who, self.now, ends, ends, words, voices)
        if kind == "vote":
            asked.agreement, asked.quorum = self.agreement, ceil(self.quorum * len(voices))
            asked.frozen_voices = len(voices)
        self.questions[number] = asked
        self.drafts.pop(who, None)
        self._set_alarms(asked)
        return asked

    def deadline(self, days: int) -> datetime:
        """20:00, so many days after the card is there: at night it comes in the morning."""
        local = self.now.astimezone(PARIS)
        late = local.time() >= time(20, 30)
        return datetime.combine(local.date() + timedelta(days + late), time(20), PARIS)

    def _set_alarms(self, asked: Question) -> None:
        asked.alarms["close"] = asked.closing
        eve = asked.ends.astimezone(PARIS).date() - timedelta(days=1)
        remind = datetime.combine(eve, time(18, 30), PARIS)
        if remind - self.now >= timedelta(hours=6) and not asked.reminded:
            asked.alarms["remind"] = remind

    def recount(self, asked: Question) -> None:
        """Once nobody is missing, a quarter of an hour is left to think again."""
        nobody_missing = any(voice.people for voice in asked.voices) and not self.missing(asked)
        closing = asked.ends
        if nobody_missing and not asked.extended:
            closing = min(asked.ends, asked.closing, self.now + timedelta(minutes=15))
        if closing != asked.closing:
            asked.closing = asked.alarms["close"] = closing

    # Answering

    def _slip(self, choice: int | None, *, advice: bool = False, by: int | None = None) -> Slip:
        self._turn += 1
        return Slip(choice, self._turn, relayed=by is not None, advice=advice, by=by)

    def vote(self, asked: Question, who: int, choice: int | None, *, over: bool = False) -> None:
        role = self.member(who).role
        self.must_be_open(asked)
        if (choice is not None and choice not in asked.words) or role in ("accompaniment", "guest"):
            raise No
        if asked.kind == "vote" and role != "professional":
            voice = asked.voice_of(who)
            if voice is None or (asked.agreement == "holder" and voice.holder not in (None, who)):
                raise No
            given = asked.given(voice)
            if given and given[-1][0] != who and asked.agreement != "majority" and not over:
                return  # they are asked first
        asked.slips[who] = self._slip(choice, advice=role == "professional")
        self.recount(asked)

    def advise(self, asked: Question, who: int, choice: int) -> None:
        if self.member(who).role != "accompaniment":
            self.vote(asked, who, choice)
            return
        self.must_be_open(asked)
        if choice not in asked.words:
            raise No
        asked.slips[who] = self._slip(choice, advice=True)
        self.recount(asked)

    def retract(self, asked: Question, who: int) -> None:
        self.member(who)
        self.must_be_open(asked)
        if asked.slips.pop(who, None) is None:
            raise No
        self.recount(asked)

    # For somebody

    def must_speak(self, asked: Question, who: int, person: int) -> None:
        self.must_be_open(asked)
        relay, spoken = self.member(who), self.member(person)
        if who == person or not ((person, who) in self.relays or (relay.runs and not spoken.doors)):
            raise No
        voice = asked.voice_of(person)
        if asked.kind == "poll" and not spoken.decides:
            raise No
        if asked.kind == "vote" and voice is None:
            raise No
        if voice is not None and asked.agreement == "holder" and voice.holder not in (None, person):
            raise No

    def say(self, asked: Question, who: int, person: int, choice: int) -> None:
        """The choice; it counts once the relay has written down the words, or that there are none."""
        self.must_speak(asked, who, person)
        if choice not in asked.words or (person in asked.slips and not asked.slips[person].relayed):
            raise No
        self.drafts[who] = (asked.id, person, choice, self.now)

    def finish(self, who: int) -> None:
        self.member(who)
        if who not in self.drafts or self.drafts[who][3] <= self.now - timedelta(hours=24):
            raise No
        number, person, choice, _ = self.drafts[who]
        asked = self.questions[number]
        self.must_speak(asked, who, person)
        if person in asked.slips and not asked.slips[person].relayed:
            raise No
        del self.drafts[who]
        asked.slips[person] = self._slip(choice, by=who)
        self.recount(asked)

    def unsay(self, asked: Question, who: int, person: int) -> None:
        self.must_speak(asked, who, person)
        if person not in asked.slips or not asked.slips[person].relayed:
            raise No
        del asked.slips[person]
        self.recount(asked)

    def new_household(self) -> int:
        self._households += 1
        return self._households
