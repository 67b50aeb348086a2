"""Who lives with whom: said by one, and true once the other says yes (transcripts §1)."""

from handlers.conversation.topic import Topic
from handlers.members.model import Kind
from storage.members import StoredMembers
from storage.posts import StoredPosts
from tests.conftest import Opens
from tests.neighbours import Got, Neighbourhood
from tests.stories.homes import arrives, becomes, gets, hello, homes, is_told, number_of

TOGETHER = "Noté : Karim et Sarah, un seul foyer."


async def names_sarah(neighbours: Neighbourhood) -> Got:
    """Karim says hello, and that he lives with Sarah."""
    await hello(neighbours, "Karim")
    await neighbours["Karim"].taps("Oui")
    return await neighbours["Karim"].taps("Sarah")


async def test_a_couple_is_one_household_once_both_have_said_so(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await hello(neighbours, "Inès")
        asked = await hello(neighbours, "Karim")
        assert asked.private.lines == ["Bonjour Karim. Quelqu'un d'autre de chez vous est dans ce groupe ?"]
        assert list(asked.private.buttons) == ["Oui", "Non, personne d'autre"]
        who = await neighbours["Karim"].taps("Oui")
        assert who.private.lines == ["Qui ?"]
        # Who has said hello comes first; Nadia does not decide.
        assert list(who.private.buttons) == ["Inès", "Sarah", "Léa", "Écrire un prénom"]
        noted = await neighbours["Karim"].taps("Sarah")
        assert noted.private.lines == [f"{TOGETHER} Sarah n'aura qu'à dire oui."]
        assert list(noted.private.buttons) == ["Défaire"], "everybody has a page of their own here"
        assert "Karim (Sarah n'a pas encore dit oui)" in await homes(neighbours)
        assert "Les 4 foyers" in await homes(neighbours)
        question = (await hello(neighbours, "Sarah")).private
        assert question.lines == ["Bonjour Sarah. Karim dit que vous êtes du même foyer. C'est juste ?"]
        assert list(question.buttons) == ["Oui", "Non"]
        assert (await neighbours["Sarah"].taps("Oui")).private.lines == [TOGETHER]
        assert (await homes(neighbours))[:2] == ["Les 3 foyers", "Karim et Sarah"]
        assert await is_told(neighbours, "Karim") == ["Sarah dit oui. Un seul foyer : Karim et Sarah."]
        assert await is_told(neighbours, "Sarah") == []


async def test_a_no_changes_nothing_and_is_told_kindly(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await names_sarah(neighbours)
        assert (await neighbours["Sarah"].taps("Non")).toast == "Noté : deux foyers. Je préviens Karim."
        told = await neighbours["Karim"].last()
        assert told.text == "Sarah compte comme un foyer à part. Rien ne change pour vous."
        assert await homes(neighbours) == [
            "Les 4 foyers",
            "Karim",
            "Sarah",
            "Inès",
            "Léa",
            "Accompagnement : Nadia.",
        ]
        assert await is_told(neighbours, "Inès") == [], "nobody else is told"


async def test_who_does_not_press_hello_is_asked_on_their_page(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await names_sarah(neighbours)
        assert "Karim dit que vous êtes du même foyer." in (await neighbours["Sarah"].last()).text
        await neighbours["Sarah"].taps("Oui")
        assert "Karim et Sarah" in await homes(neighbours)


async def test_taken_back_before_the_yes_the_question_goes(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await names_sarah(neighbours)
        yes = (await neighbours["Sarah"].last()).buttons["Oui"]
        assert (await neighbours["Karim"].taps("Défaire")).toast == "C'est défait."
        assert await is_told(neighbours, "Sarah") == []
        assert (await neighbours["Sarah"].presses(yes)).refused
        assert "Les 4 foyers" in await homes(neighbours)


async def test_two_who_name_each_other_need_no_question(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await names_sarah(neighbours)
        yes = (await neighbours["Sarah"].last()).buttons["Oui"]
        karim = await number_of(neighbours, "Karim")
        got = await neighbours["Sarah"].presses(f"households:with:1:{karim}")
        assert got.private.lines == [TOGETHER]
        assert (await neighbours["Sarah"].presses(yes)).refused, "it is settled"


async def test_a_third_one_and_then_only_me(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await names_sarah(neighbours)
        await neighbours["Sarah"].taps("Oui")
        again = await hello(neighbours, "Karim")
        assert again.private.lines == ["Bonjour Karim. Votre foyer : Karim et Sarah."]
        assert list(again.private.buttons) == ["Quelqu'un d'autre aussi", "Seulement moi"]
        await neighbours["Karim"].taps("Quelqu'un d'autre aussi")
        await neighbours["Karim"].taps("Inès")
        await neighbours["Inès"].taps("Oui")
        assert "Karim, Sarah et Inès" in await homes(neighbours)
        await hello(neighbours, "Karim")
        alone = await neighbours["Karim"].taps("Seulement moi")
        assert alone.private.lines == ["Noté : votre foyer, c'est vous."]
        assert (await homes(neighbours))[0] == "Les 3 foyers"
        assert (await neighbours["Sarah"].last()).text == "Karim a maintenant son propre foyer."
        # « Défaire » asks those who stayed: nobody moves in without a yes.
        assert "Sarah n'aura qu'à dire oui." in (await neighbours["Karim"].taps("Défaire")).private.text


async def test_a_name_that_nobody_has_yet_is_kept_until_somebody_has_it(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await hello(neighbours, "Karim")
        await neighbours["Karim"].taps("Oui")
        assert (await neighbours["Karim"].taps("Écrire un prénom")).private.text == "Qui ? Écrivez le prénom."
        noted = await neighbours["Karim"].answers(" tomas ")
        assert (
            noted.private.text == "Noté : Karim et tomas, un seul foyer. Je demanderai à tomas, dès son bonjour."
        )
        assert "Karim (tomas n'est pas encore là)" in await homes(neighbours)
        await arrives(neighbours, "Tomás Ruiz")
        question = (await hello(neighbours, "Tomás Ruiz")).private
        assert question.text == "Bonjour Tomás Ruiz. Karim dit que vous êtes du même foyer. C'est juste ?"
        await neighbours["Tomás Ruiz"].taps("Oui")
        assert "Karim et Tomás Ruiz" in await homes(neighbours)


async def test_a_typed_name_is_whoever_has_it(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        for typed, said in (
            ("SARAH", f"{TOGETHER} Sarah n'aura qu'à dire oui."),
            ("ines", "Noté : Karim et Inès, un seul foyer. Inès n'aura qu'à dire oui."),
        ):
            await hello(neighbours, "Karim")
            await neighbours["Karim"].presses("households:write:1")
            assert (await neighbours["Karim"].answers(typed)).private.text == said
        for typed, refusal in (
            ("karim", "C'est vous. Qui d'autre habite chez vous ?"),
            ("Nadia", "Cette personne ne décide pas dans ce groupe."),
            ("42", "Je n'y vois pas de prénom. Écrivez un prénom."),
            ("x" * 41, "Ce prénom est trop long : 40 signes au plus."),
            ("Zoé\nYann", "Un seul prénom à la fois."),
        ):
            await neighbours["Karim"].presses("households:write:1")
            got = await neighbours["Karim"].answers(typed)
            assert (got.refused, got.toast) == (True, refusal)


async def test_nobody_asks_about_homes_where_there_are_none(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        kinds: tuple[Kind, ...] = ("place", "other")
        for kind in kinds:
            await becomes(neighbours, kind)
            assert (await hello(neighbours, "Karim")).toast == "Bonjour Karim ! Je vous connais maintenant."
            assert (await homes(neighbours))[:2] == ["Les 4 membres", "Karim"]
            assert (await neighbours["Karim"].presses("households:who:1:0")).refused
        await becomes(neighbours, "housing")
        assert (await hello(neighbours, "Nadia")).toast == "Bonjour Nadia ! Je vous connais maintenant."
        await gets(neighbours, "Léa", "guest")
        assert (await hello(neighbours, "Léa")).toast == "Bonjour Léa ! Je vous connais maintenant."
        got = await neighbours["Léa"].presses("households:who:1:0")
        assert got.toast == "Vous n'avez pas de foyer ici : vous ne votez pas dans ce groupe."


async def test_the_welcome_card_counts_those_who_say_hello(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        async with neighbours.program.database.writing() as tx:
            room = (await StoredMembers(tx, neighbours.now).chats(1))[0]
            await StoredPosts(tx).put(Topic("help", 1, "welcome"), [room])
        await neighbours.settle()
        await neighbours["Karim"].taps("👋 Dire bonjour")
        await neighbours["Léa"].taps("👋 Dire bonjour")
        await neighbours["Léa"].taps("👋 Dire bonjour")
        (welcome,) = await neighbours["Inès"].sees()
        assert "👋 2 voisins ont dit bonjour." in welcome.lines


async def test_no_nobody_else(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await hello(neighbours, "Karim")
        assert (
            await neighbours["Karim"].taps("Non, personne d'autre")
        ).private.text == "Noté : votre foyer, c'est vous."
        assert "Les 4 foyers" in await homes(neighbours)
