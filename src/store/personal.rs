//! All that is kept of one person, for himself to see: kinds with counts, and every row.
//!
//! Nobody else's name is in it. What other people wrote is theirs, even where it was sent to him.

use super::query::{fetch_all, fetch_one, row};
use super::{Consent, Result, Tx};
use crate::domain::ids::PersonId;

row! {
    /// How much of each kind is kept of a person.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct PersonalCounts {
        /// Roles, ended ones included.
        pub roles: i64,
        /// Receipts that he was asked for.
        pub receipts: i64,
        /// Of them, those with a remark of his.
        pub remarks: i64,
        /// Tasks that he reported done.
        pub tasks: i64,
        /// Directives that he prepared or let out.
        pub directives: i64,
        /// Invitations that he made.
        pub invitations: i64,
        /// Messages to him.
        pub messages: i64,
        /// Rows of the audit about what he did.
        pub audit: i64,
    }
}

row! {
    /// His own row.
    #[derive(Clone, Debug, serde::Serialize)]
    pub struct KeptPerson {
        /// Our number.
        pub number: i64,
        /// The full name.
        pub name: String,
        /// The organisation's code for him.
        pub code: Option<String>,
        /// The telephone number.
        pub phone: Option<String>,
        /// His Telegram account.
        pub telegram_id: Option<i64>,
        /// The language he is spoken to in.
        pub language: String,
        /// When we first heard of him, Unix ms.
        pub known_since: i64,
        /// When he joined, Unix ms.
        pub joined_at: Option<i64>,
    }
}

row! {
    /// A role that he holds or held.
    #[derive(Clone, Debug, serde::Serialize)]
    pub struct KeptRole {
        /// The role's code.
        pub role: String,
        /// Where.
        pub unit: Option<String>,
        /// His office in it.
        pub title: Option<String>,
        /// Since when, Unix ms.
        pub from: i64,
        /// Until when, Unix ms.
        pub until: Option<i64>,
        /// Whether it came with the roster: 1 or 0.
        pub from_roster: i64,
    }
}

row! {
    /// A receipt that he was asked for.
    #[derive(Clone, Debug, serde::Serialize)]
    pub struct KeptReceipt {
        /// The directive's code.
        pub directive: Option<String>,
        /// Its number.
        pub document: Option<String>,
        /// The unit that issued it.
        pub issued_by: String,
        /// In whose name he received it.
        pub unit: String,
        /// When he was asked, Unix ms.
        pub asked_at: i64,
        /// When he confirmed, Unix ms.
        pub confirmed_at: Option<i64>,
        /// What he remarked.
        pub remark: Option<String>,
        /// How many reminders he was sent.
        pub reminders: i64,
    }
}

row! {
    /// A task that he reported done.
    #[derive(Clone, Debug, serde::Serialize)]
    pub struct KeptTask {
        /// The directive's code.
        pub directive: Option<String>,
        /// The task's number in it.
        pub task: String,
        /// For which unit.
        pub unit: String,
        /// When, Unix ms.
        pub done_at: Option<i64>,
        /// With which words.
        pub result: Option<String>,
    }
}

row! {
    /// A directive that he prepared or let out.
    #[derive(Clone, Debug, serde::Serialize)]
    pub struct KeptDirective {
        /// Its code.
        pub directive: Option<String>,
        /// Its number.
        pub document: Option<String>,
        /// Its title.
        pub title: String,
        /// Where it stands.
        pub state: String,
        /// Whether he prepared it: 1 or 0.
        pub prepared: i64,
        /// Whether he let it out: 1 or 0.
        pub approved: i64,
        /// When it was begun, Unix ms.
        pub created_at: i64,
        /// When it went out, Unix ms.
        pub published_at: Option<i64>,
    }
}

row! {
    /// An invitation that he made or that is for him.
    #[derive(Clone, Debug, serde::Serialize)]
    pub struct KeptInvitation {
        /// As what one joins by it.
        pub role: String,
        /// Where.
        pub unit: Option<String>,
        /// Whether it is for him: 1 or 0.
        pub for_you: i64,
        /// When it was made, Unix ms.
        pub created_at: i64,
        /// Until when it holds, Unix ms.
        pub expires_at: Option<i64>,
    }
}

