//! What the bot does when somebody does something.
//!
//! An update is handled in two steps. [`prepare`] does what is slow and changes nothing: it fetches
//! and reads a file. [`handle`] then runs in one transaction that also marks the update as done; it
//! changes state through `app` and queues what must be told, and sends nothing. Whatever it answers
//! with is done after the commit, and may get lost without harm.
//!
//! A refusal ends the transaction too: whoever asked is told why, as a toast if he pressed a button
//! and as a message otherwise, without the handler's help.

mod drafting;
mod following;
mod groups;
mod newcomers;
mod proposing;
mod receiving;
mod scene;
mod words;

use bytes::Bytes;

use self::proposing::ReadText;
use self::scene::Scene;
use super::Bot;
use super::commands::Command;
use super::error::CallError;
use super::from_tg::{Incoming, IncomingKind};
use super::press::Press;
use crate::app::people::{Visitor, greet};
use crate::app::{self, Refusal};
use crate::domain::chat::ChatKind;
use crate::domain::document::Reading;
use crate::domain::ids::{MessageId, TelegramChatId};
use crate::domain::locale::Locale;
use crate::domain::notice::{Notice, Unreachable};
use crate::domain::org::Role;
use crate::intake::Unreadable;
use crate::store::{self, Tx};

/// What to do after the commit. None of it means anything later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// What the one who pressed sees for a moment. A press is answered without it too, silently.
    pub callback: Option<CallbackAnswer>,
    /// The commands that a private chat's menu offers from now on.
    pub menu: Option<Menu>,
}

/// The answer to a press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackAnswer {
    /// At most 200 characters of plain text; longer ones are shortened.
    pub text: String,
    /// Whether it stays until it is closed, instead of fading.
    pub alert: bool,
}

/// A private chat's menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// The chat.
    pub chat: TelegramChatId,
    /// What the person is.
    pub roles: Vec<Role>,
    /// The language he chose.
    pub locale: Locale,
}

/// What was got ready before the transaction.
#[derive(Clone, Debug, PartialEq)]
pub enum Prepared {
    /// Nothing was needed.
    Nothing,
    /// A file that somebody sent.
    Document {
        /// Its content.
        bytes: Bytes,
        /// What was understood of it.
        reading: Box<Reading>,
    },
    /// A text that is a directive.
    Text(ReadText),
    /// Something that could not be read.
    Refused(Unreadable),
    /// Whether who acts administers the group, as Telegram says.
    Administers(bool),
}

