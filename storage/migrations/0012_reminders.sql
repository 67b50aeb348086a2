-- What is to be remembered, and each time that it was said.

CREATE TABLE reminders (
    id $ID,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    person BIGINT REFERENCES people (id),   -- who has set it; nobody any more once they are forgotten
    words TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('one', 'group')),
    starts TEXT NOT NULL,                   -- its first time, on the clock of the zone
    zone TEXT NOT NULL,
    rule TEXT NOT NULL,                     -- RFC 5545; empty where it comes once
    without TEXT NOT NULL,                  -- JSON: what it leaves out, as handlers.when.model.Without names it
    state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'ended')),
    next_at BIGINT,
    made_at BIGINT NOT NULL,
    ended_at BIGINT,
    said_by BIGINT REFERENCES people (id),  -- whose words they are, where they are a neighbour's
    said_name TEXT NOT NULL                 -- of somebody who is not known here
);
CREATE INDEX reminders_of_group ON reminders (group_id, next_at) WHERE state <> 'ended';
CREATE INDEX reminders_of_person ON reminders (person);
CREATE INDEX reminders_said_by ON reminders (said_by);

CREATE TABLE reminder_rings (
    id $ID,
    reminder BIGINT NOT NULL REFERENCES reminders (id),
    due_at BIGINT NOT NULL,
    rung_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped', 'missed')),
    again_at BIGINT,
    done_by BIGINT REFERENCES people (id),
    household BIGINT,                       -- whose turn it is, where there are turns
    UNIQUE (reminder, due_at)
);
CREATE INDEX reminder_rings_by_time ON reminder_rings (rung_at);
CREATE INDEX reminder_rings_done_by ON reminder_rings (done_by);

CREATE TABLE reminder_takers (
    ring BIGINT NOT NULL REFERENCES reminder_rings (id),
    person BIGINT NOT NULL REFERENCES people (id),
    taken_at BIGINT NOT NULL,
    PRIMARY KEY (ring, person)
);
CREATE INDEX reminder_takers_of_person ON reminder_takers (person);

-- The households that take turns, in their order, and how many each has had. A household may be gone: it is then
-- nobody's turn, and no line says so to the table of households.
CREATE TABLE reminder_places (
    reminder BIGINT NOT NULL REFERENCES reminders (id),
    household BIGINT NOT NULL,
    place INTEGER NOT NULL,
    served INTEGER NOT NULL,
    PRIMARY KEY (reminder, household)
);
CREATE INDEX reminder_places_of_household ON reminder_places (household);

CREATE TABLE reminder_turns (
    reminder BIGINT NOT NULL REFERENCES reminders (id),
    due_at BIGINT NOT NULL,
    household BIGINT NOT NULL,
    PRIMARY KEY (reminder, due_at)
);
CREATE INDEX reminder_turns_of_household ON reminder_turns (household);

-- « Échanger mon tour »: who asks whom.
CREATE TABLE reminder_swaps (
    id $ID,
    reminder BIGINT NOT NULL REFERENCES reminders (id),
    asker BIGINT NOT NULL REFERENCES people (id),
    household BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    other_household BIGINT NOT NULL,
    other_due_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'agreed', 'declined', 'over')),
    UNIQUE (reminder, due_at, other_due_at, household)
);
CREATE INDEX reminder_swaps_of_household ON reminder_swaps (household);
CREATE INDEX reminder_swaps_of_other ON reminder_swaps (other_household);
CREATE INDEX reminder_swaps_asker ON reminder_swaps (asker);
