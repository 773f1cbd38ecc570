//! A roster that was sent in the chat: looked at first, taken in by a second word.
//!
//! What was read of the file waits in the database with what it would change. When the word comes,
//! that is worked out again; if it is something else by now, because another administrator was
//! quicker, nothing is done and the new state of things is shown. The rows hold personal data: they
//! go with the decision, and after a day without one.

use serde::{Deserialize, Serialize};

use super::{Absent, Changes, Counts, Import, import, preview};
use crate::app::{Cx, Refusal, Result};
use crate::domain::ids::{PersonId, RosterFileId};
use crate::domain::permission::{Action, may_somewhere};
use crate::domain::split::shorten;
use crate::intake::roster::{AnyRoster, Problem};
use crate::store::{self, RosterFile, Tx};

/// How long a roster waits for a word, in milliseconds.
pub const WAITS_FOR: i64 = 24 * 3_600_000;
/// The longest name of a file that is kept, in UTF-16 units.
const NAME_LIMIT: usize = 80;

/// What a file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Units.
    Units,
    /// People.
    People,
}

/// What is known of a file that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outlook {
    /// What it changes.
    Changes(Changes),
    /// What is wrong with it.
    Problems(Vec<Problem>),
}

/// A file that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Who sent it.
    pub person: PersonId,
    /// What it is about.
    pub what: What,
    /// Its name.
    pub name: String,
    /// What is known of it.
    pub outlook: Outlook,
}

/// What came of a file that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// It waits for a word.
    Waits(RosterFileId),
    /// So many cells are wrong; they can be looked at.
    Refused(RosterFileId, usize),
    /// It says nothing new of anybody: nothing is to be decided and nothing is kept.
    NothingNew(What, usize),
}

/// What came of the word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applied {
    /// It was taken in.
    Done {
        /// What it was about.
        what: What,
        /// How many, as they were before with those who stayed away from the file not among them
        /// if they were to stay.
        counts: Counts,
        /// Whose roles changed among those who are here already.
        affected: Vec<PersonId>,
    },
    /// It would do something else by now: nothing was done.
    Differs,
    /// It says nothing new of anybody by now: nothing was done and nothing is kept.
    NothingNew(What, usize),
    /// So much would end that the word must be said twice: nothing was done.
    Drastic,
}

/// Looks through a file that was sent, and keeps what was read until its sender says what to do.
///
/// # Errors
/// Refused if the actor may import no roster anywhere. Fails if the store does.
pub async fn receive(tx: &mut Tx, cx: Cx<'_>, name: &str, roster: &AnyRoster) -> Result<Received> {
    require(cx)?;
    let what = what_of(roster);
    let outlook = outlook(tx, cx, roster).await?;
    if let Some(unchanged) = outlook.nothing_new(what) {
        // It may still make roles the roster's that came by invitation.
        import(tx, Some(cx.actor), roster, Absent::Stay, cx.now).await?;
        return Ok(Received::NothingNew(what, unchanged));
    }
    let refused = match &outlook {
        Outlook::Changes(_) => None,
        Outlook::Problems(problems) => Some(problems.len()),
    };
    let file = RosterFile {
        person: cx.actor.id,
        what: what.as_str().to_owned(),
        name: shorten(name, NAME_LIMIT),
        roster: refused.is_none().then(|| json(roster)),
        outcome: json(&outlook),
    };
    let id = tx.roster_file_replace(&file, cx.now).await?;
    Ok(match refused {
        None => Received::Waits(id),
        Some(problems) => Received::Refused(id, problems),
    })
}

/// A file that waits, for its sender.
///
/// # Errors
/// Refused if it waits no longer or somebody else sent it. Fails if the store does.
pub async fn open(tx: &mut Tx, cx: Cx<'_>, id: RosterFileId) -> Result<Upload> {
    let upload = find(tx, id).await?;
    let own = upload.filter(|upload| upload.person == cx.actor.id);
    Ok(own.ok_or_else(gone)?)
}

