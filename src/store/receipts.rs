//! Receipts: who was asked, who confirmed, and the counts that issuers watch.

use super::query::{execute, fetch_all, fetch_one, fetch_optional, row};
use super::{Result, Tx};
use crate::domain::ids::{DirectiveId, PersonId, ReceiptId, UnitId};
use crate::domain::receipt::{Receipt, State};

row! {
    struct ReceiptRow {
        id: i64,
        directive_id: i64,
        revision: i64,
        person_id: i64,
        unit_id: i64,
        confirmed_at: Option<i64>,
        confirmed_by: Option<i64>,
        note: Option<String>,
    }
}

row! {
    /// The counts of one directive's receipts.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct ReceiptCounts {
        /// All who were asked.
        pub asked: i64,
        /// Of them, those who confirmed.
        pub confirmed: i64,
        /// Of the others, those who cannot be reached.
        pub unreachable: i64,
        /// Of all, those to whom it was delivered.
        pub sent: i64,
        /// Of those who confirmed, those who did so with a remark.
        pub notes: i64,
    }
}

row! {
    /// The counts of one unit's receipts.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct UnitCounts {
        /// The unit.
        pub unit_id: i64,
        /// Its name.
        pub name: String,
        /// All who were asked.
        pub asked: i64,
        /// Of them, those who confirmed.
        pub confirmed: i64,
        /// Of the others, those who cannot be reached.
        pub unreachable: i64,
    }
}

row! {
    /// One recipient, as the issuer sees him.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Recipient {
        /// The receipt.
        pub receipt_id: i64,
        /// The person.
        pub person_id: i64,
        /// His name.
        pub name: String,
        /// His unit's name.
        pub unit: String,
        /// When he confirmed, Unix ms.
        pub confirmed_at: Option<i64>,
        /// Who confirmed in his place, by name.
        pub confirmed_by: Option<String>,
        /// What he remarked.
        pub note: Option<String>,
        /// When it was delivered to him, Unix ms.
        pub sent_at: Option<i64>,
        /// Why he cannot be reached: `erased`, `not_joined` or a reason of the chat; NULL if he can.
        pub unreachable: Option<String>,
        /// How many reminders he was sent.
        pub reminders: i64,
    }
}

/// The recipients of a directive ($1), with one more condition.
macro_rules! recipients {
    ($condition:literal) => {
        concat!(
            "SELECT r.id AS receipt_id, r.person_id AS person_id, p.name AS name, u.name AS unit,
                r.confirmed_at AS confirmed_at, b.name AS confirmed_by, r.note AS note,
                COALESCE(r.sent_at, s.sent_at) AS sent_at,
                CASE WHEN p.erased_at IS NOT NULL THEN 'erased'
                     WHEN c.id IS NULL THEN 'not_joined' ELSE c.unreachable END AS unreachable,
                r.reminders AS reminders
             FROM receipts r
             JOIN directives d ON d.id = r.directive_id AND d.receipt_revision = r.revision
             JOIN people p ON p.id = r.person_id
             JOIN units u ON u.id = r.unit_id
             LEFT JOIN people b ON b.id = r.confirmed_by
             LEFT JOIN chats c ON c.person_id = r.person_id
             LEFT JOIN (SELECT o.chat_id, MIN(o.shown_at) AS sent_at
                        FROM outbox o JOIN notices n ON n.id = o.notice_id
                        WHERE n.directive_id = $1 AND n.kind = 'directive' AND o.message_id IS NOT NULL
                        GROUP BY o.chat_id) s ON s.chat_id = c.id
             WHERE r.directive_id = $1 ",
            $condition,
            " ORDER BY u.path, p.folded, r.id"
        )
    };
}

impl Tx {
    /// A person's receipt of a directive's present revision.
    pub async fn receipt_find(
        &mut self,
        directive: DirectiveId,
        person: PersonId,
    ) -> Result<Option<Receipt>> {
        let row = fetch_optional!(
            self,
            ReceiptRow,
            "SELECT r.id, r.directive_id, r.revision, r.person_id, r.unit_id, r.confirmed_at,
                r.confirmed_by, r.note
             FROM receipts r JOIN directives d ON d.id = r.directive_id
             WHERE r.directive_id = $1 AND r.person_id = $2 AND r.revision = d.receipt_revision",
            directive.0,
            person.0
        )?;
        Ok(row.map(ReceiptRow::into_domain))
    }

    /// A receipt by its number with us.
    pub async fn receipt_by_id(&mut self, id: ReceiptId) -> Result<Option<Receipt>> {
        let row = fetch_optional!(
            self,
            ReceiptRow,
            "SELECT id, directive_id, revision, person_id, unit_id, confirmed_at, confirmed_by, note
             FROM receipts WHERE id = $1",
            id.0
        )?;
        Ok(row.map(ReceiptRow::into_domain))
    }

