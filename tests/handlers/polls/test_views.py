"""What people see of a poll, in three voices, on a phone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.texts import LANGUAGES, Voice, voice
from handlers.conversation.quiet import Night
from handlers.conversation.text import Text
from handlers.conversation.views import LABEL_LENGTH, Chart, Items, Paragraph, Title, View
from handlers.members.model import Group
from handlers.polls import results, sentences, views, voices
from handlers.polls import screens as alone
from handlers.polls.model import Ballot, Option, Poll
from tests.neighbours import paris, plain

GROUP = Group(1, "Les Tilleuls", "Europe/Paris", "fr", Night())
OPENED, ENDS = paris("2027-03-02", "12:10"), paris("2027-03-04", "20:00")
OPTIONS = (Option(11, "bleu", "", 4), Option(12, "vert", "", 2), Option(13, "jaune", "", 0))
QUESTION = "On peint la porte en bleu, en vert ou en jaune ?"
POLL = Poll(7, 1, 2, "", QUESTION, "open", OPENED, ENDS, ENDS, None, None, OPTIONS)
LONG = replace(POLL, options=(Option(11, "Repeindre toute la cage d'escalier", ""), Option(12, "Attendre", "")))


def says(view: View, language: str = "fr") -> list[str]:
    speak, lines = voice(language), []
    for block in view.blocks:
        match block:
            case Title():
                lines.append(speak(block.words))
            case Paragraph():
                lines.append(" ".join(speak(sentence) for sentence in block.sentences))
            case Items():
                lines += [speak(line) for line in block.lines]
            case Chart():
                lines.append(speak(block.alternative))
    return [plain(line) for line in lines]


def sentence(text: Text, speak: Voice | None = None) -> str:
    return plain((speak or voice("fr"))(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_before_the_buttons_of_an_ordinary_poll_fit_a_phone(language: str) -> None:
    tied = replace(POLL, closing_at=OPENED + timedelta(minutes=15))
    for poll in (POLL, replace(POLL, reminded_at=OPENED), replace(POLL, credited="Inès"), tied):
        assert len(" ".join(says(views.card(poll, GROUP, "Karim", OPENED), language))) <= 280
    closed = replace(POLL, state="closed", closed_at=ENDS)
    shown = [block for block in results.result(closed, GROUP, True).blocks if not isinstance(block, Chart)]
    assert len(" ".join(says(View(tuple(shown)), language))) <= 280
    for view in (alone.ask_question(), alone.ask_choices("Que mange-t-on ?"), alone.what_is_this(POLL)):
        assert len(" ".join(says(view, language))) <= 280


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_is_short_and_there_are_at_most_five_but_for_choices(language: str) -> None:
    ballot = Ballot(3, "Léa", 11)
    screens = [
        alone.more(POLL, runs=True, speaks_for_others=False),
        alone.more(POLL, runs=False, speaks_for_others=False),
        alone.mine(POLL, ballot, True),
        alone.withdrawn(POLL),
    ]
    screens += [views.card(LONG, GROUP, "Karim", OPENED), views.card(POLL, GROUP, "Karim", OPENED)]
    for screen in screens:
        assert len(screen.buttons) <= 5
        assert all(len(voice(language)(button.label)) <= LABEL_LENGTH for button in screen.buttons)
    eight = replace(POLL, options=tuple(Option(at, f"choix {at}", "") for at in range(1, 9)))
    assert len(views.card(eight, GROUP, "Karim", OPENED).buttons) == 9


def test_choices_too_long_for_a_button_are_written_in_full_and_numbered() -> None:
    card = views.card(LONG, GROUP, "Karim", OPENED)
    assert says(card)[-2:] == ["Repeindre toute la cage d'escalier", "Attendre"]
    assert [sentence(button.label) for button in card.buttons] == [
        "1. Repeindre toute la c…",
        "2. Attendre",
        "⋯ Plus",
    ]


def counted(view: View) -> list[str]:
    """What the card says as its own numbers."""
    speak = voice("fr")
    blocks = [block for block in view.blocks if isinstance(block, Paragraph) and block.counts]
    return [plain(" ".join(speak(sentence) for sentence in block.sentences)) for block in blocks]


def test_the_numbers_of_a_card_are_told_from_its_other_words() -> None:
    numbers = "Bleu 4, vert 2, jaune 0. 6 personnes ont répondu."
    for poll in (POLL, replace(POLL, reminded_at=OPENED), replace(POLL, kind="trial")):
        assert counted(views.card(poll, GROUP, "Karim", OPENED)) == [numbers]
    silent = replace(POLL, options=tuple(replace(option, ballots=0) for option in OPTIONS))
    vote = replace(POLL, kind="vote", voice="household", voices=12, replies=7)
    for poll in (silent, vote, replace(POLL, style="availability", replies=6)):
        assert counted(views.card(poll, GROUP, "Karim", OPENED)) == []


def test_the_card_of_a_vote_is_not_answered_in_sight_of_all() -> None:
    vote = replace(POLL, kind="vote", voice="household", voices=12, replies=7, quorum=8)
    for poll in (vote, replace(vote, prolonged=True), replace(vote, closing_at=OPENED)):
        assert views.card(poll, GROUP, "Karim", OPENED).secret
    for poll in (POLL, replace(POLL, kind="trial"), replace(POLL, style="signup")):
        assert not views.card(poll, GROUP, "Karim", OPENED).secret
    assert not results.result(replace(vote, state="closed", closed_at=ENDS), GROUP, False).secret


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_vote_sent_to_one_alone_fits_a_phone(language: str) -> None:
    vote = replace(POLL, kind="vote", voice="household", voices=12)
    ballot = voices.ballot(vote, GROUP, views.card(vote, GROUP, "Karim", OPENED).buttons)
    assert len(" ".join(says(ballot, language))) <= 280
    assert [button.data for button in ballot.buttons][-1] == "polls:more:7"


def test_the_reminder_says_how_long_is_left() -> None:
    reminded = replace(POLL, reminded_at=OPENED)
    for day, left in (("2027-03-03", "Encore un jour"), ("2027-03-04", "Dernier jour"), ("2027-03-02", "Rappel")):
        assert says(views.card(reminded, GROUP, "Karim", paris(day, "18:30")))[0] == f"{left} : {QUESTION}"


@pytest.mark.parametrize(
    ("ballots", "said"),
    [
        ((4, 2, 0), "Bleu est en tête."),
        ((2, 2, 0), "Égalité entre bleu et vert : 2 réponses chacun."),
        ((1, 1, 1), "Égalité entre bleu, vert et jaune : 1 réponse chacun."),
        ((0, 0, 0), "Personne n'a répondu."),
    ],
)
def test_the_result_is_one_sentence(ballots: tuple[int, int, int], said: str) -> None:
    options = tuple(replace(option, ballots=number) for option, number in zip(OPTIONS, ballots, strict=True))
    assert sentence(sentences.result_sentence(replace(POLL, options=options))) == said


def test_the_result_of_nobody_has_no_picture_and_of_blank_answers_says_so() -> None:
    nobody = replace(POLL, options=tuple(replace(option, ballots=0) for option in OPTIONS))
    assert not any(isinstance(block, Chart) for block in results.result(nobody, GROUP, False).blocks)
    blank = replace(nobody, blank=2)
    assert sentence(sentences.result_sentence(blank)) == "Personne n'a choisi."
    assert "2 réponses sans choix. 2 personnes ont répondu." in says(results.result(blank, GROUP, False))[2]


def test_one_blank_answer_is_said_in_the_singular() -> None:
    assert sentence(sentences.counts(replace(POLL, blank=1)).sentences[1]) == "1 réponse sans choix."


def test_the_names_stand_choice_by_choice_and_a_forgotten_neighbour_has_none() -> None:
    ballots = [Ballot(1, "Léa", 11), Ballot(2, "", 11), Ballot(3, "Inès", None)]
    assert says(alone.who_answered(POLL, ballots))[1:] == [
        "Bleu : Léa et Quelqu'un.",
        "Je ne me prononce pas : Inès.",
    ]


def test_who_only_answers_is_offered_nothing_that_runs_the_poll() -> None:
    acts = {button.data.split(":")[1] for button in alone.more(POLL, runs=False, speaks_for_others=False).buttons}
    assert acts.isdisjoint({"extend", "close", "withdraw"})
    over = {
        button.data.split(":")[1]
        for button in alone.more(replace(POLL, state="closed"), runs=True, speaks_for_others=False).buttons
    }
    assert over.isdisjoint({"extend", "close", "withdraw"})


@pytest.mark.parametrize("braces", ["{author}", "{question}", "{0}", "{", "{{x}}", "%(n)s"])
def test_braces_in_names_and_questions_are_shown_as_they_are(braces: str) -> None:
    poll = replace(POLL, question=f"Où {braces} ?", credited=braces, options=(Option(1, braces, "", 1),))
    assert braces in says(views.card(poll, GROUP, braces, OPENED))[0]
    assert braces in says(views.card(poll, GROUP, braces, OPENED))[1]
    assert braces in says(results.result(poll, GROUP, False))[1]
