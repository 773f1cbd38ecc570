//! Directives as rows.

use chrono::NaiveDate;

use super::query::{execute, fetch_all, fetch_optional, fetch_scalar, row};
use super::{Error, Result, Tx};
use crate::domain::directive::{Correction, Directive, Head, Published, State};
use crate::domain::document::{Kind, Urgency, Warning};
use crate::domain::ids::{DirectiveId, FileId, PersonId, UnitId};

row! {
    struct DirectiveRow {
        id: i64,
        code: Option<String>,
        state: String,
        revision: i64,
        receipt_revision: i64,
        unit_id: i64,
        author_id: i64,
        author_for_id: Option<i64>,
        approver_id: Option<i64>,
        approver_for_id: Option<i64>,
        kind: String,
        authority: Option<String>,
        number: Option<String>,
        place: Option<String>,
        issued_on: Option<String>,
        title: String,
        summary: String,
        body: String,
        urgency: Option<String>,
        warnings: String,
        file_id: Option<i64>,
        created_at: i64,
        submitted_at: Option<i64>,
        published_at: Option<i64>,
        corrected_at: Option<i64>,
        withdrawn_at: Option<i64>,
        reason: Option<String>,
    }
}

/// What a new draft begins with.
#[derive(Clone, Debug)]
pub struct NewDirective {
    /// In whose name.
    pub unit: UnitId,
    /// Who prepares it.
    pub author: PersonId,
    /// What stands at its head.
    pub head: Head,
    /// The full text.
    pub body: String,
    /// The original file.
    pub file: Option<FileId>,
    /// What the reader was unsure of.
    pub warnings: Vec<Warning>,
}

impl Tx {
    /// Stores a new draft.
    pub async fn directive_insert(&mut self, new: &NewDirective, now: i64) -> Result<DirectiveId> {
        let head = &new.head;
        let id = fetch_scalar!(
            self,
            i64,
            "INSERT INTO directives (state, unit_id, author_id, kind, authority, number, place,
                issued_on, title, summary, body, urgency, warnings, file_id, created_at)
             VALUES ('draft', $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
             RETURNING id",
            new.unit.0,
            new.author.0,
            head.kind.as_str(),
            head.authority.as_deref(),
            head.number.as_deref(),
            head.place.as_deref(),
            head.issued_on.map(|day| day.to_string()),
            &head.title,
            &head.summary,
            &new.body,
            head.urgency.map(Urgency::as_str),
            warnings_to_text(&new.warnings),
            new.file.map(|file| file.0),
            now,
        )?;
        Ok(DirectiveId(id))
    }

    /// Notes in whose place the author of a draft prepares it.
    pub async fn directive_set_author_for(
        &mut self,
        id: DirectiveId,
        person: PersonId,
    ) -> Result<()> {
        execute!(
            self,
            "UPDATE directives SET author_for_id = $2 WHERE id = $1",
            id.0,
            person.0
        )?;
        Ok(())
    }

    /// A directive by its number with us.
    pub async fn directive_by_id(&mut self, id: DirectiveId) -> Result<Option<Directive>> {
        let row = fetch_optional!(
            self,
            DirectiveRow,
            "SELECT * FROM directives WHERE id = $1",
            id.0
        )?;
        row.map(DirectiveRow::into_domain).transpose()
    }

    /// A directive by the code that people type, in its stored form.
    pub async fn directive_by_code(&mut self, code: &str) -> Result<Option<Directive>> {
        let row = fetch_optional!(
            self,
            DirectiveRow,
            "SELECT * FROM directives WHERE code = $1",
            code
        )?;
        row.map(DirectiveRow::into_domain).transpose()
    }

    /// Writes everything about a directive that can change.
    pub async fn directive_update(&mut self, directive: &Directive) -> Result<()> {
        let head = &directive.head;
        let columns = StateColumns::of(&directive.state);
        execute!(
            self,
            "UPDATE directives SET kind = $2, authority = $3, number = $4, place = $5,
                issued_on = $6, title = $7, summary = $8, body = $9, urgency = $10, warnings = $11,
                state = $12, code = $13, revision = $14, receipt_revision = $15,
                approver_id = $16, submitted_at = $17, published_at = $18, corrected_at = $19,
                withdrawn_at = $20, reason = $21, approver_for_id = $22
             WHERE id = $1",
            directive.id.0,
            head.kind.as_str(),
            head.authority.as_deref(),
            head.number.as_deref(),
            head.place.as_deref(),
            head.issued_on.map(|day| day.to_string()),
            &head.title,
            &head.summary,
            &directive.body,
            head.urgency.map(Urgency::as_str),
            warnings_to_text(&directive.warnings),
            directive.state.name(),
            columns.code,
            columns.revision,
            columns.receipt_revision,
            columns.approver,
            columns.submitted_at,
            columns.published_at,
            columns.corrected_at,
            columns.withdrawn_at,
            columns.reason,
            columns.approver_for,
        )?;
        Ok(())
    }