/// A file that waits, if it still does.
///
/// # Errors
/// If the store fails or the row is inconsistent.
pub async fn find(tx: &mut Tx, id: RosterFileId) -> store::Result<Option<Upload>> {
    let Some(file) = tx.roster_file_by_id(id).await? else {
        return Ok(None);
    };
    let broken = |column| store::Error::inconsistent("roster_files", column, id.0, "unreadable");
    Ok(Some(Upload {
        person: file.person,
        what: What::parse(&file.what).ok_or_else(|| broken("what"))?,
        name: file.name,
        outlook: serde_json::from_str(&file.outcome).map_err(|_| broken("outcome"))?,
    }))
}

/// Takes in a file that waits. `sure`: the actor was told that much ends by it.
///
/// # Errors
/// Refused if it waits no longer, somebody else sent it, something is wrong with it or the actor
/// may import no roster any more. Fails if the store does.
pub async fn apply(
    tx: &mut Tx,
    cx: Cx<'_>,
    id: RosterFileId,
    absent: Absent,
    sure: bool,
) -> Result<Applied> {
    require(cx)?;
    let file = tx.roster_file_by_id(id).await?;
    let file = file.filter(|file| file.person == cx.actor.id);
    let file = file.ok_or_else(gone)?;
    let roster: AnyRoster = file
        .roster
        .as_ref()
        .and_then(|roster| serde_json::from_str(roster).ok())
        .ok_or_else(gone)?;
    let outlook = outlook(tx, cx, &roster).await?;
    let now = json(&outlook);
    let changes = match outlook {
        Outlook::Changes(changes) if now == file.outcome => changes,
        other => {
            let what = what_of(&roster);
            if let Some(unchanged) = other.nothing_new(what) {
                tx.roster_file_delete(id).await?;
                return Ok(Applied::NothingNew(what, unchanged));
            }
            tx.roster_file_set_outcome(id, &now).await?;
            return Ok(Applied::Differs);
        }
    };
    if changes.is_drastic(absent) && !sure {
        return Ok(Applied::Drastic);
    }
    tx.roster_file_delete(id).await?;
    match import(tx, Some(cx.actor), &roster, absent, cx.now).await? {
        Import::Done(changes) => {
            let what = what_of(&roster);
            let mut counts = changes.counts();
            if absent == Absent::Stay || what == What::Units {
                counts.left = 0;
            }
            Ok(Applied::Done {
                what,
                counts,
                affected: changes.affected,
            })
        }
        // It was looked through a moment ago, in this very unit of work.
        Import::Refused(_) => Err(gone().into()),
    }
}

/// Forgets a file that waits.
///
/// # Errors
/// Refused if it waits no longer or somebody else sent it. Fails if the store does.
pub async fn discard(tx: &mut Tx, cx: Cx<'_>, id: RosterFileId) -> Result<()> {
    open(tx, cx, id).await?;
    tx.roster_file_delete(id).await?;
    Ok(())
}

impl Outlook {
    /// If there is nothing to decide: of how many the file says what is known.
    fn nothing_new(&self, what: What) -> Option<usize> {
        let Self::Changes(changes) = self else {
            return None;
        };
        let nobody_left = changes.left.is_empty() || what == What::Units;
        let nothing = changes.new.is_empty() && changes.changed.is_empty() && nobody_left;
        nothing.then_some(changes.unchanged)
    }
}

impl What {
    /// The stable code: stored, and the ending of message keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::People => "people",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        [Self::Units, Self::People]
            .into_iter()
            .find(|what| what.as_str() == code)
    }
}

/// Where exactly is asked row by row, when the file is looked through.
fn require(cx: Cx<'_>) -> Result<()> {
    if may_somewhere(cx.actor, Action::ImportRoster) {
        Ok(())
    } else {
        Err(Refusal::new("refusal-roster-not-allowed").into())
    }
}

fn what_of(roster: &AnyRoster) -> What {
    match roster {
        AnyRoster::Units(_) => What::Units,
        AnyRoster::People(_) => What::People,
    }
}

async fn outlook(tx: &mut Tx, cx: Cx<'_>, roster: &AnyRoster) -> Result<Outlook> {
    Ok(match preview(tx, Some(cx.actor), roster, cx.now).await? {
        Import::Done(changes) => Outlook::Changes(changes),
        Import::Refused(problems) => Outlook::Problems(problems),
    })
}

fn gone() -> Refusal {
    Refusal::new("refusal-roster-gone")
}

/// Our own plain types: making text of them cannot fail.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
