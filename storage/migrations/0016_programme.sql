-- Timed programmes: the steps as they were written, and each day of them as it went.

CREATE TABLE programmes (
    id $ID,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    author BIGINT REFERENCES people (id),   -- who wrote it; nobody any more once they are forgotten
    title TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX programmes_of_group ON programmes (group_id, made_at);
CREATE INDEX programmes_author ON programmes (author);

CREATE TABLE programme_steps (
    programme BIGINT NOT NULL REFERENCES programmes (id),
    day INTEGER NOT NULL,
    place INTEGER NOT NULL,
    title TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('step', 'lunch', 'meal')),
    starts INTEGER,                         -- of the first step of a day, minutes after midnight on the clock
    PRIMARY KEY (programme, day, place)
);

CREATE TABLE programme_runs (
    id $ID,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    programme BIGINT REFERENCES programmes (id),
    title TEXT NOT NULL,
    day INTEGER NOT NULL,
    days INTEGER NOT NULL,
    author BIGINT REFERENCES people (id),
    leader BIGINT REFERENCES people (id),   -- who follows it, and is told what comes
    state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'over')),
    began_at BIGINT NOT NULL,
    paused_at BIGINT,                       -- all moments are whole minutes, in seconds since 1970
    over_at BIGINT,
    notice INTEGER NOT NULL
);
CREATE INDEX programme_runs_of_group ON programme_runs (group_id, began_at);
CREATE INDEX programme_runs_of_programme ON programme_runs (programme);
CREATE INDEX programme_runs_author ON programme_runs (author);
CREATE INDEX programme_runs_leader ON programme_runs (leader);

CREATE TABLE programme_slots (
    run BIGINT NOT NULL REFERENCES programme_runs (id),
    version TEXT NOT NULL CHECK (version IN ('now', 'before')),     -- before the last change, to undo it
    place INTEGER NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    planned INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    starts_at BIGINT NOT NULL,
    kept_at BIGINT,
    PRIMARY KEY (run, version, place)
);
