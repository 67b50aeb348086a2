"""The sheets on which one person answers, corrects, or answers for somebody, one screen at a time."""

from collections.abc import Sequence

from handlers.conversation.text import Listing, Text, t, tn, verbatim
from handlers.conversation.typed import capital
from handlers.conversation.views import LABEL_LENGTH, Block, Button, Title, View, data, paragraph
from handlers.members.model import Person
from handlers.members.views import person_and_reach

from .days import fitting
from .model import MAYBE, NO, YES, Ballot, Option, Poll
from .sentences import answer_of, how_to_answer, inside, label
from .views import back, short

ON_A_SHEET = 6
"""Answers of a sheet at once, so that with « more » and « done » it has eight buttons, as a question may."""
SHOWN_AT_ONCE = 3
_TURNS = {YES: t("✅ {choice}: yes"), MAYBE: t("🤔 {choice}: if need be"), NO: t("❌ {choice}: no")}
_SIGNS = {YES: t("✅ {choice}"), MAYBE: t("🤔 {choice}"), NO: t("❌ {choice}")}
_ROOM = {YES: 16, MAYBE: 7, NO: 16}
"""Characters of a choice that fit on a button beside its mark, in every language."""


def sheet(poll: Poll, order: Sequence[int], ballot: Ballot | None, page: int) -> View:
    """The private ballot: each tap turns an answer. `order`: the options as this person sees them."""
    options = [option for number in order if (option := poll.option(number)) is not None]
    begins = page * ON_A_SHEET if page * ON_A_SHEET < len(options) else 0
    shown = options[begins : begins + ON_A_SHEET]
    buttons = [_answer(poll, option, ballot, page) for option in shown]
    if len(options) > ON_A_SHEET:
        following = page + 1 if len(options) > begins + ON_A_SHEET else 0
        buttons.append(Button(t("Other choices"), data("polls", "sheet", poll.id, following)))
    buttons.append(Button(t("That is all"), data("polls", "done", poll.id)))
    how = t("Tap your choice.") if poll.style == "one" else how_to_answer(poll)
    blocks: list[Block] = [Title(verbatim(poll.question)), paragraph(how)]
    if ballot is not None:
        blocks.append(paragraph(t("Your answer: {choice}.", choice=answer_of(poll, ballot))))
    return View(tuple(blocks), tuple(buttons))


def _answer(poll: Poll, option: Option, ballot: Ballot | None, page: int) -> Button:
    marks = {} if ballot is None else ballot.marks or ({ballot.option: YES} if ballot.option else {})
    mark = marks.get(option.id)
    if poll.style == "availability":
        if mark is None:
            return Button(short(option), data("polls", "turn", poll.id, option.id, page))
        if option.stock:  # words of ours that leave no room; the sentence above the buttons says the rest
            said = t(_SIGNS[mark].sentence, choice=label(option))
        else:
            said = t(_TURNS[mark].sentence, choice=_cut(option, _ROOM[mark]))
        return Button(said, data("polls", "turn", poll.id, option.id, page))
    words = t("✅ {choice}", choice=_cut(option, LABEL_LENGTH - 2)) if mark == YES else short(option)
    return Button(words, data("polls", "turn", poll.id, option.id, page))


def _cut(option: Option, room: int) -> Text:
    if option.stock:
        return label(option)
    return verbatim(fitting(capital(option.words), room))


def tune(poll: Poll) -> View:
    """How the poll may be answered, as long as nobody has."""
    grows = t("Neighbours add no choice") if poll.grows else t("Neighbours add choices")
    return View(
        (Title(verbatim(poll.question)), paragraph(t("How do people answer?"))),
        (
            Button(t("One choice each"), data("polls", "style", poll.id, "one")),
            Button(t("Several choices"), data("polls", "most", poll.id)),
            Button(t("Yes, if need be, no"), data("polls", "style", poll.id, "availability")),
            Button(t("Who takes what"), data("polls", "style", poll.id, "signup")),
            Button(grows, data("polls", "grow", poll.id)),
        ),
    )


