"""What help shows is built from what the features declare, and fits on a phone."""

import pytest

from bot.assembly import FEATURES
from bot.texts import LANGUAGES, voice
from handlers.conversation.feature import Held
from handlers.conversation.text import t, verbatim
from handlers.conversation.views import LABEL_LENGTH, Items, View
from handlers.help import views

COMMANDS = [(line.names[0], line.help) for placed in FEATURES for line in placed.feature.commands]
ENTRIES = [entry for placed in FEATURES for entry in placed.feature.menu]
SCREENS = [
    views.menu("Les Tilleuls", ENTRIES),
    views.welcome(),
    views.privacy(),
    views.my_data([]),
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
    screen = views.my_data([Held(t("Your answers to polls"), (verbatim("{bleu} → vert"), verbatim("<b>")))])
    items = screen.blocks[-1]
    assert isinstance(items, Items)
    assert [voice("fr")(line) for line in items.lines] == ["{bleu} → vert", "<b>"]
