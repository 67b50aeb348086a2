-- What was done together, in three lines, and what somebody is to do afterwards.

CREATE TABLE minutes (
    id $ID,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    workshop BIGINT,                        -- of which; it may be gone by now. Empty for a meeting
    author BIGINT REFERENCES people (id),   -- who wrote them; nobody as long as they are asked for, or once forgotten
    title TEXT NOT NULL,
    zone TEXT NOT NULL,
    held TEXT NOT NULL,                     -- when that was, on the clock of the zone
    held_at BIGINT NOT NULL,                -- the same, to look for it
    adults INTEGER NOT NULL,
    children INTEGER NOT NULL,
    words TEXT NOT NULL,
    attached TEXT NOT NULL,                 -- the message with a photo under which they stand
    state TEXT NOT NULL CHECK (state IN ('asked', 'draft', 'published')),
    made_at BIGINT NOT NULL,
    published_at BIGINT,
    corrected_at BIGINT,
    again INTEGER NOT NULL DEFAULT 0,       -- whether it was put off once already
    handed INTEGER NOT NULL DEFAULT 0       -- whether those who may publish them were told
);
CREATE INDEX minutes_of_group ON minutes (group_id, held_at);
CREATE UNIQUE INDEX minutes_of_workshop ON minutes (workshop) WHERE workshop IS NOT NULL;
CREATE INDEX minutes_author ON minutes (author);

CREATE TABLE minutes_actions (
    id $ID,
    minutes BIGINT NOT NULL REFERENCES minutes (id),
    words TEXT NOT NULL,
    said TEXT NOT NULL,                     -- the sentence from which it came
    state TEXT NOT NULL CHECK (state IN ('asked', 'agreed', 'open', 'done')),
    person BIGINT REFERENCES people (id),   -- who is meant
    due TEXT,                               -- until when, on the clock of the zone
    due_how TEXT NOT NULL CHECK (due_how IN ('', 'before', 'by', 'on')),
    timed INTEGER NOT NULL,
    over_at BIGINT                          -- from when on it is late
);
CREATE INDEX minutes_actions_of ON minutes_actions (minutes);
CREATE INDEX minutes_actions_person ON minutes_actions (person);
