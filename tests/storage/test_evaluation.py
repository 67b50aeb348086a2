"""What was thought of workshops; on both databases."""

from datetime import timedelta

from handlers.evaluation.model import About, Figures, Given
from handlers.workshops.model import Coming, Slot, Workshop
from storage.database import Database, Transaction
from storage.evaluation import StoredEvaluations
from storage.members import StoredMembers
from storage.workshops import StoredWorkshops
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.storage.settled import Settled, settle

MORNING = Slot(paris("2027-03-13", "09:00"), paris("2027-03-13", "12:00"))
NOON = MORNING.over_at
DAY = timedelta(days=1)
GOOD, POOR = Given((1, 2, 1), "Bien"), Given((4, 3, 4))


async def _took_place(tx: Transaction, here: Settled) -> int:
    """Léa's workshop, to which she and Inès came, and Karim perhaps."""
    workshops = StoredWorkshops(tx)
    over = Workshop(0, here.group, here.lea, "Chantier", "over", TUESDAY_NOON, slot=MORNING, changed_at=NOON)
    id = await workshops.add(over)
    await workshops.come(id, Coming(here.lea, "yes", 1, 0, TUESDAY_NOON))
    await workshops.come(id, Coming(here.ines, "yes", 1, 0, TUESDAY_NOON))
    await workshops.come(id, Coming(here.karim, "maybe", 1, 0, TUESDAY_NOON))
    return id


async def test_the_last_answer_counts_and_is_taken_back(database: Database) -> None:
    async with database.writing() as tx:
        here, evaluations = await settle(tx), StoredEvaluations(tx)
        one, other = await _took_place(tx, here), await _took_place(tx, here)
        assert await evaluations.given(one, here.lea) is None
        await evaluations.give(one, here.lea, Given((1, 0, 0)))
        await evaluations.give(one, here.lea, GOOD)
        await evaluations.give(one, here.ines, POOR)
        await evaluations.give(other, here.lea, POOR)
        assert await evaluations.given(one, here.lea) == GOOD
        assert set(await evaluations.answers(one)) == {GOOD, POOR}
        await evaluations.withdraw(one, here.lea)
        assert await evaluations.answers(one) == [POOR]
        assert await evaluations.answers(other) == [POOR]


async def test_what_is_closed_keeps_figures_alone(database: Database) -> None:
    async with database.writing() as tx:
        here, evaluations = await settle(tx), StoredEvaluations(tx)
        one, other = await _took_place(tx, here), await _took_place(tx, here)
        for workshop in (one, other):
            await evaluations.give(workshop, here.lea, GOOD)
        found = Figures(5, ((5, 0, 0, 0), (1, 2, 1, 1), (0, 0, 0, 5)), (), ("Bien", "Été « long »"))
        assert await evaluations.figures(one) is None
        await evaluations.close(one, found, NOON)
        assert await evaluations.figures(one) == found
        assert await evaluations.answers(one) == []
        assert await evaluations.answers(other) == [GOOD]
        few = Figures(3, leanings=("good", "poor", "good"))
        await evaluations.close(other, few, NOON)
        assert await evaluations.figures(other) == few


async def test_those_who_came_and_have_not_answered_are_asked(database: Database) -> None:
    async with database.writing() as tx:
        here, evaluations = await settle(tx), StoredEvaluations(tx)
        one = await _took_place(tx, here)

        async def asked(person: int, now: timedelta = DAY) -> list[int]:
            return list(await evaluations.unanswered(person, NOON + now - 7 * DAY, NOON + now))

        assert await asked(here.ines) == [one]
        assert await asked(here.karim) == []
        assert await asked(here.ines, timedelta(seconds=-1)) == []
        assert await asked(here.ines, 7 * DAY) == []
        await evaluations.give(one, here.ines, Given((1, 1, 0)))
        assert await asked(here.ines) == [one]
        await evaluations.give(one, here.ines, GOOD)
        assert await asked(here.ines) == []
        members = StoredMembers(tx, TUESDAY_NOON)
        await members.give_role(here.group, here.lea, "guest")
        assert await asked(here.lea) == []
        await members.give_role(here.group, here.lea, "resident")
        assert await asked(here.lea) == [one]
        await members.remove_member(here.group, here.lea)
        assert await asked(here.lea) == []
        await evaluations.withdraw(one, here.ines)
        assert await asked(here.ines) == [one]
        await evaluations.close(one, Figures(0), NOON)
        assert await asked(here.ines) == []


async def test_how_people_go(database: Database) -> None:
    async with database.writing() as tx:
        here, evaluations = await settle(tx), StoredEvaluations(tx)
        one, other = await _took_place(tx, here), await _took_place(tx, here)
        await evaluations.give(one, here.lea, GOOD)
        await evaluations.give(one, here.ines, POOR)
        await evaluations.give(other, here.ines, POOR)
        assert await evaluations.about(here.lea) == [About("Chantier", GOOD)]
        await evaluations.unite(here.lea, here.ines)
        assert await evaluations.about(here.lea) == [About("Chantier", GOOD), About("Chantier", POOR)]
        assert await evaluations.about(here.ines) == []
        await evaluations.give(one, here.nadia, Given((1, 0, 0)))
        await evaluations.unite(here.nadia, here.lea)
        assert await evaluations.about(here.nadia) == [About("Chantier", GOOD), About("Chantier", POOR)]
        await evaluations.give(other, here.lea, Given((0, 0, 1)))
        await evaluations.unite(here.nadia, here.lea)
        await evaluations.unite(here.lea, here.nadia)
        assert await evaluations.about(here.lea) == [About("Chantier", GOOD), About("Chantier", POOR)]
        await evaluations.give(other, here.karim, GOOD)
        await evaluations.forget(here.lea)
        assert await evaluations.about(here.lea) == []
        assert await evaluations.answers(other) == [GOOD]


async def test_figures_go_after_their_time_and_with_their_workshop(database: Database) -> None:
    async with database.writing() as tx:
        here, evaluations = await settle(tx), StoredEvaluations(tx)
        one, other = await _took_place(tx, here), await _took_place(tx, here)
        await evaluations.close(one, Figures(0), NOON)
        await evaluations.close(other, Figures(0), NOON + DAY)
        assert await evaluations.purge(NOON) == 0
        assert await evaluations.purge(NOON + DAY) == 1
        assert await evaluations.figures(one) is None
        assert await evaluations.figures(other) == Figures(0)
        await evaluations.give(one, here.lea, GOOD)
        await StoredWorkshops(tx).purge(NOON + DAY)
        assert await evaluations.purge(NOON) == 2
        assert await evaluations.answers(one) == []
        assert await evaluations.figures(other) is None
