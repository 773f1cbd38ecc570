-- Directives, their tasks, and what came back.

CREATE TABLE files (
    id          INTEGER PRIMARY KEY,
    -- Where the bytes are, in the store named by files.url.
    location    TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    mime        TEXT    NOT NULL,
    size        BIGINT  NOT NULL,
    sha256      TEXT    NOT NULL,
    -- Telegram's id of the uploaded file, kept so that it is uploaded once.
    telegram_file_id TEXT,
    created_at  BIGINT  NOT NULL
);

CREATE TABLE directives (
    id          INTEGER PRIMARY KEY,
    -- What people type to check it; given when it is published.
    code        TEXT    UNIQUE,
    state       TEXT    NOT NULL CHECK (state IN ('draft', 'submitted', 'published', 'withdrawn', 'discarded')),
    -- Counts the texts that were published: 1, and one more with every correction.
    revision    BIGINT  NOT NULL DEFAULT 0,
    -- The revision whose receipt is asked for: behind `revision` when only words were corrected.
    receipt_revision BIGINT NOT NULL DEFAULT 0,
    unit_id     BIGINT  NOT NULL REFERENCES units (id),
    author_id   BIGINT  NOT NULL REFERENCES people (id),
    approver_id BIGINT  REFERENCES people (id),
    kind        TEXT    NOT NULL,
    authority   TEXT,
    number      TEXT,
    place       TEXT,
    issued_on   TEXT,
    title       TEXT    NOT NULL,
    summary     TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    urgency     TEXT    CHECK (urgency IN ('khan', 'thuong_khan', 'hoa_toc')),
    -- JSON list of what the reader was unsure of.
    warnings    TEXT    NOT NULL DEFAULT '[]',
    file_id     BIGINT  REFERENCES files (id),
    created_at  BIGINT  NOT NULL,
    submitted_at BIGINT,
    published_at BIGINT,
    corrected_at BIGINT,
    withdrawn_at BIGINT,
    -- Why it was returned, corrected or withdrawn, in the words of the person who did it.
    reason      TEXT,
    CHECK ((published_at IS NULL) = (code IS NULL)),
    CHECK (state NOT IN ('published', 'withdrawn') OR published_at IS NOT NULL),
    CHECK (state <> 'withdrawn' OR withdrawn_at IS NOT NULL),
    CHECK (state <> 'submitted' OR submitted_at IS NOT NULL),
    CHECK (receipt_revision <= revision)
);
CREATE INDEX directives_unit ON directives (unit_id, state, created_at);

-- To whom it goes: units, each with or without those below, and roles.
CREATE TABLE directive_units (
    directive_id BIGINT NOT NULL REFERENCES directives (id),
    unit_id     BIGINT  NOT NULL REFERENCES units (id),
    with_below  BIGINT  NOT NULL CHECK (with_below IN (0, 1)),
    PRIMARY KEY (directive_id, unit_id)
);
CREATE TABLE directive_roles (
    directive_id BIGINT NOT NULL REFERENCES directives (id),
    role        TEXT    NOT NULL CHECK (role IN ('leader', 'clerk', 'cadre', 'duty')),
    PRIMARY KEY (directive_id, role)
);

CREATE TABLE tasks (
    id          INTEGER PRIMARY KEY,
    directive_id BIGINT NOT NULL REFERENCES directives (id),
    position    BIGINT  NOT NULL,
    no          TEXT    NOT NULL,
    title       TEXT    NOT NULL,
    text        TEXT    NOT NULL,
    -- Who is to do it, as the document says, joined by "; ".
    responsible TEXT    NOT NULL,
    deadline_text TEXT,
    due_at      BIGINT,
    UNIQUE (directive_id, position)
);

-- The units that a task names. A task that names none of the recipients is for all of them.
CREATE TABLE task_units (
    task_id     BIGINT  NOT NULL REFERENCES tasks (id),
    unit_id     BIGINT  NOT NULL REFERENCES units (id),
    PRIMARY KEY (task_id, unit_id)
);

CREATE TABLE receipts (
    id          INTEGER PRIMARY KEY,
    directive_id BIGINT NOT NULL REFERENCES directives (id),
    revision    BIGINT  NOT NULL,
    person_id   BIGINT  NOT NULL REFERENCES people (id),
    -- The unit in whose name the person receives it.
    unit_id     BIGINT  NOT NULL REFERENCES units (id),
    created_at  BIGINT  NOT NULL,
    confirmed_at BIGINT,
    note        TEXT,
    -- How many reminders went out, and when the next is due (NULL: none is).
    reminders   BIGINT  NOT NULL DEFAULT 0,
    remind_at   BIGINT,
    UNIQUE (directive_id, revision, person_id),
    CHECK (note IS NULL OR confirmed_at IS NOT NULL),
    CHECK (remind_at IS NULL OR confirmed_at IS NULL)
);
CREATE INDEX receipts_person ON receipts (person_id);
CREATE INDEX receipts_due ON receipts (remind_at) WHERE remind_at IS NOT NULL;

-- One task for one unit. A unit's word that it is done never closes another unit's.
CREATE TABLE assignments (
    id          INTEGER PRIMARY KEY,
    task_id     BIGINT  NOT NULL REFERENCES tasks (id),
    unit_id     BIGINT  NOT NULL REFERENCES units (id),
    due_at      BIGINT,
    done_at     BIGINT,
    done_by     BIGINT  REFERENCES people (id),
    result      TEXT,
    reminders   BIGINT  NOT NULL DEFAULT 0,
    remind_at   BIGINT,
    UNIQUE (task_id, unit_id),
    CHECK ((done_at IS NULL) = (done_by IS NULL)),
    CHECK (remind_at IS NULL OR done_at IS NULL)
);
CREATE INDEX assignments_unit ON assignments (unit_id);
CREATE INDEX assignments_due ON assignments (remind_at) WHERE remind_at IS NOT NULL;
