//! Memberships: who holds which role in which unit, from when until when.

use super::query::{execute, fetch_all, fetch_optional, fetch_scalar, row};
use super::{Error, Result, Tx};
use crate::domain::ids::{PersonId, UnitId};
use crate::domain::org::Role;

row! {
    struct MembershipRow {
        id: i64,
        person_id: i64,
        unit_id: Option<i64>,
        role: String,
        title: Option<String>,
        from_roster: i64,
    }
}

/// A role that a person holds now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The row's id.
    pub id: i64,
    /// Who.
    pub person: PersonId,
    /// Where; `None` only for an administrator, who holds the role over every unit.
    pub unit: Option<UnitId>,
    /// The role.
    pub role: Role,
    /// His office in his own words, "Phó Chủ tịch".
    pub title: Option<String>,
    /// Whether it came with the roster rather than by an invitation.
    pub from_roster: bool,
}

impl Tx {
    /// Gives a person a role in a unit from `now` on.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn membership_insert(
        &mut self,
        person: PersonId,
        unit: Option<UnitId>,
        role: Role,
        title: Option<&str>,
        now: i64,
    ) -> Result<i64> {
        self.wake_jobs();
        fetch_scalar!(
            self,
            i64,
            "INSERT INTO memberships (person_id, unit_id, role, title, from_at)
             VALUES ($1, $2, $3, $4, $5) RETURNING id",
            person.0,
            unit.map(|unit| unit.0),
            role.as_str(),
            title,
            now
        )
    }

    /// Gives a person a role in a unit from `now` on because the roster says so.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn membership_insert_from_roster(
        &mut self,
        person: PersonId,
        unit: UnitId,
        role: Role,
        title: Option<&str>,
        now: i64,
    ) -> Result<i64> {
        self.wake_jobs();
        fetch_scalar!(
            self,
            i64,
            "INSERT INTO memberships (person_id, unit_id, role, title, from_roster, from_at)
             VALUES ($1, $2, $3, $4, 1, $5) RETURNING id",
            person.0,
            unit.0,
            role.as_str(),
            title,
            now
        )
    }

    /// Gives a membership another title.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn membership_set_title(&mut self, id: i64, title: Option<&str>) -> Result<()> {
        execute!(
            self,
            "UPDATE memberships SET title = $2 WHERE id = $1",
            id,
            title
        )?;
        Ok(())
    }

    /// Makes a membership one of the roster's: the roster names it too.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn membership_adopt(&mut self, id: i64) -> Result<()> {
        execute!(
            self,
            "UPDATE memberships SET from_roster = 1 WHERE id = $1",
            id
        )?;
        Ok(())
    }

    /// Ends a membership at `now`; one that has ended stays as it is.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn membership_end(&mut self, id: i64, now: i64) -> Result<()> {
        self.wake_jobs();
        execute!(
            self,
            "UPDATE memberships SET until_at = $2
             WHERE id = $1 AND (until_at IS NULL OR until_at > $2)",
            id,
            now
        )?;
        Ok(())
    }

    /// The memberships of a person that hold at `now`, oldest first.
    ///
    /// # Errors
    /// If the database fails or a row is inconsistent.
    pub async fn membership_list_of(
        &mut self,
        person: PersonId,
        now: i64,
    ) -> Result<Vec<Membership>> {
        fetch_all!(
            self,
            MembershipRow,
            "SELECT id, person_id, unit_id, role, title, from_roster FROM memberships
             WHERE person_id = $1 AND from_at <= $2 AND (until_at IS NULL OR until_at > $2)
             ORDER BY id",
            person.0,
            now
        )?
        .into_iter()
        .map(membership)
        .collect()
    }

    /// Whether a person holds or ever held a role.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn membership_any_of(&mut self, person: PersonId) -> Result<bool> {
        let found = fetch_optional!(
            self,
            (i64,),
            "SELECT id FROM memberships WHERE person_id = $1 LIMIT 1",
            person.0
        )?;
        Ok(found.is_some())
    }

    /// All memberships that hold at `now`, oldest first.
    ///
    /// # Errors
    /// If the database fails or a row is inconsistent.
    pub async fn membership_list(&mut self, now: i64) -> Result<Vec<Membership>> {
        fetch_all!(
            self,
            MembershipRow,
            "SELECT id, person_id, unit_id, role, title, from_roster FROM memberships
             WHERE from_at <= $1 AND (until_at IS NULL OR until_at > $1)
             ORDER BY id",
            now
        )?
        .into_iter()
        .map(membership)
        .collect()
    }
}

fn membership(row: MembershipRow) -> Result<Membership> {
    let role = Role::parse(&row.role)
        .ok_or_else(|| Error::inconsistent("memberships", "role", row.id, row.role))?;
    Ok(Membership {
        id: row.id,
        person: PersonId(row.person_id),
        unit: row.unit_id.map(UnitId),
        role,
        title: row.title,
        from_roster: row.from_roster != 0,
    })
}
