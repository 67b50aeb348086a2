-- School holidays: France has three zones, and each has its own.

ALTER TABLE groups ADD COLUMN school TEXT NOT NULL DEFAULT '';         -- A, B, C; empty: nobody said
