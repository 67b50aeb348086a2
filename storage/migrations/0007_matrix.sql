-- What the Matrix door keeps: the signs under its messages, the reactions of residents, their private rooms.

CREATE TABLE matrix_buttons (
    room TEXT NOT NULL,
    message TEXT NOT NULL,
    sign TEXT NOT NULL,           -- the emoji; « 2️⃣ » where « 2 » may be typed
    place INTEGER NOT NULL,       -- in the order in which the message first showed it
    label TEXT NOT NULL,
    data TEXT NOT NULL,
    to_place INTEGER NOT NULL,    -- 1: Palabre has still to put this reaction under its message
    at BIGINT NOT NULL,
    PRIMARY KEY (room, message, sign)
);
CREATE INDEX matrix_buttons_newest ON matrix_buttons (room, at);
CREATE INDEX matrix_buttons_to_place ON matrix_buttons (at) WHERE to_place = 1;

CREATE TABLE matrix_reactions (
    reaction TEXT PRIMARY KEY,    -- the event with which somebody reacted
    room TEXT NOT NULL,
    message TEXT NOT NULL,
    account TEXT NOT NULL,
    data TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX matrix_reactions_of ON matrix_reactions (account, message);

CREATE TABLE matrix_private_rooms (
    room TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    state TEXT NOT NULL,          -- invited, joined, or left
    at BIGINT NOT NULL
);
CREATE INDEX matrix_private_rooms_of ON matrix_private_rooms (account, at);

CREATE TABLE matrix_owed (
    account TEXT PRIMARY KEY,     -- who has not come yet to the private room to which they are invited
    event TEXT NOT NULL           -- the last thing they did, whose answer they are told there
);

CREATE TABLE matrix_sealed (
    event TEXT PRIMARY KEY,       -- an encrypted message whose key has not come yet
    room TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX matrix_sealed_of ON matrix_sealed (room);
