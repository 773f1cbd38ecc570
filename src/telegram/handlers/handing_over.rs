//! `/bangiao`: choosing a deputy and a period step by step, by buttons or in words; looking at the
//! present handover, prolonging it, ending it; declining to stand in.

use super::importing::menus;
use super::scene::Scene;
use super::{Answers, HandlerError};
use crate::app::{Refusal, handovers};
use crate::domain::ids::{HandoverId, PersonId};
use crate::domain::notice::{HandoverScreen, Notice};
use crate::domain::period;
use crate::store::Tx;
use crate::telegram::dialogue::Dialogue;

type Handled = Result<Answers, HandlerError>;

/// The longest name that is looked for, in characters.
const SEARCH_LIMIT: usize = 60;

/// `/bangiao`: the present handover, or the first choice of a new one. Whoever stands in for
/// somebody sees that too.
pub async fn begin(scene: &Scene<'_>, tx: &mut Tx) -> Handled {
    for handover in tx.handover_list_to(scene.actor.id).await? {
        let notice = Notice::Deputyship {
            handover: handover.id,
        };
        scene.say(tx, &notice).await?;
    }
    let screen = match tx.handover_of(scene.actor.id).await? {
        Some(_) => HandoverScreen::Present,
        None => {
            handovers::require_duties(scene.cx())?;
            HandoverScreen::Deputy { page: 0 }
        }
    };
    wait(scene, tx, screen).await?;
    scene.say(tx, &card(screen)).await?;
    // What he may do in somebody's place can have begun or ended by itself since.
    Ok(Answers {
        others: menus(scene, tx, &[scene.actor.id]).await?,
        ..Answers::default()
    })
}

/// Shows a step in place of the one before it.
pub async fn show(scene: &Scene<'_>, tx: &mut Tx, screen: HandoverScreen) -> Handled {
    match screen {
        HandoverScreen::Deputy { .. } => handovers::require_duties(scene.cx())?,
        HandoverScreen::From { deputy } | HandoverScreen::Until { deputy, .. } => {
            handovers::candidate(tx, scene.cx(), deputy).await?;
        }
        HandoverScreen::Confirm {
            deputy,
            from,
            until,
        } => handovers::check(tx, scene.cx(), deputy, from, until).await?,
        HandoverScreen::Present | HandoverScreen::Extend => {
            handovers::present(tx, scene.cx()).await?;
        }
    }
    wait(scene, tx, screen).await?;
    let search = match screen {
        HandoverScreen::Deputy { .. } => searched(scene, tx).await?,
        _ => None,
    };
    scene.show(tx, &Notice::HandOver { screen, search }).await?;
    Ok(Answers::default())
}

/// Words instead of a button: part of a name, or a time.
pub async fn said(scene: &Scene<'_>, tx: &mut Tx, screen: HandoverScreen, text: &str) -> Handled {
    let calendar = &scene.bot.rules.calendar;
    let now = scene.now;
    let unclear = || Refusal::new("refusal-no-period");
    let next = match screen {
        HandoverScreen::Deputy { .. } => {
            let search = text.trim().chars().take(SEARCH_LIMIT).collect();
            let screen = HandoverScreen::Deputy { page: 0 };
            wait(scene, tx, screen).await?;
            let found = Notice::HandOver {
                screen,
                search: Some(search),
            };
            scene.say(tx, &found).await?;
            return Ok(Answers::default());
        }
        HandoverScreen::From { deputy } => {
            let from = period::begins(text, calendar, now).ok_or_else(unclear)?;
            handovers::candidate(tx, scene.cx(), deputy).await?;
            HandoverScreen::Until { deputy, from }
        }
        HandoverScreen::Until { deputy, from } => {
            let until = period::ends(text, calendar, from.unwrap_or(now), now);
            let until = until.ok_or_else(unclear)?;
            handovers::check(tx, scene.cx(), deputy, from, until).await?;
            HandoverScreen::Confirm {
                deputy,
                from,
                until,
            }
        }
        HandoverScreen::Extend => {
            let until = handovers::present(tx, scene.cx()).await?.until;
            let until = period::ends(text, calendar, until + 1, now).ok_or_else(unclear)?;
            handovers::extend(tx, scene.cx(), until).await?;
            HandoverScreen::Present
        }
        HandoverScreen::Confirm { .. } | HandoverScreen::Present => {
            return Err(Refusal::new("refusal-press-a-button").into());
        }
    };
    wait(scene, tx, next).await?;
    scene.say(tx, &card(next)).await?;
    Ok(Answers::default())
}

