"""Puts somebody into every table in which anybody can stand, and looks where they are."""

from handlers.conversation.topic import Topic
from storage.codes import StoredCodes
from storage.database import Transaction
from storage.matrix import KeptReaction, StoredMatrix
from storage.matrix_signs import KeptButton
from storage.members import StoredMembers
from storage.posts import StoredPosts
from storage.salon import StoredSalon
from tests.conftest import TUESDAY_NOON
from tests.neighbours import ROOM, paris

NAME = "Zéphyrine"
NUMBERED = (
    "ballots.person",
    "ballots.entered_by",
    "ballot_marks.person",
    "poll_rolls.person",
    "poll_units.holder",
    "poll_options.added_by",
    "poll_corrections.person",
    "proposal_rolls.person",
    "proposal_questions.person",
    "proposal_opinions.person",
    "proposal_opinions.entered_by",
    "proposal_positions.person",
    "proposal_positions.entered_by",
    "objections.person",
    "objections.entered_by",
    "memberships.person",
    "accounts.person",
    "drafts.person",
    "salon_links.person",
    "households.holder",
    "household_claims.claimant",
    "household_claims.person",
    "relays.person",
    "relays.relay",
    "reaches.person",
    "reaches.noted_by",
    "codes.person",
    "code_tries.person",
    "decisions.author",
    "decision_objections.person",
    "decision_doubts.person",
    "decision_review_answers.person",
    "agenda_meetings.set_by",
    "agenda_points.brought_by",
    "agenda_points.said_by",
    "bookings.person",
    "bookings.entered_by",
    "booking_series.person",
    "booking_series.entered_by",
    "booking_waits.person",
    "booking_waits.entered_by",
    "booking_objections.person",
    "booking_pleas.person",
    "rule_offers.made_by",
    "spaces.contact",
    "space_rules.set_by",
    "space_people.person",
    "reminders.person",
    "reminders.said_by",
    "reminder_rings.done_by",
    "reminder_takers.person",
    "workshops.author",
    "workshop_answers.person",
    "workshop_people.person",
    "workshop_brought.person",
    "evaluation_answers.person",
    "programmes.author",
    "programme_runs.author",
    "programme_runs.leader",
    "minutes.author",
    "minutes_actions.person",
    "reminder_swaps.asker",
)
"""Every column in which somebody's number stands, but for those of which they are nobody's any more: the author
of a poll or a proposal, and who wrote a message that is erased."""
_POLL_SQL = (
    "INSERT INTO ballot_marks (poll, person, option_id, mark) SELECT poll, person, option_id, 2 FROM ballots "
    "WHERE person = :id AND option_id IS NOT NULL",
    "UPDATE ballots SET entered_by = :id, words = 'au crayon' WHERE person <> :id",
    "INSERT INTO poll_units (poll, unit, label, parts, holder) SELECT id, 1, '', 1, :id FROM polls",
    "UPDATE poll_options SET added_by = :id",
    "INSERT INTO poll_corrections (poll, person, was, now_is, made_at) SELECT id, :id, 'a', 'b', 1 FROM polls",
)

_SAID_FOR = (
    "INSERT INTO proposal_opinions (proposal, person, words, named, entered_by, said_at) "
    "SELECT 1, id, 'au crayon', 1, :id, 1 FROM people WHERE name = 'Sarah'",
    "INSERT INTO proposal_positions "
    "(proposal, version, person, kind, words, named, relayed, entered_by, turn, answered_at) "
    "SELECT 1, 9, id, 'reservation', 'au crayon', 1, 1, :id, 99, 1 FROM people WHERE name = 'Sarah'",
    "INSERT INTO objections (proposal, version, person, risk, remedy, named, state, relayed, entered_by, made_at) "
    "SELECT 1, 9, id, 'au crayon', '', 0, 'open', 1, :id, 1 FROM people WHERE name = 'Sarah'",
    "UPDATE proposals SET commission = 'Léa, zéphyrine et Karim'",
)
"""What somebody wrote down for a neighbour, in their words."""

