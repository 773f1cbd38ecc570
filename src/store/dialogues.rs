//! What a conversation waits for: one state for a person in a chat, in words of the adapter's own.

use super::query::{execute, fetch_optional};
use super::{Result, Tx};
use crate::domain::ids::{ChatId, PersonId};

impl Tx {
    /// What this person is in the middle of in this chat, and since when (Unix ms).
    ///
    /// # Errors
    /// If the database fails.
    pub async fn dialogue_get(
        &mut self,
        chat: ChatId,
        person: PersonId,
    ) -> Result<Option<(String, i64)>> {
        fetch_optional!(
            self,
            (String, i64),
            "SELECT state, updated_at FROM dialogues WHERE chat_id = $1 AND person_id = $2",
            chat.0,
            person.0,
        )
    }

    /// From now on this person is in the middle of this, in place of whatever it was.
    ///
    /// # Errors
    /// If the database fails, or there is no such chat or person.
    pub async fn dialogue_set(
        &mut self,
        chat: ChatId,
        person: PersonId,
        state: &str,
        now: i64,
    ) -> Result<()> {
        execute!(
            self,
            "INSERT INTO dialogues (chat_id, person_id, state, updated_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (chat_id, person_id) DO UPDATE
             SET state = excluded.state, updated_at = excluded.updated_at",
            chat.0,
            person.0,
            state,
            now,
        )?;
        Ok(())
    }

    /// This person is not in the middle of anything any more. `false` if he was not anyway.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn dialogue_clear(&mut self, chat: ChatId, person: PersonId) -> Result<bool> {
        let cleared = execute!(
            self,
            "DELETE FROM dialogues WHERE chat_id = $1 AND person_id = $2",
            chat.0,
            person.0,
        )?;
        Ok(cleared == 1)
    }
}
