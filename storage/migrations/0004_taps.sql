-- Taps: what every one of them looks up stands ready, however many groups, people and answers there are.

CREATE INDEX posts_waiting ON posts (audience) WHERE platform = '';    -- told with the person's next act

-- With every look at a poll, the answers that somebody else gave are counted: they have a receipt.
DROP INDEX ballots_entered;
CREATE INDEX ballots_entered ON ballots (poll) WHERE receipt IS NOT NULL;

CREATE INDEX poll_rolls_of_unit ON poll_rolls (poll, unit, person);    -- who shares a voice