def how_many(poll: Poll) -> View:
    """How many choices one answer may have."""
    fewer = [n for n in (2, 3) if n < len(poll.options)]
    buttons = [
        Button(tn("{n} at most", "{n} at most", n), data("polls", "style", poll.id, "several", n)) for n in fewer
    ]
    everything = Button(t("As many as one likes"), data("polls", "style", poll.id, "several", 0))
    return View(
        (paragraph(t("How many choices at most?")),),
        (*buttons, everything, Button(t("↩️ Back"), data("polls", "tune", poll.id))),
    )


def what_to_correct(poll: Poll, page: int) -> View:
    """The question, or one of the choices; behind the last one, one more."""
    begins = page * SHOWN_AT_ONCE if page * SHOWN_AT_ONCE < len(poll.options) else 0
    shown = poll.options[begins : begins + SHOWN_AT_ONCE]
    buttons = [Button(t("The question"), data("polls", "requestion", poll.id))]
    buttons += [Button(short(option), data("polls", "rechoice", poll.id, option.id)) for option in shown]
    if len(poll.options) > begins + SHOWN_AT_ONCE:
        following = begins // SHOWN_AT_ONCE + 1
        buttons.append(Button(t("Other choices"), data("polls", "correct", poll.id, following)))
    else:
        buttons.append(Button(t("Add a choice"), data("polls", "add", poll.id)))
    return View((Title(verbatim(poll.question)), paragraph(t("What shall I correct?"))), tuple(buttons))


def ask_new_question(question: str) -> View:
    """The question as it should be."""
    asked = t("Write the question as it should be, whole.")
    return View((Title(verbatim(question)), paragraph(asked)), asks=t("The question"))


def ask_new_choice(choice: str) -> View:
    """A choice as it should be; or, without an older one, one more choice."""
    if not choice:
        return View((paragraph(t("Which choice shall I add?")),), asks=t("The choice"))
    asked = t("Write this choice as it should be.")
    return View((Title(verbatim(capital(choice))), paragraph(asked)), asks=t("The choice"))


def meaning_is_fixed(poll: Poll, option: Option, words: str, why: Text) -> View:
    """What can be done instead of changing a choice that people have made (transcripts.md §2.3)."""
    add = t("Add {choice}", choice=words) if len(words) <= 16 else t("Add this choice")
    return View(
        (paragraph(why),),
        (
            Button(add, data("polls", "addtyped", poll.id)),
            Button(t("Start again"), data("polls", "anew", poll.id, option.id)),
            back(poll),
        ),
    )


def whom_for(poll: Poll, people: Sequence[tuple[Person, str]], page: int) -> View:
    """For whom one answers; with each, whether they were told (people.md §6.6)."""
    begins = page * SHOWN_AT_ONCE if page * SHOWN_AT_ONCE < len(people) else 0
    shown = people[begins : begins + SHOWN_AT_ONCE]
    buttons = [
        Button(person_and_reach(person, state), data("polls", "speak", poll.id, person.id))
        for person, state in shown
    ]
    if len(people) > SHOWN_AT_ONCE:
        following = page + 1 if len(people) > begins + SHOWN_AT_ONCE else 0
        buttons.append(Button(t("Somebody else"), data("polls", "for", poll.id, following)))
    return View((Title(verbatim(poll.question)), paragraph(t("For whom do you answer?"))), (*buttons, back(poll)))


def in_their_words(poll: Poll, person: Person, ballot: Ballot | None, page: int) -> View:
    """« Au nom d'Odette, avec ses mots. Que répond-elle ? »: every choice, then whether she was told."""
    on_page = ON_A_SHEET - 1
    begins = page * on_page if page * on_page < len(poll.options) else 0
    shown = poll.options[begins : begins + on_page]
    buttons = [Button(short(option), data("polls", "say", poll.id, person.id, option.id)) for option in shown]
    if len(poll.options) > on_page:
        following = page + 1 if len(poll.options) > begins + on_page else 0
        buttons.append(Button(t("Other choices"), data("polls", "speak", poll.id, person.id, following)))
    blocks: list[Block] = [
        Title(verbatim(poll.question)),
        paragraph(t("In the name of {name}, in their own words.", name=person.name), t("What is the answer?")),
    ]
    if ballot is not None:
        blocks.append(_already(poll, person, ballot))
        buttons.append(Button(t("Take it back"), data("polls", "unsay", poll.id, person.id)))
    else:
        buttons.append(Button(t("Told"), data("polls", "told", poll.id, person.id)))
        buttons.append(Button(t("Cannot be reached"), data("polls", "unreached", poll.id, person.id)))
    return View(tuple(blocks), tuple(buttons))


