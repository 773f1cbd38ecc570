//! The roster comes in from a file: all of it or nothing, and the same file again changes nothing.
//!
//! A dry run is an import whose unit of work is dropped instead of committed: it finds the same
//! problems and counts the same changes.

mod people;
mod units;

use serde_json::json;

pub use people::import_people;
pub use units::import_units;

use super::error::Result;
use crate::domain::ids::PersonId;
use crate::domain::org::UnitPath;
use crate::domain::permission::{Action, may};
use crate::domain::person::Actor;
use crate::intake::roster::Problem;
use crate::store::Tx;

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Import {
    /// It was taken in.
    Done(Counts),
    /// Nothing was changed; every problem of the file, in the order of its rows.
    Refused(Vec<Problem>),
}

/// How many units or people a file was about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that were not known before.
    pub new: usize,
    /// Those of whom it said something new.
    pub changed: usize,
    /// Those of whom it said nothing new.
    pub unchanged: usize,
}

/// Whether the importer has a say there. Whoever runs the program on its machine (`None`) has one
/// everywhere.
fn in_scope(importer: Option<&Actor>, over: &UnitPath) -> bool {
    importer.is_none_or(|actor| may(actor, Action::ImportRoster, over))
}

/// Ends an import that found problems.
fn refused(mut problems: Vec<Problem>) -> Import {
    problems.sort_by_key(|problem| problem.row);
    Import::Refused(problems)
}

/// Ends an import that was carried out. One that changed nothing leaves no trace.
async fn done(
    tx: &mut Tx,
    importer: Option<&Actor>,
    action: &str,
    counts: Counts,
    now: i64,
) -> Result<Import> {
    if counts.new + counts.changed > 0 {
        let importer: Option<PersonId> = importer.map(|actor| actor.id);
        let detail = json!({
            "new": counts.new,
            "changed": counts.changed,
            "unchanged": counts.unchanged,
        });
        tx.audit_append(now, importer, action, "roster", None, &detail)
            .await?;
    }
    Ok(Import::Done(counts))
}
