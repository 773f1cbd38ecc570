//! What is taken out of the system as tables: wide rows, with the names that people know things by.

use super::query::{fetch_all, row};
use super::{Result, Tx};
use crate::domain::org::UnitPath;

/// Which rows are wanted. What is `None` narrows nothing.
#[derive(Clone, Debug, Default)]
pub struct Narrowing {
    /// The code of one directive.
    pub directive: Option<String>,
    /// A unit and all below it.
    pub over: Option<UnitPath>,
    /// From this moment on, in Unix ms.
    pub since: Option<i64>,
    /// Before this moment, in Unix ms.
    pub until: Option<i64>,
}

impl Narrowing {
    fn over(&self) -> Option<&str> {
        self.over.as_ref().map(|path| path.0.as_str())
    }
}

row! {
    /// One receipt of the present revision of a directive.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ReceiptExport {
        /// The directive's code.
        pub directive: String,
        /// Its number on paper.
        pub number: Option<String>,
        /// Its title.
        pub title: String,
        /// The unit's code.
        pub unit_code: String,
        /// The unit's name.
        pub unit: String,
        /// The recipient's name.
        pub name: String,
        /// His code.
        pub person_code: Option<String>,
        /// His telephone number as `+84…`.
        pub phone: Option<String>,
        /// When the receipt was asked for, in Unix ms.
        pub asked_at: i64,
        /// When it was delivered to him.
        pub sent_at: Option<i64>,
        /// When he confirmed.
        pub confirmed_at: Option<i64>,
        /// Who confirmed in his place, by name.
        pub confirmed_by: Option<String>,
        /// What he remarked.
        pub note: Option<String>,
        /// How often he was reminded.
        pub reminders: i64,
        /// Why he cannot be reached: `not_joined` or a reason of the chat.
        pub unreachable: Option<String>,
    }
}

row! {
    /// One task for one unit.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct TaskExport {
        /// The directive's code.
        pub directive: String,
        /// Its number on paper.
        pub number: Option<String>,
        /// The task's number in it.
        pub no: String,
        /// The task's title.
        pub title: String,
        /// The unit's code.
        pub unit_code: String,
        /// The unit's name.
        pub unit: String,
        /// The deadline as the document words it.
        pub deadline: Option<String>,
        /// The deadline, in Unix ms.
        pub due_at: Option<i64>,
        /// When it was done.
        pub done_at: Option<i64>,
        /// Who said so.
        pub done_by: Option<String>,
        /// What came of it.
        pub result: Option<String>,
    }
}

row! {
    /// One role of one person; somebody without a role is one row.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PersonExport {
        /// The person's code.
        pub code: Option<String>,
        /// His name.
        pub name: String,
        /// His telephone number as `+84…`.
        pub phone: Option<String>,
        /// The unit's code.
        pub unit_code: Option<String>,
        /// The unit's name.
        pub unit: Option<String>,
        /// The role's code.
        pub role: Option<String>,
        /// His office.
        pub title: Option<String>,
        /// When he joined, in Unix ms.
        pub joined_at: Option<i64>,
        /// Why he cannot be reached: `not_joined` or a reason of the chat.
        pub unreachable: Option<String>,
    }
}

row! {
    /// One row of the audit with the actor's name.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AuditExport {
        /// The row's number.
        pub id: i64,
        /// When, in Unix ms.
        pub at: i64,
        /// Who acted, by number.
        pub actor_id: Option<i64>,
        /// Who acted, by name, where he is still known.
        pub actor: Option<String>,
        /// In whose place, by number, where it was not by the actor's own right.
        pub on_behalf_of_id: Option<i64>,
        /// In whose place, by name.
        pub on_behalf_of: Option<String>,
        /// What was done.
        pub action: String,
        /// To what kind of thing.
        pub subject: String,
        /// To which.
        pub subject_id: Option<i64>,
        /// The particulars, as JSON.
        pub detail: String,
        /// The hash over the row before and this one.
        pub hash: String,
    }
}

