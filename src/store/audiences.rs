//! To whom a directive goes: the choice of units and roles, and the people it comes to.
//!
//! A person is a recipient if he holds one of the chosen roles in a chosen unit, or below one that
//! was chosen with those below it. Who prepared the directive is not asked to confirm it.

use super::query::{execute, fetch_all, fetch_one, row};
use super::{Result, Tx};
use crate::domain::ids::{DirectiveId, UnitId};

/// One chosen unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChosenUnit {
    /// Which.
    pub unit: UnitId,
    /// Whether those below it are meant too.
    pub with_below: bool,
}

row! {
    /// How many a choice reaches.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct HeadCount {
        /// Units with at least one recipient.
        pub units: i64,
        /// Recipients.
        pub people: i64,
        /// Of them, those who have not joined the bot yet.
        pub not_joined: i64,
        /// Of them, those who joined but cannot be written to now.
        pub unreachable: i64,
        /// Chosen units in which nobody would get it.
        pub empty_units: i64,
    }
}

impl Tx {
    /// The chosen units.
    pub async fn audience_units(&mut self, directive: DirectiveId) -> Result<Vec<ChosenUnit>> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            "SELECT unit_id, with_below FROM directive_units WHERE directive_id = $1 ORDER BY unit_id",
            directive.0
        )?;
        Ok(rows
            .into_iter()
            .map(|(unit, with_below)| ChosenUnit {
                unit: UnitId(unit),
                with_below: with_below != 0,
            })
            .collect())
    }

    /// Chooses a unit, or changes whether those below it are meant.
    pub async fn audience_add_unit(
        &mut self,
        directive: DirectiveId,
        chosen: ChosenUnit,
    ) -> Result<()> {
        execute!(
            self,
            "INSERT INTO directive_units (directive_id, unit_id, with_below) VALUES ($1, $2, $3)
             ON CONFLICT (directive_id, unit_id) DO UPDATE SET with_below = excluded.with_below",
            directive.0,
            chosen.unit.0,
            i64::from(chosen.with_below),
        )?;
        Ok(())
    }

    /// Takes a unit out of the choice.
    pub async fn audience_remove_unit(
        &mut self,
        directive: DirectiveId,
        unit: UnitId,
    ) -> Result<()> {
        execute!(
            self,
            "DELETE FROM directive_units WHERE directive_id = $1 AND unit_id = $2",
            directive.0,
            unit.0
        )?;
        Ok(())
    }

    /// The chosen roles, by their stored names.
    pub async fn audience_roles(&mut self, directive: DirectiveId) -> Result<Vec<String>> {
        let rows = fetch_all!(
            self,
            (String,),
            "SELECT role FROM directive_roles WHERE directive_id = $1 ORDER BY role",
            directive.0
        )?;
        Ok(rows.into_iter().map(|(role,)| role).collect())
    }

    /// Chooses a role.
    pub async fn audience_add_role(&mut self, directive: DirectiveId, role: &str) -> Result<()> {
        execute!(
            self,
            "INSERT INTO directive_roles (directive_id, role) VALUES ($1, $2)
             ON CONFLICT (directive_id, role) DO NOTHING",
            directive.0,
            role
        )?;
        Ok(())
    }

    /// Takes a role out of the choice.
    pub async fn audience_remove_role(&mut self, directive: DirectiveId, role: &str) -> Result<()> {
        execute!(
            self,
            "DELETE FROM directive_roles WHERE directive_id = $1 AND role = $2",
            directive.0,
            role
        )?;
        Ok(())
    }

    /// How many the present choice reaches at `now`.
    pub async fn audience_count(&mut self, directive: DirectiveId, now: i64) -> Result<HeadCount> {
        fetch_one!(
            self,
            HeadCount,
            "SELECT COUNT(DISTINCT m.unit_id) AS units,
                COUNT(DISTINCT m.person_id) AS people,
                COUNT(DISTINCT CASE WHEN c.id IS NULL THEN m.person_id END) AS not_joined,
                COUNT(DISTINCT CASE WHEN c.unreachable IS NOT NULL THEN m.person_id END) AS unreachable,
                (SELECT COUNT(*) FROM units u WHERE EXISTS (
                    SELECT 1 FROM directive_units x JOIN units t ON t.id = x.unit_id
                    WHERE x.directive_id = $1
                      AND (u.id = t.id OR (x.with_below = 1 AND u.path LIKE t.path || '%')))
                 AND NOT EXISTS (
                    SELECT 1 FROM memberships m
                    JOIN directives d ON d.id = $1
                    JOIN directive_roles r ON r.directive_id = d.id AND r.role = m.role
                    WHERE m.unit_id = u.id AND m.person_id <> d.author_id
                      AND m.from_at <= $2 AND (m.until_at IS NULL OR m.until_at > $2))
                ) AS empty_units
             FROM memberships m
             JOIN units u ON u.id = m.unit_id
             JOIN directives d ON d.id = $1
             JOIN directive_roles r ON r.directive_id = d.id AND r.role = m.role
             LEFT JOIN chats c ON c.person_id = m.person_id
             WHERE m.from_at <= $2 AND (m.until_at IS NULL OR m.until_at > $2)
               AND m.person_id <> d.author_id
               AND EXISTS (
                 SELECT 1 FROM directive_units x JOIN units t ON t.id = x.unit_id
                 WHERE x.directive_id = d.id
                   AND (u.id = t.id OR (x.with_below = 1 AND u.path LIKE t.path || '%')))",
            directive.0,
            now,
        )
    }

    /// Asks everybody in the present choice for a receipt of a revision, except who approved it; who
    /// was asked for it already is left as he is. Answers how many were added.
    pub async fn audience_ask_receipts(
        &mut self,
        directive: DirectiveId,
        revision: i64,
        remind_at: Option<i64>,
        now: i64,
    ) -> Result<u64> {
        execute!(
            self,
            "INSERT INTO receipts (directive_id, revision, person_id, unit_id, created_at, remind_at)
             SELECT d.id, $2, m.person_id, MIN(m.unit_id), $3, $4
             FROM memberships m
             JOIN units u ON u.id = m.unit_id
             JOIN directives d ON d.id = $1
             JOIN directive_roles r ON r.directive_id = d.id AND r.role = m.role
             WHERE m.from_at <= $3 AND (m.until_at IS NULL OR m.until_at > $3)
               AND m.person_id <> d.author_id
               AND (d.approver_id IS NULL OR m.person_id <> d.approver_id)
               AND EXISTS (
                 SELECT 1 FROM directive_units x JOIN units t ON t.id = x.unit_id
                 WHERE x.directive_id = d.id
                   AND (u.id = t.id OR (x.with_below = 1 AND u.path LIKE t.path || '%')))
             GROUP BY d.id, m.person_id
             ON CONFLICT (directive_id, revision, person_id) DO NOTHING",
            directive.0,
            revision,
            now,
            remind_at,
        )
    }
}
