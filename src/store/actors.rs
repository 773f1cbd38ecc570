//! Actors: what people are at a given moment, and who is what where.

use super::people::{PersonRow, person};
use super::query::{fetch_all, row};
use super::{Error, Result, Tx};
use crate::domain::handover::{in_place_of, may_stand_in};
use crate::domain::ids::{ChatId, PersonId, UnitId};
use crate::domain::org::{Role, UnitPath};
use crate::domain::person::{Actor, Person, Standing};

row! {
    struct StandingRow {
        id: i64,
        role: String,
        unit_id: Option<i64>,
        path: Option<String>,
    }
}

impl Tx {
    /// The person as somebody who acts at `now`, with the roles he holds then: his own first, then
    /// those in whose holders' place he stands.
    ///
    /// # Errors
    /// If the database fails or a row is inconsistent.
    pub async fn actor_load(&mut self, id: PersonId, now: i64) -> Result<Option<Actor>> {
        let Some(person) = self.person_by_id(id).await? else {
            return Ok(None);
        };
        let mut standings = self.standings_of(id, now).await?;
        for handover in self.handover_list_to(id).await? {
            if !handover.holds(now) {
                continue;
            }
            let theirs = self.standings_of(handover.person, now).await?;
            if may_stand_in(&standings, &theirs) {
                standings.extend(in_place_of(handover.person, &theirs));
            }
        }
        Ok(Some(Actor {
            id: person.id,
            name: person.name,
            locale: person.locale,
            standings,
            acting_for: None,
        }))
    }

    /// What a person is himself at `now`, without what he is in somebody's place.
    ///
    /// # Errors
    /// If the database fails or a row is inconsistent.
    pub async fn standings_of(&mut self, id: PersonId, now: i64) -> Result<Vec<Standing>> {
        fetch_all!(
            self,
            StandingRow,
            "SELECT m.id, m.role, m.unit_id, u.path
             FROM memberships m LEFT JOIN units u ON u.id = m.unit_id
             WHERE m.person_id = $1
               AND m.from_at <= $2 AND (m.until_at IS NULL OR m.until_at > $2)
             ORDER BY m.id",
            id.0,
            now
        )?
        .into_iter()
        .map(standing)
        .collect()
    }

    /// Those who hold one of the roles in a unit at or below `over` at `now`, each once, by name.
    ///
    /// # Errors
    /// If the database fails or a row is inconsistent.
    pub async fn people_with_role(
        &mut self,
        over: &UnitPath,
        roles: &[Role],
        now: i64,
    ) -> Result<Vec<Person>> {
        fetch_all!(
            self,
            PersonRow,
            "SELECT p.id, p.code, p.name, p.phone, p.telegram_id, p.locale, p.joined_at
             FROM people p
             WHERE EXISTS (
                 SELECT 1 FROM memberships m JOIN units u ON u.id = m.unit_id
                 WHERE m.person_id = p.id AND u.path LIKE $1 || '%'
                   AND $2 LIKE '%,' || m.role || ',%'
                   AND m.from_at <= $3 AND (m.until_at IS NULL OR m.until_at > $3))
             ORDER BY p.folded, p.id",
            over.0.as_str(),
            role_list(roles),
            now
        )?
        .into_iter()
        .map(person)
        .collect()
    }

    /// Those who administer the unit at `path`, one above it or everything, and have a private
    /// chat, with it. Whoever is nearest to the unit comes first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn admins_over(
        &mut self,
        path: &UnitPath,
        now: i64,
    ) -> Result<Vec<(PersonId, ChatId)>> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            "SELECT m.person_id, c.id
             FROM memberships m
             LEFT JOIN units u ON u.id = m.unit_id
             JOIN chats c ON c.person_id = m.person_id
             WHERE m.role = 'admin' AND (m.unit_id IS NULL OR $1 LIKE u.path || '%')
               AND m.from_at <= $2 AND (m.until_at IS NULL OR m.until_at > $2)
             GROUP BY m.person_id, c.id
             ORDER BY MAX(length(COALESCE(u.path, ''))) DESC, m.person_id",
            path.0.as_str(),
            now
        )?;
        Ok(rows
            .into_iter()
            .map(|(person, chat)| (PersonId(person), ChatId(chat)))
            .collect())
    }

    /// The leaders of the unit at `path` and of those above it who have a private chat, with it.
    /// Whoever is nearest to the unit comes first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn leaders_over(
        &mut self,
        path: &UnitPath,
        now: i64,
    ) -> Result<Vec<(PersonId, ChatId)>> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            "SELECT m.person_id, c.id
             FROM memberships m
             JOIN units u ON u.id = m.unit_id
             JOIN chats c ON c.person_id = m.person_id
             WHERE m.role = 'leader' AND $1 LIKE u.path || '%'
               AND m.from_at <= $2 AND (m.until_at IS NULL OR m.until_at > $2)
             GROUP BY m.person_id, c.id
             ORDER BY MAX(length(u.path)) DESC, m.person_id",
            path.0.as_str(),
            now
        )?;
        Ok(rows
            .into_iter()
            .map(|(person, chat)| (PersonId(person), ChatId(chat)))
            .collect())
    }
}

/// The roles as one text, ",leader,clerk,": both databases can look into it without an array.
fn role_list(roles: &[Role]) -> String {
    roles
        .iter()
        .fold(String::from(","), |list, role| list + role.as_str() + ",")
}

fn standing(row: StandingRow) -> Result<Standing> {
    let role = Role::parse(&row.role)
        .ok_or_else(|| Error::inconsistent("memberships", "role", row.id, row.role))?;
    Ok(Standing {
        role,
        unit: row.unit_id.map(UnitId),
        path: row.path.map_or_else(UnitPath::everything, UnitPath),
        on_behalf_of: None,
    })
}