_REGISTER_SQL = (
    "INSERT INTO decisions (group_id, year, rank, words, why, method, decided_at, noted_at, author, source, voices, "
    "answered, relayed, reached, trial, length, state) "
    "SELECT 1, 2027, 1, 'Les vélos', '', 'meeting', 1, 1, p.id, '', 0, 0, 0, 0, 0, 0, 'in_force' FROM people p "
    "WHERE p.id = :id",
    "INSERT INTO decision_reservations (decision, rank, words, name) "
    "SELECT d.id, 1, 'au crayon', p.name FROM decisions d JOIN people p ON p.id = :id",
    "INSERT INTO decision_objections (decision, person, words, named, made_at) "
    "SELECT id, author, 'au crayon', 1, 1 FROM decisions WHERE author = :id",
    "INSERT INTO decision_doubts (decision, person, words, made_at) "
    "SELECT id, author, 'au crayon', 1 FROM decisions WHERE author = :id",
    "INSERT INTO decision_reviews (decision, opened_at, ends_at) "
    "SELECT id, 1, 2 FROM decisions WHERE author = :id",
    "INSERT INTO decision_review_answers (review, person, choice, given_at) "
    "SELECT r.id, d.author, 'keep', 1 FROM decision_reviews r JOIN decisions d ON d.author = :id",
)


_AGENDA_SQL = (
    "INSERT INTO agenda_meetings (group_id, meets_at, timed, set_by, state) VALUES (1, 1804010400, 1, :id, 'next')",
    "INSERT INTO agenda_points (group_id, words, source, message, brought_by, said_name, added_at) "
    "VALUES (1, 'Le compost', '', '', :id, '', 1)",
    "INSERT INTO agenda_points (group_id, words, source, message, said_by, said_name, added_at) "
    "VALUES (1, 'Zéphyrine dit que la pompe fuit', '', '', :id, '', 1)",
)
_OVER, _AHEAD = (1_700_000_000, 1_700_003_600), (1_900_000_000, 1_900_003_600)
"""Seconds, long ago and in some years."""


def _booked(times: tuple[int, int], title: str, state: str, *, holder: str = "p.id", writer: str = "NULL") -> str:
    starts, ends = times
    return (
        "INSERT INTO bookings (space, person, entered_by, starts, ends, zone, starts_at, ends_at, title, state, "
        f"series, made_at, changed_at, left_as) SELECT s.id, {holder}, {writer}, '2027-03-13T10:00', '2027-03-13T11:00', 'Europe/Paris', {starts}, "
        f"{ends}, '{title}', '{state}', r.id, 1, 1, 'Zéphyrine a tout rangé' FROM people p "
        "JOIN spaces s ON s.contact = p.id JOIN booking_series r ON r.space = s.id AND r.person = p.id WHERE p.id = :id"
    )