    /// Writes whether a receipt was given. What was confirmed is not reminded of.
    pub async fn receipt_update(&mut self, receipt: &Receipt) -> Result<()> {
        if let State::Confirmed { at, by, note } = &receipt.state {
            let in_his_place = Some(*by).filter(|by| *by != receipt.person);
            execute!(
                self,
                "UPDATE receipts SET confirmed_at = $2, note = $3, confirmed_by = $4, remind_at = NULL
                 WHERE id = $1",
                receipt.id.0,
                at,
                note.as_deref(),
                in_his_place.map(|by| by.0),
            )?;
        }
        Ok(())
    }

    /// The receipts of published directives that a person still owes, the oldest first.
    pub async fn receipt_list_open(&mut self, person: PersonId) -> Result<Vec<Receipt>> {
        let rows = fetch_all!(
            self,
            ReceiptRow,
            "SELECT r.id, r.directive_id, r.revision, r.person_id, r.unit_id, r.confirmed_at,
                r.confirmed_by, r.note
             FROM receipts r JOIN directives d ON d.id = r.directive_id
             WHERE r.person_id = $1 AND r.confirmed_at IS NULL AND d.state = 'published'
               AND r.revision = d.receipt_revision
             ORDER BY r.id",
            person.0
        )?;
        Ok(rows.into_iter().map(ReceiptRow::into_domain).collect())
    }

    /// The counts of a directive's receipts.
    pub async fn receipt_counts(&mut self, directive: DirectiveId) -> Result<ReceiptCounts> {
        fetch_one!(
            self,
            ReceiptCounts,
            "SELECT COUNT(*) AS asked,
                COUNT(r.confirmed_at) AS confirmed,
                COUNT(CASE WHEN r.confirmed_at IS NULL
                    AND (c.id IS NULL OR c.unreachable IS NOT NULL) THEN 1 END) AS unreachable,
                COUNT(COALESCE(r.sent_at, s.sent_at)) AS sent,
                COUNT(r.note) AS notes
             FROM receipts r
             JOIN directives d ON d.id = r.directive_id AND d.receipt_revision = r.revision
             LEFT JOIN chats c ON c.person_id = r.person_id
             LEFT JOIN (SELECT o.chat_id, MIN(o.shown_at) AS sent_at
                        FROM outbox o JOIN notices n ON n.id = o.notice_id
                        WHERE n.directive_id = $1 AND n.kind = 'directive' AND o.message_id IS NOT NULL
                        GROUP BY o.chat_id) s ON s.chat_id = c.id
             WHERE r.directive_id = $1",
            directive.0
        )
    }

    /// The counts by unit, those with the most missing first.
    pub async fn receipt_counts_by_unit(
        &mut self,
        directive: DirectiveId,
    ) -> Result<Vec<UnitCounts>> {
        fetch_all!(
            self,
            UnitCounts,
            "SELECT r.unit_id AS unit_id, u.name AS name, COUNT(*) AS asked,
                COUNT(r.confirmed_at) AS confirmed,
                COUNT(CASE WHEN r.confirmed_at IS NULL
                    AND (c.id IS NULL OR c.unreachable IS NOT NULL) THEN 1 END) AS unreachable
             FROM receipts r
             JOIN directives d ON d.id = r.directive_id AND d.receipt_revision = r.revision
             JOIN units u ON u.id = r.unit_id
             LEFT JOIN chats c ON c.person_id = r.person_id
             WHERE r.directive_id = $1
             GROUP BY r.unit_id, u.name
             ORDER BY COUNT(*) - COUNT(r.confirmed_at) DESC, u.name",
            directive.0
        )
    }

    /// Everybody who was asked for a receipt of the present revision, by unit and name, with what
    /// became of it.
    pub async fn receipt_recipients(&mut self, directive: DirectiveId) -> Result<Vec<Recipient>> {
        fetch_all!(self, Recipient, recipients!(""), directive.0)
    }

    /// [`Tx::receipt_recipients`] of one unit.
    pub async fn receipt_recipients_of(
        &mut self,
        directive: DirectiveId,
        unit: UnitId,
    ) -> Result<Vec<Recipient>> {
        fetch_all!(
            self,
            Recipient,
            recipients!("AND r.unit_id = $2"),
            directive.0,
            unit.0
        )
    }

