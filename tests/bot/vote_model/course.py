"""What else happens to polls and votes: they are run, time passes, people come, go and turn out to be one."""

from datetime import datetime, timedelta

from tests.bot.vote_model.questions import No, Question, Slip
from tests.bot.vote_model.world import PARIS, World

UNDO = timedelta(minutes=10)
NUDGED_EVERY = timedelta(hours=48)
RANK = {"accompaniment": 2, "facilitator": 1}


class Course(World):
    """The world, and everything that moves in it."""

    # Those who run a question

    def run(self, asked: Question, who: int) -> None:
        self.must_run(asked, who)
        self.must_be_open(asked)

    def extend(self, asked: Question, who: int) -> None:
        self.run(asked, who)
        asked.ends = self._a_day_later(asked.ends)
        asked.closing, asked.extended = asked.ends, True
        self._set_alarms(asked)

    def _a_day_later(self, moment: datetime) -> datetime:
        """20:00 again, also where the clocks are turned meanwhile."""
        local = moment.astimezone(PARIS)
        return datetime.combine(local.date() + timedelta(days=1), local.time(), PARIS)

    def close(self, asked: Question, who: int) -> None:
        self.run(asked, who)
        self._end(asked)

    def _end(self, asked: Question) -> None:
        asked.numbers = asked.count()
        asked.state, asked.ended = "closed", self.now
        asked.alarms.clear()
        if asked.kind == "vote":
            asked.slips.clear()

    def withdraw(self, asked: Question, who: int) -> None:
        self.run(asked, who)
        asked.state, asked.ended = "withdrawn", self.now
        asked.alarms.pop("close")

    def restore(self, asked: Question, who: int) -> None:
        self.must_run(asked, who)
        if asked.state != "withdrawn" or asked.ended is None or self.now > asked.ended + UNDO:
            raise No
        if self.now >= asked.closing:
            raise No
        asked.state, asked.ended = "open", None
        asked.alarms["close"] = asked.closing
        self.recount(asked)

    def nudge(self, asked: Question, who: int) -> None:
        """A reminder to those alone who are missing, to each once in two days."""
        if not self.member(who).runs:
            raise No
        self.must_be_open(asked)
        if not self._nudge(asked):
            raise No

    def _nudge(self, asked: Question) -> bool:
        missing = [self.people[who] for people in self.missing(asked) for who in people]
        limit = self.now - NUDGED_EVERY
        told = [one for one in missing if one.doors and (one.nudged is None or one.nudged <= limit)]
        for one in told:
            one.nudged = self.now
        return bool(told)

    # Corrections

    def must_reword(self, asked: Question, who: int, option: int) -> None:
        """A choice that has no words of residents is nobody's to word."""
        self.run(asked, who)
        if not asked.words[option]:
            raise No

    def rechoice(self, asked: Question, who: int, option: int, words: str) -> None:
        """A choice that counts for somebody keeps its meaning."""
        self.must_reword(asked, who, option)
        same = asked.words[option].casefold() == words.casefold()
        chosen = any(slip.choice == option for slip in asked.slips.values())
        if asked.answered and not same and (asked.kind == "vote" or chosen):
            raise No
        asked.words[option] = words

    def must_add(self, asked: Question, who: int) -> None:
        self.must_be_open(asked)
        self.must_run(asked, who)
        if self.member(who).role == "guest" or len(asked.words) >= 20:
            raise No

    # Time

    def ring(self) -> None:
        """Whatever is due happens now, however late."""
        due = [(at, asked.id, name) for asked in self.questions.values() for name, at in asked.alarms.items()]
        for at, number, name in sorted(due):
            asked = self.questions[number]
            if at > self.now or asked.alarms.get(name) != at:
                continue
            del asked.alarms[name]
            if asked.state != "open":
                continue
            if name == "remind":
                self._remind(asked)
            elif asked.kind == "vote" and asked.answered < asked.quorum and not asked.prolonged:
                asked.ends = asked.closing = self.deadline(3)
                asked.prolonged, asked.alarms["close"] = True, asked.closing
            else:
                self._end(asked)

    def _remind(self, asked: Question) -> None:
        if self.now >= asked.closing or asked.closing < asked.ends:
            return
        asked.reminded = True
        if asked.kind == "vote":
            self._nudge(asked)

    def next_alarm(self) -> datetime | None:
        return min((at for asked in self.questions.values() for at in asked.alarms.values()), default=None)

    # People

    def leaves(self, who: int, platform: str) -> None:
        """Whoever has another door to the group stays."""
        one = self.people[who]
        one.here = one.here and any(other != platform for other, _ in one.doors)

    def live_with(self, who: int, other: int) -> None:
        if self.people[other].here:
            self._live_in(who, self.people[other].household)

    def live_alone(self, who: int) -> None:
        self._live_in(who, self.new_household())

    def _live_in(self, who: int, household: int) -> None:
        self.people[who].household = household
        self.holders = {home: held for home, held in self.holders.items() if held != who or home == household}

    def unite(self, kept: int, gone: int) -> None:
        """Of two answers the later stands; a voice that was the second one's alone is none. What is over stays."""
        for asked in self.questions.values():
            asked.author = kept if asked.author == gone else asked.author
            if asked.state == "closed":
                continue
            slips = sorted((asked.slips.pop(who) for who in (kept, gone) if who in asked.slips), key=_turn)
            if slips:
                asked.slips[kept] = slips[-1]
            for who, slip in asked.slips.items():
                slip.by = kept if slip.by == gone else slip.by
                if slip.by == who:  # what one says for oneself is one's own answer
                    slip.by, slip.relayed = None, False
            self._one_voice(asked, kept, gone)
        self._one_person(kept, gone)

    def _one_voice(self, asked: Question, kept: int, gone: int) -> None:
        theirs, mine = asked.voice_of(gone), asked.voice_of(kept)
        if theirs is None:
            return
        theirs.people.discard(gone)
        if mine is None:
            theirs.people.add(kept)
        elif not theirs.people:
            asked.voices.remove(theirs)
            if asked.kind == "vote":
                asked.frozen_voices -= 1
                asked.quorum = min(asked.quorum, asked.frozen_voices)
        if theirs.holder == gone:
            theirs.holder = kept if kept in theirs.people else None

    def _one_person(self, kept: int, gone: int) -> None:
        one, other = self.people[kept], self.people[gone]
        one.doors, other.doors = [*one.doors, *other.doors], []
        if RANK.get(other.role, 0) > RANK.get(one.role, 0):
            one.role = other.role
        one.nudged = max((at for at in (one.nudged, other.nudged) if at is not None), default=None)
        one.here, other.here = one.here or other.here, False
        self.holders = {
            home: kept if held == gone else held
            for home, held in self.holders.items()
            if held != gone or home == one.household
        }
        same = {gone: kept}
        moved = {(same.get(person, person), same.get(relay, relay)) for person, relay in self.relays}
        self.relays = {(person, relay) for person, relay in moved if person != relay}

    def forget(self, who: int) -> None:
        """What is open loses their answer; what is over keeps its numbers. That they answered for others stays."""
        one = self.member(who)
        for asked in self.questions.values():
            if asked.state != "closed":
                asked.slips.pop(who, None)
            for voice in asked.voices:
                voice.people.discard(who)
                voice.holder = None if voice.holder == who else voice.holder
        one.here, one.doors, one.nudged = False, [], None
        self.relays = {pair for pair in self.relays if who not in pair}
        self.holders = {home: held for home, held in self.holders.items() if held != who}
        self.drafts.pop(who, None)

    def months_later(self) -> None:
        """What was withdrawn long ago is gone."""
        limit = self.now - timedelta(days=61)
        for number, asked in list(self.questions.items()):
            if asked.state == "withdrawn" and asked.ended is not None and asked.ended < limit:
                del self.questions[number]


def _turn(slip: Slip) -> int:
    return slip.turn
