//! Duties that come and go with a role: what waits for somebody who comes to a unit, and what is no
//! longer his who leaves one.

use super::query::{execute, fetch_all, row};
use super::{Result, Tx};
use crate::domain::ids::{DirectiveId, PersonId, ReceiptId, UnitId};

row! {
    /// A role that began or ended, and whose duties were not looked at since.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Unsettled {
        /// The membership.
        pub id: i64,
        /// Whose.
        pub person_id: i64,
        /// Whether it has ended.
        pub ended: bool,
    }
}

/// A receipt that somebody owes in the name of a unit in which he does not work any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// The receipt.
    pub receipt: ReceiptId,
    /// Of which directive.
    pub directive: DirectiveId,
    /// The unit that he left.
    pub unit: UnitId,
    /// A unit in which he works and to which the directive goes too.
    pub other: Option<UnitId>,
}

/// A directive that is open in a unit to which somebody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Which.
    pub directive: DirectiveId,
    /// The revision whose receipt is asked for.
    pub revision: i64,
    /// In the name of which unit.
    pub unit: UnitId,
}

impl Tx {
    /// Roles that began or ended by `now` (Unix ms) and whose duties were not looked at since.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn duties_unsettled(&mut self, now: i64, limit: i64) -> Result<Vec<Unsettled>> {
        fetch_all!(
            self,
            Unsettled,
            "SELECT id, person_id, until_at IS NOT NULL AND until_at <= $1 AS ended
             FROM memberships
             WHERE id IN (SELECT id FROM memberships WHERE settled = 0 AND from_at <= $1)
                OR id IN (SELECT id FROM memberships
                          WHERE settled < 2 AND until_at IS NOT NULL AND until_at <= $1)
             ORDER BY id LIMIT $2",
            now,
            limit
        )
    }

    /// Notes that the duties of a role were looked at.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn duties_settled(&mut self, of: Unsettled) -> Result<()> {
        execute!(
            self,
            "UPDATE memberships SET settled = $2 WHERE id = $1",
            of.id,
            if of.ended { 2_i64 } else { 1_i64 }
        )?;
        Ok(())
    }

    /// The receipts that a person owes at `now` (Unix ms) in the name of units in which he does not
    /// work any more.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn duties_leftover(&mut self, person: PersonId, now: i64) -> Result<Vec<Leftover>> {
        let rows = fetch_all!(
            self,
            (i64, i64, i64, Option<i64>),
            "SELECT r.id, r.directive_id, r.unit_id,
                (SELECT MIN(m.unit_id) FROM memberships m
                 JOIN units u ON u.id = m.unit_id
                 JOIN directive_roles x ON x.directive_id = d.id AND x.role = m.role
                 WHERE m.person_id = $1
                   AND m.from_at <= $2 AND (m.until_at IS NULL OR m.until_at > $2)
                   AND EXISTS (
                     SELECT 1 FROM directive_units c JOIN units t ON t.id = c.unit_id
                     WHERE c.directive_id = d.id
                       AND (u.id = t.id OR (c.with_below = 1 AND u.path LIKE t.path || '%'))))
             FROM receipts r
             JOIN directives d ON d.id = r.directive_id AND d.receipt_revision = r.revision
             WHERE r.person_id = $1 AND r.confirmed_at IS NULL AND d.state = 'published'
               AND NOT EXISTS (
                 SELECT 1 FROM memberships m
                 WHERE m.person_id = $1 AND m.unit_id = r.unit_id
                   AND m.role IN ('leader', 'clerk', 'cadre', 'duty')
                   AND m.from_at <= $2 AND (m.until_at IS NULL OR m.until_at > $2))
             ORDER BY r.id",
            person.0,
            now
        )?;
        Ok(rows
            .into_iter()
            .map(|(receipt, directive, unit, other)| Leftover {
                receipt: ReceiptId(receipt),
                directive: DirectiveId(directive),
                unit: UnitId(unit),
                other: other.map(UnitId),
            })
            .collect())
    }

    /// Lets a receipt be owed in the name of another unit.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn receipt_move(&mut self, id: ReceiptId, unit: UnitId) -> Result<()> {
        execute!(
            self,
            "UPDATE receipts SET unit_id = $2 WHERE id = $1",
            id.0,
            unit.0
        )?;
        Ok(())
    }

    /// Takes a receipt back that is not owed any more and was never given.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn receipt_release(&mut self, id: ReceiptId) -> Result<()> {
        execute!(
            self,
            "DELETE FROM receipts WHERE id = $1 AND confirmed_at IS NULL",
            id.0
        )?;
        Ok(())
    }

    /// The directives that go to a person as he stands at `now` (Unix ms), that he was never asked
    /// to confirm, and that are open in his unit: it has a task of them to do, or it has none and
    /// somebody there still owes his receipt.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn duties_arriving(&mut self, person: PersonId, now: i64) -> Result<Vec<Arrival>> {
        let rows = fetch_all!(
            self,
            (i64, i64, i64),
            "SELECT d.id, d.receipt_revision, MIN(m.unit_id)
             FROM memberships m
             JOIN units u ON u.id = m.unit_id
             JOIN directives d ON d.id IN (
                 SELECT t.directive_id FROM assignments a JOIN tasks t ON t.id = a.task_id
                 WHERE a.unit_id = m.unit_id AND a.done_at IS NULL
                 UNION
                 SELECT o.directive_id FROM receipts o
                 WHERE o.unit_id = m.unit_id AND o.confirmed_at IS NULL
                   AND NOT EXISTS (
                     SELECT 1 FROM assignments a JOIN tasks t ON t.id = a.task_id
                     WHERE a.unit_id = m.unit_id AND t.directive_id = o.directive_id))
             JOIN directive_roles r ON r.directive_id = d.id AND r.role = m.role
             WHERE m.person_id = $1 AND d.state = 'published'
               AND m.from_at <= $2 AND (m.until_at IS NULL OR m.until_at > $2)
               AND d.author_id <> $1 AND (d.approver_id IS NULL OR d.approver_id <> $1)
               AND EXISTS (
                 SELECT 1 FROM directive_units c JOIN units t ON t.id = c.unit_id
                 WHERE c.directive_id = d.id
                   AND (u.id = t.id OR (c.with_below = 1 AND u.path LIKE t.path || '%')))
               AND NOT EXISTS (
                 SELECT 1 FROM receipts own
                 WHERE own.directive_id = d.id AND own.person_id = $1
                   AND own.revision = d.receipt_revision)
             GROUP BY d.id, d.receipt_revision
             ORDER BY d.id",
            person.0,
            now
        )?;
        Ok(rows
            .into_iter()
            .map(|(directive, revision, unit)| Arrival {
                directive: DirectiveId(directive),
                revision,
                unit: UnitId(unit),
            })
            .collect())
    }

    /// Asks one person for a receipt.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn receipt_ask(
        &mut self,
        person: PersonId,
        arrival: Arrival,
        remind_at: Option<i64>,
        now: i64,
    ) -> Result<()> {
        execute!(
            self,
            "INSERT INTO receipts (directive_id, revision, person_id, unit_id, created_at, remind_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (directive_id, revision, person_id) DO NOTHING",
            arrival.directive.0,
            arrival.revision,
            person.0,
            arrival.unit.0,
            now,
            remind_at
        )?;
        Ok(())
    }
}