impl Tx {
    /// The receipts of published directives, by directive, unit and name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn export_receipts(&mut self, only: &Narrowing) -> Result<Vec<ReceiptExport>> {
        fetch_all!(
            self,
            ReceiptExport,
            "SELECT d.code AS directive, d.number AS number, d.title AS title,
                u.code AS unit_code, u.name AS unit, p.name AS name, p.code AS person_code,
                p.phone AS phone, r.created_at AS asked_at,
                COALESCE(r.sent_at, s.sent_at) AS sent_at,
                r.confirmed_at AS confirmed_at, b.name AS confirmed_by, r.note AS note,
                r.reminders AS reminders,
                CASE WHEN p.erased_at IS NOT NULL THEN 'erased'
                     WHEN c.id IS NULL THEN 'not_joined' ELSE c.unreachable END AS unreachable
             FROM receipts r
             JOIN directives d ON d.id = r.directive_id AND d.receipt_revision = r.revision
             JOIN people p ON p.id = r.person_id
             JOIN units u ON u.id = r.unit_id
             LEFT JOIN people b ON b.id = r.confirmed_by
             LEFT JOIN chats c ON c.person_id = r.person_id
             LEFT JOIN (SELECT n.directive_id, o.chat_id, MIN(o.shown_at) AS sent_at
                        FROM outbox o JOIN notices n ON n.id = o.notice_id
                        WHERE n.kind = 'directive' AND o.message_id IS NOT NULL
                        GROUP BY n.directive_id, o.chat_id) s
                ON s.directive_id = d.id AND s.chat_id = c.id
             WHERE d.code IS NOT NULL
               AND ($1 IS NULL OR d.code = $1) AND ($2 IS NULL OR u.path LIKE $2 || '%')
               AND ($3 IS NULL OR r.created_at >= $3) AND ($4 IS NULL OR r.created_at < $4)
             ORDER BY d.id, u.path, p.folded, r.id",
            only.directive.as_deref(),
            only.over(),
            only.since,
            only.until
        )
    }

    /// The tasks of published directives by unit, in the order of the documents.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn export_tasks(&mut self, only: &Narrowing) -> Result<Vec<TaskExport>> {
        fetch_all!(
            self,
            TaskExport,
            "SELECT d.code AS directive, d.number AS number, t.no AS no, t.title AS title,
                u.code AS unit_code, u.name AS unit, t.deadline_text AS deadline,
                a.due_at AS due_at, a.done_at AS done_at, p.name AS done_by, a.result AS result
             FROM assignments a
             JOIN tasks t ON t.id = a.task_id
             JOIN directives d ON d.id = t.directive_id
             JOIN units u ON u.id = a.unit_id
             LEFT JOIN people p ON p.id = a.done_by
             WHERE d.code IS NOT NULL
               AND ($1 IS NULL OR d.code = $1) AND ($2 IS NULL OR u.path LIKE $2 || '%')
               AND ($3 IS NULL OR d.published_at >= $3) AND ($4 IS NULL OR d.published_at < $4)
             ORDER BY d.id, t.position, u.path",
            only.directive.as_deref(),
            only.over(),
            only.since,
            only.until
        )
    }

    /// Everybody with the roles that hold at `now`, by unit and name. With a unit, those without a
    /// role are left out.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn export_people(&mut self, only: &Narrowing, now: i64) -> Result<Vec<PersonExport>> {
        fetch_all!(
            self,
            PersonExport,
            "SELECT p.code AS code, p.name AS name, p.phone AS phone, u.code AS unit_code,
                u.name AS unit, m.role AS role, m.title AS title, p.joined_at AS joined_at,
                CASE WHEN c.id IS NULL THEN 'not_joined' ELSE c.unreachable END AS unreachable
             FROM people p
             LEFT JOIN memberships m ON m.person_id = p.id
                AND m.from_at <= $1 AND (m.until_at IS NULL OR m.until_at > $1)
             LEFT JOIN units u ON u.id = m.unit_id
             LEFT JOIN chats c ON c.person_id = p.id
             WHERE p.erased_at IS NULL AND ($2 IS NULL OR u.path LIKE $2 || '%')
               AND ($3 IS NULL OR p.joined_at >= $3) AND ($4 IS NULL OR p.joined_at < $4)
             ORDER BY CASE WHEN u.path IS NULL THEN 1 ELSE 0 END, u.path, p.folded, p.id, m.id",
            now,
            only.over(),
            only.since,
            only.until
        )
    }

    /// The audit, oldest first. A directive's or a unit's rows cannot be told apart in it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn export_audit(&mut self, only: &Narrowing) -> Result<Vec<AuditExport>> {
        fetch_all!(
            self,
            AuditExport,
            "SELECT a.id AS id, a.at AS at, a.actor_id AS actor_id, p.name AS actor,
                a.on_behalf_of AS on_behalf_of_id, b.name AS on_behalf_of, a.action AS action,
                a.subject AS subject, a.subject_id AS subject_id, a.detail AS detail,
                a.hash AS hash
             FROM audit a
             LEFT JOIN people p ON p.id = a.actor_id
             LEFT JOIN people b ON b.id = a.on_behalf_of
             WHERE ($1 IS NULL OR a.at >= $1) AND ($2 IS NULL OR a.at < $2)
             ORDER BY a.id",
            only.since,
            only.until
        )
    }
}
