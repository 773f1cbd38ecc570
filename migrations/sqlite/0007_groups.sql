-- What is known of groups beyond their unit: the forum topic that is meant, what the bot may not do there,
-- who tied the group, and whether those in charge were told that it was lost.

-- The topic of a forum that everything goes to; NULL for the group itself (or its topic General).
ALTER TABLE chats ADD COLUMN topic_id BIGINT;
-- The topic that everything went to until it was closed or deleted.
ALTER TABLE chats ADD COLUMN topic_lost BIGINT;
-- What the bot may not do there, as codes between commas; NULL while nobody asked Telegram.
ALTER TABLE chats ADD COLUMN lacks TEXT;
ALTER TABLE chats ADD COLUMN connected_by BIGINT REFERENCES people (id);
-- When those in charge were told that the group cannot be reached; NULL while there is nothing to tell.
ALTER TABLE chats ADD COLUMN loss_told_at BIGINT;
CREATE INDEX chats_lost ON chats (id) WHERE unreachable IS NOT NULL AND unit_id IS NOT NULL AND loss_told_at IS NULL;

-- The topic that an answer belongs to: NULL for the chat's own, 0 for none.
ALTER TABLE outbox ADD COLUMN topic_id BIGINT;
