-- Proposals decided by consent: their versions, who has a voice, what people say of them, what stands against them.

ALTER TABLE groups ADD COLUMN silence TEXT NOT NULL DEFAULT 'nothing';  -- what it means not to answer: nothing, consent, required

CREATE TABLE proposals (
    id $ID,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    author BIGINT NOT NULL REFERENCES people (id),
    form TEXT NOT NULL CHECK (form IN ('week', 'quick', 'full', 'meeting')),
    state TEXT NOT NULL CHECK (state IN ('questions', 'opinions', 'amendment', 'objections', 'treatment',
        'adopted', 'withdrawn', 'undecided')),
    silence TEXT NOT NULL CHECK (silence IN ('nothing', 'consent', 'required')),  -- what it means not to answer
    voice TEXT NOT NULL,                    -- who has one: household, person, lot; frozen, as is their number
    voices INTEGER NOT NULL,
    why TEXT NOT NULL,
    version INTEGER NOT NULL,               -- the text in question, from 1 upwards
    opened_at BIGINT NOT NULL,
    round_at BIGINT NOT NULL,               -- since when its round runs
    ends_at BIGINT NOT NULL,                -- the promised end of the round
    closing_at BIGINT NOT NULL,             -- when it really ends
    closed_at BIGINT,
    review_months INTEGER NOT NULL,
    review_day TEXT,                        -- a day instead of months: 2027-06-30
    trial INTEGER NOT NULL,                 -- 1 where it ends on that day, unless the group goes on with it
    extended INTEGER NOT NULL DEFAULT 0,    -- 1 once three days more were given
    loops INTEGER NOT NULL DEFAULT 0,       -- how many versions met an objection
    asked INTEGER NOT NULL DEFAULT 0,       -- how many were put to the question
    replaces BIGINT,                        -- the decision that it would change
    decision BIGINT,                        -- the one it became, with its number
    number TEXT NOT NULL DEFAULT '',
    commission TEXT NOT NULL DEFAULT ''     -- who looks for a solution
);
CREATE INDEX proposals_of_group ON proposals (group_id, opened_at);
CREATE INDEX proposals_of_author ON proposals (author);

CREATE TABLE proposal_versions (
    proposal BIGINT NOT NULL REFERENCES proposals (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    words TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (proposal, version)
);

CREATE TABLE proposal_units (
    proposal BIGINT NOT NULL REFERENCES proposals (id) ON DELETE CASCADE,
    unit BIGINT NOT NULL,
    label TEXT NOT NULL,                    -- « Lot 12 », or empty: called after the people in it
    PRIMARY KEY (proposal, unit)
);

CREATE TABLE proposal_rolls (
    proposal BIGINT NOT NULL REFERENCES proposals (id) ON DELETE CASCADE,
    person BIGINT NOT NULL REFERENCES people (id),
    unit BIGINT NOT NULL,
    PRIMARY KEY (proposal, person)
);
CREATE INDEX proposal_rolls_of_person ON proposal_rolls (person);

CREATE TABLE proposal_questions (
    id $ID,
    proposal BIGINT NOT NULL REFERENCES proposals (id) ON DELETE CASCADE,
    person BIGINT REFERENCES people (id),
    words TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    answer TEXT NOT NULL DEFAULT ''
);
CREATE INDEX proposal_questions_of_proposal ON proposal_questions (proposal);
CREATE INDEX proposal_questions_of_person ON proposal_questions (person);

-- What somebody thinks of it; without words, that they have nothing to add.
CREATE TABLE proposal_opinions (
    proposal BIGINT NOT NULL REFERENCES proposals (id) ON DELETE CASCADE,
    person BIGINT NOT NULL REFERENCES people (id),
    words TEXT NOT NULL,
    named INTEGER NOT NULL,                 -- 0: shown without a name
    entered_by BIGINT REFERENCES people (id),
    said_at BIGINT NOT NULL,
    PRIMARY KEY (proposal, person)
);
CREATE INDEX proposal_opinions_of_person ON proposal_opinions (person);
CREATE INDEX proposal_opinions_entered_by ON proposal_opinions (entered_by);

-- Answers to « Pouvez-vous vivre avec ? », version by version.
CREATE TABLE proposal_positions (
    proposal BIGINT NOT NULL REFERENCES proposals (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    person BIGINT NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL CHECK (kind IN ('consent', 'reservation', 'objection', 'follow', 'talk')),
    words TEXT NOT NULL,
    named INTEGER NOT NULL,
    talked INTEGER NOT NULL DEFAULT 0,      -- 1 once somebody has spoken with them
    relayed INTEGER NOT NULL,               -- 1 where somebody else gave it
    entered_by BIGINT REFERENCES people (id),
    turn BIGINT NOT NULL,                   -- of two answers of one voice, the higher is the later one
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (proposal, version, person)
);
CREATE INDEX proposal_positions_of_person ON proposal_positions (person);
CREATE INDEX proposal_positions_entered_by ON proposal_positions (entered_by);

CREATE TABLE objections (
    id $ID,
    proposal BIGINT NOT NULL REFERENCES proposals (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,               -- the one that met it
    person BIGINT REFERENCES people (id),   -- empty once nobody knows any more who it was
    risk TEXT NOT NULL,                     -- what could go wrong
    remedy TEXT NOT NULL,                   -- what would make it liveable, or empty
    named INTEGER NOT NULL,                 -- 0: carried by those who facilitate, who alone know the name
    state TEXT NOT NULL CHECK (state IN ('open', 'lifted', 'reservation', 'withdrawn', 'later', 'meeting', 'lapsed')),
    alerted INTEGER NOT NULL DEFAULT 0,
    offered INTEGER NOT NULL DEFAULT 0,     -- 1 while it is asked who takes it up, its author having left
    shown INTEGER NOT NULL DEFAULT 0,       -- 1 once a question has ended with it: everybody may read it
    parked INTEGER NOT NULL DEFAULT 0,      -- 1 while its author is asked to take it up later
    relayed INTEGER NOT NULL,
    entered_by BIGINT REFERENCES people (id),
    made_at BIGINT NOT NULL
);
CREATE INDEX objections_of_proposal ON objections (proposal);
CREATE INDEX objections_of_person ON objections (person);
CREATE INDEX objections_entered_by ON objections (entered_by);
