//! What somebody does in a group goes to the feature it belongs to.

use super::groups::GroupFacts;
use super::scene::Scene;
use super::{Answers, HandlerError, Prepared, groups, newcomers, receiving};
use crate::app::Refusal;
use crate::domain::ids::MessageId;
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
    let facts = match prepared {
        Prepared::Group(facts) => facts,
        _ => GroupFacts::default(),
    };
    match &incoming.kind {
        IncomingKind::BotStatus { was, now } => {
            groups::status(bot, tx, incoming, *was, *now, facts.presence.as_ref()).await
        }
        IncomingKind::MigratedTo(new) => groups::migrate(tx, incoming.chat, *new).await,
        IncomingKind::MigratedFrom(old) => groups::migrate(tx, *old, incoming.chat).await,
        IncomingKind::TopicReopened => groups::topic_reopened(bot, tx, incoming).await,
        IncomingKind::Command { command, .. } => {
            if !groups::may_answer(bot, tx, incoming, facts.presence.as_ref()).await? {
                return Ok(Answers::default());
            }
            command_in_group(bot, tx, incoming, command, &facts).await
        }
        IncomingKind::Press { data, .. } => press_in_group(bot, tx, incoming, *data, &facts).await,
        // What people say to each other in a group is not ours to answer.
        _ => Ok(Answers::default()),
    }
}

async fn command_in_group(
    bot: &Bot,
    tx: &mut Tx,
    incoming: &Incoming,
    command: &Command,
    facts: &GroupFacts,
) -> Result<Answers, HandlerError> {
    match command {
        Command::Unknown { .. } => return Ok(Answers::default()),
        Command::Start { .. } | Command::Help => return groups::card(bot, tx, incoming).await,
        // Whoever writes in the group's name is nobody in particular.
        _ if incoming.from.anonymous => return Err(Refusal::new("refusal-anonymous").into()),
        Command::Language => {
            require_administrator(facts)?;
            return groups::languages(bot, tx, incoming).await;
        }
        _ => {}
    }
    match command {
        Command::Connect { code } => {
            let scene = connecting(bot, tx, incoming, facts).await?;
            groups::connect(&scene, tx, code.as_deref()).await
        }
        Command::Verify { code: Some(code) } => {
            let scene = group_scene(bot, tx, incoming, None).await?;
            let scene = scene.ok_or_else(|| Refusal::new("refusal-start-first"))?;
            newcomers::verify(&scene, tx, Some(code)).await
        }
        _ => Err(Refusal::new("refusal-in-private").into()),
    }
}

/// A button in a group. What asks for words or sends a file goes on in private, where it disturbs
/// nobody.
async fn press_in_group(
    bot: &Bot,
    tx: &mut Tx,
    incoming: &Incoming,
    press: Option<Press>,
    facts: &GroupFacts,
) -> Result<Answers, HandlerError> {
    let presence = facts.presence.as_ref();
    match press {
        Some(Press::CheckGroup(None)) => groups::check(bot, tx, incoming, presence).await,
        Some(Press::Language(locale)) => {
            require_administrator(facts)?;
            groups::set_language(bot, tx, incoming, locale).await
        }
        Some(Press::ConnectUnit(unit)) => {
            let scene = connecting(bot, tx, incoming, facts).await?;
            groups::choose_unit(&scene, tx, unit).await
        }
        Some(Press::ConnectUnits(page)) => {
            let scene = connecting(bot, tx, incoming, facts).await?;
            groups::units(&scene, tx, page).await
        }
        Some(Press::ConnectGroup(unit, audience)) => {
            let scene = connecting(bot, tx, incoming, facts).await?;
            groups::choose(&scene, tx, unit, audience, presence).await
        }
        Some(Press::DisconnectGroup(unit)) => {
            let scene = connecting(bot, tx, incoming, facts).await?;
            groups::untie(&scene, tx, unit).await
        }
        press => {
            let scene = group_scene(bot, tx, incoming, pressed(incoming)).await?;
            let scene = scene.ok_or_else(|| Refusal::new("refusal-not-recipient"))?;
            press_on_copy(&scene, tx, press).await
        }
    }
}

/// A button below a directive.
async fn press_on_copy(
    scene: &Scene<'_>,
    tx: &mut Tx,
    press: Option<Press>,
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
        _ => Err(Refusal::new("refusal-old-button").into()),
    }
}

fn require_administrator(facts: &GroupFacts) -> Result<(), Refusal> {
    match facts.administers {
        true => Ok(()),
        false => Err(Refusal::new("refusal-not-administrator")),
    }
}

/// The scene of somebody who ties the group: one of its administrators, and somebody in Kẻng.
async fn connecting<'a>(
    bot: &'a Bot,
    tx: &mut Tx,
    incoming: &Incoming,
    facts: &GroupFacts,
) -> Result<Scene<'a>, HandlerError> {
    require_administrator(facts)?;
    let scene = group_scene(bot, tx, incoming, pressed(incoming)).await?;
    let stranger = || Refusal::new("refusal-connect-stranger");
    Ok(scene
        .filter(|scene| !scene.actor.standings.is_empty())
        .ok_or_else(stranger)?)
}

fn pressed(incoming: &Incoming) -> Option<MessageId> {
    match &incoming.kind {
        IncomingKind::Press { message_id, .. } => Some(*message_id),
        _ => None,
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
        topic: Some(incoming.topic_or_none()),
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
        topic: None,
    })
}
