-- The register: what a group has decided, how, and when it looks at it again.

CREATE TABLE decisions (
    id $ID,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    year INTEGER NOT NULL,
    rank INTEGER NOT NULL,              -- of that year on the group's clock: « D-2027-006 »
    former TEXT NOT NULL DEFAULT '',    -- its numbers in groups that have joined this one
    words TEXT NOT NULL,
    why TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('consent', 'vote', 'poll', 'meeting')),
    decided_at BIGINT NOT NULL,
    noted_at BIGINT NOT NULL,
    author BIGINT REFERENCES people (id),
    source TEXT NOT NULL,               -- the topic that it came of, « proposals:5 »; empty: noted by hand
    voices INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    relayed INTEGER NOT NULL,
    reached INTEGER NOT NULL,
    trial INTEGER NOT NULL,
    length INTEGER NOT NULL,            -- days from the decision to its review, and to each one after; 0 for none
    review_at BIGINT,
    overdue INTEGER NOT NULL DEFAULT 0, -- 1 where nobody answered its review
    state TEXT NOT NULL CHECK (state IN ('in_force', 'to_revise', 'replaced', 'ended', 'withdrawn')),
    replaced_by BIGINT REFERENCES decisions (id),
    UNIQUE (group_id, year, rank)
);
CREATE INDEX decisions_of_author ON decisions (author);
CREATE INDEX decisions_of_source ON decisions (source);
CREATE INDEX decisions_of_successor ON decisions (replaced_by);

CREATE TABLE decision_versions (
    decision BIGINT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    words TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (decision, rank)
);

CREATE TABLE decision_reservations (
    decision BIGINT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    words TEXT NOT NULL,
    name TEXT NOT NULL,                 -- empty: without a name
    PRIMARY KEY (decision, rank)
);

-- « Ce n'est pas exact »: for those alone who can check it.
CREATE TABLE decision_doubts (
    id $ID,
    decision BIGINT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    person BIGINT REFERENCES people (id),
    words TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    settled_at BIGINT
);
CREATE INDEX decision_doubts_of_decision ON decision_doubts (decision);
CREATE INDEX decision_doubts_of_person ON decision_doubts (person);

-- An objection that comes after the decision: it stays in force, to be revised.
CREATE TABLE decision_objections (
    id $ID,
    decision BIGINT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    person BIGINT REFERENCES people (id),
    words TEXT NOT NULL,
    named INTEGER NOT NULL,             -- 1: sent with its author's name
    made_at BIGINT NOT NULL,
    settled_at BIGINT
);
CREATE INDEX decision_objections_of_decision ON decision_objections (decision);
CREATE INDEX decision_objections_of_person ON decision_objections (person);

-- « On continue ? »
CREATE TABLE decision_reviews (
    id $ID,
    decision BIGINT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    opened_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    again INTEGER NOT NULL DEFAULT 0,   -- 1 once the question came back
    ended_at BIGINT,
    outcome TEXT NOT NULL DEFAULT '',   -- kept, revise, ended, silent, replaced
    keeps INTEGER NOT NULL DEFAULT 0,   -- counted at the end
    adjusts INTEGER NOT NULL DEFAULT 0,
    stops INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX decision_reviews_of_decision ON decision_reviews (decision);
CREATE INDEX decision_reviews_open ON decision_reviews (ends_at) WHERE ended_at IS NULL;

CREATE TABLE decision_review_answers (
    review BIGINT NOT NULL REFERENCES decision_reviews (id) ON DELETE CASCADE,
    person BIGINT NOT NULL REFERENCES people (id),
    choice TEXT NOT NULL CHECK (choice IN ('keep', 'adjust', 'stop')),
    given_at BIGINT NOT NULL,
    PRIMARY KEY (review, person)
);
CREATE INDEX decision_review_answers_of_person ON decision_review_answers (person);
