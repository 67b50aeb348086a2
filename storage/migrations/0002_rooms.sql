-- Rooms that are not ours: they move, they show Palabre out, they have threads, and people write from outside.

ALTER TABLE chats ADD COLUMN administrator INTEGER NOT NULL DEFAULT 0;  -- 1 where Palabre gets every message
ALTER TABLE chats ADD COLUMN whispers INTEGER NOT NULL DEFAULT 1;       -- 0 where no message can be for one person
ALTER TABLE chats ADD COLUMN gone_at BIGINT;                            -- since when Palabre is shown out

CREATE TABLE moved_chats (              -- the former id of a room, and the one that came after it
    platform TEXT NOT NULL,
    chat TEXT NOT NULL,
    now_chat TEXT NOT NULL,
    PRIMARY KEY (platform, chat)
);

ALTER TABLE people ADD COLUMN about BIGINT REFERENCES groups (id);  -- the group of their private conversation
ALTER TABLE memberships ADD COLUMN greeted_at BIGINT;

ALTER TABLE posts ADD COLUMN thread TEXT NOT NULL DEFAULT '';

-- A dialogue is about a group; the chat is where it began.
CREATE TABLE group_drafts (
    person BIGINT NOT NULL REFERENCES people (id),
    group_id BIGINT NOT NULL REFERENCES groups (id),
    platform TEXT NOT NULL,
    chat TEXT NOT NULL,
    thread TEXT NOT NULL,
    feature TEXT NOT NULL,
    step TEXT NOT NULL,
    notes TEXT NOT NULL,
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (person, group_id)
);
INSERT INTO group_drafts (person, group_id, platform, chat, thread, feature, step, notes, kept_at)
SELECT d.person, c.group_id, d.platform, d.chat, '', d.feature, d.step, d.notes, d.kept_at
FROM drafts d JOIN chats c ON c.platform = d.platform AND c.chat = d.chat
WHERE NOT EXISTS (
    SELECT 1 FROM drafts n JOIN chats m ON m.platform = n.platform AND m.chat = n.chat
    WHERE n.person = d.person AND m.group_id = c.group_id
    AND (n.kept_at > d.kept_at OR (n.kept_at = d.kept_at AND (n.platform > d.platform OR (n.platform = d.platform AND n.chat > d.chat))))
);
DROP TABLE drafts;
ALTER TABLE group_drafts RENAME TO drafts;
