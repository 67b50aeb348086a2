"""What help shows is built from what the features declare, and fits on a phone."""

import pytest

from bot.assembly import FEATURES
from bot.keeps import HOUSE_KEEPS
from bot.texts import LANGUAGES, voice
from handlers.conversation.feature import Held, MenuEntry
from handlers.conversation.text import t, verbatim
from handlers.conversation.views import LABEL_LENGTH, File, Items, Paragraph, View
from handlers.help import views

COMMANDS = [(line.names[0], line.help) for placed in FEATURES for line in placed.feature.commands]
ENTRIES = [entry for placed in FEATURES for entry in placed.feature.menu]
KEEPS = [*HOUSE_KEEPS, *(kept for placed in FEATURES for kept in placed.feature.keeps)]
FILE = File("palabre.json", "application/json", "{}", verbatim("file"))
SCREENS = [
    views.menu("Les Tilleuls", ENTRIES),
    views.welcome(),
    views.privacy(KEEPS, None),
    views.how_long(KEEPS),
    views.my_data([], FILE),
    views.confirm_forget(second=False),
    views.confirm_forget(second=True),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_has_at_most_five_buttons_with_short_labels(screen: View, language: str) -> None:
    assert len(screen.buttons) <= 5
    assert all(len(voice(language)(button.label)) <= LABEL_LENGTH for button in screen.buttons)


def test_every_command_has_its_line() -> None:
    (_, items) = views.help_screen(COMMANDS).blocks
    assert isinstance(items, Items)
    lines = [voice("fr")(line) for line in items.lines]
    assert "/sondage\u00a0: poser une question au groupe" in lines
    assert len(lines) == len(COMMANDS)


def test_what_is_held_is_shown_line_by_line_in_the_persons_own_words() -> None:
    screen = views.my_data([Held(t("Your answers to polls"), (verbatim("{bleu} → vert"), verbatim("<b>")))], FILE)
    items = screen.blocks[-2]
    assert isinstance(items, Items)
    assert [voice("fr")(line) for line in items.lines] == ["{bleu} → vert", "<b>"]


@pytest.mark.parametrize("administrator", [False, True])
@pytest.mark.parametrize("thrown_away", [0, 1, 4321])
def test_who_sees_what_has_eight_lines_at_most(administrator: bool, thrown_away: int) -> None:
    screen = views.privacy(KEEPS * 3, verbatim("@nadia"), administrator, thrown_away)
    lines = sum(len(block.lines) if isinstance(block, Items) else 1 for block in screen.blocks)
    assert lines == views.MOST_LINES
    said = [
        voice("en")(sentence)
        for block in screen.blocks
        if isinstance(block, Paragraph)
        for sentence in block.sentences
    ]
    assert any("4321 messages" in words for words in said) == (thrown_away == 4321)
    assert "I am hosted by @nadia." in said
    assert "The CNIL can receive your complaints." in said


@pytest.mark.parametrize("administrator", [False, True])
def test_where_palabre_hears_all_it_says_so_whatever_its_rank(administrator: bool) -> None:
    heard = [
        "Ici, on me transmet tous vos messages.",
        "Je jette aussitôt ceux qui ne me sont pas adressés.",
    ]
    for screen in (
        views.welcome(administrator, hears_all=True),
        views.privacy(KEEPS, None, administrator, 0, True),
    ):
        said = [
            [voice("fr")(sentence) for sentence in block.sentences]
            for block in screen.blocks
            if isinstance(block, Paragraph)
        ]
        assert heard in said
        everything = " ".join(sentence for sentences in said for sentence in sentences)
        assert "administrateur" not in everything
        assert "ne garde que" not in everything
    (after,) = views.administrator(still=False, hears_all=True).blocks
    assert isinstance(after, Paragraph)
    assert [voice("fr")(sentence) for sentence in after.sentences][1:] == heard


def test_how_long_each_thing_is_kept_stands_on_one_screen() -> None:
    (_, items, _) = views.how_long(KEEPS).blocks
    assert isinstance(items, Items)
    lines = [voice("en")(line) for line in items.lines]
    assert "My answers to you: thirty days." in lines
    assert "Your name, your household, your role: as long as you are in the group, then three months." in lines
    assert len(lines) == len(KEEPS)


@pytest.mark.parametrize("many", range(12))
def test_what_can_be_begun_is_reached_however_much_there_is(many: int) -> None:
    entries = [MenuEntry(verbatim(f"Thing {at}"), f"polls:ask:{at}") for at in range(many)]
    reached, page, pages = [], 0, 0
    while True:
        *shown, back = views.launch(entries, page).buttons
        assert len(shown) <= 4
        assert back.data == "help:menu"
        reached += [button.data for button in shown if not button.data.startswith("help:launch")]
        turns = [button.data for button in shown if button.data.startswith("help:launch")]
        page, pages = int(turns[0].split(":")[2]) if turns else 0, pages + 1
        if page == 0:
            break
    assert reached == [entry.data for entry in entries]
    assert (pages == 1) is (many <= 4)
