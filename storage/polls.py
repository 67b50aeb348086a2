"""Polls and their choices, in SQL."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from handlers.members.electorate import Unit
from handlers.polls.model import Choice, Correction, Poll, Style
from handlers.polls.tally import Tally

from .database import Row, stamp
from .poll_people import StoredPollPeople
from .poll_rows import POLL, poll_from


class StoredPolls(StoredPollPeople):
    """handlers.polls.store.Polls over SQL."""

    async def add(self, poll: Poll, choices: Sequence[Choice], roll: Sequence[Unit]) -> int:
        row = await self._tx.row(
            "INSERT INTO polls (group_id, author, credited, question, state, opened_at, ends_at, closing_at, "
            "kind, style, most, grows, voice, agreement, weighs, quorum, voices, secret, after, attached) "
            "VALUES (:group_id, :author, :credited, :question, 'open', :opened_at, :ends_at, :closing_at, :kind, "
            ":style, :most, :grows, :voice, :agreement, :weighs, :quorum, :voices, :secret, :after, :attached) "
            "RETURNING id",
            group_id=poll.group,
            author=poll.author,
            credited=poll.credited,
            question=poll.question,
            opened_at=stamp(poll.opened_at),
            ends_at=stamp(poll.ends_at),
            closing_at=stamp(poll.closing_at),
            kind=poll.kind,
            style=poll.style,
            most=poll.most,
            grows=int(poll.grows),
            voice=poll.voice,
            agreement=poll.agreement,
            weighs=int(poll.weighs),
            quorum=poll.quorum,
            voices=poll.voices,
            secret=poll.secret or secrets.token_hex(16),
            after=poll.after,
            attached=poll.attached,
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        number = int(row["id"])
        for rank, choice in enumerate(choices):
            await self._add_option(number, rank, choice, None)
        await self._enlist(number, roll, frozen=poll.kind == "vote")
        return number

    async def _add_option(self, poll: int, rank: int, choice: Choice, by: int | None) -> int:
        row = await self._tx.row(
            "INSERT INTO poll_options (poll, rank, words, stock, places, added_by) "
            "VALUES (:poll, :rank, :words, :stock, :places, :by) RETURNING id",
            poll=poll,
            rank=rank,
            words=choice.words,
            stock=choice.stock,
            places=choice.places,
            by=by,
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def find(self, poll: int, *, lock: bool = False) -> Poll | None:
        if lock:
            await self._tx.lock("polls", poll)
        rows = await self._tx.rows(POLL + "WHERE p.id = :id ORDER BY o.rank", id=poll)
        return poll_from(rows) if rows else None

    async def open_trial(self, group: int) -> int | None:
        row = await self._tx.row(
            "SELECT id FROM polls WHERE group_id = :group_id AND kind = 'trial' AND state = 'open'",
            group_id=group,
        )
        return None if row is None else int(row["id"])

    # Changing what is asked

    async def tune(self, poll: int, style: Style, most: int, *, grows: bool) -> None:
        await self._tx.run(
            "UPDATE polls SET style = :style, most = :most, grows = :grows WHERE id = :id",
            id=poll,
            style=style,
            most=most,
            grows=int(grows),
        )

    async def add_option(self, poll: int, choice: Choice, by: int) -> int:
        row = await self._tx.row(
            "SELECT coalesce(max(rank), -1) + 1 AS next FROM poll_options WHERE poll = :poll", poll=poll
        )
        return await self._add_option(poll, 0 if row is None else int(row["next"]), choice, by)

    async def added_by(self, poll: int, person: int) -> int:
        row = await self._tx.row(
            "SELECT count(*) AS added FROM poll_options WHERE poll = :poll AND added_by = :person",
            poll=poll,
            person=person,
        )
        return 0 if row is None else int(row["added"])

    async def reword_option(self, option: int, words: str) -> None:
        await self._tx.run(
            "UPDATE poll_options SET words = :words, stock = '' WHERE id = :id", id=option, words=words
        )

    async def reword(self, poll: int, question: str) -> None:
        await self._tx.run("UPDATE polls SET question = :question WHERE id = :id", id=poll, question=question)

    async def correct(self, poll: int, person: int, was: str, now_is: str, now: datetime) -> int:
        row = await self._tx.row(
            "INSERT INTO poll_corrections (poll, person, was, now_is, made_at) "
            "VALUES (:poll, :person, :was, :now_is, :now) RETURNING id",
            poll=poll,
            person=person,
            was=was,
            now_is=now_is,
            now=stamp(now),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def correction(self, id: int) -> Correction | None:
        row = await self._tx.row(
            "SELECT c.id, c.poll, p.name, c.was, c.now_is FROM poll_corrections c "
            "JOIN people p ON p.id = c.person WHERE c.id = :id",
            id=id,
        )
        if row is None:
            return None
        return Correction(row["id"], row["poll"], row["name"] or "", row["was"], row["now_is"])

    # Its course

    async def move(self, poll: int, closing_at: datetime) -> None:
        await self._tx.run("UPDATE polls SET closing_at = :at WHERE id = :id", id=poll, at=stamp(closing_at))

    async def extend(self, poll: int, ends_at: datetime) -> None:
        await self._tx.run(
            "UPDATE polls SET ends_at = :at, closing_at = :at, extended = 1 WHERE id = :id",
            id=poll,
            at=stamp(ends_at),
        )

    async def prolong(self, poll: int, ends_at: datetime) -> None:
        await self._tx.run(
            "UPDATE polls SET ends_at = :at, closing_at = :at, prolonged = 1 WHERE id = :id",
            id=poll,
            at=stamp(ends_at),
        )

    async def remind(self, poll: int, now: datetime) -> None:
        await self._tx.run("UPDATE polls SET reminded_at = :now WHERE id = :id", id=poll, now=stamp(now))

    async def close(self, poll: int, now: datetime) -> None:
        await self._end(poll, "closed", now)

    async def withdraw(self, poll: int, now: datetime) -> None:
        await self._end(poll, "withdrawn", now)

    async def _end(self, poll: int, state: str, now: datetime) -> None:
        await self._tx.run(
            "UPDATE polls SET state = :state, closed_at = :now WHERE id = :id",
            id=poll,
            state=state,
            now=stamp(now),
        )

    async def restore(self, poll: int) -> None:
        await self._tx.run("UPDATE polls SET state = 'open', closed_at = NULL WHERE id = :id", id=poll)

    async def seal(self, poll: int, tally: Tally) -> None:
        options = {option for counts in (tally.voices, tally.maybe, tally.advice) for option in counts}
        for option in sorted(options):
            await self._tx.run(
                "UPDATE poll_options SET counted = :voices, counted_maybe = :maybe, counted_parts = :parts, "
                "counted_advice = :advice WHERE id = :id AND poll = :poll",
                id=option,
                poll=poll,
                voices=tally.voices.get(option, 0),
                maybe=tally.maybe.get(option, 0),
                parts=tally.parts.get(option, 0),
                advice=tally.advice.get(option, 0),
            )
        await self._tx.run(
            "UPDATE polls SET blank = :blank, blank_parts = :parts, blank_advice = :advice, counted = :answered, "
            "relayed = (SELECT count(*) FROM ballots b WHERE b.poll = polls.id AND b.receipt IS NOT NULL) "
            "WHERE id = :id",
            id=poll,
            blank=tally.blank,
            parts=tally.blank_parts,
            advice=tally.blank_advice,
            answered=len(tally.answered),
        )
        for unit in sorted(tally.answered):
            await self._tx.run(
                "UPDATE poll_units SET answered = 1 WHERE poll = :poll AND unit = :unit", poll=poll, unit=unit
            )
        await self._tx.run("DELETE FROM ballot_marks WHERE poll = :poll", poll=poll)
        await self._tx.run("DELETE FROM ballots WHERE poll = :poll", poll=poll)

    async def wipe(self, poll: int) -> None:
        await self._detach("{b}poll = :poll", poll=poll)
        await self._tx.run("DELETE FROM poll_rolls WHERE poll = :poll", poll=poll)

    async def settle_tie(self, poll: int, how: str, drawn: int | None = None) -> None:
        await self._tx.run(
            "UPDATE polls SET tie = :how, drawn = :drawn WHERE id = :id", id=poll, how=how, drawn=drawn
        )

    async def open_of(self, group: int, begins: datetime, ends: datetime) -> Sequence[Poll]:
        rows = await self._tx.rows(
            POLL
            + "WHERE p.group_id = :group_id AND p.state = 'open' AND p.ends_at >= :begins AND p.ends_at < :ends "
            "ORDER BY p.ends_at, p.id, o.rank",
            group_id=group,
            begins=stamp(begins),
            ends=stamp(ends),
        )
        return _polls(rows)

    async def closed_late(self, group: int, since: datetime, until: datetime) -> Sequence[Poll]:
        rows = await self._tx.rows(
            POLL + "WHERE p.group_id = :group_id AND p.state = 'closed' AND p.kind <> 'trial' "
            "AND p.ends_at >= :since AND p.ends_at < :until AND p.closed_at >= :until "
            "ORDER BY p.ends_at, p.id, o.rank",
            group_id=group,
            since=stamp(since),
            until=stamp(until),
        )
        return _polls(rows)

    async def closed_of(self, group: int) -> Sequence[Poll]:
        """The group's polls that are over, in the order in which they ended; trials are not counted."""
        rows = await self._tx.rows(
            POLL + "WHERE p.group_id = :group_id AND p.state = 'closed' AND p.kind <> 'trial' "
            "ORDER BY p.closed_at, p.id, o.rank",
            group_id=group,
        )
        return _polls(rows)

    async def annex(self, kept: int, gone: int) -> None:
        await self._tx.run("UPDATE polls SET group_id = :kept WHERE group_id = :gone", kept=kept, gone=gone)


def _polls(rows: Sequence[Row]) -> Sequence[Poll]:
    by_poll: dict[int, list[Row]] = {}
    for row in rows:
        by_poll.setdefault(row["id"], []).append(row)
    return [poll_from(rows_of_one) for rows_of_one in by_poll.values()]
