-- Who is who: units, people, what they may do, and the chats they are reached in.
-- Times are Unix milliseconds UTC. Both databases have files of the same names that make the same tables.

CREATE TABLE units (
    id          INTEGER PRIMARY KEY,
    code        TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    -- The name without marks and in lower case, for search.
    folded      TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    parent_id   BIGINT  REFERENCES units (id),
    -- Ids of the ancestors and of the unit itself, "/1/5/": a unit's own tree is a prefix search.
    path        TEXT    NOT NULL
);
CREATE INDEX units_path ON units (path);

CREATE TABLE people (
    id          INTEGER PRIMARY KEY,
    code        TEXT    UNIQUE,
    name        TEXT    NOT NULL,
    folded      TEXT    NOT NULL,
    phone       TEXT,
    telegram_id BIGINT  UNIQUE,
    locale      TEXT    NOT NULL DEFAULT 'vi',
    created_at  BIGINT  NOT NULL,
    joined_at   BIGINT
);
CREATE INDEX people_phone ON people (phone);

CREATE TABLE memberships (
    id          INTEGER PRIMARY KEY,
    person_id   BIGINT  NOT NULL REFERENCES people (id),
    -- NULL only for an administrator, who holds the role over every unit.
    unit_id     BIGINT  REFERENCES units (id),
    role        TEXT    NOT NULL CHECK (role IN ('admin', 'leader', 'clerk', 'cadre', 'duty', 'resident')),
    title       TEXT,
    -- Whether it came with the roster: what did not is left alone when the roster is imported again.
    from_roster BIGINT  NOT NULL DEFAULT 0 CHECK (from_roster IN (0, 1)),
    from_at     BIGINT  NOT NULL,
    until_at    BIGINT,
    CHECK (unit_id IS NOT NULL OR role = 'admin'),
    CHECK (until_at IS NULL OR until_at >= from_at)
);
CREATE INDEX memberships_person ON memberships (person_id);
CREATE INDEX memberships_unit ON memberships (unit_id, role);

CREATE TABLE chats (
    id          INTEGER PRIMARY KEY,
    telegram_id BIGINT  NOT NULL UNIQUE,
    kind        TEXT    NOT NULL CHECK (kind IN ('private', 'group', 'supergroup', 'channel')),
    title       TEXT,
    -- The one person of a private chat.
    person_id   BIGINT  UNIQUE REFERENCES people (id),
    -- The unit that a group is tied to, and for whom the group is.
    unit_id     BIGINT  REFERENCES units (id),
    audience    TEXT    CHECK (audience IN ('cadre', 'resident')),
    locale      TEXT    NOT NULL DEFAULT 'vi',
    -- Why nothing can be sent here; NULL while it can.
    unreachable TEXT,
    unreachable_at BIGINT,
    created_at  BIGINT  NOT NULL,
    CHECK ((unit_id IS NULL) = (audience IS NULL)),
    CHECK ((unreachable IS NULL) = (unreachable_at IS NULL))
);
CREATE INDEX chats_unit ON chats (unit_id);

CREATE TABLE invitations (
    id          INTEGER PRIMARY KEY,
    code        TEXT    NOT NULL UNIQUE,
    role        TEXT    NOT NULL CHECK (role IN ('admin', 'leader', 'clerk', 'cadre', 'duty', 'resident')),
    -- NULL only for an administrator, who holds the role over every unit.
    unit_id     BIGINT  REFERENCES units (id),
    -- A personal invitation: only this person of the roster joins by it.
    person_id   BIGINT  REFERENCES people (id),
    uses_left   BIGINT  NOT NULL CHECK (uses_left >= 0),
    expires_at  BIGINT,
    revoked_at  BIGINT,
    created_by  BIGINT  REFERENCES people (id),
    created_at  BIGINT  NOT NULL,
    CHECK (unit_id IS NOT NULL OR role = 'admin')
);
CREATE INDEX invitations_person ON invitations (person_id) WHERE person_id IS NOT NULL;

CREATE TABLE audit (
    id          INTEGER PRIMARY KEY,
    at          BIGINT  NOT NULL,
    -- The person who acted; NULL for the system and the command line.
    actor_id    BIGINT,
    action      TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    subject_id  BIGINT,
    detail      TEXT    NOT NULL,
    -- SHA-256 over the previous row's hash and this row's fields, in hexadecimal.
    hash        TEXT    NOT NULL
);
CREATE INDEX audit_subject ON audit (subject, subject_id);
