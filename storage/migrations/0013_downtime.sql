-- When Palabre was stopped: what it missed then is said gathered.

CREATE TABLE downtimes (
    id $ID,
    stopped_at BIGINT NOT NULL,
    back_at BIGINT NOT NULL
);
CREATE INDEX downtimes_by_return ON downtimes (back_at);