/// Hands the duties over as they were chosen; the card shows from now on how that stands.
pub async fn agree(
    scene: &Scene<'_>,
    tx: &mut Tx,
    deputy: PersonId,
    from: Option<i64>,
    until: i64,
) -> Handled {
    handovers::hand_over(tx, scene.cx(), deputy, from, until).await?;
    scene.forget(tx).await?;
    scene.show(tx, &card(HandoverScreen::Present)).await?;
    let mut answers = scene.toast("toast-handed-over", &[]);
    answers.others = menus(scene, tx, &[deputy]).await?;
    Ok(answers)
}

/// Prolongs the handover that the card shows.
pub async fn extend(scene: &Scene<'_>, tx: &mut Tx, id: HandoverId, until: i64) -> Handled {
    require_present(scene, tx, id).await?;
    handovers::extend(tx, scene.cx(), until).await?;
    scene.forget(tx).await?;
    scene.show(tx, &card(HandoverScreen::Present)).await?;
    Ok(scene.toast("toast-saved", &[]))
}

/// Takes the duties back now.
pub async fn end(scene: &Scene<'_>, tx: &mut Tx, id: HandoverId) -> Handled {
    require_present(scene, tx, id).await?;
    let ended = handovers::take_back(tx, scene.cx()).await?;
    scene.forget(tx).await?;
    scene.show(tx, &card(HandoverScreen::Present)).await?;
    let mut answers = scene.toast("toast-taken-back-duties", &[]);
    answers.others = menus(scene, tx, &[ended.deputy]).await?;
    Ok(answers)
}

/// The deputy cannot stand in.
pub async fn decline(scene: &Scene<'_>, tx: &mut Tx, id: HandoverId) -> Handled {
    handovers::decline(tx, scene.cx(), id).await?;
    scene.show(tx, &Notice::Deputyship { handover: id }).await?;
    let mut answers = scene.toast("toast-declined", &[]);
    answers.others = menus(scene, tx, &[scene.actor.id]).await?;
    Ok(answers)
}

/// If the message whose button was pressed is a step of a handover, stops there. Answers whether it
/// was.
pub async fn leave(scene: &Scene<'_>, tx: &mut Tx) -> Result<bool, HandlerError> {
    let Some(message) = scene.pressed else {
        return Ok(false);
    };
    let Some((_, Notice::HandOver { .. })) = tx.outbox_find(scene.chat.id, message).await? else {
        return Ok(false);
    };
    scene.forget(tx).await?;
    let notice = match tx.handover_of(scene.actor.id).await? {
        Some(_) => card(HandoverScreen::Present),
        None => Notice::say("cancelled"),
    };
    scene.show(tx, &notice).await?;
    Ok(true)
}

/// Goes on only if this is the handover that the actor has now: the button may be an old one.
async fn require_present(
    scene: &Scene<'_>,
    tx: &mut Tx,
    id: HandoverId,
) -> Result<(), HandlerError> {
    if handovers::present(tx, scene.cx()).await?.id != id {
        return Err(Refusal::new("refusal-no-handover").into());
    }
    Ok(())
}

/// Waits for words where a step takes them, and for nothing where it does not.
async fn wait(scene: &Scene<'_>, tx: &mut Tx, screen: HandoverScreen) -> Result<(), HandlerError> {
    match screen {
        HandoverScreen::Confirm { .. } | HandoverScreen::Present => {
            scene.forget(tx).await?;
        }
        _ => {
            Dialogue::Handover { screen }
                .save(tx, scene.chat.id, scene.actor.id, scene.now)
                .await?;
        }
    }
    Ok(())
}

/// What was looked for on the card whose button was pressed.
async fn searched(scene: &Scene<'_>, tx: &mut Tx) -> Result<Option<String>, HandlerError> {
    let Some(message) = scene.pressed else {
        return Ok(None);
    };
    match tx.outbox_find(scene.chat.id, message).await? {
        Some((_, Notice::HandOver { search, .. })) => Ok(search),
        _ => Ok(None),
    }
}

fn card(screen: HandoverScreen) -> Notice {
    Notice::HandOver {
        screen,
        search: None,
    }
}
