//! A directive comes in, as a file or as text, and becomes a draft.
//!
//! Fetching and reading are slow and change nothing, so they come first; then one transaction makes
//! the draft. What carries a secrecy stamp is refused before anything of it is stored.

use bytes::Bytes;

use super::scene::Scene;
use super::{Answers, HandlerError, Prepared};
use crate::app::{Refusal, proposals};
use crate::domain::document::{Classification, Reading};
use crate::domain::ids::{DirectiveId, FileId};
use crate::domain::notice::{DraftScreen, Notice};
use crate::domain::permission::{Action, may_somewhere};
use crate::domain::split::utf16_length;
use crate::intake::Unreadable;
use crate::store::{StoredFile, Tx};
use crate::telegram::Bot;
use crate::telegram::commands::Command;
use crate::telegram::dialogue::Dialogue;
use crate::telegram::from_tg::{Incoming, IncomingKind};

type Handled = Result<Answers, HandlerError>;

/// The largest file that Telegram lets a bot download, in bytes (20 MiB).
const LARGEST_FILE: u64 = 20 * 1024 * 1024;
/// A text of at least so many UTF-16 units may be the first part of a longer one: apps split what
/// does not fit 4,096 at the last space or line.
const MAYBE_CUT: usize = 3_500;

/// A text that was read before the transaction.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadText {
    /// The draft that it continues.
    pub continues: Option<DirectiveId>,
    /// What was understood.
    pub reading: Box<Reading>,
    /// Whether more of it may follow.
    pub may_go_on: bool,
}

/// Reads what may become a directive, if the sender may propose one.
///
/// # Errors
/// If Telegram does not give the file; the update is tried again.
pub async fn prepare(bot: &Bot, incoming: &Incoming) -> Result<Prepared, HandlerError> {
    match &incoming.kind {
        IncomingKind::Document { file_id, size, .. } => {
            if !may_propose(bot, incoming).await? {
                return Ok(Prepared::Nothing);
            }
            if size.is_some_and(|size| size > LARGEST_FILE) {
                return Ok(Prepared::Refused(Unreadable::TooLarge));
            }
            let bytes = bot.api.download(file_id).await?;
            Ok(match bot.reader.read(bytes.to_vec()).await {
                Ok(reading) => Prepared::Document {
                    bytes,
                    reading: Box::new(reading),
                },
                Err(why) => Prepared::Refused(why),
            })
        }
        IncomingKind::Command {
            command: Command::Directive { text: Some(text) },
            ..
        } => {
            if !may_propose(bot, incoming).await? {
                return Ok(Prepared::Nothing);
            }
            Ok(read_text(bot, None, String::new(), text).await)
        }
        IncomingKind::Text { text, .. } => match waiting_for_text(bot, incoming).await? {
            Some((continues, before)) => Ok(read_text(bot, continues, before, text).await),
            None => Ok(Prepared::Nothing),
        },
        _ => Ok(Prepared::Nothing),
    }
}

async fn read_text(
    bot: &Bot,
    continues: Option<DirectiveId>,
    before: String,
    text: &str,
) -> Prepared {
    let whole = if before.is_empty() {
        text.to_owned()
    } else {
        format!("{before}\n{text}")
    };
    match bot.reader.read(whole.into_bytes()).await {
        Ok(reading) => Prepared::Text(ReadText {
            continues,
            reading: Box::new(reading),
            may_go_on: utf16_length(text) >= MAYBE_CUT,
        }),
        Err(why) => Prepared::Refused(why),
    }
}

async fn may_propose(bot: &Bot, incoming: &Incoming) -> Result<bool, HandlerError> {
    let mut tx = bot.store.read().await?;
    let Some(person) = tx.person_by_telegram(incoming.from.id).await? else {
        return Ok(false);
    };
    let actor = tx.actor_load(person.id, bot.clock.now()).await?;
    Ok(actor.is_some_and(|actor| may_somewhere(&actor, Action::PrepareDirective)))
}

/// Whether words from this person are a directive: the draft that they continue, with its text so
/// far.
async fn waiting_for_text(
    bot: &Bot,
    incoming: &Incoming,
) -> Result<Option<(Option<DirectiveId>, String)>, HandlerError> {
    let mut tx = bot.store.read().await?;
    let Some(chat) = tx.chat_by_telegram(incoming.chat).await? else {
        return Ok(None);
    };
    let Some(person) = chat.person else {
        return Ok(None);
    };
    Ok(
        match Dialogue::load(&mut tx, chat.id, person, bot.clock.now()).await? {
            Some(Dialogue::Directive) => Some((None, String::new())),
            Some(Dialogue::MoreText { directive }) => {
                let draft = tx.directive_by_id(directive).await?;
                draft.map(|draft| (Some(directive), draft.body))
            }
            _ => None,
        },
    )
}

