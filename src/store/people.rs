//! People: whom the roster names and who has written to the bot.

use super::query::{execute, fetch_all, fetch_optional, fetch_scalar, row};
use super::{Error, Result, Tx};
use crate::domain::ids::{PersonId, TelegramUserId, UnitId};
use crate::domain::locale::Locale;
use crate::domain::person::Person;
use crate::domain::text::fold;

row! {
    /// A row of `people`.
    pub(super) struct PersonRow {
        id: i64,
        code: Option<String>,
        name: String,
        phone: Option<String>,
        telegram_id: Option<i64>,
        locale: String,
        joined_at: Option<i64>,
    }
}

/// What is known of a person when he is put on the roster or writes for the first time.
#[derive(Clone, Debug, Default)]
pub struct NewPerson<'a> {
    /// The organisation's own code for him.
    pub code: Option<&'a str>,
    /// The full name.
    pub name: &'a str,
    /// The telephone number as `+84…`.
    pub phone: Option<&'a str>,
    /// His Telegram account.
    pub telegram: Option<TelegramUserId>,
    /// The language he is spoken to in.
    pub locale: Locale,
    /// The present, in Unix ms.
    pub now: i64,
}

impl Tx {
    /// The person with this id.
    ///
    /// # Errors
    /// If the database fails or the row is inconsistent.
    pub async fn person_by_id(&mut self, id: PersonId) -> Result<Option<Person>> {
        fetch_optional!(
            self,
            PersonRow,
            "SELECT id, code, name, phone, telegram_id, locale, joined_at FROM people WHERE id = $1",
            id.0
        )?
        .map(person)
        .transpose()
    }

    /// The person with this Telegram account.
    ///
    /// # Errors
    /// If the database fails or the row is inconsistent.
    pub async fn person_by_telegram(&mut self, id: TelegramUserId) -> Result<Option<Person>> {
        fetch_optional!(
            self,
            PersonRow,
            "SELECT id, code, name, phone, telegram_id, locale, joined_at FROM people
             WHERE telegram_id = $1",
            id.0
        )?
        .map(person)
        .transpose()
    }

    /// The person with this code of the roster.
    ///
    /// # Errors
    /// If the database fails or the row is inconsistent.
    pub async fn person_by_code(&mut self, code: &str) -> Result<Option<Person>> {
        fetch_optional!(
            self,
            PersonRow,
            "SELECT id, code, name, phone, telegram_id, locale, joined_at FROM people
             WHERE code = $1",
            code
        )?
        .map(person)
        .transpose()
    }

    /// The first person on the roster with this telephone number (`+84…`).
    ///
    /// # Errors
    /// If the database fails or the row is inconsistent.
    pub async fn person_by_phone(&mut self, phone: &str) -> Result<Option<Person>> {
        fetch_optional!(
            self,
            PersonRow,
            "SELECT id, code, name, phone, telegram_id, locale, joined_at FROM people
             WHERE phone = $1 ORDER BY id LIMIT 1",
            phone
        )?
        .map(person)
        .transpose()
    }

    /// The first person with this name, whatever its marks and case, who is something in the unit
    /// at `now`.
    ///
    /// # Errors
    /// If the database fails or the row is inconsistent.
    pub async fn person_by_name_in_unit(
        &mut self,
        name: &str,
        unit: UnitId,
        now: i64,
    ) -> Result<Option<Person>> {
        let folded = fold(name);
        fetch_optional!(
            self,
            PersonRow,
            "SELECT p.id, p.code, p.name, p.phone, p.telegram_id, p.locale, p.joined_at
             FROM people p
             WHERE p.folded = $1 AND EXISTS (
                 SELECT 1 FROM memberships m
                 WHERE m.person_id = p.id AND m.unit_id = $2
                   AND m.from_at <= $3 AND (m.until_at IS NULL OR m.until_at > $3))
             ORDER BY p.id LIMIT 1",
            folded.as_str(),
            unit.0,
            now
        )?
        .map(person)
        .transpose()
    }

    /// Everybody, by id, without those whose data were erased.
    ///
    /// # Errors
    /// If the database fails or a row is inconsistent.
    pub async fn person_list(&mut self) -> Result<Vec<Person>> {
        fetch_all!(
            self,
            PersonRow,
            "SELECT id, code, name, phone, telegram_id, locale, joined_at FROM people
             WHERE erased_at IS NULL ORDER BY id"
        )?
        .into_iter()
        .map(person)
        .collect()
    }

    /// Adds a person.
    ///
    /// # Errors
    /// If the code or the Telegram account is taken or the database fails.
    pub async fn person_insert(&mut self, new: &NewPerson<'_>) -> Result<PersonId> {
        let folded = fold(new.name);
        let id = fetch_scalar!(
            self,
            i64,
            "INSERT INTO people (code, name, folded, phone, telegram_id, locale, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
            new.code,
            new.name,
            folded.as_str(),
            new.phone,
            new.telegram.map(|id| id.0),
            new.locale.as_str(),
            new.now
        )?;
        Ok(PersonId(id))
    }

    /// Changes what the roster says about a person.
    ///
    /// # Errors
    /// If the code is taken or the database fails.
    pub async fn person_update(
        &mut self,
        id: PersonId,
        code: Option<&str>,
        name: &str,
        phone: Option<&str>,
    ) -> Result<()> {
        let folded = fold(name);
        execute!(
            self,
            "UPDATE people SET code = $2, name = $3, folded = $4, phone = $5 WHERE id = $1",
            id.0,
            code,
            name,
            folded.as_str(),
            phone
        )?;
        Ok(())
    }

    /// Gives a person another language, in his private chat too.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn person_set_locale(&mut self, id: PersonId, locale: Locale) -> Result<()> {
        execute!(
            self,
            "UPDATE people SET locale = $2 WHERE id = $1",
            id.0,
            locale.as_str()
        )?;
        execute!(
            self,
            "UPDATE chats SET locale = $2 WHERE person_id = $1",
            id.0,
            locale.as_str()
        )?;
        Ok(())
    }

    /// Notes when a person joined, the first time only.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn person_set_joined(&mut self, id: PersonId, now: i64) -> Result<()> {
        execute!(
            self,
            "UPDATE people SET joined_at = $2 WHERE id = $1 AND joined_at IS NULL",
            id.0,
            now
        )?;
        Ok(())
    }
}

/// The person of a row.
pub(super) fn person(row: PersonRow) -> Result<Person> {
    let locale = Locale::parse(&row.locale)
        .ok_or_else(|| Error::inconsistent("people", "locale", row.id, row.locale))?;
    Ok(Person {
        id: PersonId(row.id),
        code: row.code,
        name: row.name,
        phone: row.phone,
        telegram: row.telegram_id.map(TelegramUserId),
        locale,
        joined_at: row.joined_at,
    })
}
