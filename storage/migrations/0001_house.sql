-- The house: groups and people, what they say to Palabre, what their rooms show, polls, the built-in room.
-- Times are whole seconds since 1970 in UTC. $ID and $BYTES are worded by each driver.

CREATE TABLE groups (
    id $ID,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    language TEXT NOT NULL,
    night_begins INTEGER,               -- minutes after midnight; both empty where there is no night
    night_ends INTEGER,
    demo INTEGER NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
);

CREATE TABLE chats (
    platform TEXT NOT NULL,
    chat TEXT NOT NULL,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    lists_members INTEGER NOT NULL,     -- 1 where the platform can say who is in the room
    PRIMARY KEY (platform, chat)
);
CREATE INDEX chats_of_group ON chats (group_id);

CREATE TABLE people (
    id $ID,
    name TEXT,                          -- empty once forgotten
    created_at BIGINT NOT NULL
);

CREATE TABLE accounts (
    platform TEXT NOT NULL,
    account TEXT NOT NULL,
    person BIGINT NOT NULL REFERENCES people (id),
    PRIMARY KEY (platform, account)
);
CREATE INDEX accounts_of_person ON accounts (person);

CREATE TABLE memberships (
    group_id BIGINT NOT NULL REFERENCES groups (id),
    person BIGINT NOT NULL REFERENCES people (id),
    role TEXT NOT NULL CHECK (role IN ('resident', 'facilitator', 'accompaniment')),
    since BIGINT NOT NULL,
    left_at BIGINT,
    PRIMARY KEY (group_id, person)
);
CREATE INDEX memberships_of_person ON memberships (person);

CREATE TABLE heard (
    event TEXT PRIMARY KEY,
    speaker TEXT NOT NULL,              -- platform:account; empty where time spoke
    at BIGINT NOT NULL,
    answer TEXT NOT NULL
);
CREATE INDEX heard_by_age ON heard (at);

CREATE TABLE drafts (
    person BIGINT NOT NULL REFERENCES people (id),
    platform TEXT NOT NULL,
    chat TEXT NOT NULL,
    feature TEXT NOT NULL,
    step TEXT NOT NULL,
    notes TEXT NOT NULL,
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (person, platform, chat)
);

CREATE TABLE alarms (
    id $ID,
    topic TEXT NOT NULL,
    name TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    UNIQUE (topic, name)
);
CREATE INDEX alarms_by_time ON alarms (due_at);

-- A post: a topic standing in a chat for an audience. place counts its moves to the bottom.
CREATE TABLE posts (
    id $ID,
    topic TEXT NOT NULL,
    platform TEXT NOT NULL,
    chat TEXT NOT NULL,
    audience TEXT NOT NULL,
    rings INTEGER NOT NULL,
    at_night INTEGER NOT NULL,          -- 1 where the night does not hold it back
    wanted BIGINT NOT NULL,
    shown BIGINT NOT NULL,
    place INTEGER NOT NULL,
    UNIQUE (topic, platform, chat, audience)
);
CREATE INDEX posts_stale ON posts (id) WHERE wanted > shown;

-- A part: one message of a post. native is the platform's id, empty from before the sending until after it.
CREATE TABLE parts (
    post BIGINT NOT NULL REFERENCES posts (id),
    place INTEGER NOT NULL,
    part INTEGER NOT NULL,
    native TEXT,
    drawn TEXT NOT NULL,                -- digest of what was last shown
    PRIMARY KEY (post, place, part)
);
CREATE INDEX parts_by_native ON parts (native);

CREATE TABLE polls (
    id $ID,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    author BIGINT NOT NULL REFERENCES people (id),
    credited TEXT NOT NULL,
    question TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'withdrawn')),
    blank INTEGER NOT NULL DEFAULT 0,   -- counted when ballots are purged
    opened_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    closing_at BIGINT NOT NULL,
    extended INTEGER NOT NULL DEFAULT 0, -- 1 once somebody has promised a later end by hand
    closed_at BIGINT,
    reminded_at BIGINT
);
CREATE INDEX polls_of_group ON polls (group_id, state, ends_at);
CREATE INDEX polls_of_author ON polls (author);
CREATE INDEX polls_by_closing ON polls (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE poll_options (
    id $ID,
    poll BIGINT NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    words TEXT NOT NULL,
    stock TEXT NOT NULL,
    counted INTEGER NOT NULL DEFAULT 0, -- ballots that are no longer kept one by one
    UNIQUE (poll, rank)
);

CREATE TABLE ballots (
    poll BIGINT NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
    person BIGINT NOT NULL REFERENCES people (id),
    option_id BIGINT REFERENCES poll_options (id) ON DELETE CASCADE,  -- empty: no preference
    cast_at BIGINT NOT NULL,
    PRIMARY KEY (poll, person)
);
CREATE INDEX ballots_of_person ON ballots (person);
CREATE INDEX ballots_of_option ON ballots (option_id);
CREATE INDEX ballots_blank ON ballots (poll) WHERE option_id IS NULL;  -- counted with every look at a poll

CREATE TABLE poll_rolls (
    poll BIGINT NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
    person BIGINT NOT NULL REFERENCES people (id),
    PRIMARY KEY (poll, person)
);
CREATE INDEX poll_rolls_of_person ON poll_rolls (person);

-- The built-in room keeps its own conversation, as other platforms keep theirs.
CREATE TABLE salon_rooms (
    room TEXT PRIMARY KEY,
    revision BIGINT NOT NULL
);

CREATE TABLE salon_messages (
    id $ID,
    room TEXT NOT NULL REFERENCES salon_rooms (room),
    revision BIGINT NOT NULL,
    key TEXT NOT NULL UNIQUE,           -- sent twice under one key is sent once
    person BIGINT REFERENCES people (id),  -- empty: Palabre
    reply_to BIGINT REFERENCES salon_messages (id),
    audience TEXT NOT NULL,
    rings INTEGER NOT NULL,
    said_at BIGINT NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX salon_messages_by_revision ON salon_messages (room, revision);
CREATE INDEX salon_messages_of_room ON salon_messages (room, id);
CREATE INDEX salon_messages_of_person ON salon_messages (person);
CREATE INDEX salon_messages_replying ON salon_messages (reply_to);

CREATE TABLE salon_pictures (
    digest TEXT PRIMARY KEY,
    room TEXT NOT NULL REFERENCES salon_rooms (room),
    png $BYTES NOT NULL
);

CREATE TABLE salon_links (
    digest TEXT PRIMARY KEY,            -- of the secret in the personal link, never the secret
    room TEXT NOT NULL REFERENCES salon_rooms (room),
    person BIGINT NOT NULL REFERENCES people (id),
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX salon_links_of_person ON salon_links (person);

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
