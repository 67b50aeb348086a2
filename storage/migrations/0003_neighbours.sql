-- Neighbours: households, roles that end, who answers for whom; polls of several kinds, and votes that bind.

ALTER TABLE groups ADD COLUMN kind TEXT NOT NULL DEFAULT '';            -- housing, place, condominium, other
ALTER TABLE groups ADD COLUMN voices TEXT NOT NULL DEFAULT 'household'; -- who has one voice in a vote: household, adult
ALTER TABLE groups ADD COLUMN agreement TEXT NOT NULL DEFAULT 'last';   -- of two adults: last, majority, holder
ALTER TABLE groups ADD COLUMN quorum TEXT NOT NULL DEFAULT '0';         -- the part that must answer: 1/2

CREATE TABLE households (
    id $ID,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    founder BIGINT,
    label TEXT NOT NULL DEFAULT '',     -- « Lot 12 »; empty: called after the people in it
    parts BIGINT,                       -- of the building, where parts count
    holder BIGINT REFERENCES people (id)  -- who answers, where one person does
);
CREATE INDEX households_of_group ON households (group_id);
CREATE INDEX households_of_holder ON households (holder);

-- A person who says nothing is a household of their own; the founder is known only while this migration runs.
INSERT INTO households (group_id, founder) SELECT group_id, person FROM memberships ORDER BY group_id, person;

CREATE TABLE new_memberships (
    group_id BIGINT NOT NULL REFERENCES groups (id),
    person BIGINT NOT NULL REFERENCES people (id),
    role TEXT NOT NULL CHECK (role IN ('resident', 'facilitator', 'accompaniment', 'professional', 'guest')),
    role_ends_at BIGINT,                -- a facilitator's last instant; then a resident again
    household BIGINT NOT NULL REFERENCES households (id),
    since BIGINT NOT NULL,
    left_at BIGINT,
    greeted_at BIGINT,
    nudged_at BIGINT,                   -- the last reminder to this person alone
    away_from BIGINT,
    away_until BIGINT,
    PRIMARY KEY (group_id, person)
);
INSERT INTO new_memberships (group_id, person, role, role_ends_at, household, since, left_at, greeted_at)
SELECT m.group_id, m.person, m.role, CASE WHEN m.role = 'facilitator' THEN m.since + 31536000 END, h.id,
    m.since, m.left_at, m.greeted_at
FROM memberships m JOIN households h ON h.group_id = m.group_id AND h.founder = m.person;
DROP TABLE memberships;
ALTER TABLE new_memberships RENAME TO memberships;
CREATE INDEX memberships_of_person ON memberships (person);
CREATE INDEX memberships_of_household ON memberships (household);
ALTER TABLE households DROP COLUMN founder;

