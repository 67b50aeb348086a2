-- Rooms in the open: what is tapped there is seen by everybody, and Palabre is handed everything that is said.

ALTER TABLE chats ADD COLUMN in_the_open INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invitations ADD COLUMN in_the_open INTEGER NOT NULL DEFAULT 0;
