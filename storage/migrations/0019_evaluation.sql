-- What those who came thought of a workshop. Neither table refers to that of workshops: what is kept here goes at
-- its own time. No moment of an answer is kept: it would say who answered first.

CREATE TABLE evaluation_answers (
    workshop BIGINT NOT NULL,
    person BIGINT NOT NULL REFERENCES people (id),
    useful INTEGER NOT NULL,                -- 1 (the best) to 4; 0: not answered yet
    listened INTEGER NOT NULL,
    pace INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (workshop, person)
);
CREATE INDEX evaluation_answers_of_person ON evaluation_answers (person);

-- Once it is closed its answers are gone.
CREATE TABLE evaluations (
    workshop BIGINT NOT NULL PRIMARY KEY,
    closed_at BIGINT NOT NULL,
    figures TEXT NOT NULL                   -- JSON: handlers.evaluation.model.Figures
);