row! {
    /// A message to him. Its words are not kept.
    #[derive(Clone, Debug, serde::Serialize)]
    pub struct KeptMessage {
        /// What it is about.
        pub kind: String,
        /// When it was written, Unix ms.
        pub written_at: i64,
        /// When it was last shown, Unix ms.
        pub shown_at: Option<i64>,
    }
}

row! {
    /// Something that he did, as the audit has it.
    #[derive(Clone, Debug, serde::Serialize)]
    pub struct KeptDeed {
        /// When, Unix ms.
        pub at: i64,
        /// What.
        pub action: String,
        /// To what kind of thing.
        pub subject: String,
        /// To which.
        pub subject_number: Option<i64>,
    }
}

row! {
    /// A handover of his duties, or to him. The other's name is not his to take away.
    #[derive(Clone, Debug, serde::Serialize)]
    pub struct KeptHandover {
        /// Whether he was the deputy: 1 or 0.
        pub as_deputy: i64,
        /// From when on, Unix ms.
        pub from: i64,
        /// Until when, Unix ms.
        pub until: i64,
        /// When it ended, Unix ms.
        pub ended_at: Option<i64>,
        /// Why.
        pub ending: Option<String>,
    }
}

/// All that is kept of one person.
#[derive(Clone, Debug)]
pub struct Personal {
    /// His own row; `None` if there is no such person.
    pub person: Option<KeptPerson>,
    /// To what he agreed.
    pub consents: Vec<Consent>,
    /// His roles.
    pub roles: Vec<KeptRole>,
    /// His receipts.
    pub receipts: Vec<KeptReceipt>,
    /// The tasks that he did.
    pub tasks: Vec<KeptTask>,
    /// The directives that he prepared or let out.
    pub directives: Vec<KeptDirective>,
    /// Invitations by him and for him.
    pub invitations: Vec<KeptInvitation>,
    /// Handovers by him and to him.
    pub handovers: Vec<KeptHandover>,
    /// What he was told.
    pub messages: Vec<KeptMessage>,
    /// What he did.
    pub audit: Vec<KeptDeed>,
}

