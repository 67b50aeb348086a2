"""A row for every table that has no store of its own in the tests of what can be carried away."""

NEIGHBOURS = (
    "INSERT INTO household_claims (group_id, claimant, name, made_at) VALUES (:group_id, :lea, 'Tomás', 0)",
    "INSERT INTO relays (group_id, person, relay, asked_at) VALUES (:group_id, 1, :lea, 0)",
    "INSERT INTO reaches (topic, person, state, noted_by, noted_at) VALUES ('polls:1', 1, 'told', :lea, 0)",
    "INSERT INTO codes (purpose, code, person, group_id, made_at) VALUES ('account', '1', :lea, :group_id, 0)",
    "INSERT INTO code_tries (person, tried_at) VALUES (:lea, 0)",
    "INSERT INTO invitations (platform, chat, title, administrator, account, name, made_at) "
    "VALUES ('elsewhere', '3', 'Le Hameau', 0, '9', 'Zoé', 0)",
    "INSERT INTO discarded (platform, chat, day, messages) VALUES ('elsewhere', '1', 0, 3)",
    "INSERT INTO ballot_marks (poll, person, option_id, mark) VALUES (:poll, :lea, :option, 2)",
    "INSERT INTO poll_units (poll, unit, label, parts) VALUES (:poll, 1, '', 1)",
    "INSERT INTO poll_corrections (poll, person, was, now_is, made_at) VALUES (:poll, :lea, 'a', 'b', 0)",
    "INSERT INTO matrix_buttons (room, message, sign, place, label, data, to_place, at) "
    "VALUES ('!tilleuls', '$card', '2\ufe0f\u20e3', 1, 'Vert', 'polls:vote:1:2', 1, 0)",
    "INSERT INTO matrix_reactions (reaction, room, message, account, data, at) "
    "VALUES ('$tap', '!tilleuls', '$card', '@lea:tilleuls.test', 'polls:vote:1:2', 0)",
    "INSERT INTO matrix_private_rooms (room, account, state, at) "
    "VALUES ('!alone', '@lea:tilleuls.test', 'joined', 0)",
    "INSERT INTO matrix_owed (account, event) VALUES ('@lea:tilleuls.test', '$asked')",
    "INSERT INTO matrix_sealed (event, room, at) VALUES ('$sealed', '!tilleuls', 0)",
    "INSERT INTO agenda_meetings (group_id, meets_at, timed, set_by, state) VALUES (:group_id, 0, 1, :lea, 'held')",
    "INSERT INTO agenda_points (group_id, words, source, message, said_by, said_name, added_at, meeting) "
    "VALUES (:group_id, 'Le compost', '', '', :lea, '', 0, 1)",
    "INSERT INTO decisions (group_id, year, rank, words, why, method, decided_at, noted_at, author, source, voices, "
    "answered, relayed, reached, trial, length, state) VALUES "
    "(:group_id, 2027, 1, 'Les vélos', '', 'meeting', 0, 0, :lea, '', 0, 0, 0, 0, 0, 0, 'in_force')",
    "INSERT INTO decision_versions (decision, rank, words, made_at) VALUES (1, 1, 'Les vélos', 0)",
    "INSERT INTO decision_reservations (decision, rank, words, name) VALUES (1, 1, 'Hm.', 'Léa')",
    "INSERT INTO decision_doubts (decision, person, words, made_at) VALUES (1, :lea, 'Non.', 0)",
    "INSERT INTO decision_objections (decision, person, words, named, made_at) VALUES (1, :lea, 'Tard.', 1, 0)",
    "INSERT INTO decision_reviews (decision, opened_at, ends_at) VALUES (1, 0, 1)",
    "INSERT INTO proposals (group_id, author, form, state, silence, voice, voices, why, version, opened_at, round_at, "
    "ends_at, closing_at, review_months, trial) "
    "VALUES (:group_id, :lea, 'week', 'objections', 'nothing', 'household', 1, 'Trop peu', 1, 0, 0, 1, 1, 3, 1)",
    "INSERT INTO proposal_versions (proposal, version, words, made_at) VALUES (1, 1, 'La buanderie', 0)",
    "INSERT INTO proposal_units (proposal, unit, label) VALUES (1, 1, '')",
    "INSERT INTO proposal_rolls (proposal, person, unit) VALUES (1, :lea, 1)",
    "INSERT INTO proposal_questions (proposal, person, words, asked_at) VALUES (1, :lea, 'Quand ?', 0)",
    "INSERT INTO proposal_opinions (proposal, person, words, named, said_at) VALUES (1, :lea, 'Bien.', 1, 0)",
    "INSERT INTO proposal_positions (proposal, version, person, kind, words, named, relayed, turn, answered_at) "
    "VALUES (1, 1, :lea, 'objection', '', 1, 0, 1, 0)",
    "INSERT INTO objections (proposal, version, person, risk, remedy, named, state, relayed, made_at) "
    "VALUES (1, 1, :lea, 'Le bruit.', '', 1, 'open', 0, 0)",
    "INSERT INTO decision_review_answers (review, person, choice, given_at) VALUES (1, :lea, 'keep', 0)",
    "INSERT INTO spaces (group_id, name, slot, made_at) VALUES (:group_id, 'Salle', 'hours', 0)",
    "INSERT INTO space_units (space, number) VALUES (1, 1)",
    "INSERT INTO space_rules (space, since, rules, source) VALUES (1, 0, '{\"step\":30}', '')",
    "INSERT INTO space_people (space, person) VALUES (1, :lea)",
    "INSERT INTO booking_series (space, person, rule, starts, ends, zone, without, made_at) "
    "VALUES (1, :lea, 'FREQ=WEEKLY', '2027-03-13T10:00', '2027-03-13T11:00', 'Europe/Paris', '{}', 0)",
    "INSERT INTO bookings (space, person, starts, ends, zone, starts_at, ends_at, state, series, made_at, changed_at) "
    "VALUES (1, :lea, '2027-03-13T10:00', '2027-03-13T11:00', 'Europe/Paris', 0, 60, 'confirmed', 1, 0, 0)",
    "INSERT INTO booking_waits (space, person, starts, ends, zone, starts_at, ends_at, asks, state, made_at) "
    "VALUES (1, :lea, '2027-03-13T10:00', '2027-03-13T11:00', 'Europe/Paris', 0, 60, 1, 'waits', 0)",
    "INSERT INTO booking_objections (booking, person, words, made_at) VALUES (1, :lea, 'Non.', 0)",
    "INSERT INTO booking_pleas (space, person, starts, ends, zone, starts_at, ends_at, amount, attending, title, state, "
    "made_at) VALUES (1, :lea, '2027-03-13T10:00', '2027-03-13T11:00', 'Europe/Paris', 0, 60, 1, 0, 'Fête', 'asked', 0)",
    "INSERT INTO booking_pleaded (plea, booking) VALUES (1, 1)",
    "INSERT INTO rule_offers (space, before, becomes, made_by, made_at) VALUES (1, '{}', '{}', :lea, 0)",
    "INSERT INTO occupied (unit, starts_at, ends_at, kind, booking) VALUES (1, 0, 60, 'stay', 1)",
    "INSERT INTO occupied (unit, starts_at, ends_at, kind, booking) VALUES (1, 60, 90, 'buffer', 1)",
    "INSERT INTO occupied (unit, starts_at, ends_at, kind, wait) VALUES (1, 90, 150, 'hold', 1)",
    "INSERT INTO booking_customs (group_id, names, rules_by) VALUES (:group_id, 0, 'facilitation')",
    "INSERT INTO reminders (group_id, person, words, audience, starts, zone, rule, without, state, made_at, said_name) "
    "VALUES (:group_id, :lea, 'Le bac jaune', 'group', '2027-03-13T10:00:00', 'Europe/Paris', 'FREQ=WEEKLY', '{}', "
    "'active', 0, '')",
    "INSERT INTO reminder_rings (reminder, due_at, rung_at, state, household) VALUES (1, 0, 0, 'open', 1)",
    "INSERT INTO reminder_takers (ring, person, taken_at) VALUES (1, :lea, 0)",
    "INSERT INTO reminder_places (reminder, household, place, served) VALUES (1, 1, 0, 3)",
    "INSERT INTO reminder_turns (reminder, due_at, household) VALUES (1, 0, 1)",
    "INSERT INTO reminder_swaps (reminder, asker, household, due_at, other_household, other_due_at, state) "
    "VALUES (1, :lea, 1, 0, 2, 60, 'open')",
    "INSERT INTO workshops (group_id, author, title, state, made_at, until_at, zone, timed) "
    "VALUES (:group_id, :lea, 'Chantier', 'asking', 0, 60, 'Europe/Paris', 1)",
    "INSERT INTO workshop_dates (workshop, starts, ends, timed, starts_at) "
    "VALUES (1, '2027-03-13T09:00', '2027-03-13T12:00', 1, 0)",
    "INSERT INTO workshop_answers (date, person, suits, answered_at) VALUES (1, :lea, 'yes', 0)",
    "INSERT INTO workshop_people (workshop, person, comes, adults, children, since) VALUES (1, :lea, 'yes', 1, 0, 0)",
    "INSERT INTO workshop_things (workshop, words, one, many) VALUES (1, 'des gants', '', '')",
    "INSERT INTO workshop_brought (workshop, person, words, amount) VALUES (1, :lea, 'un gâteau', 1)",
    "INSERT INTO evaluation_answers (workshop, person, useful, listened, pace, words) VALUES (1, :lea, 1, 2, 3, 'Bien')",
    "INSERT INTO evaluations (workshop, closed_at, figures) VALUES (2, 0, '{\"answers\": 0}')",
    "INSERT INTO workshop_series (group_id, starts, zone, rule, without, state, made_at, holder) "
    "VALUES (:group_id, '2027-03-13T09:00', 'Europe/Paris', 'FREQ=WEEKLY', '{}', 'active', 0, 1)",
    "INSERT INTO courses (group_id, phase, meeting, last_change) VALUES (:group_id, 'works', 'r1', 1)",
    "INSERT INTO course_funders (group_id, name) VALUES (:group_id, 'BMO')",
    "INSERT INTO course_missions (group_id, code, title) VALUES (:group_id, 'A1', 'Culture commune')",
    "INSERT INTO course_half_days (mission, kind, funder, progress, workshop, zone, starts, timed) "
    "VALUES (1, 'advice', 1, 'planned', 1, 'Europe/Paris', '2027-03-13T09:00', 1)",
    "INSERT INTO course_changes (group_id, before, phase, made_at, rhythm, zone, next_at, meeting, was, undone) "
    "VALUES (:group_id, 'design', 'works', 0, 'month', 'Europe/Paris', '2027-04-01T18:30', 'r1', '{}', 0)",
    "INSERT INTO programmes (group_id, author, title, made_at) VALUES (:group_id, :lea, 'Module 7.3', 0)",
    "INSERT INTO programme_steps (programme, day, place, title, minutes, kind, starts) "
    "VALUES (1, 0, 0, 'Accueil', 15, 'step', 555)",
    "INSERT INTO programme_runs (group_id, programme, title, day, days, author, leader, state, began_at, notice) "
    "VALUES (:group_id, 1, 'Module 7.3', 1, 1, :lea, :lea, 'running', 0, 0)",
    "INSERT INTO programme_slots (run, version, place, title, kind, planned, minutes, starts_at, kept_at) "
    "VALUES (1, 'now', 0, 'Accueil', 'step', 15, 15, 0, NULL)",
    "INSERT INTO minutes (group_id, author, title, zone, held, held_at, adults, children, words, attached, state, "
    "made_at) VALUES (:group_id, :lea, 'Chantier', 'Europe/Paris', '2027-03-13T09:00', 0, 1, 0, '', '', 'draft', 0)",
    "INSERT INTO minutes_actions (minutes, words, said, state, person, due_how, timed) "
    "VALUES (1, 'réparer', '', 'agreed', :lea, '', 0)",
    "INSERT INTO downtimes (stopped_at, back_at) VALUES (0, 60)",
    "INSERT INTO calendar_links (digest, kind, record, revision, since) VALUES ('x', 'space', 1, 0, 1)",
)
"""What has no store of its own that this test uses; a statement takes the values that it names."""
