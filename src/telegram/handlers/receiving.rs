//! The buttons of a directive that was received: confirming it, reading it in full, doing it.

use super::scene::Scene;
use super::{Answers, HandlerError, in_place};
use crate::app::{Refusal, publishing, receipts, tasks};
use crate::domain::directive::Directive;
use crate::domain::ids::{AssignmentId, DirectiveId};
use crate::domain::notice::{Lane, Notice};
use crate::domain::permission::{Action, may};
use crate::store::Tx;
use crate::telegram::dialogue::Dialogue;
use crate::telegram::render::full_text_parts;

type Handled = Result<Answers, HandlerError>;

/// One tap confirms.
pub async fn acknowledge(
    scene: &Scene<'_>,
    tx: &mut Tx,
    directive: DirectiveId,
    revision: i64,
) -> Handled {
    receipts::acknowledge(tx, scene.cx(), directive, Some(revision), None).await?;
    Ok(scene.toast("toast-confirmed", &[]))
}

/// Asks for the remark that is confirmed with.
pub async fn comment(
    scene: &Scene<'_>,
    tx: &mut Tx,
    directive: DirectiveId,
    revision: i64,
) -> Handled {
    let found = recipient_of(scene, tx, directive).await?;
    publishing::require_in_force(&found)?;
    let dialogue = Dialogue::Comment {
        directive,
        revision,
    };
    scene.ask(tx, dialogue, &Notice::ask("ask-comment")).await?;
    Ok(Answers::default())
}

/// Sends the original, in as many messages as its text needs.
pub async fn full_text(scene: &Scene<'_>, tx: &mut Tx, directive: DirectiveId) -> Handled {
    let found = reader_of(scene, tx, directive).await?;
    let parts = u32::try_from(full_text_parts(&found)).unwrap_or(u32::MAX);
    for part in 0..parts {
        let notice = Notice::FullText { directive, part };
        tx.outbox_say(scene.chat.id, &notice, Lane::Interactive, scene.now)
            .await?;
    }
    Ok(Answers::default())
}

/// Turns the pages of a directive.
pub async fn turn(scene: &Scene<'_>, tx: &mut Tx, directive: DirectiveId, page: u32) -> Handled {
    recipient_of(scene, tx, directive).await?;
    let notice = Notice::Directive { directive, page };
    let notice = match scene.actor.acting_for {
        Some(person) => notice.in_place_of(person),
        None => notice,
    };
    scene.show(tx, &notice).await?;
    Ok(Answers::default())
}

/// A person's open tasks.
pub async fn task_list(scene: &Scene<'_>, tx: &mut Tx, page: u32, anew: bool) -> Handled {
    let notice = Notice::Tasks { page };
    if anew {
        scene.say(tx, &notice).await?;
    } else {
        scene.show(tx, &notice).await?;
    }
    Ok(Answers::default())
}

/// One task, in a message of its own.
pub async fn task(scene: &Scene<'_>, tx: &mut Tx, assignment: AssignmentId) -> Handled {
    tasks::open(tx, scene.cx(), assignment).await?;
    let notice = Notice::Assignment { assignment };
    let notice = match in_place::whose_task(tx, &scene.actor, assignment).await? {
        Some(person) => notice.in_place_of(person),
        None => notice,
    };
    scene.say(tx, &notice).await?;
    Ok(Answers::default())
}

/// Asks what came of a task that is done.
pub async fn done(scene: &Scene<'_>, tx: &mut Tx, assignment: AssignmentId) -> Handled {
    tasks::open(tx, scene.cx(), assignment).await?;
    let dialogue = Dialogue::Result { assignment };
    scene
        .ask(tx, dialogue, &Notice::ask_or_skip("ask-result"))
        .await?;
    Ok(Answers::default())
}

/// A directive that the actor was asked to confirm.
async fn recipient_of(
    scene: &Scene<'_>,
    tx: &mut Tx,
    id: DirectiveId,
) -> Result<Directive, HandlerError> {
    let stranger = || Refusal::new("refusal-not-recipient");
    let directive = tx.directive_by_id(id).await?.ok_or_else(stranger)?;
    receipts::owed(tx, scene.cx(), id)
        .await?
        .ok_or_else(stranger)?;
    Ok(directive)
}

/// A directive that the actor may read in full: as a recipient, or because he follows it.
async fn reader_of(
    scene: &Scene<'_>,
    tx: &mut Tx,
    id: DirectiveId,
) -> Result<Directive, HandlerError> {
    let stranger = || Refusal::new("refusal-not-recipient");
    let directive = tx.directive_by_id(id).await?.ok_or_else(stranger)?;
    if receipts::owed(tx, scene.cx(), id).await?.is_some() {
        publishing::require_in_force(&directive)?;
        return Ok(directive);
    }
    let unit = tx.unit_by_id(directive.unit).await?.ok_or_else(stranger)?;
    if may(&scene.actor, Action::FollowDirective, &unit.path) {
        return Ok(directive);
    }
    Err(stranger().into())
}