def _already(poll: Poll, person: Person, ballot: Ballot) -> Block:
    if not ballot.entered_by:
        return paragraph(t("{name} has answered already.", name=person.name))
    return paragraph(
        t(
            "{relay} has answered for {name}: {choice}. Receipt {number}.",
            relay=ballot.entered_by,
            name=person.name,
            choice=answer_of(poll, ballot),
            number=ballot.receipt or 0,
        )
    )


def ask_words(person: Person, choice: Text) -> View:
    """The words that the person said, if any: they are kept with the answer until the end."""
    return View(
        (
            paragraph(t("Answer of {name}: {choice}.", name=person.name, choice=choice)),
            paragraph(t("Did {name} add something?", name=person.name), t("Write it, word for word.")),
        ),
        (Button(t("Nothing to add"), data("polls", "nowords")),),
        asks=t("In their own words"),
    )


def said_for(poll: Poll, person: Person, ballot: Ballot) -> View:
    """The receipt of an answer given for somebody, with a way to take it back."""
    words = (paragraph(t("« {words} »", words=ballot.words)),) if ballot.words else ()
    return View(
        (
            paragraph(
                t(
                    "Noted for {name}: {choice}. Receipt {number}.",
                    name=person.name,
                    choice=answer_of(poll, ballot),
                    number=ballot.receipt or 0,
                )
            ),
            *words,
        ),
        (Button(t("Take it back"), data("polls", "unsay", poll.id, person.id)),),
    )


def answered_for(poll: Poll, ballot: Ballot) -> View:
    """Told to the person for whom somebody answered, where they can be told."""
    choice = answer_of(poll, ballot)
    return View(
        (
            Title(verbatim(poll.question)),
            paragraph(
                t(
                    "{name} answered for you: {choice}. Receipt {number}.",
                    name=ballot.entered_by,
                    choice=choice,
                    number=ballot.receipt or 0,
                )
            ),
        ),
        (Button(t("This is not right"), data("polls", "retract", poll.id)),),
    )


def no_longer_known(poll: Poll) -> View:
    """What stands in its place once the vote is over and its ballots are gone."""
    return View((Title(verbatim(poll.question)), paragraph(t("This vote has ended."))), only_replaces=True)


def contested(poll: Poll, name: str) -> View:
    """Told to whoever answered for somebody who says that it is not right."""
    return View(
        (
            Title(verbatim(poll.question)),
            paragraph(t("{name} takes back the answer that you gave.", name=name)),
        ),
    )


def refuse_advice(poll: Poll, option: Option, why: Text) -> View:
    """Who accompanies may still say what they think, apart (transcripts.md §2.7)."""
    return View((paragraph(why),), (Button(t("Give my opinion"), data("polls", "advise", poll.id, option.id)),))


def check_draw(poll: Poll, seal: str, letters: str) -> View:
    """What everybody needs to do the draw again (ballots.md §4.7): the very `letters` that are taken."""
    tied = tuple(inside(option) for option in poll.leaders())
    return View(
        (
            Title(t("Check the draw")),
            paragraph(t("Secret, chosen at the opening: {secret}", secret=poll.secret)),
            paragraph(t("Its seal (SHA-256), shown since then: {seal}", seal=seal)),
            paragraph(t("Take the SHA-256 of: {letters}", letters=letters)),
            paragraph(
                t("Divide it by {n}: the remainder gives the place, counted from 0.", n=len(tied)),
                t("The tied choices, in their order: {choices}.", choices=Listing(tied, "commas")),
            ),
        ),
        (back(poll),),
    )


def united(poll: Poll, twice: bool) -> View:
    """Told to somebody whose accounts turned out to be one person's, during a poll."""
    said = t("You had answered twice: the later answer counts.") if twice else t("You count once in this poll.")
    return View(
        (Title(verbatim(poll.question)), paragraph(said)),
        (Button(t("My answer"), data("polls", "mine", poll.id)),),
    )