    /// The people of a unit who were asked for a receipt of the present revision.
    pub async fn receipt_people(
        &mut self,
        directive: DirectiveId,
        unit: UnitId,
    ) -> Result<Vec<PersonId>> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT r.person_id FROM receipts r
             JOIN directives d ON d.id = r.directive_id AND d.receipt_revision = r.revision
             WHERE r.directive_id = $1 AND r.unit_id = $2 ORDER BY r.person_id",
            directive.0,
            unit.0
        )?;
        Ok(rows.into_iter().map(|(person,)| PersonId(person)).collect())
    }

    /// The units whose people were asked, in the order of the tree.
    pub async fn receipt_units(&mut self, directive: DirectiveId) -> Result<Vec<UnitId>> {
        let rows = fetch_all!(
            self,
            (i64, String),
            "SELECT DISTINCT r.unit_id, u.path FROM receipts r
             JOIN directives d ON d.id = r.directive_id AND d.receipt_revision = r.revision
             JOIN units u ON u.id = r.unit_id
             WHERE r.directive_id = $1 ORDER BY u.path",
            directive.0
        )?;
        Ok(rows.into_iter().map(|(unit, _)| UnitId(unit)).collect())
    }

    /// The receipts whose reminder is due, the longest due first, with how many went before.
    pub async fn receipt_list_due(
        &mut self,
        now: i64,
        limit: i64,
    ) -> Result<Vec<(ReceiptId, DirectiveId, PersonId, i64)>> {
        let rows = fetch_all!(
            self,
            (i64, i64, i64, i64),
            "SELECT id, directive_id, person_id, created_at FROM receipts
             WHERE remind_at IS NOT NULL AND remind_at <= $1
             ORDER BY remind_at, id LIMIT $2",
            now,
            limit
        )?;
        Ok(rows
            .into_iter()
            .map(|(id, directive, person, since)| {
                (
                    ReceiptId(id),
                    DirectiveId(directive),
                    PersonId(person),
                    since,
                )
            })
            .collect())
    }

    /// Moves a receipt's series of reminders on, and counts the reminder if it was `sent`.
    pub async fn receipt_remind(
        &mut self,
        id: ReceiptId,
        sent: bool,
        remind_at: Option<i64>,
    ) -> Result<()> {
        execute!(
            self,
            "UPDATE receipts SET reminders = reminders + $2, remind_at = $3
             WHERE id = $1 AND confirmed_at IS NULL",
            id.0,
            i64::from(sent),
            remind_at,
        )?;
        Ok(())
    }

    /// Counts a reminder that an issuer sent out of turn.
    pub async fn receipt_count_reminder(&mut self, id: ReceiptId) -> Result<()> {
        execute!(
            self,
            "UPDATE receipts SET reminders = reminders + 1 WHERE id = $1",
            id.0
        )?;
        Ok(())
    }

    /// Stops all reminders of a directive: of its receipts and of its tasks.
    pub async fn reminders_stop(&mut self, directive: DirectiveId) -> Result<()> {
        execute!(
            self,
            "UPDATE receipts SET remind_at = NULL WHERE directive_id = $1",
            directive.0
        )?;
        execute!(
            self,
            "UPDATE assignments SET remind_at = NULL
             WHERE task_id IN (SELECT id FROM tasks WHERE directive_id = $1)",
            directive.0
        )?;
        Ok(())
    }

    /// Stops the reminders of receipts of earlier revisions than the present one.
    pub async fn reminders_stop_superseded(&mut self, directive: DirectiveId) -> Result<()> {
        execute!(
            self,
            "UPDATE receipts SET remind_at = NULL WHERE directive_id = $1
             AND revision < (SELECT receipt_revision FROM directives WHERE id = $1)",
            directive.0
        )?;
        Ok(())
    }

    /// When the next reminder of any kind is due, Unix ms.
    pub async fn reminders_next(&mut self) -> Result<Option<i64>> {
        let (receipt, task) = fetch_one!(
            self,
            (Option<i64>, Option<i64>),
            "SELECT (SELECT MIN(remind_at) FROM receipts WHERE remind_at IS NOT NULL),
                    (SELECT MIN(remind_at) FROM assignments WHERE remind_at IS NOT NULL)"
        )?;
        Ok(receipt.into_iter().chain(task).min())
    }
}

impl ReceiptRow {
    fn into_domain(self) -> Receipt {
        Receipt {
            id: ReceiptId(self.id),
            directive: DirectiveId(self.directive_id),
            revision: self.revision,
            person: PersonId(self.person_id),
            unit: UnitId(self.unit_id),
            state: match self.confirmed_at {
                None => State::Waiting,
                Some(at) => State::Confirmed {
                    at,
                    by: PersonId(self.confirmed_by.unwrap_or(self.person_id)),
                    note: self.note,
                },
            },
        }
    }
}
