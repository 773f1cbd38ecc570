//! What somebody does in his private chat goes to the feature it belongs to.

use super::scene::Scene;
use super::{
    Answers, HandlerError, Prepared, drafting, following, groups, handing_over, importing,
    in_place, inviting, joining, newcomers, privacy, proposing, receiving, words,
};
use crate::app::Refusal;
use crate::app::people::{Visitor, greet};
use crate::domain::notice::Unreachable;
use crate::store::Tx;
use crate::telegram::Bot;
use crate::telegram::commands::Command;
use crate::telegram::from_tg::{Incoming, IncomingKind};
use crate::telegram::press::Press;

/// Answers an update from a private chat.
pub async fn handle(
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
        return match incoming.kind {
            IncomingKind::Press { .. } => Err(Refusal::new("refusal-old-button").into()),
            _ => Ok(Answers::default()),
        };
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
        IncomingKind::Document { .. } if importing::is_table(incoming) => {
            importing::file(&scene, tx, incoming, prepared).await
        }
        IncomingKind::Document { .. } => proposing::document(&scene, tx, incoming, prepared).await,
        IncomingKind::Press {
            data: Some(Press::CheckGroup(Some(group))),
            ..
        } => groups::check_from_afar(&scene, tx, *group, &prepared).await,
        IncomingKind::Press { data, .. } => press(&scene, tx, *data).await,
        IncomingKind::Photo { .. } | IncomingKind::Location { .. } | IncomingKind::Other { .. } => {
            scene.tell(tx, "not-understood").await?;
            Ok(Answers::default())
        }
        IncomingKind::BotStatus { .. }
        | IncomingKind::MigratedTo(_)
        | IncomingKind::MigratedFrom(_)
        | IncomingKind::TopicReopened => Ok(Answers::default()),
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
        Command::HandOver => handing_over::begin(scene, tx).await,
        Command::Cancel => words::cancel(scene, tx).await,
        Command::Start { payload } => newcomers::start(scene, tx, payload.as_deref()).await,
        Command::Invite => inviting::list(scene, tx).await,
        Command::Help => newcomers::help(scene, tx).await,
        Command::Language => newcomers::languages(scene, tx).await,
        Command::Privacy => privacy::open(scene, tx).await,
        Command::Verify { code } => newcomers::verify(scene, tx, code.as_deref()).await,
        Command::Connect { .. } => Err(Refusal::new("refusal-connect-in-group").into()),
        _ => {
            scene.tell(tx, "not-understood").await?;
            Ok(Answers::default())
        }
    }
}

/// A button. Whoever presses is checked where it is done.
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
        Press::Agree() => joining::agree(scene, tx).await,
        Press::Decline() => joining::decline(scene, tx).await,
        Press::Disown() => joining::disown(scene, tx).await,
        Press::Inviting(screen) => inviting::show(scene, tx, screen).await,
        Press::MakeInvitation() => inviting::make(scene, tx).await,
        Press::Invitation(id) => inviting::open(scene, tx, id).await,
        Press::Slips(unit) => inviting::slips(scene, tx, unit).await,
        Press::InvitationQr(id) => inviting::qr(scene, tx, id).await,
        Press::RevokeInvitation(id, sure) => inviting::revoke(scene, tx, id, sure).await,
        Press::RenewInvitation(id) => inviting::renew(scene, tx, id).await,
        Press::Privacy() => privacy::show(scene, tx).await,
        Press::PersonalCopy() => privacy::copy(scene, tx).await,
        Press::Erase() => privacy::ask(scene, tx).await,
        Press::ConfirmErase() => privacy::erase(scene, tx).await,
        Press::Language(locale) => newcomers::set_language(scene, tx, locale).await,
        Press::Follow(id, screen) => following::show(scene, tx, id, screen).await,
        Press::FollowList(page) => following::list(scene, tx, page, false).await,
        Press::NotConnected(page) => following::not_connected(scene, tx, page).await,
        Press::Remind(id) => following::remind(scene, tx, id).await,
        Press::Export(id) => following::export(scene, tx, id).await,
        Press::Chart(id) => following::chart(scene, tx, id).await,
        Press::ChartOn(id, dark) => following::chart_on(scene, tx, id, dark).await,
        Press::Correct(id, target) => following::correct(scene, tx, id, target).await,
        Press::ApplyCorrection(id, deep) => following::apply(scene, tx, id, deep).await,
        Press::Withdraw(id) => following::withdraw(scene, tx, id).await,
        Press::Roster(file, screen) => importing::show(scene, tx, file, screen).await,
        Press::ApplyRoster(file, leave, sure) => {
            importing::apply(scene, tx, file, leave, sure).await
        }
        Press::DropRoster(file) => importing::discard(scene, tx, file).await,
        Press::HandOver(screen) => handing_over::show(scene, tx, screen).await,
        Press::HandOverTo(deputy, from, until) => {
            handing_over::agree(scene, tx, deputy, from, until).await
        }
        Press::ExtendHandover(id, until) => handing_over::extend(scene, tx, id, until).await,
        Press::EndHandover(id) => handing_over::end(scene, tx, id).await,
        Press::DeclineHandover(id) => handing_over::decline(scene, tx, id).await,
        Press::Skip() => words::skip(scene, tx).await,
        Press::Cancel() => words::cancel(scene, tx).await,
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
    // Only who writes is a visitor. The buttons of somebody who was forgotten are still in his chat,
    // and pressing one must not make us know him again.
    let is_written = !matches!(
        incoming.kind,
        IncomingKind::Press { .. } | IncomingKind::BotStatus { .. }
    );
    if !is_written && tx.person_by_telegram(incoming.from.id).await?.is_none() {
        return Ok(None);
    }
    let name = incoming.from.full_name();
    let visitor = Visitor {
        telegram: incoming.from.id,
        name: &name,
    };
    let greeted = greet(tx, visitor, &bot.rules, now).await?;
    let chat = tx.chat_by_id(greeted.chat).await?;
    let mut actor = tx.actor_load(greeted.person, now).await?;
    if let Some(actor) = &mut actor {
        actor.acting_for = in_place::of(tx, greeted.chat, actor, incoming, now).await?;
    }
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
        first_time: greeted.first_time,
        topic: None,
    }))
}
