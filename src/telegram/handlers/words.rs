//! Words that were asked for: each goes to the question that waits for it.

use super::scene::Scene;
use super::{
    Answers, HandlerError, Prepared, following, handing_over, inviting, newcomers, proposing,
};
use crate::app::{Refusal, corrections, directives, publishing, receipts, tasks};
use crate::domain::ids::DirectiveId;
use crate::domain::notice::{DraftScreen, Notice};
use crate::store::Tx;
use crate::telegram::dialogue::Dialogue;

type Handled = Result<Answers, HandlerError>;

/// Answers words that are no command.
pub async fn said(scene: &Scene<'_>, tx: &mut Tx, text: &str, prepared: Prepared) -> Handled {
    let waiting = Dialogue::load(tx, scene.chat.id, scene.actor.id, scene.now).await?;
    let Some(dialogue) = waiting else {
        scene.tell(tx, "not-understood").await?;
        return Ok(Answers::default());
    };
    match dialogue {
        Dialogue::Directive | Dialogue::MoreText { .. } => {
            proposing::text(scene, tx, prepared).await
        }
        answered => answer(scene, tx, answered, Some(text)).await,
    }
}

/// Goes on without the words, where the question allows it.
pub async fn skip(scene: &Scene<'_>, tx: &mut Tx) -> Handled {
    let waiting = Dialogue::load(tx, scene.chat.id, scene.actor.id, scene.now).await?;
    match waiting {
        Some(dialogue @ (Dialogue::Result { .. } | Dialogue::Withdraw { .. })) => {
            answer(scene, tx, dialogue, None).await
        }
        _ => Err(Refusal::new("refusal-nothing-asked").into()),
    }
}

/// Stops what was begun.
pub async fn cancel(scene: &Scene<'_>, tx: &mut Tx) -> Handled {
    if handing_over::leave(scene, tx).await? {
        return Ok(scene.toast("cancelled", &[]));
    }
    let key = match (
        scene.forget(tx).await?,
        following::leave_question(scene, tx).await?,
    ) {
        (_, true) => return Ok(scene.toast("cancelled", &[])),
        (true, false) => "cancelled",
        (false, false) => "nothing-to-cancel",
    };
    scene.tell(tx, key).await?;
    Ok(Answers::default())
}

/// Gives the words to the question. A refusal leaves the question open: better words may follow.
async fn answer(
    scene: &Scene<'_>,
    tx: &mut Tx,
    dialogue: Dialogue,
    words: Option<&str>,
) -> Handled {
    let cx = scene.cx();
    let text = words.unwrap_or_default();
    match dialogue {
        Dialogue::Directive | Dialogue::MoreText { .. } => {
            return Err(Refusal::new("refusal-nothing-asked").into());
        }
        Dialogue::Code => {
            let verdict = newcomers::verdict(scene, tx, text).await?;
            scene.say(tx, &verdict).await?;
        }
        Dialogue::Field { directive, field } => {
            directives::set_field(tx, cx, directive, field, text).await?;
            fresh_draft(scene, tx, directive).await?;
        }
        Dialogue::Task { task, field } => {
            let directive = directives::set_task(tx, cx, task, field, text).await?;
            fresh_draft(scene, tx, directive).await?;
        }
        Dialogue::NewTask { directive } => {
            directives::add_task(tx, cx, directive, text).await?;
            fresh_draft(scene, tx, directive).await?;
        }
        Dialogue::SendBack { directive } => {
            publishing::send_back(tx, cx, directive, text).await?;
            scene.tell(tx, "sent-back").await?;
        }
        Dialogue::Comment {
            directive,
            revision,
        } => {
            receipts::acknowledge(tx, cx, directive, Some(revision), words).await?;
            scene.tell(tx, "comment-kept").await?;
        }
        Dialogue::Result { assignment } => {
            tasks::finish(tx, cx, assignment, words).await?;
            scene.say(tx, &Notice::Assignment { assignment }).await?;
        }
        Dialogue::Correction { directive, target } => {
            return following::ask_substance(scene, tx, directive, target, text).await;
        }
        Dialogue::Substance { .. } => {
            return Err(Refusal::new("refusal-press-a-button").into());
        }
        Dialogue::InviteUnit { role, uses, days } => {
            inviting::unit_typed(scene, tx, text, role, uses, days).await?;
        }
        Dialogue::Handover { screen } => {
            return handing_over::said(scene, tx, screen, text).await;
        }
        Dialogue::Withdraw { directive } => {
            corrections::withdraw(tx, cx, directive, words).await?;
            scene.tell(tx, "withdrawn").await?;
        }
    }
    scene.forget(tx).await?;
    Ok(Answers::default())
}

/// The draft's card anew below the words, so that nobody has to scroll up for it.
async fn fresh_draft(
    scene: &Scene<'_>,
    tx: &mut Tx,
    directive: DirectiveId,
) -> Result<(), HandlerError> {
    let screen = DraftScreen::Card { page: 0 };
    scene
        .say_anew(tx, &Notice::Draft { directive, screen })
        .await?;
    Ok(())
}
