-- What is needed to forget people.

-- Since when nobody stands behind this number any more: his name, numbers and account are gone, and the
-- row stays for what others' records refer to.
ALTER TABLE people ADD COLUMN erased_at BIGINT;

-- Since when a chat is kept only until its last message is shown.
ALTER TABLE chats ADD COLUMN leaving_at BIGINT;
CREATE INDEX chats_leaving ON chats (leaving_at) WHERE leaving_at IS NOT NULL;

-- When it was delivered, noted where the message itself is forgotten before the receipt.
ALTER TABLE receipts ADD COLUMN sent_at BIGINT;

-- Bytes outside the database that must go once this row is committed.
CREATE TABLE file_removals (
    location    TEXT    PRIMARY KEY,
    since       BIGINT  NOT NULL
);

CREATE INDEX audit_actor ON audit (actor_id);

-- Where the chain of the audit begins when its oldest rows were removed: the hash of the last of them.
CREATE TABLE audit_anchor (
    id          BIGINT  PRIMARY KEY CHECK (id = 1),
    hash        TEXT    NOT NULL
);

-- What is looked through for being old.
CREATE INDEX audit_at ON audit (at);
CREATE INDEX notices_created ON notices (created_at);
CREATE INDEX people_visitors ON people (created_at) WHERE joined_at IS NULL AND telegram_id IS NOT NULL;