/// Why an update was not handled.
#[derive(Debug, thiserror::Error)]
pub enum HandlerError {
    /// A rule said no, or something below failed.
    #[error(transparent)]
    App(#[from] app::Error),
    /// Telegram did not give what was needed.
    #[error(transparent)]
    Call(#[from] CallError),
}

impl From<store::Error> for HandlerError {
    fn from(error: store::Error) -> Self {
        Self::App(error.into())
    }
}

impl From<app::Refusal> for HandlerError {
    fn from(refusal: app::Refusal) -> Self {
        Self::App(refusal.into())
    }
}

impl Answers {
    /// Only a toast with these words.
    #[must_use]
    pub fn toast(text: impl Into<String>) -> Self {
        Self {
            callback: Some(CallbackAnswer {
                text: text.into(),
                alert: false,
            }),
            menu: None,
        }
    }

    /// Only words that stay until they are closed.
    #[must_use]
    pub fn alert(text: impl Into<String>) -> Self {
        Self {
            callback: Some(CallbackAnswer {
                text: text.into(),
                alert: true,
            }),
            menu: None,
        }
    }
}

/// Does what is slow before the transaction. It may be repeated, so it changes nothing.
///
/// # Errors
/// If what is needed could not be had; the update is tried again.
pub async fn prepare(bot: &Bot, incoming: &Incoming) -> Result<Prepared, HandlerError> {
    match incoming.chat_kind {
        ChatKind::Private => proposing::prepare(bot, incoming).await,
        ChatKind::Group | ChatKind::Supergroup => groups::prepare(bot, incoming).await,
        ChatKind::Channel => Ok(Prepared::Nothing),
    }
}

/// Answers an update in the transaction that marks it as done.
///
/// # Errors
/// A refusal, which the person is told, or a failure, after which the update is tried again.
pub async fn handle(
    bot: &Bot,
    tx: &mut Tx,
    incoming: &Incoming,
    prepared: Prepared,
) -> Result<Answers, HandlerError> {
    match incoming.chat_kind {
        ChatKind::Private => in_private(bot, tx, incoming, prepared).await,
        ChatKind::Group | ChatKind::Supergroup => in_group(bot, tx, incoming, prepared).await,
        ChatKind::Channel => Ok(Answers::default()),
    }
}

async fn in_private(
    bot: &Bot,
    tx: &mut Tx,
    incoming: &Incoming,
    prepared: Prepared,
) -> Result<Answers, HandlerError> {
    if let IncomingKind::BotStatus { now, .. } = incoming.kind
        && !now.can_send()
    {
        return blocked(bot, tx, incoming).await;
    }
    let Some(scene) = private_scene(bot, tx, incoming).await? else {
        return Ok(Answers::default());
    };
    match &incoming.kind {
        IncomingKind::Command { command, .. } => {
            // A command begins something else; what was asked before is not waited for any more.
            if !matches!(command, Command::Cancel) {
                scene.forget(tx).await?;
            }
            command_in_private(&scene, tx, command, prepared).await
        }
        IncomingKind::Text { text, .. } => words::said(&scene, tx, text, prepared).await,
        IncomingKind::Document { .. } => proposing::document(&scene, tx, incoming, prepared).await,
        IncomingKind::Press { data, .. } => press(&scene, tx, *data).await,
        IncomingKind::Photo { .. } | IncomingKind::Location { .. } | IncomingKind::Other { .. } => {
            scene.tell(tx, "not-understood").await?;
            Ok(Answers::default())
        }
        IncomingKind::BotStatus { .. }
        | IncomingKind::MigratedTo(_)
        | IncomingKind::MigratedFrom(_) => Ok(Answers::default()),
    }
}

/// A person blocked the bot: nothing is sent until he comes back.
async fn blocked(bot: &Bot, tx: &mut Tx, incoming: &Incoming) -> Result<Answers, HandlerError> {
    if let Some(chat) = tx.chat_by_telegram(incoming.chat).await? {
        tx.chat_mark_unreachable(chat.id, Unreachable::Blocked, bot.clock.now())
            .await?;
    }
    Ok(Answers::default())
}

async fn command_in_private(
    scene: &Scene<'_>,
    tx: &mut Tx,
    command: &Command,
    prepared: Prepared,
) -> Result<Answers, HandlerError> {
    match command {
        Command::Directive { text: Some(_) } => proposing::text(scene, tx, prepared).await,
        Command::Directive { text: None } => proposing::invite(scene, tx).await,
        Command::Follow => following::list(scene, tx, 0, true).await,
        Command::Tasks => receiving::task_list(scene, tx, 0, true).await,
        Command::Cancel => words::cancel(scene, tx).await,
        Command::Start { payload } => newcomers::start(scene, tx, payload.as_deref()).await,
        Command::Help => newcomers::help(scene, tx).await,
        Command::Language => newcomers::languages(scene, tx).await,
        Command::Verify { code } => newcomers::verify(scene, tx, code.as_deref()).await,
        Command::Connect { .. } => Err(Refusal::new("refusal-connect-in-group").into()),
        _ => {
            scene.tell(tx, "not-understood").await?;
            Ok(Answers::default())
        }
    }
}

/// A button, in private or in a group. Whoever presses is checked where it is done.
async fn press(
    scene: &Scene<'_>,
    tx: &mut Tx,
    press: Option<Press>,
) -> Result<Answers, HandlerError> {
    let Some(press) = press else {
        return Err(Refusal::new("refusal-old-button").into());
    };
    match press {
        Press::Acknowledge(id, revision) => receiving::acknowledge(scene, tx, id, revision).await,
        Press::Comment(id, revision) => receiving::comment(scene, tx, id, revision).await,
        Press::FullText(id) => receiving::full_text(scene, tx, id).await,
        Press::Directive(id, page) => receiving::turn(scene, tx, id, page).await,
        Press::Tasks(page) => receiving::task_list(scene, tx, page, false).await,
        Press::Assignment(id) => receiving::task(scene, tx, id).await,
        Press::Done(id) => receiving::done(scene, tx, id).await,
        Press::Draft(id, screen) => drafting::show(scene, tx, id, screen).await,
        Press::EditField(id, field) => drafting::edit_field(scene, tx, id, field).await,
        Press::EditTask(id, field) => drafting::edit_task(scene, tx, id, field).await,
        Press::SetKind(id, kind) => drafting::set_kind(scene, tx, id, kind).await,
        Press::SetDeadline(id, day) => drafting::set_deadline(scene, tx, id, day).await,
        Press::DropTask(id) => drafting::drop_task(scene, tx, id).await,
        Press::AddTask(id) => drafting::add_task(scene, tx, id).await,
        Press::ChooseUnit(id, unit, choice) => drafting::unit(scene, tx, id, unit, choice).await,
        Press::ToggleRole(id, role) => drafting::role(scene, tx, id, role).await,
        Press::Submit(id) => drafting::submit(scene, tx, id).await,
        Press::TakeBack(id) => drafting::take_back(scene, tx, id).await,
        Press::Discard(id) => drafting::discard(scene, tx, id).await,
        Press::Approve(id) => drafting::approve(scene, tx, id).await,
        Press::SendBack(id) => drafting::send_back(scene, tx, id).await,
        Press::Publish(id) => drafting::publish(scene, tx, id).await,
        Press::Language(locale) => newcomers::set_language(scene, tx, locale).await,
        Press::Follow(id, screen) => following::show(scene, tx, id, screen).await,
        Press::FollowList(page) => following::list(scene, tx, page, false).await,
        Press::Remind(id) => following::remind(scene, tx, id).await,
        Press::Export(id) => following::export(scene, tx, id).await,
        Press::Correct(id, target) => following::correct(scene, tx, id, target).await,
        Press::ApplyCorrection(id, deep) => following::apply(scene, tx, id, deep).await,
        Press::Withdraw(id) => following::withdraw(scene, tx, id).await,
        Press::Skip() => words::skip(scene, tx).await,
        Press::Cancel() => words::cancel(scene, tx).await,
        _ => Err(Refusal::new("refusal-old-button").into()),
    }
}

async fn in_group(
    bot: &Bot,
    tx: &mut Tx,
    incoming: &Incoming,
    prepared: Prepared,
) -> Result<Answers, HandlerError> {
    match &incoming.kind {
        IncomingKind::BotStatus { was, now } => groups::status(bot, tx, incoming, *was, *now).await,
        IncomingKind::MigratedTo(new) => groups::migrate(tx, incoming.chat, *new).await,
        IncomingKind::MigratedFrom(old) => groups::migrate(tx, *old, incoming.chat).await,
        IncomingKind::Command { command, .. } => {
            groups::know(tx, incoming, &bot.rules, bot.clock.now()).await?;
            command_in_group(bot, tx, incoming, command, &prepared).await
        }
        IncomingKind::Press {
            data, message_id, ..
        } => {
            let Some(scene) = group_scene(bot, tx, incoming, Some(*message_id)).await? else {
                return Err(Refusal::new("refusal-not-recipient").into());
            };
            press_in_group(&scene, tx, *data, &prepared).await
        }
        // What people say to each other in a group is not ours to answer.
        _ => Ok(Answers::default()),
    }
}

async fn command_in_group(
    bot: &Bot,
    tx: &mut Tx,
    incoming: &Incoming,
    command: &Command,
    prepared: &Prepared,
) -> Result<Answers, HandlerError> {
    let Some(scene) = group_scene(bot, tx, incoming, None).await? else {
        return Err(Refusal::new("refusal-start-first").into());
    };
    match command {
        Command::Connect { code } => groups::connect(&scene, tx, code.as_deref(), prepared).await,
        Command::Start { .. } | Command::Help => {
            scene.say(tx, &Notice::Group).await?;
            Ok(Answers::default())
        }
        Command::Verify { code: Some(code) } => newcomers::verify(&scene, tx, Some(code)).await,
        Command::Unknown { .. } => Ok(Answers::default()),
        _ => Err(Refusal::new("refusal-in-private").into()),
    }
}

/// A button in a group. What asks for words or sends a file goes on in private, where it disturbs
/// nobody.
async fn press_in_group(
    scene: &Scene<'_>,
    tx: &mut Tx,
    press: Option<Press>,
    prepared: &Prepared,
) -> Result<Answers, HandlerError> {
    match press {
        Some(Press::Acknowledge(id, revision)) => {
            receiving::acknowledge(scene, tx, id, revision).await
        }
        Some(Press::Comment(id, revision)) => {
            receiving::comment(&in_private_of(scene, tx).await?, tx, id, revision).await?;
            Ok(scene.toast("toast-look-in-private", &[]))
        }
        Some(Press::FullText(id)) => {
            receiving::full_text(&in_private_of(scene, tx).await?, tx, id).await?;
            Ok(scene.toast("toast-look-in-private", &[]))
        }
        Some(Press::ConnectGroup(unit, audience)) => {
            groups::choose(scene, tx, unit, audience, prepared).await
        }
        _ => Err(Refusal::new("refusal-old-button").into()),
    }
}

/// The private chat of somebody who writes there, with what he is now.
async fn private_scene<'a>(
    bot: &'a Bot,
    tx: &mut Tx,
    incoming: &Incoming,
) -> Result<Option<Scene<'a>>, HandlerError> {
    let now = bot.clock.now();
    let name = incoming.from.full_name();
    let visitor = Visitor {
        telegram: incoming.from.id,
        name: &name,
    };
    let greeted = greet(tx, visitor, &bot.rules, now).await?;
    let chat = tx.chat_by_id(greeted.chat).await?;
    let actor = tx.actor_load(greeted.person, now).await?;
    let pressed = match &incoming.kind {
        IncomingKind::Press { message_id, .. } => Some(*message_id),
        _ => None,
    };
    Ok(chat.zip(actor).map(|(chat, actor)| Scene {
        bot,
        chat,
        actor,
        now,
        pressed,
    }))
}

/// A group, with somebody in it whom we know; `None` for a stranger.
async fn group_scene<'a>(
    bot: &'a Bot,
    tx: &mut Tx,
    incoming: &Incoming,
    pressed: Option<MessageId>,
) -> Result<Option<Scene<'a>>, HandlerError> {
    let now = bot.clock.now();
    let Some(person) = tx.person_by_telegram(incoming.from.id).await? else {
        return Ok(None);
    };
    let actor = tx.actor_load(person.id, now).await?;
    let chat = tx.chat_by_telegram(incoming.chat).await?;
    Ok(chat.zip(actor).map(|(chat, actor)| Scene {
        bot,
        chat,
        actor,
        now,
        pressed,
    }))
}

/// The same person's private chat.
async fn in_private_of<'a>(scene: &Scene<'a>, tx: &mut Tx) -> Result<Scene<'a>, HandlerError> {
    let chat = tx
        .chat_of_person(scene.actor.id)
        .await?
        .ok_or_else(|| Refusal::new("refusal-start-first"))?;
    Ok(Scene {
        bot: scene.bot,
        chat,
        actor: scene.actor.clone(),
        now: scene.now,
        pressed: None,
    })
}