_BOOKINGS_SQL = (
    "INSERT INTO spaces (group_id, name, slot, contact, made_at) VALUES (1, 'Salle commune', 'hours', :id, 1)",
    "INSERT INTO space_units (space, number) SELECT id, 1 FROM spaces WHERE contact = :id",
    "INSERT INTO space_rules (space, since, rules, set_by, source) SELECT id, 1, '{}', :id, '' FROM spaces",
    "INSERT INTO space_people (space, person) SELECT id, :id FROM spaces",
    "INSERT INTO booking_series (space, person, entered_by, rule, starts, ends, zone, without, made_at) "
    "SELECT id, contact, :id, 'FREQ=WEEKLY', '2027-03-13T10:00', '2027-03-13T11:00', 'Europe/Paris', '{}', 1 FROM spaces WHERE contact = :id",
    # What was, what was freed, what comes, and what she wrote down for Sarah.
    _booked(_OVER, "La fête de Zéphyrine", "confirmed"),
    _booked(_AHEAD, "Le goûter de Zéphyrine", "cancelled"),
    _booked(_AHEAD, "Le bal de Zéphyrine", "confirmed"),
    _booked(_AHEAD, "", "asked", holder="(SELECT id FROM people WHERE name = 'Sarah')", writer="p.id").replace(
        "'Zéphyrine a tout rangé'", "''"
    ),
    "INSERT INTO booking_objections (booking, person, words, made_at) SELECT id, :id, 'Pas Zéphyrine', 1 FROM bookings",
    "INSERT INTO booking_pleas (space, person, starts, ends, zone, starts_at, ends_at, amount, attending, title, state, "
    "made_at) SELECT id, :id, '2027-03-13T10:00', '2027-03-13T11:00', 'Europe/Paris', 1, 2, 1, 0, "
    "'Le bal de Zéphyrine', 'asked', 1 FROM spaces",
    "INSERT INTO rule_offers (space, before, becomes, made_by, made_at) SELECT id, '{}', '{}', :id, 1 FROM spaces",
    "INSERT INTO booking_waits (space, person, entered_by, starts, ends, zone, starts_at, ends_at, state, made_at) "
    "SELECT id, contact, contact, '2027-03-13T10:00', '2027-03-13T11:00', 'Europe/Paris', 1, 2, 'held', 1 FROM spaces WHERE contact = :id",
    "INSERT INTO occupied (unit, starts_at, ends_at, kind, booking) SELECT u.id, b.starts_at, b.ends_at, 'stay', b.id "
    "FROM bookings b JOIN space_units u ON u.space = b.space WHERE b.person = :id AND b.state = 'confirmed'",
    "INSERT INTO occupied (unit, starts_at, ends_at, kind, wait) SELECT u.id, w.starts_at, w.ends_at, 'hold', w.id "
    "FROM booking_waits w JOIN space_units u ON u.space = w.space WHERE w.person = :id",
    "INSERT INTO calendar_links (digest, kind, record, revision, since) VALUES ('x', 'person', :id, 0, 1)",
)
_REMINDER = (
    "INSERT INTO reminders (group_id, person, words, audience, starts, zone, rule, without, state, made_at, said_by, "
    "said_name) VALUES (1, {person}, '{words}', '{audience}', '2027-03-13T10:00:00', 'Europe/Paris', '', '{{}}', "
    "'active', 1, {said_by}, '{said_name}')"
)
_SARAH = "(SELECT id FROM people WHERE name = 'Sarah')"
_REMINDERS_SQL = (
    _REMINDER.format(person=":id", words="Le gâteau de Zéphyrine", audience="one", said_by="NULL", said_name=""),
    _REMINDER.format(person=":id", words="Le bac jaune", audience="group", said_by="NULL", said_name=""),
    _REMINDER.format(person=_SARAH, words="Zéphyrine dit oui", audience="one", said_by=":id", said_name=""),
    _REMINDER.format(person=_SARAH, words="Zéphyrine le dit", audience="one", said_by="NULL", said_name=NAME),
    "INSERT INTO reminder_rings (reminder, due_at, rung_at, state, done_by) SELECT id, 1, 1, 'done', :id FROM reminders",
    "INSERT INTO reminder_takers (ring, person, taken_at) SELECT id, :id, 1 FROM reminder_rings",
)
_TURNS_SQL = (
    "INSERT INTO reminders (group_id, words, audience, starts, zone, rule, without, state, made_at, said_name) "
    "VALUES (1, 'Le bac jaune', 'group', '2027-03-13T10:00:00', 'Europe/Paris', 'FREQ=WEEKLY', '{}', 'active', 1, '')",
    "INSERT INTO reminder_places (reminder, household, place, served) SELECT r.id, m.household, 0, 1 "
    "FROM reminders r JOIN memberships m ON m.person = :id WHERE r.rule <> ''",
    "INSERT INTO reminder_turns (reminder, due_at, household) SELECT reminder, 1, household FROM reminder_places",
    "INSERT INTO reminder_swaps (reminder, asker, household, due_at, other_household, other_due_at, state) "
    "SELECT reminder, :id, household, 1, household, 2, 'open' FROM reminder_places",
    "INSERT INTO workshops (group_id, author, title, state, made_at, until_at, zone, timed) "
    "SELECT group_id, :id, 'Chantier', 'asking', 1, 2, 'Europe/Paris', 1 FROM memberships WHERE person = :id",
    "INSERT INTO workshop_dates (workshop, starts, timed, starts_at) SELECT id, '2027-03-13T09:00', 1, 1 FROM workshops",
    "INSERT INTO workshop_answers (date, person, suits, answered_at) SELECT id, :id, 'yes', 1 FROM workshop_dates",
    "INSERT INTO workshop_people (workshop, person, comes, adults, children, since) "
    "SELECT id, :id, 'yes', 1, 0, 1 FROM workshops",
    "INSERT INTO workshop_brought (workshop, person, words, amount) SELECT id, :id, 'un gâteau', 1 FROM workshops",
    "INSERT INTO evaluation_answers (workshop, person, useful, listened, pace, words) "
    "SELECT id, :id, 1, 2, 0, 'Zéphyrine a aimé' FROM workshops",
    "INSERT INTO programmes (group_id, author, title, made_at) "
    "SELECT group_id, :id, 'Module 7.3', 1 FROM memberships WHERE person = :id",
    "INSERT INTO programme_runs (group_id, programme, title, day, days, author, leader, state, began_at, notice) "
    "SELECT group_id, id, title, 1, 1, :id, :id, 'over', 1, 0 FROM programmes",
    "INSERT INTO minutes (group_id, author, title, zone, held, held_at, adults, children, words, attached, state, "
    "made_at, published_at) SELECT group_id, :id, 'Chantier', 'Europe/Paris', '2027-03-13T09:00', 1, 1, 0, "
    "'Haie taillée.', '', 'published', 1, 1 FROM memberships WHERE person = :id",
    "INSERT INTO minutes_actions (minutes, words, said, state, person, due_how, timed) "
    "SELECT id, 'réparer', 'Zéphyrine répare', 'agreed', :id, '', 0 FROM minutes",
)


