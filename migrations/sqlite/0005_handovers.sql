-- Handing one's duties over to a deputy for a period, and what follows when people come and go.

CREATE TABLE handovers (
    id          INTEGER PRIMARY KEY,
    -- Whose duties.
    person_id   BIGINT  NOT NULL REFERENCES people (id),
    -- Who stands in for him.
    deputy_id   BIGINT  NOT NULL REFERENCES people (id),
    from_at     BIGINT  NOT NULL,
    until_at    BIGINT  NOT NULL,
    created_at  BIGINT  NOT NULL,
    -- When the deputy was given what was open.
    begun_at    BIGINT,
    ended_at    BIGINT,
    ending      TEXT    CHECK (ending IN ('time', 'early', 'declined', 'deputy_left', 'deputy_unreachable', 'person_left')),
    CHECK (person_id <> deputy_id),
    CHECK (from_at < until_at),
    CHECK ((ended_at IS NULL) = (ending IS NULL))
);
-- Nobody is handed over twice at a time.
CREATE UNIQUE INDEX handovers_open ON handovers (person_id) WHERE ended_at IS NULL;
CREATE INDEX handovers_deputy ON handovers (deputy_id) WHERE ended_at IS NULL;

-- Whose right was used, where it was not the actor's own.
ALTER TABLE audit ADD COLUMN on_behalf_of BIGINT;
CREATE INDEX audit_on_behalf ON audit (on_behalf_of, actor_id) WHERE on_behalf_of IS NOT NULL;

-- Who gave the receipt, where it was not the person himself.
ALTER TABLE receipts ADD COLUMN confirmed_by BIGINT REFERENCES people (id)
    CHECK (confirmed_by IS NULL OR confirmed_at IS NOT NULL);

-- By whose right it was prepared and approved, where it was not the own one.
ALTER TABLE directives ADD COLUMN author_for_id BIGINT REFERENCES people (id);
ALTER TABLE directives ADD COLUMN approver_for_id BIGINT REFERENCES people (id)
    CHECK (approver_for_id IS NULL OR approver_id IS NOT NULL);

-- Whether the duties that came with a role were given to its holder, and taken from him at its end:
-- 0 neither, 1 given, 2 taken.
ALTER TABLE memberships ADD COLUMN settled BIGINT NOT NULL DEFAULT 0 CHECK (settled IN (0, 1, 2));
UPDATE memberships SET settled = CASE WHEN until_at IS NULL THEN 1 ELSE 2 END;
CREATE INDEX memberships_begun ON memberships (from_at) WHERE settled = 0;
CREATE INDEX memberships_ended ON memberships (until_at) WHERE until_at IS NOT NULL AND settled < 2;
-- What is still open in a unit, for those who come to it.
CREATE INDEX receipts_open ON receipts (unit_id) WHERE confirmed_at IS NULL;
