"""What polls know of people, and how it goes, in SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers.polls.model import Option

from .ballots import HEARD_UNITS, StoredBallots
from .database import stamp

_QUOTES = (
    "(credited = (SELECT name FROM people WHERE id = :id) "
    "AND group_id IN (SELECT group_id FROM memberships WHERE person = :id))"
)


class StoredPollPeople(StoredBallots):
    """The part of handlers.polls.store.Polls that is about one person: what waits for them, what is held about
    them, how it goes."""

    async def unanswered_by(self, person: int, now: datetime) -> Sequence[tuple[int, int, str]]:
        rows = await self._tx.rows(
            "SELECT p.id, p.group_id, p.question FROM polls p "  # noqa: S608 - our own words
            "JOIN memberships m ON m.group_id = p.group_id AND m.person = :person AND m.left_at IS NULL "
            "AND m.role IN ('resident', 'facilitator') "
            "LEFT JOIN poll_rolls r ON r.poll = p.id AND r.person = :person "
            "WHERE p.state = 'open' AND p.closing_at > :now AND p.kind <> 'trial' "
            "AND NOT EXISTS (SELECT 1 FROM ballots b WHERE b.poll = p.id AND b.person = :person) "
            "AND (p.kind <> 'vote' OR "
            f"(r.person IS NOT NULL AND r.unit NOT IN ({HEARD_UNITS.format(poll='p.id')}))) "
            "ORDER BY p.closing_at, p.id",
            person=person,
            now=stamp(now),
        )
        return [(row["id"], row["group_id"], row["question"]) for row in rows]

    async def opened_since(self, group: int, person: int, since: datetime) -> tuple[int, int]:
        row = await self._tx.row(
            "SELECT count(*) AS by_all, coalesce(sum(CASE WHEN author = :person THEN 1 ELSE 0 END), 0) AS by_one "
            "FROM polls WHERE group_id = :group_id AND opened_at > :since AND kind <> 'trial'",
            group_id=group,
            person=person,
            since=stamp(since),
        )
        return (0, 0) if row is None else (int(row["by_one"]), int(row["by_all"]))

    async def opened_by(self, person: int) -> Sequence[str]:
        rows = await self._tx.rows(
            "SELECT CASE WHEN kind = 'trial' THEN '' ELSE question END AS question FROM polls "
            "WHERE author = :id ORDER BY id",
            id=person,
        )
        return [row["question"] for row in rows]

    async def answers_of(self, person: int) -> Sequence[tuple[str, Option | None]]:
        rows = await self._tx.rows(
            "SELECT CASE WHEN p.kind = 'trial' THEN '' ELSE p.question END AS question, o.id, o.words, o.stock "
            "FROM ballots b JOIN polls p ON p.id = b.poll "
            "LEFT JOIN ballot_marks k ON k.poll = b.poll AND k.person = b.person AND k.mark > 0 "
            "LEFT JOIN poll_options o ON o.id = coalesce(b.option_id, k.option_id) "
            "WHERE b.person = :id ORDER BY p.id, o.rank",
            id=person,
        )
        return [
            (row["question"], None if row["id"] is None else Option(row["id"], row["words"], row["stock"]))
            for row in rows
        ]

    async def forget(self, person: int) -> Sequence[int]:
        touched = await self._tx.rows(
            f"SELECT id FROM polls WHERE author = :id OR {_QUOTES} "  # noqa: S608 - our own words
            "OR id IN (SELECT poll FROM ballots WHERE entered_by = :id) "
            "OR (state <> 'closed' AND id IN (SELECT poll FROM ballots WHERE person = :id)) ORDER BY id",
            id=person,
        )
        still_open = "poll IN (SELECT id FROM polls WHERE state <> 'closed')"
        await self._tx.run(f"DELETE FROM ballot_marks WHERE person = :id AND {still_open}", id=person)  # noqa: S608
        await self._tx.run(f"DELETE FROM ballots WHERE person = :id AND {still_open}", id=person)  # noqa: S608
        await self._detach("{b}person = :id", id=person)
        for sql in (
            "DELETE FROM poll_rolls WHERE person = :id",
            "UPDATE poll_units SET holder = NULL WHERE holder = :id",
            "UPDATE ballots SET entered_by = NULL WHERE entered_by = :id",
            "UPDATE poll_options SET added_by = NULL WHERE added_by = :id",
            "DELETE FROM poll_corrections WHERE person = :id",
            f"UPDATE polls SET credited = '' WHERE {_QUOTES}",  # noqa: S608
        ):
            await self._tx.run(sql, id=person)
        return [row["id"] for row in touched]

    async def unite(self, kept: int, gone: int) -> Mapping[int, bool]:
        both = await self._tx.rows(
            "SELECT a.poll, a.cast_at AS kept_at, b.cast_at AS gone_at, a.turn AS kept_turn, b.turn AS gone_turn, "
            "p.state FROM ballots a JOIN ballots b ON b.poll = a.poll AND b.person = :gone "
            "JOIN polls p ON p.id = a.poll WHERE a.person = :kept",
            kept=kept,
            gone=gone,
        )
        twice = {row["poll"] for row in both}
        changed = await self._tx.rows(
            "SELECT id FROM polls WHERE state = 'open' AND (id IN (SELECT poll FROM ballots WHERE person = :gone) "
            "OR id IN (SELECT poll FROM poll_rolls WHERE person = :gone)) ORDER BY id",
            gone=gone,
        )
        for row in both:
            later = (row["gone_at"], row["gone_turn"]) > (row["kept_at"], row["kept_turn"])
            earlier = kept if later else gone
            if row["state"] == "closed":  # what is over stays as it was told
                await self._detach("{b}poll = :poll AND {b}person = :id", poll=row["poll"], id=earlier)
            else:
                await self.retract(row["poll"], earlier)
        for table in ("ballots", "ballot_marks"):
            await self._tx.run(f"UPDATE {table} SET person = :kept WHERE person = :gone", kept=kept, gone=gone)  # noqa: S608
        await self._one_unit(kept, gone)
        for table, column in (
            ("polls", "author"),
            ("ballots", "entered_by"),
            ("poll_options", "added_by"),
            ("poll_units", "holder"),
            ("poll_corrections", "person"),
        ):
            sql = f"UPDATE {table} SET {column} = :kept WHERE {column} = :gone"  # noqa: S608 - our own words
            await self._tx.run(sql, kept=kept, gone=gone)
        for sql in (
            # Who answered for the people they live with lives with others.
            "UPDATE poll_units SET holder = NULL WHERE holder = :kept AND NOT EXISTS (SELECT 1 FROM poll_rolls r "
            "WHERE r.poll = poll_units.poll AND r.unit = poll_units.unit AND r.person = :kept)",
            # Who answered for themselves, under another name, has answered.
            "UPDATE ballots SET entered_by = NULL, receipt = NULL, words = '' WHERE person = :kept "
            "AND entered_by = :kept AND poll IN (SELECT id FROM polls WHERE state <> 'closed')",
        ):
            await self._tx.run(sql, kept=kept)
        return {row["id"]: row["id"] in twice for row in changed}

    async def _one_unit(self, kept: int, gone: int) -> None:
        """Who was in a roll twice is in it once; a voice that was the second one's alone is no voice, and never
        are more of them needed than there are. Of a vote that is over nothing changes."""
        doubled = await self._tx.rows(
            "SELECT g.poll, g.unit, p.state FROM poll_rolls g JOIN polls p ON p.id = g.poll "
            "JOIN poll_rolls k ON k.poll = g.poll AND k.person = :kept WHERE g.person = :gone",
            kept=kept,
            gone=gone,
        )
        for row in doubled:
            here = {"poll": row["poll"], "unit": row["unit"]}
            await self._tx.run(
                "DELETE FROM poll_rolls WHERE poll = :poll AND unit = :unit AND person = :gone", gone=gone, **here
            )
            dropped = row["state"] != "closed" and await self._tx.run(
                "DELETE FROM poll_units WHERE poll = :poll AND unit = :unit AND label = '' AND "
                "NOT EXISTS (SELECT 1 FROM poll_rolls r WHERE r.poll = :poll AND r.unit = :unit)",
                **here,
            )
            if dropped:
                await self._tx.run(
                    "UPDATE polls SET voices = voices - 1, "
                    "quorum = CASE WHEN quorum > voices - 1 THEN voices - 1 ELSE quorum END WHERE id = :poll",
                    poll=row["poll"],
                )
        await self._tx.run("UPDATE poll_rolls SET person = :kept WHERE person = :gone", kept=kept, gone=gone)

    async def purge(self, before: datetime, trials_before: datetime | None = None) -> int:
        limit = stamp(before)
        gone = await self._detach(
            "{b}poll IN (SELECT id FROM polls WHERE state = 'closed' AND closed_at < :before)", before=limit
        )
        for table in ("poll_rolls", "poll_units", "poll_corrections"):
            gone += await self._tx.run(
                f"DELETE FROM {table} WHERE poll IN (SELECT id FROM polls WHERE closed_at < :before)",  # noqa: S608
                before=limit,
            )
        gone += await self._tx.run(
            "DELETE FROM reaches WHERE topic IN (SELECT 'polls:' || id FROM polls WHERE closed_at < :before)",
            before=limit,
        )
        return gone + await self._tx.run(
            "DELETE FROM polls WHERE (state = 'withdrawn' AND closed_at < :before "
            "OR kind = 'trial' AND state <> 'open' AND closed_at < :trials) "
            "AND NOT EXISTS (SELECT 1 FROM polls later WHERE later.after = polls.id)",
            before=limit,
            trials=stamp(trials_before or before),
        )

    async def _detach(self, which: str, **values: int) -> int:
        """Turns ballots into numbers: counted for ever, nobody's. In `which`, « {b} » stands before a column."""
        theirs, which = which.format(b="b."), which.format(b="")
        marked = (
            "(SELECT count(*) FROM ballot_marks k JOIN ballots b ON b.poll = k.poll AND b.person = k.person "
            "WHERE k.option_id = poll_options.id AND k.mark = {mark} AND b.advice = {advice} AND {theirs})"
        )
        chosen = (
            "(SELECT count(*) FROM ballots b "
            "WHERE b.option_id = poll_options.id AND b.advice = {advice} AND {theirs})"
        )
        yes, maybe = marked.format(mark=2, advice=0, theirs=theirs), marked.format(mark=1, advice=0, theirs=theirs)
        apart = marked.format(mark=2, advice=1, theirs=theirs)
        await self._tx.run(
            "UPDATE poll_options SET "  # noqa: S608 - our own words
            f"counted = counted + {chosen.format(advice=0, theirs=theirs)} + {yes}, "
            f"counted_maybe = counted_maybe + {maybe}, "
            f"counted_advice = counted_advice + {chosen.format(advice=1, theirs=theirs)} + {apart} "
            f"WHERE poll IN (SELECT poll FROM ballots WHERE {which})",
            **values,
        )
        of_poll = f"FROM ballots b WHERE b.poll = polls.id AND {theirs}"
        no_mark = "NOT EXISTS (SELECT 1 FROM ballot_marks k WHERE k.poll = b.poll AND k.person = b.person)"
        await self._tx.run(
            "UPDATE polls SET "  # noqa: S608
            f"blank = blank + (SELECT count(*) {of_poll} AND b.advice = 0 AND b.option_id IS NULL AND {no_mark}), "
            f"counted = counted + (SELECT count(*) {of_poll} AND b.advice = 0), "
            f"relayed = relayed + (SELECT count(*) {of_poll} AND b.receipt IS NOT NULL) "
            f"WHERE id IN (SELECT poll FROM ballots WHERE {which})",
            **values,
        )
        await self._tx.run(
            "DELETE FROM ballot_marks WHERE EXISTS (SELECT 1 FROM ballots b "  # noqa: S608
            f"WHERE b.poll = ballot_marks.poll AND b.person = ballot_marks.person AND {theirs})",
            **values,
        )
        return await self._tx.run(f"DELETE FROM ballots WHERE {which}", **values)  # noqa: S608