-- « Sarah est de chez moi »: said by one, until the other says yes. name: of somebody who is not there yet.
CREATE TABLE household_claims (
    id $ID,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    claimant BIGINT NOT NULL REFERENCES people (id),
    person BIGINT REFERENCES people (id),
    name TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX household_claims_of_group ON household_claims (group_id);
CREATE INDEX household_claims_of_claimant ON household_claims (claimant);
CREATE INDEX household_claims_of_person ON household_claims (person);

-- Who may give the answers of somebody else, in their words; only once agreed.
CREATE TABLE relays (
    group_id BIGINT NOT NULL REFERENCES groups (id),
    person BIGINT NOT NULL REFERENCES people (id),
    relay BIGINT NOT NULL REFERENCES people (id),
    asked_at BIGINT NOT NULL,
    agreed_at BIGINT,
    PRIMARY KEY (group_id, person, relay)
);
CREATE INDEX relays_of_person ON relays (person);
CREATE INDEX relays_of_relay ON relays (relay);

-- Whether somebody who must be reached by voice has been told of a question.
CREATE TABLE reaches (
    topic TEXT NOT NULL,
    person BIGINT NOT NULL REFERENCES people (id),
    state TEXT NOT NULL CHECK (state IN ('told', 'unreachable')),
    noted_by BIGINT NOT NULL REFERENCES people (id),
    noted_at BIGINT NOT NULL,
    PRIMARY KEY (topic, person)
);
CREATE INDEX reaches_of_person ON reaches (person);
CREATE INDEX reaches_of_noted_by ON reaches (noted_by);

ALTER TABLE accounts ADD COLUMN private_chat TEXT;                     -- where Palabre may write to them alone
ALTER TABLE people ADD COLUMN language TEXT;                           -- of their private lines; empty: the group's
ALTER TABLE chats ADD COLUMN pages INTEGER NOT NULL DEFAULT 0;         -- 1 where everybody has a page of their own
UPDATE chats SET pages = lists_members;
ALTER TABLE posts ADD COLUMN group_id BIGINT REFERENCES groups (id);   -- of a private conversation; empty: the room's
ALTER TABLE posts ADD COLUMN reply_to TEXT NOT NULL DEFAULT '';        -- the message to which it is attached
UPDATE posts SET wanted = wanted + 1 WHERE topic LIKE 'help:%:welcome';  -- its buttons are others now
CREATE INDEX posts_of_audience ON posts (audience) WHERE audience <> 'everyone';
ALTER TABLE heard ADD COLUMN sealed TEXT NOT NULL DEFAULT '';          -- the hidden vote that the answer tells of
CREATE INDEX heard_sealed ON heard (sealed) WHERE sealed <> '';

-- Six digits by which an account, or a room, is joined to another one.
CREATE TABLE codes (
    purpose TEXT NOT NULL CHECK (purpose IN ('account', 'room')),
    code TEXT NOT NULL,
    person BIGINT NOT NULL REFERENCES people (id),
    group_id BIGINT NOT NULL REFERENCES groups (id),
    made_at BIGINT NOT NULL,
    PRIMARY KEY (purpose, code)
);
CREATE INDEX codes_of_person ON codes (person);
CREATE TABLE code_tries (
    id $ID,
    person BIGINT NOT NULL REFERENCES people (id),
    tried_at BIGINT NOT NULL
);
CREATE INDEX code_tries_of_person ON code_tries (person, tried_at);

-- Somebody would like to bring Palabre into a room: the host says yes or no.
CREATE TABLE invitations (
    id $ID,
    platform TEXT NOT NULL,
    chat TEXT NOT NULL,
    title TEXT NOT NULL,
    administrator INTEGER NOT NULL,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    UNIQUE (platform, chat)
);

-- How many messages a platform handed over that were not for Palabre, day by day; nothing else of them is kept.
CREATE TABLE discarded (
    platform TEXT NOT NULL,
    chat TEXT NOT NULL,
    day INTEGER NOT NULL,               -- days since 1970 in UTC
    messages BIGINT NOT NULL,
    PRIMARY KEY (platform, chat, day)
);

ALTER TABLE polls ADD COLUMN kind TEXT NOT NULL DEFAULT 'poll';        -- poll, vote, trial
ALTER TABLE polls ADD COLUMN voice TEXT NOT NULL DEFAULT 'person';     -- who has one: person, household, lot
ALTER TABLE polls ADD COLUMN style TEXT NOT NULL DEFAULT 'one';        -- one, several, availability, signup
ALTER TABLE polls ADD COLUMN most INTEGER NOT NULL DEFAULT 1;          -- choices that one answer may have
ALTER TABLE polls ADD COLUMN grows INTEGER NOT NULL DEFAULT 0;         -- 1 where residents add choices
ALTER TABLE polls ADD COLUMN agreement TEXT NOT NULL DEFAULT 'last';   -- frozen at opening, as is all that follows
ALTER TABLE polls ADD COLUMN weighs INTEGER NOT NULL DEFAULT 0;        -- 1 where parts are counted
ALTER TABLE polls ADD COLUMN quorum INTEGER NOT NULL DEFAULT 0;        -- voices that must have answered
ALTER TABLE polls ADD COLUMN voices INTEGER NOT NULL DEFAULT 0;        -- how many voices there are
ALTER TABLE polls ADD COLUMN prolonged INTEGER NOT NULL DEFAULT 0;     -- 1 once it was extended for want of answers
ALTER TABLE polls ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;       -- answers that are no longer kept one by one
ALTER TABLE polls ADD COLUMN blank_advice INTEGER NOT NULL DEFAULT 0;
ALTER TABLE polls ADD COLUMN blank_parts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE polls ADD COLUMN relayed INTEGER NOT NULL DEFAULT 0;       -- of those, given by somebody else
ALTER TABLE polls ADD COLUMN secret TEXT NOT NULL DEFAULT '';          -- of the draw: shown only once it is drawn
ALTER TABLE polls ADD COLUMN tie TEXT NOT NULL DEFAULT '';             -- what was chosen after a tie: again, drawn, meeting
ALTER TABLE polls ADD COLUMN drawn BIGINT;                             -- the choice that was drawn
ALTER TABLE polls ADD COLUMN after BIGINT REFERENCES polls (id);       -- the poll whose tie this one settles
ALTER TABLE polls ADD COLUMN attached TEXT NOT NULL DEFAULT '';        -- the photo or file it was asked about
UPDATE polls SET counted = blank + (SELECT coalesce(sum(o.counted), 0) FROM poll_options o WHERE o.poll = polls.id);
CREATE INDEX polls_after ON polls (after);

ALTER TABLE poll_options ADD COLUMN places INTEGER;                    -- how many may take it; empty: any number
ALTER TABLE poll_options ADD COLUMN added_by BIGINT REFERENCES people (id);
ALTER TABLE poll_options ADD COLUMN counted_maybe INTEGER NOT NULL DEFAULT 0;
ALTER TABLE poll_options ADD COLUMN counted_advice INTEGER NOT NULL DEFAULT 0;
ALTER TABLE poll_options ADD COLUMN counted_parts BIGINT NOT NULL DEFAULT 0;
CREATE INDEX poll_options_added_by ON poll_options (added_by);

ALTER TABLE ballots ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;         -- of two in one second, the higher is later
ALTER TABLE ballots ADD COLUMN advice INTEGER NOT NULL DEFAULT 0;      -- 1: told apart, never added
ALTER TABLE ballots ADD COLUMN entered_by BIGINT REFERENCES people (id);  -- who gave it for them
ALTER TABLE ballots ADD COLUMN receipt INTEGER;                        -- its number, where somebody else gave it
ALTER TABLE ballots ADD COLUMN words TEXT NOT NULL DEFAULT '';         -- what they said, in their words
CREATE INDEX ballots_entered_by ON ballots (entered_by);
CREATE INDEX ballots_entered ON ballots (poll) WHERE entered_by IS NOT NULL;
DROP INDEX ballots_of_option;
CREATE INDEX ballots_of_option ON ballots (option_id, advice);

-- Where an answer may have several choices: each of them, and how much (2 yes, 1 if need be).
CREATE TABLE ballot_marks (
    poll BIGINT NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
    person BIGINT NOT NULL REFERENCES people (id),
    option_id BIGINT NOT NULL REFERENCES poll_options (id) ON DELETE CASCADE,
    mark INTEGER NOT NULL,
    PRIMARY KEY (poll, person, option_id)
);
CREATE INDEX ballot_marks_of_person ON ballot_marks (person);
CREATE INDEX ballot_marks_of_option ON ballot_marks (option_id);

-- The voices of a vote, frozen at its opening: people who share a unit share one voice.
ALTER TABLE poll_rolls ADD COLUMN unit BIGINT NOT NULL DEFAULT 0;
UPDATE poll_rolls SET unit = person;
CREATE TABLE poll_units (
    poll BIGINT NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
    unit BIGINT NOT NULL,
    label TEXT NOT NULL,                -- « Lot 12 », or empty: called after the people in it
    parts BIGINT NOT NULL,
    holder BIGINT REFERENCES people (id),
    answered INTEGER NOT NULL DEFAULT 0, -- written at the closing, when the ballots go
    PRIMARY KEY (poll, unit)
);
CREATE INDEX poll_units_of_holder ON poll_units (holder);

CREATE TABLE poll_corrections (
    id $ID,
    poll BIGINT NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
    person BIGINT NOT NULL REFERENCES people (id),
    was TEXT NOT NULL,
    now_is TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX poll_corrections_of_poll ON poll_corrections (poll);
CREATE INDEX poll_corrections_of_person ON poll_corrections (person);
