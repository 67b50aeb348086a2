"""What the real thing and the model must agree on, after every act."""

import json
import re
from collections.abc import Sequence

from bot.assembly import BY_NAME
from bot.ground import Ground
from handlers.conversation.events import Press
from handlers.conversation.topic import Topic
from handlers.polls.model import Poll
from storage.database import Row, Transaction
from storage.poll_rows import POLL, poll_from
from storage.polls import StoredPolls
from tests.bot.vote_model.questions import Question
from tests.bot.vote_model.stage import Stage

_CHOOSES = r"polls:(?:(?:vote|replace|advise|turn):{poll}|say:{poll}:\d+):(\d+)"
"""The data of a button that chooses something in this poll."""
_BALLOTS = (
    "SELECT b.poll, b.person, b.option_id, b.advice, b.receipt FROM ballots b JOIN polls p ON p.id = b.poll "
    "WHERE p.group_id = :id"
)
_ROLLS = "SELECT r.poll, r.unit, r.person FROM poll_rolls r JOIN polls p ON p.id = r.poll WHERE p.group_id = :id"
_LOOKS = {"mine", "ours", "sheet", "turn", "speak"}
"""What shows all choices, and perhaps that which was chosen."""


def compare(stage: Stage) -> None:
    """Fails where the real numbers are not those of the model."""
    stage.read(lambda tx: _compare(stage, tx))


async def _compare(stage: Stage, tx: Transaction) -> None:
    world, polls = stage.world, StoredPolls(tx)
    alarms = {
        (row["topic"], row["name"]): row["due_at"]
        for row in await tx.rows("SELECT * FROM alarms WHERE topic LIKE 'polls:%'")
    }
    assert alarms == {
        (f"polls:{asked.id}", name): int(at.timestamp())
        for asked in world.questions.values()
        for name, at in asked.alarms.items()
    }
    rows = await _by_poll(tx, POLL + "WHERE p.group_id = :id ORDER BY o.rank", stage.group, "id")
    ballots = await _by_poll(tx, _BALLOTS, stage.group)
    rolls = await _by_poll(tx, _ROLLS, stage.group)
    assert set(rows) == set(world.questions)
    for asked in world.questions.values():
        poll = poll_from(rows[asked.id])
        _compare_course(asked, poll)
        if asked.state == "closed":
            _compare_result(asked, poll)
        else:
            await _compare_open(stage, polls, asked, poll)
            _compare_roll(asked, rolls.get(asked.id, []))
        if asked.state != "closed" or asked.kind == "vote":
            _compare_ballots(asked, ballots.get(asked.id, []))


async def _by_poll(tx: Transaction, sql: str, group: int, name: str = "poll") -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in await tx.rows(sql, id=group):
        found.setdefault(row[name], []).append(row)
    return found


def _compare_course(asked: Question, poll: Poll) -> None:
    assert (poll.state, poll.kind, poll.author) == (asked.state, asked.kind, asked.author)
    assert (poll.ends_at, poll.closing_at) == (asked.ends, asked.closing), asked
    assert (poll.extended, poll.prolonged) == (asked.extended, asked.prolonged)
    assert (poll.reminded_at is not None) == asked.reminded
    assert [(option.id, option.words) for option in poll.options] == list(asked.words.items())
    assert (poll.voices, poll.quorum, poll.agreement) == (asked.frozen_voices, asked.quorum, asked.agreement)
    if asked.state != "withdrawn":
        assert poll.answered == asked.answered, asked


def _compare_result(asked: Question, poll: Poll) -> None:
    numbers = asked.numbers
    assert numbers is not None
    assert {option.id: option.ballots for option in poll.options} == numbers.choices
    assert {option.id: option.advice for option in poll.options} == numbers.advice
    assert (poll.blank, poll.relayed) == (numbers.blank, numbers.relayed), asked


async def _compare_open(stage: Stage, polls: StoredPolls, asked: Question, poll: Poll) -> None:
    world = stage.world
    if asked.state == "open" and asked.kind == "vote":
        seen = [(option.ballots, option.maybe, option.advice, option.parts) for option in poll.options]
        assert set(seen) == {(0, 0, 0, 0)}, "nobody can see more of an open vote"
        assert (poll.blank, poll.blank_parts) == (0, 0)
    elif asked.state == "open":
        numbers = asked.count()
        assert {option.id: option.ballots for option in poll.options} == numbers.choices
        assert (poll.blank, poll.relayed) == (numbers.blank, numbers.relayed)
    silent = {frozenset(who for who, _ in unit.people) for unit in await polls.silent(asked.id)}
    assert silent == set(world.missing(asked)), asked
    listed = any(voice.people for voice in asked.voices)
    assert await polls.all_heard(asked.id) == (listed and not world.missing(asked))


def _compare_ballots(asked: Question, rows: Sequence[Row]) -> None:
    kept = {row["person"]: (row["option_id"], bool(row["advice"]), row["receipt"] is not None) for row in rows}
    assert kept == {who: (slip.choice, slip.advice, slip.relayed) for who, slip in asked.slips.items()}


def _compare_roll(asked: Question, rows: Sequence[Row]) -> None:
    roll: dict[int, set[int]] = {}
    for row in rows:
        roll.setdefault(row["unit"], set()).add(row["person"])
    assert sorted(map(sorted, roll.values())) == sorted(sorted(one.people) for one in asked.voices if one.people)


def compare_waiting(stage: Stage, who: int) -> None:
    """What still asks this person, wherever it is listed."""

    async def look(tx: Transaction) -> set[int]:
        return {number for number, _, _ in await StoredPolls(tx).unanswered_by(who, stage.world.now)}

    assert stage.read(look) == stage.world.waiting(who)


def can_all_be_drawn(stage: Stage) -> None:
    """Whatever stands somewhere can be drawn now, and shows no choice of an open vote more than another."""

    async def draw(tx: Transaction) -> None:
        for row in await tx.rows("SELECT DISTINCT topic FROM posts WHERE topic LIKE 'polls:%'"):
            topic = Topic.parse(row["topic"])
            placed = BY_NAME[topic.feature]
            assert placed.feature.show is not None
            if topic.id in stage.world.questions:
                await placed.feature.show(placed.make(Ground(tx, stage.world.now)), topic, stage.world.now)

    stage.read(draw)


def is_burned(stage: Stage, asked: Question, answering: Sequence[str]) -> None:
    """No answer that was given before the end tells which choice of this vote somebody made."""

    async def look(tx: Transaction) -> dict[str, str]:
        return {row["event"]: row["answer"] for row in await tx.rows("SELECT event, answer FROM heard")}

    answers = stage.read(look)
    events = {event.id: event for event, _ in stage.handed}
    for id in answering:
        told = answers.get(id, "")
        named = {option for option, words in asked.words.items() if words and _says(told, words)}
        named |= {int(option) for option in re.findall(_CHOOSES.format(poll=asked.id), told)}
        event = events[id]
        looked = isinstance(event, Press) and event.action in _LOOKS
        assert not (named if looked else len(named) == 1), (event, json.loads(told))


def _says(told: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(words)}\b", told, re.IGNORECASE) is not None
