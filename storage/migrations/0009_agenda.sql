-- The next meeting of a group, and what it is to speak of.

CREATE TABLE agenda_meetings (
    id $ID,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    meets_at BIGINT NOT NULL,
    timed INTEGER NOT NULL,             -- 0 where only the day is known: then its first instant there
    set_by BIGINT REFERENCES people (id),
    state TEXT NOT NULL CHECK (state IN ('next', 'held', 'removed')),
    settled INTEGER NOT NULL DEFAULT 0  -- 1 once it was said what was spoken of
);
CREATE UNIQUE INDEX agenda_next_meeting ON agenda_meetings (group_id) WHERE state = 'next';
CREATE INDEX agenda_meetings_of_group ON agenda_meetings (group_id);
CREATE INDEX agenda_meetings_set_by ON agenda_meetings (set_by);

CREATE TABLE agenda_points (
    id $ID,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    words TEXT NOT NULL,                -- empty: a photo of whoever is quoted
    source TEXT NOT NULL,               -- « polls:5 », where another feature put it there
    message TEXT NOT NULL,              -- the message that it quotes, as its platform calls it
    brought_by BIGINT REFERENCES people (id),
    said_by BIGINT REFERENCES people (id),
    said_name TEXT NOT NULL,            -- of whoever is quoted and is not known here
    added_at BIGINT NOT NULL,
    later INTEGER NOT NULL DEFAULT 0,   -- 1: for the time after the next meeting
    done_at BIGINT,
    removed_at BIGINT,
    meeting BIGINT REFERENCES agenda_meetings (id)  -- the last one that was held with this on its list
);
CREATE INDEX agenda_points_of_group ON agenda_points (group_id, added_at);
CREATE INDEX agenda_points_brought_by ON agenda_points (brought_by);
CREATE INDEX agenda_points_said_by ON agenda_points (said_by);
CREATE INDEX agenda_points_of_meeting ON agenda_points (meeting);
CREATE UNIQUE INDEX agenda_points_by_source ON agenda_points (group_id, source) WHERE source <> '';
