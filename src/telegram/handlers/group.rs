//! What somebody does in a group goes to the feature it belongs to.

use super::scene::Scene;
use super::{Answers, HandlerError, Prepared, groups, newcomers, receiving};
use crate::app::Refusal;
use crate::domain::ids::MessageId;
use crate::domain::notice::Notice;
use crate::store::Tx;
use crate::telegram::Bot;
use crate::telegram::commands::Command;
use crate::telegram::from_tg::{Incoming, IncomingKind};
use crate::telegram::press::Press;

/// Answers an update from a group.
pub async fn handle(
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
        first_time: false,
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
        first_time: false,
    })
}
