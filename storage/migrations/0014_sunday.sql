-- On Sunday evening a group is told what the coming week holds, unless it has switched that off.

ALTER TABLE groups ADD COLUMN sunday INTEGER NOT NULL DEFAULT 1;
