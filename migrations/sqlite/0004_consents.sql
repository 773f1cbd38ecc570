-- Who agreed to what is kept of him, to which version of the text, and when he took it back. Nobody
-- joins by an invitation without such a row.
CREATE TABLE consents (
    id           INTEGER PRIMARY KEY,
    person_id    BIGINT  NOT NULL REFERENCES people (id),
    -- The version of the text that he read, counted from 1.
    version      BIGINT  NOT NULL,
    given_at     BIGINT  NOT NULL,
    withdrawn_at BIGINT,
    CHECK (withdrawn_at IS NULL OR withdrawn_at >= given_at)
);
CREATE INDEX consents_person ON consents (person_id);

-- For how many people an invitation was made, beside how many may still join by it.
ALTER TABLE invitations ADD COLUMN uses BIGINT NOT NULL DEFAULT 1 CHECK (uses >= 1);
UPDATE invitations SET uses = uses_left WHERE uses_left > 1;