impl Tx {
    /// How much of each kind is kept of a person.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn personal_counts(&mut self, person: PersonId) -> Result<PersonalCounts> {
        fetch_one!(
            self,
            PersonalCounts,
            "SELECT
                (SELECT COUNT(*) FROM memberships WHERE person_id = $1) AS roles,
                (SELECT COUNT(*) FROM receipts WHERE person_id = $1) AS receipts,
                (SELECT COUNT(note) FROM receipts WHERE person_id = $1) AS remarks,
                (SELECT COUNT(*) FROM assignments WHERE done_by = $1) AS tasks,
                (SELECT COUNT(*) FROM directives
                 WHERE author_id = $1 OR approver_id = $1) AS directives,
                (SELECT COUNT(*) FROM invitations WHERE created_by = $1) AS invitations,
                (SELECT COUNT(*) FROM outbox JOIN chats ON chats.id = outbox.chat_id
                 WHERE chats.person_id = $1) AS messages,
                (SELECT COUNT(*) FROM audit WHERE actor_id = $1) AS audit",
            person.0
        )
    }

    /// Everything that is kept of a person, each kind oldest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn personal_data(&mut self, person: PersonId) -> Result<Personal> {
        let mut rows = fetch_all!(
            self,
            KeptPerson,
            "SELECT id AS number, name, code, phone, telegram_id, locale AS language,
                created_at AS known_since, joined_at
             FROM people WHERE id = $1",
            person.0
        )?;
        Ok(Personal {
            person: rows.pop(),
            consents: self.consent_list(person).await?,
            roles: self.kept_roles(person).await?,
            receipts: self.kept_receipts(person).await?,
            tasks: self.kept_tasks(person).await?,
            directives: self.kept_directives(person).await?,
            invitations: self.kept_invitations(person).await?,
            handovers: self.kept_handovers(person).await?,
            messages: self.kept_messages(person).await?,
            audit: self.kept_deeds(person).await?,
        })
    }

    async fn kept_roles(&mut self, person: PersonId) -> Result<Vec<KeptRole>> {
        fetch_all!(
            self,
            KeptRole,
            "SELECT m.role AS role, u.name AS unit, m.title AS title, m.from_at AS \"from\",
                m.until_at AS until, m.from_roster AS from_roster
             FROM memberships m LEFT JOIN units u ON u.id = m.unit_id
             WHERE m.person_id = $1 ORDER BY m.id",
            person.0
        )
    }

    async fn kept_receipts(&mut self, person: PersonId) -> Result<Vec<KeptReceipt>> {
        fetch_all!(
            self,
            KeptReceipt,
            "SELECT d.code AS directive, d.number AS document, i.name AS issued_by,
                u.name AS unit, r.created_at AS asked_at, r.confirmed_at AS confirmed_at,
                r.note AS remark, r.reminders AS reminders
             FROM receipts r
             JOIN directives d ON d.id = r.directive_id
             JOIN units i ON i.id = d.unit_id
             JOIN units u ON u.id = r.unit_id
             WHERE r.person_id = $1 ORDER BY r.id",
            person.0
        )
    }

    async fn kept_tasks(&mut self, person: PersonId) -> Result<Vec<KeptTask>> {
        fetch_all!(
            self,
            KeptTask,
            "SELECT d.code AS directive, t.no AS task, u.name AS unit, a.done_at AS done_at,
                a.result AS result
             FROM assignments a
             JOIN tasks t ON t.id = a.task_id
             JOIN directives d ON d.id = t.directive_id
             JOIN units u ON u.id = a.unit_id
             WHERE a.done_by = $1 ORDER BY a.done_at, a.id",
            person.0
        )
    }

    async fn kept_directives(&mut self, person: PersonId) -> Result<Vec<KeptDirective>> {
        fetch_all!(
            self,
            KeptDirective,
            "SELECT code AS directive, number AS document, title, state,
                CAST(CASE WHEN author_id = $1 THEN 1 ELSE 0 END AS BIGINT) AS prepared,
                CAST(CASE WHEN approver_id = $1 THEN 1 ELSE 0 END AS BIGINT) AS approved,
                created_at, published_at
             FROM directives WHERE author_id = $1 OR approver_id = $1 ORDER BY id",
            person.0
        )
    }

    async fn kept_invitations(&mut self, person: PersonId) -> Result<Vec<KeptInvitation>> {
        fetch_all!(
            self,
            KeptInvitation,
            "SELECT i.role AS role, u.name AS unit,
                CAST(CASE WHEN i.person_id = $1 THEN 1 ELSE 0 END AS BIGINT) AS for_you,
                i.created_at AS created_at, i.expires_at AS expires_at
             FROM invitations i LEFT JOIN units u ON u.id = i.unit_id
             WHERE i.person_id = $1 OR i.created_by = $1 ORDER BY i.id",
            person.0
        )
    }

    async fn kept_handovers(&mut self, person: PersonId) -> Result<Vec<KeptHandover>> {
        fetch_all!(
            self,
            KeptHandover,
            "SELECT CAST(CASE WHEN deputy_id = $1 THEN 1 ELSE 0 END AS BIGINT) AS as_deputy,
                from_at AS \"from\", until_at AS until, ended_at, ending
             FROM handovers WHERE person_id = $1 OR deputy_id = $1 ORDER BY id",
            person.0
        )
    }

    async fn kept_messages(&mut self, person: PersonId) -> Result<Vec<KeptMessage>> {
        fetch_all!(
            self,
            KeptMessage,
            "SELECT n.kind AS kind, n.created_at AS written_at, o.shown_at AS shown_at
             FROM outbox o
             JOIN notices n ON n.id = o.notice_id
             JOIN chats c ON c.id = o.chat_id
             WHERE c.person_id = $1 ORDER BY o.id",
            person.0
        )
    }

    async fn kept_deeds(&mut self, person: PersonId) -> Result<Vec<KeptDeed>> {
        fetch_all!(
            self,
            KeptDeed,
            "SELECT at, action, subject, subject_id AS subject_number
             FROM audit WHERE actor_id = $1 ORDER BY id",
            person.0
        )
    }
}