/// `/chithi` without a text: the list of directives, and what to send for a new one.
pub async fn invite(scene: &Scene<'_>, tx: &mut Tx) -> Handled {
    if !may_somewhere(&scene.actor, Action::PrepareDirective) {
        return Err(Refusal::new("refusal-no-directives").into());
    }
    scene.say(tx, &Notice::FollowList { page: 0 }).await?;
    scene
        .ask(tx, Dialogue::Directive, &Notice::ask("ask-directive"))
        .await?;
    Ok(Answers::default())
}

/// A file came in.
pub async fn document(
    scene: &Scene<'_>,
    tx: &mut Tx,
    incoming: &Incoming,
    prepared: Prepared,
) -> Handled {
    match prepared {
        Prepared::Document { bytes, reading } => {
            let file = keep(scene, tx, incoming, bytes).await?;
            let directive = proposals::propose(tx, scene.cx(), &reading, Some(file)).await?;
            scene.forget(tx).await?;
            show_draft(scene, tx, directive).await
        }
        Prepared::Refused(why) => refuse(scene, tx, why).await,
        _ => Err(Refusal::new("refusal-file").into()),
    }
}

/// A text came in that is a directive, or the next part of one.
pub async fn text(scene: &Scene<'_>, tx: &mut Tx, prepared: Prepared) -> Handled {
    let read = match prepared {
        Prepared::Text(read) => read,
        Prepared::Refused(why) => return refuse(scene, tx, why).await,
        _ => return Err(Refusal::new("refusal-not-allowed").into()),
    };
    let directive = match read.continues {
        Some(directive) => {
            proposals::reread(tx, scene.cx(), directive, &read.reading).await?;
            directive
        }
        None => {
            let directive = proposals::propose(tx, scene.cx(), &read.reading, None).await?;
            show_draft(scene, tx, directive).await?;
            directive
        }
    };
    scene.forget(tx).await?;
    if read.may_go_on {
        Dialogue::MoreText { directive }
            .save(tx, scene.chat.id, scene.actor.id, scene.now)
            .await?;
    }
    Ok(Answers::default())
}

async fn show_draft(scene: &Scene<'_>, tx: &mut Tx, directive: DirectiveId) -> Handled {
    let screen = DraftScreen::Card { page: 0 };
    scene.say(tx, &Notice::Draft { directive, screen }).await?;
    Ok(Answers::default())
}

async fn keep(
    scene: &Scene<'_>,
    tx: &mut Tx,
    incoming: &Incoming,
    bytes: Bytes,
) -> Result<FileId, HandlerError> {
    let (name, mime, telegram_id) = match &incoming.kind {
        IncomingKind::Document {
            file_name,
            mime,
            file_id,
            ..
        } => (file_name.clone(), mime.clone(), Some(file_id.clone())),
        _ => (None, None, None),
    };
    let kept = scene
        .bot
        .files
        .keep(bytes.to_vec())
        .await
        .map_err(|error| crate::app::Error::Files(Box::new(error)))?;
    let file = StoredFile {
        location: kept.location,
        name: name.unwrap_or_else(|| "van-ban".to_owned()),
        mime: mime.unwrap_or_else(|| "application/octet-stream".to_owned()),
        size: kept.size,
        sha256: kept.sha256,
        telegram_file_id: telegram_id,
    };
    Ok(tx.file_insert(&file, scene.now).await?)
}

/// Says why a document was not read. Of a secret one only that it was refused is recorded.
async fn refuse(scene: &Scene<'_>, tx: &mut Tx, why: Unreadable) -> Handled {
    if let Unreadable::Secret(level) = why {
        audit_secret(scene, tx, level).await?;
    }
    scene.forget(tx).await?;
    scene
        .tell(tx, &format!("unreadable-{}", why.as_str()))
        .await?;
    Ok(Answers::default())
}

async fn audit_secret(
    scene: &Scene<'_>,
    tx: &mut Tx,
    level: Classification,
) -> Result<(), HandlerError> {
    let detail = serde_json::json!({ "level": level });
    tx.audit_append(
        scene.now,
        Some(scene.actor.id),
        "directive.refuse_secret",
        "person",
        Some(scene.actor.id.0),
        &detail,
    )
    .await?;
    Ok(())
}
