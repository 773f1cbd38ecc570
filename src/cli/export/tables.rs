//! Exported rows in the words and the time of the organisation.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::cli::invite::role_key;
use crate::domain::locale::Locale;
use crate::domain::org::Role;
use crate::domain::phone::spoken_phone;
use crate::i18n::Catalog;
use crate::sheet::{Cell, Column, Table};
use crate::store::exports::{AuditExport, PersonExport, ReceiptExport, TaskExport};

/// What rows are put into words with.
pub(super) struct Words {
    pub catalog: &'static Catalog,
    pub locale: Locale,
    pub zone: Tz,
}

impl Words {
    pub fn receipts(&self, rows: Vec<ReceiptExport>) -> Table {
        let columns = [
            ("directive", "export-directive"),
            ("number", "export-number"),
            ("directive_title", "export-title"),
            ("unit", "export-unit-code"),
            ("unit_name", "export-unit"),
            ("name", "export-name"),
            ("code", "export-person-code"),
            ("phone", "export-phone"),
            ("state", "export-state"),
            ("unreachable", "export-unreachable"),
            ("asked_at", "export-asked-at"),
            ("sent_at", "export-sent-at"),
            ("confirmed_at", "export-confirmed-at"),
            ("note", "export-note"),
            ("reminders", "export-reminders"),
            ("confirmed_by", "export-confirmed-by"),
        ];
        let rows = rows.into_iter().map(|row| {
            let confirmed = row.confirmed_at.is_some();
            // Who has confirmed was reached, whatever came after.
            let unreachable = row.unreachable.filter(|_| !confirmed);
            vec![
                Cell::Text(row.directive),
                Cell::text(row.number),
                Cell::Text(row.title),
                Cell::Text(row.unit_code),
                Cell::Text(row.unit),
                Cell::Text(row.name),
                Cell::text(row.person_code),
                self.phone(row.phone),
                match (confirmed, &unreachable) {
                    (true, _) => self.choice("confirmed", "state-confirmed"),
                    (false, Some(_)) => self.choice("unreachable", "state-unreachable"),
                    (false, None) => self.choice("unconfirmed", "state-unconfirmed"),
                },
                self.reason(unreachable),
                self.moment(Some(row.asked_at)),
                self.moment(row.sent_at),
                self.moment(row.confirmed_at),
                Cell::text(row.note),
                Cell::Number(row.reminders),
                Cell::text(row.confirmed_by),
            ]
        });
        self.table("export-receipts", &columns, rows.collect())
    }

    pub fn tasks(&self, rows: Vec<TaskExport>) -> Table {
        let columns = [
            ("directive", "export-directive"),
            ("number", "export-number"),
            ("no", "export-task-no"),
            ("title", "export-task"),
            ("unit", "export-unit-code"),
            ("unit_name", "export-unit"),
            ("deadline", "export-deadline"),
            ("due_at", "export-due-at"),
            ("done_at", "export-done-at"),
            ("done_by", "export-done-by"),
            ("result", "export-result"),
        ];
        let rows = rows.into_iter().map(|row| {
            vec![
                Cell::Text(row.directive),
                Cell::text(row.number),
                Cell::Text(row.no),
                Cell::Text(row.title),
                Cell::Text(row.unit_code),
                Cell::Text(row.unit),
                Cell::text(row.deadline),
                self.moment(row.due_at),
                self.moment(row.done_at),
                Cell::text(row.done_by),
                Cell::text(row.result),
            ]
        });
        self.table("export-tasks", &columns, rows.collect())
    }

    /// The headings are those of a roster, so that the file can be corrected and imported again.
    pub fn people(&self, rows: Vec<PersonExport>) -> Table {
        let columns = [
            ("code", "export-person-code"),
            ("name", "export-name"),
            ("phone", "export-phone"),
            ("unit", "export-unit-code"),
            ("unit_name", "export-unit"),
            ("role", "export-role"),
            ("title", "export-office"),
            ("joined_at", "export-joined-at"),
            ("unreachable", "export-unreachable"),
        ];
        let rows = rows.into_iter().map(|row| {
            let role = row.role.as_deref().and_then(Role::parse);
            vec![
                Cell::text(row.code),
                Cell::Text(row.name),
                self.phone(row.phone),
                Cell::text(row.unit_code),
                Cell::text(row.unit),
                match role {
                    Some(role) => self.choice(role.as_str(), role_key(role)),
                    None => self.choice("none", "export-no-role"),
                },
                Cell::text(row.title),
                self.moment(row.joined_at),
                self.reason(row.unreachable),
            ]
        });
        self.table("export-people", &columns, rows.collect())
    }

    pub fn audit(&self, rows: Vec<AuditExport>) -> Table {
        let columns = [
            ("id", "export-row"),
            ("at", "export-at"),
            ("actor_id", "export-actor-id"),
            ("actor", "export-actor"),
            ("action", "export-action"),
            ("subject", "export-subject"),
            ("subject_id", "export-subject-id"),
            ("detail", "export-detail"),
            ("hash", "export-hash"),
            ("on_behalf_of_id", "export-on-behalf-of-id"),
            ("on_behalf_of", "export-on-behalf-of"),
        ];
        let number = |number: Option<i64>| number.map_or(Cell::Empty, Cell::Number);
        let rows = rows.into_iter().map(|row| {
            vec![
                Cell::Number(row.id),
                self.moment(Some(row.at)),
                number(row.actor_id),
                Cell::text(row.actor),
                Cell::Text(row.action),
                Cell::Text(row.subject),
                number(row.subject_id),
                Cell::Text(row.detail),
                Cell::Text(row.hash),
                number(row.on_behalf_of_id),
                Cell::text(row.on_behalf_of),
            ]
        });
        self.table("export-audit", &columns, rows.collect())
    }

    fn table(
        &self,
        title: &str,
        columns: &[(&'static str, &'static str)],
        rows: Vec<Vec<Cell>>,
    ) -> Table {
        let columns = columns.iter().map(|(key, heading)| Column {
            key,
            heading: self.label(heading),
        });
        Table {
            title: self.label(title),
            columns: columns.collect(),
            rows,
        }
    }

    fn label(&self, key: &str) -> String {
        self.catalog.label(self.locale, key)
    }

    fn choice(&self, code: &str, key: &str) -> Cell {
        Cell::Choice {
            code: code.to_owned(),
            label: self.label(key),
        }
    }

    fn reason(&self, code: Option<String>) -> Cell {
        code.map_or(Cell::Empty, |code| {
            let key = format!("unreachable-{code}");
            self.choice(&code, &key)
        })
    }

    fn phone(&self, normal: Option<String>) -> Cell {
        Cell::text(normal.as_deref().map(spoken_phone))
    }

    fn moment(&self, at: Option<i64>) -> Cell {
        at.and_then(DateTime::<Utc>::from_timestamp_millis)
            .map_or(Cell::Empty, |at| {
                Cell::Moment(at.with_timezone(&self.zone).fixed_offset())
            })
    }
}
