"""When a decision may be doubted, corrected, objected to; when it is looked at again, and what comes of that."""

from datetime import datetime, time, timedelta

from handlers.conversation.answer import Refused
from handlers.conversation.text import t
from handlers.conversation.typed import clean
from handlers.members import rules as members_rules
from handlers.members.desk import appears_at
from handlers.members.model import Group, Here, Member

from .model import Choice, Decision, Outcome, Review

UNDO = timedelta(minutes=10)
DOUBTED = timedelta(days=7)
"""How long a decision that was noted by hand has its « Ce n'est pas exact »."""
ASKED, EVENING, NOTICED = time(10), time(20), time(18)
"""On its day a review is asked in the morning; what ends, ends in the evening; the notice before comes at six
(consent.md §2.6)."""
NOTICE_DAYS, REVIEW_DAYS, SOONER_DAYS = 14, 3, 14
"""Days from the notice to the review; of the question; and to the review that a late objection brings forward."""
KEPT = timedelta(days=61)
"""Answers to a review, and doubts: two months (people.md §6.3)."""
WORDS_LENGTH = 500
"""Characters of a decision noted by hand, of an objection, of a doubt."""
MOST_BY_ONE, MOST_BY_ALL = 6, 30
"""Decisions that one person may note in an hour, and a group in a day: each is a message to everybody."""

_TYPED: dict[Choice, tuple[str, ...]] = {
    "keep": ("on garde", "on la garde", "we keep it"),
    "adjust": ("on ajuste", "on l'ajuste", "we adjust it"),
    "stop": ("on arrête", "on arrete", "on l'arrête", "on l'arrete", "we stop it"),
}
NOT_ACCURATE = ("ce n'est pas exact", "c'est pas exact", "this is not accurate")
ACCURATE = ("c'est exact", "it is accurate")
WITH_NAME = ("avec mon nom", "envoyer avec mon nom", "with my name", "send with my name")
WITHOUT_NAME = ("sans mon nom", "envoyer sans mon nom", "without my name", "send without my name")


# Words


def tidy(typed: str) -> str:
    """The same words on one line, fit to be kept."""
    return " ".join(clean(typed).split())


def must_say_something(words: str) -> None:
    """Raises Refused for words that say nothing, or more than a phone shows."""
    if not any(sign.isalnum() for sign in words):
        raise Refused(t("I see no words there. Write it in a sentence."))
    if len(words) > WORDS_LENGTH:
        raise Refused(
            t("That is {n} characters long. {most} at most: keep the main thing.", n=len(words), most=WORDS_LENGTH)
        )


def typed_choice(typed: str) -> Choice | None:
    """The answer to a review that these words are, exactly."""
    said = exact(typed)
    return next((choice for choice, words in _TYPED.items() if said in words), None)


def exact(typed: str) -> str:
    """Words to be compared with those of a button."""
    return tidy(typed).casefold().replace("’", "'").strip(" .!")


def must_not_flood(by_one: int, by_all: int) -> None:
    """Raises Refused where this person has noted many decisions within the hour, or the group within the day."""
    if by_one >= MOST_BY_ONE:
        raise Refused(t("You have noted {n} decisions within an hour. Wait a little.", n=by_one))
    if by_all >= MOST_BY_ALL:
        raise Refused(t("Your group has noted {n} decisions today. Tomorrow is another day.", n=by_all))


# Who may, and as long as when


def must_decide(here: Here) -> None:
    """Those who live with the result; who accompanies or advises does not. Raises Refused."""
    members_rules.must_decide(here)
    if not here.decides:
        raise Refused(t("You advise the group: this choice is for the residents."))


def must_live(decision: Decision) -> None:
    """Raises Refused for a decision that no longer holds."""
    if not decision.lives:
        raise Refused(t("{number} is no longer in force.", number=decision.number))


def may_undo(decision: Decision, now: datetime) -> bool:
    return decision.noted and decision.lives and now <= decision.noted_at + UNDO


def may_be_doubted(decision: Decision, now: datetime) -> bool:
    """Whether its card still has « Ce n'est pas exact »."""
    return decision.noted and decision.lives and now < decision.noted_at + DOUBTED


