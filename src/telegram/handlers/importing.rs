//! A roster comes in as a file: what it would change is shown, and a tap takes it in.

use super::scene::Scene;
use super::{Answers, HandlerError, Menu, Prepared};
use crate::app::Refusal;
use crate::app::roster::uploads::{self, Applied, Received};
use crate::app::roster::{Absent, Counts};
use crate::domain::ids::{PersonId, RosterFileId};
use crate::domain::notice::{Notice, RosterScreen};
use crate::domain::permission::{Action, may_somewhere};
use crate::intake::MAX_DOCUMENT_BYTES;
use crate::intake::roster::RosterFault;
use crate::store::Tx;
use crate::telegram::Bot;
use crate::telegram::from_tg::{Incoming, IncomingKind};

type Handled = Result<Answers, HandlerError>;

/// So many mistakes are looked through in the chat; of more a workbook is sent too.
const READ_IN_CHAT: usize = 15;
/// The endings of the names of tables.
const ENDINGS: [&str; 6] = [".xlsx", ".csv", ".xls", ".xlsm", ".ods", ".tsv"];

/// Whether it is a table: those are rosters and never directives.
pub fn is_table(incoming: &Incoming) -> bool {
    let IncomingKind::Document {
        file_name, mime, ..
    } = &incoming.kind
    else {
        return false;
    };
    let name = file_name.as_deref().unwrap_or_default().to_lowercase();
    let mime = mime.as_deref().unwrap_or_default();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
        || mime == "text/csv"
        || mime.contains("spreadsheet")
}

/// Reads a roster, if its sender may import one.
///
/// # Errors
/// If Telegram does not give the file; the update is tried again.
pub async fn prepare(bot: &Bot, incoming: &Incoming) -> Result<Prepared, HandlerError> {
    let IncomingKind::Document { file_id, size, .. } = &incoming.kind else {
        return Ok(Prepared::Nothing);
    };
    let mut tx = bot.store.read().await?;
    let actor = match tx.person_by_telegram(incoming.from.id).await? {
        Some(person) => tx.actor_load(person.id, bot.clock.now()).await?,
        None => None,
    };
    drop(tx);
    if !actor.is_some_and(|actor| may_somewhere(&actor, Action::ImportRoster)) {
        return Ok(Prepared::Nothing);
    }
    if size.is_some_and(|size| size > MAX_DOCUMENT_BYTES as u64) {
        return Ok(Prepared::Roster(Box::new(Err(RosterFault::TooLarge))));
    }
    let bytes = bot.api.download(file_id).await?;
    let roster = bot.reader.roster(bytes.to_vec()).await;
    Ok(Prepared::Roster(Box::new(roster)))
}

/// A table came in.
pub async fn file(
    scene: &Scene<'_>,
    tx: &mut Tx,
    incoming: &Incoming,
    prepared: Prepared,
) -> Handled {
    let Prepared::Roster(roster) = prepared else {
        return Err(Refusal::new("refusal-roster-not-allowed").into());
    };
    let roster = roster.map_err(|fault| Refusal::new(fault.key()))?;
    let name = match &incoming.kind {
        IncomingKind::Document { file_name, .. } => file_name.as_deref(),
        _ => None,
    };
    scene.forget(tx).await?;
    let name = name.unwrap_or_default();
    match uploads::receive(tx, scene.cx(), name, &roster).await? {
        Received::Waits(file) => {
            let screen = RosterScreen::Card { anew: false };
            scene.say(tx, &Notice::Roster { file, screen }).await?;
        }
        Received::Refused(file, problems) => {
            let screen = RosterScreen::Problems { page: 0 };
            scene.say(tx, &Notice::Roster { file, screen }).await?;
            if problems > READ_IN_CHAT {
                scene.say(tx, &Notice::RosterProblems { file }).await?;
            }
        }
        Received::NothingNew(what, count) => {
            scene.say(tx, &nothing_new(what, count)).await?;
        }
    }
    Ok(Answers::default())
}

/// Shows a part of what it would change.
pub async fn show(
    scene: &Scene<'_>,
    tx: &mut Tx,
    file: RosterFileId,
    screen: RosterScreen,
) -> Handled {
    uploads::open(tx, scene.cx(), file).await?;
    scene.show(tx, &Notice::Roster { file, screen }).await?;
    Ok(Answers::default())
}

/// Takes it in, or says why not yet.
pub async fn apply(
    scene: &Scene<'_>,
    tx: &mut Tx,
    file: RosterFileId,
    leave: bool,
    sure: bool,
) -> Handled {
    let absent = match leave {
        true => Absent::Leave,
        false => Absent::Stay,
    };
    match uploads::apply(tx, scene.cx(), file, absent, sure).await? {
        Applied::Done {
            what,
            counts,
            affected,
        } => {
            scene.show(tx, &applied(what, counts)).await?;
            let mut answers = scene.toast("toast-roster-applied", &[]);
            answers.others = menus(scene, tx, &affected).await?;
            Ok(answers)
        }
        Applied::Differs => {
            let screen = RosterScreen::Card { anew: true };
            scene.show(tx, &Notice::Roster { file, screen }).await?;
            Ok(scene.toast("toast-roster-differs", &[]))
        }
        Applied::NothingNew(what, count) => {
            scene.show(tx, &nothing_new(what, count)).await?;
            Ok(Answers::default())
        }
        Applied::Drastic => {
            let screen = RosterScreen::Sure;
            scene.show(tx, &Notice::Roster { file, screen }).await?;
            Ok(Answers::default())
        }
    }
}

/// Throws it away.
pub async fn discard(scene: &Scene<'_>, tx: &mut Tx, file: RosterFileId) -> Handled {
    uploads::discard(tx, scene.cx(), file).await?;
    scene.show(tx, &Notice::say("roster-discarded")).await?;
    Ok(Answers::default())
}

fn nothing_new(what: uploads::What, count: usize) -> Notice {
    let key = match what {
        uploads::What::Units => "roster-nothing-new-units",
        uploads::What::People => "roster-nothing-new-people",
    };
    Notice::say_with(key, &[("count", &count.to_string())])
}

/// What remains of the card: numbers, and nobody's name.
fn applied(what: uploads::What, counts: Counts) -> Notice {
    let key = match what {
        uploads::What::Units => "roster-applied-units",
        uploads::What::People => "roster-applied-people",
    };
    let [new, changed, left, unchanged] =
        [counts.new, counts.changed, counts.left, counts.unchanged].map(|count| count.to_string());
    let mut args = vec![
        ("new", new.as_str()),
        ("changed", changed.as_str()),
        ("unchanged", unchanged.as_str()),
    ];
    if what == uploads::What::People {
        args.push(("left", left.as_str()));
    }
    Notice::say_with(key, &args)
}

/// The menus of those who are something else now.
pub(super) async fn menus(
    scene: &Scene<'_>,
    tx: &mut Tx,
    people: &[PersonId],
) -> Result<Vec<Menu>, HandlerError> {
    let mut menus = Vec::new();
    for person in people {
        let chat = tx.chat_of_person(*person).await?;
        let actor = tx.actor_load(*person, scene.now).await?;
        menus.extend(chat.zip(actor).map(|(chat, actor)| Menu {
            chat: chat.telegram,
            roles: actor.roles().into_iter().collect(),
            locale: actor.locale,
        }));
    }
    Ok(menus)
}