async def into_every_table(tx: Transaction, number: int) -> None:
    """Puts somebody where no scene above has put them."""
    members, codes = StoredMembers(tx, TUESDAY_NOON), StoredCodes(tx)
    member = await members.member(1, number)
    others = [person.id for person, _ in await members.people(1) if person.id != number]
    assert member is not None
    await members.hold(member.household, number)
    await members.claim(1, number, others[0], "")
    await members.claim(1, others[1], number, "")
    await members.claim(1, others[2], None, NAME)
    await members.ask_relay(1, number, others[0], TUESDAY_NOON)
    await members.ask_relay(1, others[1], number, TUESDAY_NOON, agreed=True)
    await members.note_reach("polls:1", number, "told", others[0], TUESDAY_NOON)
    await members.note_reach("polls:2", others[0], "told", number, TUESDAY_NOON)
    await members.be_away(1, number, TUESDAY_NOON, paris("2027-03-20", "00:00"))
    await members.speak(number, "fr")
    await codes.give("account", number, 1, TUESDAY_NOON)
    await codes.may_try(number, TUESDAY_NOON)
    await StoredSalon(tx).make_link(ROOM, number, TUESDAY_NOON)
    await StoredSalon(tx).say(
        ROOM, key="alone", content=f'{{"words": "{NAME}"}}', now=TUESDAY_NOON, audience=f"person:{number}"
    )
    await StoredPosts(tx).tell(Topic("me", number, "joined"), 1, number)
    await tx.run(
        "INSERT INTO invitations (platform, chat, title, administrator, account, name, made_at) "
        "VALUES ('salon', 'x', 'Le Verger', 0, :account, :name, 1)",
        account=str(number),
        name=NAME,
    )
    for sql in (
        *(*_POLL_SQL, *_SAID_FOR, *_AGENDA_SQL, *_REGISTER_SQL, *_BOOKINGS_SQL),
        *(*_REMINDERS_SQL, *_TURNS_SQL),
    ):
        await tx.run(sql, id=number)
    await tx.run(
        "INSERT INTO agenda_points (group_id, words, source, message, said_name, added_at) "
        "VALUES (1, 'Une fuite', '', '', :name, 1)",
        name=NAME,
    )
    await into_the_tables_of_matrix(tx, number, others[0])


async def into_the_tables_of_matrix(tx: Transaction, number: int, neighbour: int) -> None:
    """Whose account is their name, and whose name a neighbour was shown alone."""
    members, matrix = StoredMembers(tx, TUESDAY_NOON), StoredMatrix(tx)
    await members.add_account(number, "matrix", f"@{NAME}:tilleuls.test")
    await members.add_account(neighbour, "matrix", "@voisin:tilleuls.test")
    for room, account in (("!hers", f"@{NAME}:tilleuls.test"), ("!theirs", "@voisin:tilleuls.test")):
        await matrix.keep_private(room, account, "joined", TUESDAY_NOON)
        await matrix.keep_buttons(room, "$m", [KeptButton("1", NAME, "me:ask:6")], 0, TUESDAY_NOON)
    tap = KeptReaction("$tap", "!tilleuls", "$card", f"@{NAME}:tilleuls.test", "polls:vote:1:1")
    await matrix.react(tap, TUESDAY_NOON)
    await matrix.owe(f"@{NAME}:tilleuls.test", "matrix:1:$asked")


async def where_the_number_stands(tx: Transaction, number: int) -> list[str]:
    found = []
    for place in NUMBERED:
        table, column = place.split(".")
        if await tx.rows(f"SELECT 1 FROM {table} WHERE {column} = :id", id=number):
            found.append(place)
    if await tx.rows("SELECT 1 FROM posts WHERE audience = :alone", alone=f"person:{number}"):
        found.append("posts")
    return found
