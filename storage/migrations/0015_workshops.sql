-- When people come together: the dates among which one is looked for, who comes, who brings what.

-- What comes back: the rhythm; each of its dates is a workshop of its own.
CREATE TABLE workshop_series (
    id $ID,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    starts TEXT NOT NULL,                   -- its first time, on the clock of the zone: a day, or a minute
    ends TEXT,                              -- when that first time ends, where somebody said
    zone TEXT NOT NULL,
    rule TEXT NOT NULL,                     -- RFC 5545
    without TEXT NOT NULL,                  -- JSON: what it leaves out, as handlers.when.model.Without names it
    state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'ended')),
    made_at BIGINT NOT NULL,
    holder BIGINT                           -- the workshop as which the one card of the series stands
);
CREATE INDEX workshop_series_of_group ON workshop_series (group_id);

CREATE TABLE workshops (
    id $ID,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    author BIGINT REFERENCES people (id),   -- who began it; nobody any more once they are forgotten
    title TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asking', 'fixed', 'cancelled', 'over')),
    made_at BIGINT NOT NULL,
    until_at BIGINT,                        -- the last moment to answer the dates
    zone TEXT NOT NULL,
    starts TEXT,                            -- when it is, on the clock of the zone, once that is fixed
    ends TEXT,
    timed INTEGER NOT NULL DEFAULT 1,
    starts_at BIGINT,                       -- the same, to look for it
    over_at BIGINT,
    capacity INTEGER,
    changed_at BIGINT,                      -- when it was fixed, cancelled or over
    reminded_at BIGINT,
    moved_from BIGINT,                      -- when it was to be before
    space BIGINT,                           -- where it is wished to be, and what is booked there
    booking BIGINT,
    series BIGINT,                          -- the series of which it is one date, and when the rhythm has it begin
    occurs_at BIGINT,
    UNIQUE (series, occurs_at)
);
CREATE INDEX workshops_of_group ON workshops (group_id, starts_at);
CREATE INDEX workshops_author ON workshops (author);

CREATE TABLE workshop_dates (
    id $ID,
    workshop BIGINT NOT NULL REFERENCES workshops (id),
    starts TEXT NOT NULL,
    ends TEXT,
    timed INTEGER NOT NULL,
    starts_at BIGINT NOT NULL,
    booking BIGINT                          -- what is held for it
);
CREATE INDEX workshop_dates_of ON workshop_dates (workshop, starts_at);

CREATE TABLE workshop_answers (
    date BIGINT NOT NULL REFERENCES workshop_dates (id),
    person BIGINT NOT NULL REFERENCES people (id),
    suits TEXT NOT NULL CHECK (suits IN ('yes', 'maybe', 'no')),
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (date, person)
);
CREATE INDEX workshop_answers_of_person ON workshop_answers (person);

CREATE TABLE workshop_people (
    workshop BIGINT NOT NULL REFERENCES workshops (id),
    person BIGINT NOT NULL REFERENCES people (id),
    comes TEXT NOT NULL CHECK (comes IN ('yes', 'maybe', 'no', 'waits')),
    adults INTEGER NOT NULL,
    children INTEGER NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (workshop, person)
);
CREATE INDEX workshop_people_of ON workshop_people (person);

CREATE TABLE workshop_things (
    id $ID,
    workshop BIGINT NOT NULL REFERENCES workshops (id),
    words TEXT NOT NULL,
    amount INTEGER,                         -- empty where it cannot be counted
    one TEXT NOT NULL,
    many TEXT NOT NULL
);
CREATE INDEX workshop_things_of ON workshop_things (workshop);

CREATE TABLE workshop_brought (
    id $ID,
    workshop BIGINT NOT NULL REFERENCES workshops (id),
    person BIGINT NOT NULL REFERENCES people (id),
    thing BIGINT,                           -- one of those that are needed, or something of their own
    words TEXT NOT NULL,
    amount INTEGER NOT NULL
);
CREATE INDEX workshop_brought_of ON workshop_brought (workshop);
CREATE INDEX workshop_brought_person ON workshop_brought (person);
