-- What came in and what must go out. Both are written in the transaction of the change they belong to.

-- Raw updates, stored before they are confirmed to Telegram.
CREATE TABLE inbox (
    update_id   BIGINT  PRIMARY KEY,
    -- Telegram's id of the chat (or of the person, where there is no chat): updates of one are handled in order.
    chat_key    BIGINT  NOT NULL,
    raw         TEXT    NOT NULL,
    received_at BIGINT  NOT NULL,
    -- 0 waiting, 1 handled, 2 given up (see error).
    state       BIGINT  NOT NULL DEFAULT 0 CHECK (state IN (0, 1, 2)),
    attempts    BIGINT  NOT NULL DEFAULT 0,
    not_before  BIGINT  NOT NULL DEFAULT 0,
    error       TEXT
);
CREATE INDEX inbox_waiting ON inbox (update_id) WHERE state = 0;
CREATE INDEX inbox_chat ON inbox (chat_key, update_id) WHERE state = 0;
CREATE INDEX inbox_received ON inbox (received_at) WHERE state = 1;
CREATE INDEX inbox_given_up ON inbox (received_at) WHERE state = 2;

-- What a conversation waits for from one person in one chat.
CREATE TABLE dialogues (
    chat_id     BIGINT  NOT NULL REFERENCES chats (id),
    person_id   BIGINT  NOT NULL REFERENCES people (id),
    state       TEXT    NOT NULL,
    updated_at  BIGINT  NOT NULL,
    PRIMARY KEY (chat_id, person_id)
);

-- What is said: a kind with the ids it speaks of. The words are made when it is sent.
CREATE TABLE notices (
    id          INTEGER PRIMARY KEY,
    kind        TEXT    NOT NULL,
    payload     TEXT    NOT NULL,
    -- The directive it is about, so that all copies can be brought up to date together.
    directive_id BIGINT,
    expires_at  BIGINT,
    -- At most one notice exists for one key.
    dedupe      TEXT    UNIQUE,
    created_at  BIGINT  NOT NULL
);
CREATE INDEX notices_directive ON notices (directive_id, kind);

-- One row is one message in one chat that must show one notice: sent if it has no message_id yet,
-- edited if it has. `wanted` counts the versions asked for and `shown` the one last shown, so that
-- a change during a send is not lost and several changes before one are a single edit.
CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY,
    notice_id   BIGINT  NOT NULL REFERENCES notices (id),
    chat_id     BIGINT  NOT NULL REFERENCES chats (id),
    lane        BIGINT  NOT NULL CHECK (lane BETWEEN 0 AND 6),
    -- 0 queued, 1 leased, 2 shown, 3 failed for good, 4 dropped (expired or nothing left to say).
    state       BIGINT  NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 4),
    not_before  BIGINT  NOT NULL,
    lease_until BIGINT  NOT NULL DEFAULT 0,
    attempts    BIGINT  NOT NULL DEFAULT 0,
    wanted      BIGINT  NOT NULL DEFAULT 1,
    shown       BIGINT  NOT NULL DEFAULT 0,
    message_id  BIGINT,
    -- When it was last shown.
    shown_at    BIGINT,
    -- Why it failed or was dropped; of a queued row, why the last attempt did not end it. What failed
    -- because its chat cannot be reached has the bare reason, as in chats.unreachable.
    error       TEXT,
    CHECK (shown <= wanted),
    UNIQUE (notice_id, chat_id)
);
-- Partial indexes name one exact state each: SQLite does not use one made for a list of states.
CREATE INDEX outbox_queued ON outbox (lane, not_before, id) WHERE state = 0;
-- What is tried again: later messages of the same chat and lane wait for it.
CREATE INDEX outbox_retrying ON outbox (chat_id, lane, id) WHERE state = 0 AND error IS NOT NULL;
CREATE INDEX outbox_leased ON outbox (lease_until) WHERE state = 1;
CREATE INDEX outbox_message ON outbox (chat_id, message_id);

-- Who may do what only one process may do. `fence` grows with every change of hands.
CREATE TABLE leases (
    name        TEXT    PRIMARY KEY,
    holder      TEXT    NOT NULL,
    fence       BIGINT  NOT NULL,
    until_at    BIGINT  NOT NULL
);