def must_be_doubtable(decision: Decision, now: datetime) -> None:
    """Raises Refused once seven days are over, and for what was not noted by hand."""
    if decision.noted and decision.lives and not may_be_doubted(decision, now):
        raise Refused(t("The seven days to say so are over. Speak of it together, or propose a change."))
    if not may_be_doubted(decision, now):
        raise Refused(t("This cannot be corrected here. Propose a change."))


def may_correct(here: Here, decision: Decision) -> bool:
    """Whoever noted it, and those who run the group."""
    return decision.noted and members_rules.may_run(here, decision.author or 0)


def must_correct(here: Here, decision: Decision, now: datetime, *, doubted: bool) -> None:
    """Within the seven days, and as long as a doubt is open. Raises Refused."""
    members_rules.must_run(here, decision.author or 0)
    if not doubted:
        must_be_doubtable(decision, now)


def may_ask_again(here: Here, decision: Decision) -> bool:
    """Whoever noted or proposed it, and those who run the group."""
    return members_rules.may_run(here, decision.author or 0)


def concerned(decision: Decision, members: list[Member], besides: int = 0) -> list[int]:
    """Who is told alone what happens to a decision: whoever noted or proposed it, and those who run the group."""
    return [
        member.person.id
        for member in members
        if (member.person.id == decision.author or member.role in ("facilitator", "accompaniment"))
        and member.person.id != besides
    ]


# Reviews


def length(group: Group, decided_at: datetime, review_at: datetime | None) -> int:
    """The days between a decision and its review on the group's clock; 0 for none."""
    if review_at is None:
        return 0
    return max(0, (group.local(review_at).date() - group.local(decided_at).date()).days)


def on_day(group: Group, moment: datetime, at: time, days: int = 0) -> datetime:
    """That hour on the group's clock, so many days after the day of that moment."""
    return datetime.combine(group.local(moment).date() + timedelta(days=days), at, group.tzinfo)


def asked_at(group: Group, review_at: datetime) -> datetime:
    """When everybody is asked: on the morning of the day of the review, never at night."""
    return on_day(group, review_at, ASKED)


def noticed_at(group: Group, review_at: datetime) -> datetime:
    """When those concerned are told that it comes."""
    return on_day(group, review_at, NOTICED, -NOTICE_DAYS)


def is_soon(group: Group, decision: Decision, now: datetime) -> bool:
    """Whether those concerned have been told of its next review, and nobody was asked yet."""
    if not decision.lives or decision.review_at is None:
        return False
    return noticed_at(group, decision.review_at) <= now < asked_at(group, decision.review_at)


def review_ends(group: Group, now: datetime) -> datetime:
    """The third evening after the day on which the question appears."""
    return on_day(group, appears_at(group, now) or now, EVENING, REVIEW_DAYS)


def brought_forward(group: Group, decision: Decision, now: datetime) -> datetime:
    """The review of a decision to which somebody objects late: within fourteen days, never later than it was."""
    soon = on_day(group, now, EVENING, SOONER_DAYS)
    ahead = decision.review_at is not None and decision.review_at > now
    return min(soon, decision.review_at) if ahead and decision.review_at is not None else soon


def renewed(group: Group, decision: Decision, review: Review) -> datetime | None:
    """The next review of what is kept: as many days after this one as the decision was first made for; after its
    end, where that is so soon that it would be over already."""
    if not decision.length:
        return None
    following = on_day(group, review.opened_at, EVENING, decision.length)
    return following if following > review.ends_at else on_day(group, review.ends_at, EVENING, decision.length)


def outcome(review: Review, *, objected: bool = False) -> Outcome:
    """What the answers come to. Silence renews nothing (methods.md M12). `objected`: an objection stands whose
    author has not said to keep it; nobody else ends it (consent.md §2.4)."""
    if not review.answered:
        return "silent"
    if review.keeps == review.answered:
        return "revise" if objected else "kept"
    return "ended" if review.stops == review.answered else "revise"


def must_be_open(review: Review, now: datetime) -> None:
    """Raises Refused once the question is over, also for a stale button."""
    if review.ended_at is not None or now >= review.ends_at:
        raise Refused(t("This question is over. Read the decision to see what came of it."))