    /// The directives issued in a unit or below it, the newest first, drafts of `author` included
    /// and other people's drafts left out. `path` is the unit's path.
    pub async fn directive_list(
        &mut self,
        path: &str,
        author: PersonId,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<Directive>> {
        let rows = fetch_all!(
            self,
            DirectiveRow,
            "SELECT d.* FROM directives d JOIN units u ON u.id = d.unit_id
             WHERE u.path LIKE $1 || '%' AND d.state <> 'discarded'
               AND (d.state <> 'draft' OR d.author_id = $2)
             ORDER BY d.created_at DESC, d.id DESC LIMIT $3 OFFSET $4",
            path,
            author.0,
            limit,
            offset,
        )?;
        rows.into_iter().map(DirectiveRow::into_domain).collect()
    }

    /// How many directives [`Tx::directive_list`] would list in all.
    pub async fn directive_count(&mut self, path: &str, author: PersonId) -> Result<i64> {
        fetch_scalar!(
            self,
            i64,
            "SELECT COUNT(*) FROM directives d JOIN units u ON u.id = d.unit_id
             WHERE u.path LIKE $1 || '%' AND d.state <> 'discarded'
               AND (d.state <> 'draft' OR d.author_id = $2)",
            path,
            author.0,
        )
    }
}

/// The columns that say where a directive stands.
#[derive(Default)]
struct StateColumns<'a> {
    code: Option<&'a str>,
    revision: i64,
    receipt_revision: i64,
    approver: Option<i64>,
    approver_for: Option<i64>,
    submitted_at: Option<i64>,
    published_at: Option<i64>,
    corrected_at: Option<i64>,
    withdrawn_at: Option<i64>,
    reason: Option<&'a str>,
}

impl<'a> StateColumns<'a> {
    fn of(state: &'a State) -> Self {
        match state {
            State::Draft { returned } => Self {
                reason: returned.as_deref(),
                ..Self::default()
            },
            State::Submitted { at } => Self {
                submitted_at: Some(*at),
                ..Self::default()
            },
            State::Discarded => Self::default(),
            State::Published(published) => Self::of_published(published),
            State::Withdrawn {
                published,
                at,
                reason,
            } => Self {
                withdrawn_at: Some(*at),
                reason: reason.as_deref(),
                ..Self::of_published(published)
            },
        }
    }

    fn of_published(published: &'a Published) -> Self {
        Self {
            code: Some(&published.code),
            revision: published.revision,
            receipt_revision: published.receipt_revision,
            approver: published.approver.map(|person| person.0),
            approver_for: published.approver_for.map(|person| person.0),
            published_at: Some(published.at),
            corrected_at: published.corrected.as_ref().map(|c| c.at),
            reason: published.corrected.as_ref().and_then(|c| c.what.as_deref()),
            ..Self::default()
        }
    }
}

impl DirectiveRow {
    fn into_domain(self) -> Result<Directive> {
        let id = self.id;
        let broken = |column, value: &str| Error::inconsistent("directives", column, id, value);
        let kind = Kind::parse(&self.kind).ok_or_else(|| broken("kind", &self.kind))?;
        let urgency = match self.urgency.as_deref() {
            None => None,
            Some(code) => Some(Urgency::parse(code).ok_or_else(|| broken("urgency", code))?),
        };
        let issued_on = match self.issued_on.as_deref() {
            None => None,
            Some(day) => Some(
                day.parse::<NaiveDate>()
                    .map_err(|_| broken("issued_on", day))?,
            ),
        };
        let warnings: Vec<Warning> =
            serde_json::from_str(&self.warnings).map_err(|_| broken("warnings", &self.warnings))?;
        let state = self.state()?;
        Ok(Directive {
            id: DirectiveId(id),
            unit: UnitId(self.unit_id),
            author: PersonId(self.author_id),
            author_for: self.author_for_id.map(PersonId),
            state,
            head: Head {
                kind,
                authority: self.authority,
                number: self.number,
                place: self.place,
                issued_on,
                title: self.title,
                summary: self.summary,
                urgency,
            },
            body: self.body,
            file: self.file_id.map(FileId),
            warnings,
            created_at: self.created_at,
        })
    }

    fn state(&self) -> Result<State> {
        let broken = || Error::inconsistent("directives", "state", self.id, &self.state);
        Ok(match self.state.as_str() {
            "draft" => State::Draft {
                returned: self.reason.clone(),
            },
            "submitted" => State::Submitted {
                at: self.submitted_at.ok_or_else(broken)?,
            },
            "published" => {
                State::Published(self.published(self.reason.clone()).ok_or_else(broken)?)
            }
            "withdrawn" => State::Withdrawn {
                published: self.published(None).ok_or_else(broken)?,
                at: self.withdrawn_at.ok_or_else(broken)?,
                reason: self.reason.clone(),
            },
            "discarded" => State::Discarded,
            _ => return Err(broken()),
        })
    }

    fn published(&self, what: Option<String>) -> Option<Published> {
        Some(Published {
            code: self.code.clone()?,
            at: self.published_at?,
            approver: self.approver_id.map(PersonId),
            approver_for: self.approver_for_id.map(PersonId),
            revision: self.revision,
            receipt_revision: self.receipt_revision,
            corrected: self.corrected_at.map(|at| Correction { at, what }),
        })
    }
}

fn warnings_to_text(warnings: &[Warning]) -> String {
    let codes: Vec<String> = warnings
        .iter()
        .map(|w| format!("\"{}\"", w.as_str()))
        .collect();
    format!("[{}]", codes.join(","))
}
