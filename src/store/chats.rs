//! Chats: where people and units are reached.
//!
//! Whether a chat can be reached is learnt by sending, so the queries for that stand beside the outbox.

use super::query::{execute, fetch_all, fetch_optional, fetch_scalar, row};
use super::{Error, Result, Tx};
use crate::domain::chat::{Chat, ChatKind, GroupAudience};
use crate::domain::ids::{ChatId, PersonId, TelegramChatId, UnitId};
use crate::domain::locale::Locale;
use crate::domain::notice::Unreachable;

row! {
    struct ChatRow {
        id: i64,
        telegram_id: i64,
        kind: String,
        title: Option<String>,
        person_id: Option<i64>,
        unit_id: Option<i64>,
        audience: Option<String>,
        locale: String,
        unreachable: Option<String>,
    }
}

impl Tx {
    /// The chat with this id.
    ///
    /// # Errors
    /// If the database fails or the row is inconsistent.
    pub async fn chat_by_id(&mut self, id: ChatId) -> Result<Option<Chat>> {
        fetch_optional!(
            self,
            ChatRow,
            "SELECT id, telegram_id, kind, title, person_id, unit_id, audience, locale, unreachable
             FROM chats WHERE id = $1",
            id.0
        )?
        .map(chat)
        .transpose()
    }

    /// The chat with this number of Telegram's.
    ///
    /// # Errors
    /// If the database fails or the row is inconsistent.
    pub async fn chat_by_telegram(&mut self, id: TelegramChatId) -> Result<Option<Chat>> {
        fetch_optional!(
            self,
            ChatRow,
            "SELECT id, telegram_id, kind, title, person_id, unit_id, audience, locale, unreachable
             FROM chats WHERE telegram_id = $1",
            id.0
        )?
        .map(chat)
        .transpose()
    }

    /// The private chat of a person.
    ///
    /// # Errors
    /// If the database fails or the row is inconsistent.
    pub async fn chat_of_person(&mut self, person: PersonId) -> Result<Option<Chat>> {
        fetch_optional!(
            self,
            ChatRow,
            "SELECT id, telegram_id, kind, title, person_id, unit_id, audience, locale, unreachable
             FROM chats WHERE person_id = $1",
            person.0
        )?
        .map(chat)
        .transpose()
    }

    /// The groups tied to a unit for this audience, oldest first.
    ///
    /// # Errors
    /// If the database fails or a row is inconsistent.
    pub async fn chats_of_unit(
        &mut self,
        unit: UnitId,
        audience: GroupAudience,
    ) -> Result<Vec<Chat>> {
        fetch_all!(
            self,
            ChatRow,
            "SELECT id, telegram_id, kind, title, person_id, unit_id, audience, locale, unreachable
             FROM chats WHERE unit_id = $1 AND audience = $2 ORDER BY id",
            unit.0,
            audience.as_str()
        )?
        .into_iter()
        .map(chat)
        .collect()
    }

    /// Every group that is tied to a unit, oldest first.
    ///
    /// # Errors
    /// If the database fails or a row is inconsistent.
    pub async fn chat_list_groups(&mut self) -> Result<Vec<Chat>> {
        fetch_all!(
            self,
            ChatRow,
            "SELECT id, telegram_id, kind, title, person_id, unit_id, audience, locale, unreachable
             FROM chats WHERE unit_id IS NOT NULL ORDER BY id"
        )?
        .into_iter()
        .map(chat)
        .collect()
    }

    /// Adds the private chat of a person, or ties the chat that is there to him.
    ///
    /// # Errors
    /// If the person has another private chat or the database fails.
    pub async fn chat_upsert_private(
        &mut self,
        person: PersonId,
        telegram: TelegramChatId,
        locale: Locale,
        now: i64,
    ) -> Result<ChatId> {
        let id = fetch_scalar!(
            self,
            i64,
            "INSERT INTO chats (telegram_id, kind, person_id, locale, created_at)
             VALUES ($1, 'private', $2, $3, $4)
             ON CONFLICT (telegram_id) DO UPDATE
                 SET person_id = excluded.person_id, leaving_at = NULL
             RETURNING id",
            telegram.0,
            person.0,
            locale.as_str(),
            now
        )?;
        Ok(ChatId(id))
    }

    /// Adds a group, or brings its kind and title up to date.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn chat_upsert_group(
        &mut self,
        telegram: TelegramChatId,
        kind: ChatKind,
        title: Option<&str>,
        locale: Locale,
        now: i64,
    ) -> Result<ChatId> {
        let id = fetch_scalar!(
            self,
            i64,
            "INSERT INTO chats (telegram_id, kind, title, locale, created_at)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (telegram_id) DO UPDATE
                 SET kind = excluded.kind, title = COALESCE(excluded.title, chats.title)
             RETURNING id",
            telegram.0,
            kind.as_str(),
            title,
            locale.as_str(),
            now
        )?;
        Ok(ChatId(id))
    }

    /// Ties a group to a unit for an audience, in place of whatever it was tied to.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn chat_connect(
        &mut self,
        chat: ChatId,
        unit: UnitId,
        audience: GroupAudience,
    ) -> Result<()> {
        execute!(
            self,
            "UPDATE chats SET unit_id = $2, audience = $3 WHERE id = $1",
            chat.0,
            unit.0,
            audience.as_str()
        )?;
        Ok(())
    }

    /// Unties a group from its unit.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn chat_disconnect(&mut self, chat: ChatId) -> Result<()> {
        execute!(
            self,
            "UPDATE chats SET unit_id = NULL, audience = NULL, topic_id = NULL, topic_lost = NULL,
                              connected_by = NULL
             WHERE id = $1",
            chat.0
        )?;
        Ok(())
    }

    /// Gives a chat another language.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn chat_set_locale(&mut self, chat: ChatId, locale: Locale) -> Result<()> {
        execute!(
            self,
            "UPDATE chats SET locale = $2 WHERE id = $1",
            chat.0,
            locale.as_str()
        )?;
        Ok(())
    }
}

fn chat(row: ChatRow) -> Result<Chat> {
    let wrong = |column, value: &str| Error::inconsistent("chats", column, row.id, value);
    let kind = ChatKind::parse(&row.kind).ok_or_else(|| wrong("kind", &row.kind))?;
    let locale = Locale::parse(&row.locale).ok_or_else(|| wrong("locale", &row.locale))?;
    let unreachable = row
        .unreachable
        .as_deref()
        .map(|code| Unreachable::parse(code).ok_or_else(|| wrong("unreachable", code)))
        .transpose()?;
    let audience = row
        .audience
        .as_deref()
        .map(|code| GroupAudience::parse(code).ok_or_else(|| wrong("audience", code)))
        .transpose()?;
    Ok(Chat {
        id: ChatId(row.id),
        telegram: TelegramChatId(row.telegram_id),
        kind,
        title: row.title,
        person: row.person_id.map(PersonId),
        connection: row.unit_id.map(UnitId).zip(audience),
        locale,
        unreachable,
    })
}
