"""Two groups that turn out to be one: their rooms and their people, in SQL."""

from .private import StoredPrivate

_BOTH = (
    "SELECT k.person, k.household AS kept_household, n.household AS gone_household, "
    "n.role AS gone_role, n.role_ends_at, n.left_at AS gone_left, n.greeted_at "
    "FROM memberships k JOIN memberships n ON n.person = k.person "
    "WHERE k.group_id = :kept AND n.group_id = :gone ORDER BY k.person"
)
_KEYED = (("relays", "person", "relay"), ("drafts", "person", "person"))
"""Tables with one row for each group and person: of two rows, that of the kept group stands."""


class StoredJoining(StoredPrivate):
    """The part of handlers.members.store.Members that makes one group of two."""

    async def annex(self, kept: int, gone: int) -> None:
        both = {"kept": kept, "gone": gone}
        for group in sorted(both.values()):  # of two who join them at once, each into the other, one waits
            await self._tx.lock("groups", group)
        await self._annex_those_in_both(kept, gone)
        for table, one, other in _KEYED:
            await self._tx.run(
                f"DELETE FROM {table} WHERE group_id = :gone AND EXISTS (SELECT 1 FROM {table} k "  # noqa: S608
                f"WHERE k.group_id = :kept AND k.{one} = {table}.{one} AND k.{other} = {table}.{other})",
                **both,
            )
        await self._tx.run("DELETE FROM codes WHERE group_id = :gone", gone=gone)
        await self._tx.run(
            "UPDATE groups SET school = coalesce((SELECT g.school FROM groups g "
            "WHERE g.id = :gone AND g.zone = groups.zone), '') WHERE id = :kept AND school = ''",
            **both,
        )
        await self._tx.run("UPDATE people SET about = :kept WHERE about = :gone", **both)
        for table in ("memberships", "households", "household_claims", "relays", "drafts", "posts", "chats"):
            await self._tx.run(f"UPDATE {table} SET group_id = :kept WHERE group_id = :gone", **both)  # noqa: S608
        await self._tx.run(
            "DELETE FROM households WHERE group_id = :kept AND label = '' "
            "AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.household = households.id)",
            kept=kept,
        )

    async def _annex_those_in_both(self, kept: int, gone: int) -> None:
        """Who is in both keeps their place in the kept group; those with whom they live follow them there."""
        for row in await self._tx.rows(_BOTH, kept=kept, gone=gone):
            who = {"kept": kept, "person": row["person"]}
            if row["gone_left"] is None:
                await self._tx.run(
                    "UPDATE memberships SET left_at = NULL WHERE group_id = :kept AND person = :person", **who
                )
            runs = row["gone_role"] == "facilitator" and row["role_ends_at"] > self._now
            if runs and row["gone_left"] is None:
                # Who accompanies, advises or looks on in the kept group goes on so: that was said of them there.
                await self._tx.run(
                    "UPDATE memberships SET role = 'facilitator', role_ends_at = :ends_at "
                    "WHERE group_id = :kept AND person = :person AND (role = 'resident' "
                    "OR (role = 'facilitator' AND role_ends_at < :ends_at))",
                    ends_at=row["role_ends_at"],
                    **who,
                )
            await self._tx.run(
                "UPDATE memberships SET greeted_at = coalesce(greeted_at, :greeted) "
                "WHERE group_id = :kept AND person = :person",
                greeted=row["greeted_at"],
                **who,
            )
            await self._tx.run(
                "UPDATE memberships SET household = :household WHERE group_id = :gone AND household = :left "
                "AND EXISTS (SELECT 1 FROM households h WHERE h.id = :left AND h.label = '')",
                household=row["kept_household"],
                left=row["gone_household"],
                gone=gone,
            )
            await self._tx.run(
                "DELETE FROM memberships WHERE group_id = :gone AND person = :person",
                gone=gone,
                person=row["person"],
            )
