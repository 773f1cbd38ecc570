-- Rosters that were sent in the chat and wait for a word: what was read of them, with what it would change. They hold
-- personal data, so a row goes with the decision, and after a day without one.
CREATE TABLE roster_files (
    -- Rows come and go, and a number that was given twice would let an old card decide about a new file.
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Who sent it. Nobody else decides about it.
    person_id   BIGINT  NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    what        TEXT    NOT NULL CHECK (what IN ('units', 'people')),
    -- The file's name.
    name        TEXT    NOT NULL,
    -- The rows that were read, as JSON; NULL if they are refused.
    roster      TEXT,
    -- What they change, or what is wrong with them, as JSON.
    outcome     TEXT    NOT NULL,
    created_at  BIGINT  NOT NULL,
    UNIQUE (person_id, what)
);
CREATE INDEX roster_files_created ON roster_files (created_at);
