//! The roster comes in from a file: all of it or nothing, and the same file again changes nothing.
//!
//! What a file would change is worked out first and written after. So it can be shown before
//! ([`uploads`], in the chat), and a dry run is an import whose unit of work is dropped instead of
//! committed.

mod book;
mod changes;
mod codes;
mod people;
mod units;
pub mod uploads;

use serde_json::json;

pub use changes::{Absent, Change, Changes, Counts, Step};
pub use people::import_people;
pub use units::import_units;

use super::error::Result;
use crate::domain::ids::PersonId;
use crate::domain::notice::{Lane, Notice};
use crate::domain::org::UnitPath;
use crate::domain::permission::{Action, may};
use crate::domain::person::Actor;
use crate::intake::roster::{AnyRoster, Problem};
use crate::store::Tx;

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Import {
    /// It was taken in, or can be.
    Done(Changes),
    /// Nothing was changed; every problem of the file, in the order of its rows.
    Refused(Vec<Problem>),
}

/// Takes in a file by whoever `importer` is (`None`: the console).
///
/// # Errors
/// If the store fails.
pub async fn import(
    tx: &mut Tx,
    importer: Option<&Actor>,
    roster: &AnyRoster,
    absent: Absent,
    now: i64,
) -> Result<Import> {
    match roster {
        AnyRoster::Units(roster) => import_units(tx, importer, roster, now).await,
        AnyRoster::People(roster) => import_people(tx, importer, roster, absent, now).await,
    }
}

/// What taking in a file would change, or why it would be refused.
///
/// # Errors
/// If the store fails.
pub async fn preview(
    tx: &mut Tx,
    importer: Option<&Actor>,
    roster: &AnyRoster,
    now: i64,
) -> Result<Import> {
    Ok(match roster {
        AnyRoster::Units(roster) => match units::plan(tx, importer, roster).await? {
            Ok(plan) => Import::Done(plan.changes),
            Err(problems) => refused(problems),
        },
        AnyRoster::People(roster) => match people::plan(tx, importer, roster, now).await? {
            Ok(plan) => Import::Done(plan.changes),
            Err(problems) => refused(problems),
        },
    })
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

/// Ends an import that was carried out: those whose roles changed are told, and what was done is
/// recorded. One that changed nothing leaves no trace.
async fn done(
    tx: &mut Tx,
    importer: Option<&Actor>,
    action: &str,
    changes: Changes,
    left: usize,
    now: i64,
) -> Result<Import> {
    let counts = changes.counts();
    for person in &changes.affected {
        if let Some(chat) = tx.chat_of_person(*person).await? {
            tx.outbox_say(chat.id, &Notice::Standings, Lane::Report, now)
                .await?;
        }
    }
    if counts.new + counts.changed + left > 0 {
        let importer: Option<PersonId> = importer.map(|actor| actor.id);
        let detail = json!({
            "new": counts.new,
            "changed": counts.changed,
            "left": left,
            "unchanged": counts.unchanged,
        });
        tx.audit_append(now, importer, action, "roster", None, &detail)
            .await?;
    }
    Ok(Import::Done(changes))
}
