"""What the real thing and the model must agree on after every act, and what always holds."""

import re
from collections.abc import Iterator

from handlers.conversation.views import View
from storage.database import Row
from tests.bot.consent_model.asked import ORPHANED, Asked, quorum
from tests.bot.consent_model.stage import Stage
from tests.proposals_world import lines, words

_COUNTED = re.compile(r"(\d+) (?:foyers?) sur (\d+)( ont répondu| a répondu| se sont exprimés| s'est exprimé|\.)")
_LIFTS = re.compile(r"(\w+) lève son objection")
_MET = re.compile(r"après une objection (?:de |d')(\w+)\.")


def compare(stage: Stage) -> None:
    """Fails where the real state is not that of the model."""
    found = {row["id"]: row for row in stage.rows(_PROPOSALS, id=stage.real.group)}
    assert set(found) == set(stage.world.proposals)
    objections = stage.rows(_OBJECTIONS, id=stage.real.group)
    alarms = {
        (row["topic"], row["name"]): row["due_at"]
        for row in stage.rows("SELECT topic, name, due_at FROM alarms WHERE topic LIKE 'proposals:%'")
    }
    seen = list(_seen(stage))
    for asked in stage.world.proposals.values():
        row = found[asked.id]
        real = {name: row[name] for name in ("state", "version", "extended", "loops", "asked", "words")}
        assert real == {
            "state": asked.state,
            "version": asked.version,
            "extended": asked.extended,
            "loops": asked.loops,
            "asked": asked.asked,
            "words": asked.text,
        }
        stand = [_objection(one) for one in objections if one["proposal"] == asked.id]
        ought = [
            (one.id, one.version, stage.world.people[one.author].id, one.named, one.state, one.parked)
            for one in asked.objections
        ]
        assert stand == ought, (stand, ought)
        _ends_once(asked, row, alarms)
        if asked.under_way:
            _shows_its_numbers(stage, asked, seen)
        _keeps_secrets(stage, asked, seen)


_PROPOSALS = (
    "SELECT p.*, v.words FROM proposals p JOIN proposal_versions v ON v.proposal = p.id AND v.version = p.version "
    "WHERE p.group_id = :id"
)
_OBJECTIONS = (
    "SELECT o.* FROM objections o JOIN proposals p ON p.id = o.proposal WHERE p.group_id = :id ORDER BY o.id"
)


def _objection(row: Row) -> tuple[object, ...]:
    return row["id"], row["version"], row["person"], bool(row["named"]), row["state"], bool(row["parked"])


def _ends_once(asked: Asked, row: Row, alarms: dict[tuple[str, str], int]) -> None:
    """Under way: exactly one alarm for the end, when the round really ends. Over: none."""
    due = alarms.get((f"proposals:{asked.id}", "end"))
    if asked.under_way:
        assert (row["ends_at"], row["closing_at"]) == (asked.ends.timestamp(), asked.closing.timestamp())
        assert due == row["closing_at"]
    else:
        assert due is None
        assert row["closed_at"] is not None


def _seen(stage: Stage) -> Iterator[tuple[str, View]]:
    """Every message with the audience that it has: « » for everybody, else a name."""
    names = {f"person:{number}": name for name, number in stage.real.ids.items()}
    for (chat, _), (audience, view) in stage.real.hall.views.items():
        if chat == stage.real.room.id:
            yield names.get(audience, ""), view


def _shows_its_numbers(stage: Stage, asked: Asked, seen: list[tuple[str, View]]) -> None:
    """What the card says of how many have spoken, which must be the model's."""
    counted = stage.world.tally(asked)
    read = [words(view) for whose, view in seen if not whose and _is_card_of(view, asked)]
    assert read, "its card stands in the room"
    card = read[-1]
    said = [(int(n), int(most)) for n, most, _ in _COUNTED.findall(card)]
    said = [one for one in said if not re.search(rf"Il faut {one[0]} foyers sur", card)] or said[:0]
    said = [
        (int(n), int(most)) for n, most, _ in _COUNTED.findall(re.sub(r"Il faut \d+ foyers? sur \d+", "", card))
    ]
    if asked.state == "objections" and counted.answered and not asked.extended:
        assert said == [(counted.answered, counted.homes)], card
    elif asked.state == "opinions" and asked.opinions:
        assert said == [(counted.spoken, counted.homes)], card
    elif asked.state == "objections":
        assert not said or asked.extended, card
    if asked.state == "objections" and asked.silence == "nothing" and "Il faut " in card:
        assert f"Il faut {quorum('nothing', counted.homes)} foyer" in card
    paused = asked.state == "objections" and asked.closing > asked.ends
    assert ("voudrait d'abord en parler" in card) == paused, card


