"""The screens that other features are given, word for word as our transcript has them."""

from dataclasses import replace

from bot.texts import voice
from handlers.conversation.text import verbatim
from handlers.conversation.views import Paragraph, View
from handlers.groups import rules_views, views
from handlers.groups.desk import GroupsDesk
from handlers.members.model import Group, Here, Member, Person
from storage.database import Database
from storage.members import StoredMembers
from tests.conftest import TUESDAY_NOON
from tests.handlers.groups.screens import GROUP
from tests.neighbours import plain
from tests.storage.settled import settle

SAY = voice("fr")


def lines(view: View) -> list[str]:
    return [
        plain(" ".join(SAY(sentence) for sentence in block.sentences))
        for block in view.blocks
        if isinstance(block, Paragraph)
    ]


def labels(view: View) -> list[str]:
    return [plain(SAY(button.label)) for button in view.buttons]


async def test_the_first_tap_is_offered_to_those_who_may_settle_the_group(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        desk, group = GroupsDesk(members), await members.group(here.group)
        nadia = Here(group, Person(here.nadia, "Nadia"), "accompaniment")
        first = await desk.begin(nadia)
        assert first is not None
        assert lines(first) == ["Nadia, trois appuis et c'est réglé. Votre groupe, c'est plutôt :"]
        assert labels(first) == ["Un habitat participatif", "Un tiers-lieu", "Une copropriété", "Autre chose"]
        lea = Here(group, Person(here.lea, "Léa"), "resident")
        assert await desk.begin(lea) is None
        assert await desk.begin(Here(replace(group, kind="place"), nadia.person, "accompaniment")) is None
        await members.remove_member(group.id, here.nadia)
        assert await desk.begin(lea) is not None, "nobody runs the group any more"


async def test_the_last_screen_says_first_what_has_just_come_of_it(database: Database) -> None:
    async with database.reading() as tx:
        desk = GroupsDesk(StoredMembers(tx, TUESDAY_NOON))
        odette = verbatim("Odette compte dès maintenant, et je demande à Léa.")
        assert lines(desk.ready(GROUP, (odette,))) == [
            "C'est prêt. Odette compte dès maintenant, et je demande à Léa.",
            "Réglages : français, heure de Paris, silence de 20 h 30 à 8 h.",
        ]
        assert labels(desk.ready(GROUP)) == ["C'est parfait", "Changer un réglage"]


def test_households_are_spoken_of_where_people_live_together() -> None:
    def said(group: Group) -> str:
        return " ".join(
            [
                *lines(rules_views.votes(group)),
                *labels(rules_views.votes(group)),
                *labels(rules_views.voices(group)),
            ]
        )

    nobody: list[Member] = []
    place = replace(GROUP, kind="place", voices="adult")
    assert "foyer" in said(replace(GROUP, kind="housing"))
    assert "foyer" not in " ".join([*lines(rules_views.votes(place)), *labels(rules_views.votes(place))])
    assert "foyer" not in said(replace(GROUP, kind="condominium"))
    screen = views.screen(place, nobody, TUESDAY_NOON, settles=True, joins=True)
    assert not any("foyer" in line for line in lines(screen))
