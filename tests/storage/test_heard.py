"""An event that was heard gets the same answer back, whatever it shows; on both databases."""

from datetime import timedelta

import pytest

from handlers.conversation.answer import NOTHING, Answer
from handlers.conversation.text import Listing, Moment, t, tn, verbatim
from handlers.conversation.views import Bar, Button, Chart, Items, Paragraph, Title, View
from storage.database import Conflict, Database
from storage.heard import StoredHeard
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import settle

WORDS = verbatim('« L\'été » ?\n"<b>" {braces} | 🗳️ \u202e\\')
ANSWERS = {
    "nothing": NOTHING,
    "toast": Answer(t("Noted: {choice}. You can change until {until}.", choice=WORDS, until=Moment(TUESDAY_NOON, "short"))),
    "refused": Answer(t("This is no longer here."), refused=True),
    "plural": Answer(tn("{n} person has answered.", "{n} people have answered.", 3)),
    "nested": Answer(t("{left}: {question}", left=t("Last day"), question="17")),
    "listing": Answer(t("{counts}.", counts=Listing((t("yes"), "17", verbatim("bleu")), "or"))),
    "blocks": Answer(
        view=View(
            (
                Title(WORDS, "🗳️"),
                Title(t("Who sees what?")),
                Paragraph((t("Hello everyone."), WORDS)),
                Items((t("yes"), WORDS), numbered=True),
                Items(()),
                Chart(
                    WORDS,
                    (Bar(t("Yes"), 3, leads=True), Bar(WORDS, 0)),
                    tn("{n} person has answered.", "{n} people have answered.", 3),
                    t("Bar chart: {counts}.", counts=Listing((WORDS,), "commas")),
                ),
            ),
            (Button(t("⋯ More"), "polls:more:17"), Button(WORDS, "polls:vote:17:3")),
            asks=t("The choices"),
            moved=t("This poll continues below."),
        )
    ),
}  # fmt: skip


@pytest.mark.parametrize("which", ANSWERS)
async def test_the_answer_comes_back_as_it_was_given(database: Database, which: str) -> None:
    async with database.writing() as tx:
        heard = StoredHeard(tx)
        assert await heard.answer_to("salon:3:abc") is None
        await heard.keep("salon:3:abc", "salon:3", ANSWERS[which], TUESDAY_NOON)
    with pytest.raises(Conflict):
        async with database.writing() as tx:
            await StoredHeard(tx).keep("salon:3:abc", "salon:3", NOTHING, TUESDAY_NOON)
    async with database.reading() as tx:
        assert await StoredHeard(tx).answer_to("salon:3:abc") == ANSWERS[which]


async def test_an_integer_does_not_come_back_as_words(database: Database) -> None:
    async with database.writing() as tx:
        heard = StoredHeard(tx)
        await heard.keep("e", "", Answer(t("{choice} {number}", choice="17", number=17)), TUESDAY_NOON)
        found = await heard.answer_to("e")
        assert found is not None
        assert found.toast is not None
        assert dict(found.toast.args) == {"choice": "17", "number": 17}


async def test_an_event_is_heard_for_thirty_days(database: Database) -> None:
    async with database.writing() as tx:
        heard = StoredHeard(tx)
        await heard.keep("old", "", NOTHING, TUESDAY_NOON)
        await heard.keep("young", "", NOTHING, TUESDAY_NOON + timedelta(seconds=1))
        assert await heard.purge(TUESDAY_NOON + timedelta(days=30)) == 0
        assert await heard.purge(TUESDAY_NOON + timedelta(days=30, seconds=1)) == 1
        assert await heard.answer_to("old") is None
        assert await heard.answer_to("young") == NOTHING


async def test_who_is_forgotten_leaves_no_answer_and_no_name_in_their_groups(database: Database) -> None:
    async with database.writing() as tx:
        here, heard = await settle(tx), StoredHeard(tx)
        ordinary, quoting = ANSWERS["toast"], Answer(t("You are {name}.", name="Léa"))
        given = {
            "salon:léa": ordinary,
            "salon:karim": quoting,
            "salon:inès": ordinary,
            "salon:léa1": ordinary,
            "salon:elsewhere": quoting,
        }
        for speaker, answer in given.items():
            await heard.keep(f"{speaker}:a", speaker, answer, TUESDAY_NOON)
        await heard.forget(here.lea, "Léa")
        left = {speaker: await heard.answer_to(f"{speaker}:a") for speaker in given}
        assert left == {**given, "salon:léa": NOTHING, "salon:karim": NOTHING}
