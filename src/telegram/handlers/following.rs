//! The buttons of a live card: looking closer, reminding, correcting, withdrawing, taking it out.

use super::drafting::{ask_field, ask_task};
use super::scene::Scene;
use super::{Answers, HandlerError};
use crate::app::corrections::{self, Correction, Target};
use crate::app::{Refusal, following, receipts};
use crate::domain::ids::DirectiveId;
use crate::domain::notice::{FollowScreen, Notice};
use crate::i18n::Arg;
use crate::store::Tx;
use crate::telegram::correction::what;
use crate::telegram::dialogue::Dialogue;

type Handled = Result<Answers, HandlerError>;

/// Shows a part of the card.
pub async fn show(
    scene: &Scene<'_>,
    tx: &mut Tx,
    directive: DirectiveId,
    screen: FollowScreen,
) -> Handled {
    following::open(tx, scene.cx(), directive).await?;
    if matches!(screen, FollowScreen::Correct { .. }) {
        corrections::correctable(tx, scene.cx(), directive).await?;
    }
    scene
        .show(tx, &Notice::Follow { directive, screen })
        .await?;
    Ok(Answers::default())
}

/// The directives that can be followed: anew for the command, in place for the buttons.
pub async fn list(scene: &Scene<'_>, tx: &mut Tx, page: u32, anew: bool) -> Handled {
    if following::roots(&scene.actor).is_empty() {
        return Err(Refusal::new("refusal-not-allowed").into());
    }
    let notice = Notice::FollowList { page };
    if anew {
        scene.say(tx, &notice).await?;
    } else {
        scene.show(tx, &notice).await?;
    }
    Ok(Answers::default())
}

/// Who cannot be reached, in place of the list of directives.
pub async fn not_connected(scene: &Scene<'_>, tx: &mut Tx, page: u32) -> Handled {
    if following::roots(&scene.actor).is_empty() {
        return Err(Refusal::new("refusal-not-allowed").into());
    }
    scene.show(tx, &Notice::NotConnected { page }).await?;
    Ok(Answers::default())
}

/// Reminds those who have not confirmed.
pub async fn remind(scene: &Scene<'_>, tx: &mut Tx, directive: DirectiveId) -> Handled {
    let reminded = receipts::remind(tx, scene.cx(), directive).await?;
    Ok(if reminded == 0 {
        scene.toast("toast-nobody-reminded", &[])
    } else {
        scene.toast("toast-reminded", &[("count", Arg::count(reminded))])
    })
}

/// Sends the workbook of receipts.
pub async fn export(scene: &Scene<'_>, tx: &mut Tx, directive: DirectiveId) -> Handled {
    following::export(tx, scene.cx(), directive).await?;
    scene.say(tx, &Notice::ReceiptSheet { directive }).await?;
    Ok(scene.toast("toast-exporting", &[]))
}

/// Sends the picture of the progress.
pub async fn chart(scene: &Scene<'_>, tx: &mut Tx, directive: DirectiveId) -> Handled {
    following::open(tx, scene.cx(), directive).await?;
    let dark = false;
    scene.say(tx, &Notice::Chart { directive, dark }).await?;
    Ok(Answers::default())
}

/// Draws the picture anew where it is, from what is true now.
pub async fn chart_on(
    scene: &Scene<'_>,
    tx: &mut Tx,
    directive: DirectiveId,
    dark: bool,
) -> Handled {
    following::open(tx, scene.cx(), directive).await?;
    scene.show(tx, &Notice::Chart { directive, dark }).await?;
    Ok(Answers::default())
}

/// Asks for the right words.
pub async fn correct(
    scene: &Scene<'_>,
    tx: &mut Tx,
    directive: DirectiveId,
    target: Target,
) -> Handled {
    corrections::correctable(tx, scene.cx(), directive).await?;
    let key = match target {
        Target::Head(field) => ask_field(field),
        Target::Task(_, field) => ask_task(field),
    };
    let dialogue = Dialogue::Correction { directive, target };
    scene.ask(tx, dialogue, &Notice::ask(key)).await?;
    Ok(Answers::default())
}

/// The right words came. If they can be right, asks whether the substance changes by them.
pub async fn ask_substance(
    scene: &Scene<'_>,
    tx: &mut Tx,
    directive: DirectiveId,
    target: Target,
    typed: &str,
) -> Handled {
    corrections::check(tx, scene.cx(), directive, target, typed).await?;
    let dialogue = Dialogue::Substance {
        directive,
        target,
        typed: typed.to_owned(),
    };
    dialogue
        .save(tx, scene.chat.id, scene.actor.id, scene.now)
        .await?;
    let screen = FollowScreen::Substance;
    scene
        .say_anew(tx, &Notice::Follow { directive, screen })
        .await?;
    Ok(Answers::default())
}

/// Applies the correction that was typed. The question becomes the live card.
pub async fn apply(
    scene: &Scene<'_>,
    tx: &mut Tx,
    directive: DirectiveId,
    substance: bool,
) -> Handled {
    let waiting = Dialogue::load(tx, scene.chat.id, scene.actor.id, scene.now).await?;
    let (target, typed) = match waiting {
        Some(Dialogue::Substance {
            directive: asked,
            target,
            typed,
        }) if asked == directive => (target, typed),
        _ => return Err(Refusal::new("refusal-nothing-asked").into()),
    };
    // Every copy carries the sentence, so it is in the organisation's language.
    let locale = scene.bot.rules.locale;
    let what = what(scene.bot.catalog, locale, tx, directive, target, &typed).await?;
    let correction = Correction {
        target,
        typed: &typed,
        what: &what,
        substance,
    };
    corrections::correct(tx, scene.cx(), directive, correction).await?;
    scene.forget(tx).await?;
    scene.show(tx, &card(directive)).await?;
    Ok(if substance {
        scene.toast("toast-corrected-substance", &[])
    } else {
        scene.toast("toast-corrected-words", &[])
    })
}

/// Asks whether it shall really be withdrawn, and why.
pub async fn withdraw(scene: &Scene<'_>, tx: &mut Tx, directive: DirectiveId) -> Handled {
    corrections::withdrawable(tx, scene.cx(), directive).await?;
    Dialogue::Withdraw { directive }
        .save(tx, scene.chat.id, scene.actor.id, scene.now)
        .await?;
    let screen = FollowScreen::Withdraw;
    scene
        .show(tx, &Notice::Follow { directive, screen })
        .await?;
    Ok(Answers::default())
}

/// If the message whose button was pressed asked something about a live card, shows the card there
/// again. Answers whether it did.
pub async fn leave_question(scene: &Scene<'_>, tx: &mut Tx) -> Result<bool, HandlerError> {
    let Some(message) = scene.pressed else {
        return Ok(false);
    };
    match tx.outbox_find(scene.chat.id, message).await? {
        Some((_, Notice::Follow { directive, .. })) => {
            scene.show(tx, &card(directive)).await?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

fn card(directive: DirectiveId) -> Notice {
    Notice::Follow {
        directive,
        screen: FollowScreen::Card,
    }
}