def _is_card_of(view: View, asked: Asked) -> bool:
    return any(button.data == f"proposals:more:{asked.id}" for button in view.buttons) and view.moved is not None


def _keeps_secrets(stage: Stage, asked: Asked, seen: list[tuple[str, View]]) -> None:
    """Nothing of the answers before the end, nor of the opinions; and no name that was to stay unsaid."""
    people = stage.world.people
    hidden = [said.words for said in asked.answers.values() if said.words and asked.state == "objections"]
    fresh = asked.state == "objections"
    hidden = [] if not fresh else [one for one in hidden if not _was_read(asked, one)]
    if asked.state == "opinions":
        hidden += [said for said, _, _ in asked.opinions.values() if said]
    elif fresh:
        hidden += [one.words for one in asked.objections if not _was_read(asked, one.words)]
    named = {one.author for one in asked.objections if one.named}
    unnamed = {one.words: one.author for one in asked.objections if not one.named}
    nameless = {said: who for who, (said, _, named) in asked.opinions.items() if said and not named}
    shown = [(whose, view) for whose, view in seen]
    shown += [(whose, answer.view) for whose, answer in stage.shown if answer.view is not None]
    for whose, view in shown:
        read = lines(view)
        if not whose:
            text = " ".join(read)
            assert not any(one in text for one in hidden), (hidden, text)
            if _is_card_of(view, asked):
                assert set(_LIFTS.findall(text)) | set(_MET.findall(text)) <= named, text
        if whose and asked.state == "opinions":
            for author, (said, _, _) in asked.opinions.items():
                speaks = (author, whose) in stage.world.relays or not people[author].phone
                assert not said or said not in " ".join(read) or author == whose or speaks, (whose, read)
        for line in read:
            for said, author in unnamed.items():
                if said in line and author in line and whose != author:
                    may_know = whose and (people[whose].runs or (author, whose) in stage.world.relays)
                    assert may_know, (whose, line)
            for said, author in nameless.items():
                if said in line and author in line.replace(asked.author, "") and whose != author:
                    raise AssertionError((whose, line))


def _was_read(asked: Asked, said: str) -> bool:
    """Whether a round has ended with this objection, so that it is no secret any more."""
    return any(one.words == said and one.id in asked.read for one in asked.objections)


def is_adopted_rightly(stage: Stage, asked: Asked, decisions: list[Row]) -> None:
    """An adopted proposal: nothing open, every objection ended by whoever made it, enough answers, and one row."""
    assert not asked.standing
    voices, answered, relayed = asked.result
    (row,) = [one for one in decisions if one["source"] == f"proposals:{asked.id}"]
    assert (row["voices"], row["answered"], row["relayed"]) == (voices, answered, relayed)
    assert row["words"] == asked.text
    assert answered >= quorum(asked.silence, voices)


def must_be_theirs(stage: Stage, before: dict[int, str], actor: str) -> None:
    """Of the objections that were open before this act: whoever ended one made it, or speaks for its author."""
    world = stage.world
    for row in stage.rows(_OBJECTIONS, id=stage.real.group):
        author = before.get(row["id"])
        if author is None or row["state"] == "open":
            continue
        if row["state"] == "meeting":
            assert world.people[actor].runs
        elif row["state"] == "lapsed":
            left_at = world.people[author].left_at
            assert not actor, "time alone"
            assert left_at is not None
            assert world.now - left_at >= ORPHANED
        else:
            person = world.people[actor].id if actor else 0
            may = (author, actor) in world.relays or row["entered_by"] == person
            assert actor == author or (row["relayed"] and may), (actor, author, row["state"])
