-- The course of support: missions by half-days, who pays for them, and the phases of the project.

CREATE TABLE courses (
    group_id BIGINT NOT NULL PRIMARY KEY REFERENCES groups (id),
    phase TEXT NOT NULL,
    meeting TEXT NOT NULL,                  -- which of the things that come back is their meeting; or nothing
    last_change BIGINT NOT NULL             -- the newest change of phase that stands; or 0
);

CREATE TABLE course_funders (
    id $ID,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    name TEXT NOT NULL
);
CREATE INDEX course_funders_of_group ON course_funders (group_id);

CREATE TABLE course_missions (
    id $ID,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    removed_at BIGINT                       -- when it was taken out
);
CREATE INDEX course_missions_of_group ON course_missions (group_id);

CREATE TABLE course_half_days (
    id $ID,
    mission BIGINT NOT NULL REFERENCES course_missions (id),
    kind TEXT NOT NULL CHECK (kind IN ('workshop', 'advice')),
    funder BIGINT NOT NULL REFERENCES course_funders (id),
    progress TEXT NOT NULL CHECK (progress IN ('open', 'planned', 'done')),
    workshop BIGINT,                        -- that of which the dates are asked, or which took place; it may be gone
    zone TEXT,
    starts TEXT,                            -- when it is, on the clock of the zone
    timed INTEGER NOT NULL,
    called_off BIGINT                       -- the workshop that it had before, and that was cancelled
);
CREATE INDEX course_half_days_of ON course_half_days (mission);
CREATE INDEX course_half_days_funder ON course_half_days (funder);
CREATE INDEX course_half_days_workshop ON course_half_days (workshop);
CREATE INDEX course_half_days_called_off ON course_half_days (called_off);

CREATE TABLE course_changes (
    id $ID,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    before TEXT NOT NULL,
    phase TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    rhythm TEXT NOT NULL,
    zone TEXT,
    next_at TEXT,                           -- the first meeting after it, on the clock of the zone
    meeting TEXT NOT NULL,
    was TEXT NOT NULL,                      -- how it came back before
    undone INTEGER NOT NULL
);
CREATE INDEX course_changes_of_group ON course_changes (group_id);
