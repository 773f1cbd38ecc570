//! A person's own data: seeing what is kept, taking a copy, being forgotten.

use super::scene::Scene;
use super::{Answers, HandlerError, Menu};
use crate::app::{Refusal, privacy};
use crate::domain::locale::Locale;
use crate::domain::notice::{Notice, PrivacyScreen};
use crate::store::Tx;

type Handled = Result<Answers, HandlerError>;

const CARD: Notice = Notice::Privacy {
    screen: PrivacyScreen::Card,
};

/// What is kept of the person, in a new message.
pub async fn open(scene: &Scene<'_>, tx: &mut Tx) -> Handled {
    scene.say(tx, &CARD).await?;
    Ok(Answers::default())
}

/// The same, in place of the question.
pub async fn show(scene: &Scene<'_>, tx: &mut Tx) -> Handled {
    scene.show(tx, &CARD).await?;
    Ok(Answers::default())
}

/// A copy of everything, as a file.
pub async fn copy(scene: &Scene<'_>, tx: &mut Tx) -> Handled {
    privacy::note_copy(tx, &scene.cx()).await?;
    scene.say(tx, &Notice::PersonalCopy).await?;
    Ok(Answers::default())
}

/// Says what would be erased and what stays, and asks.
pub async fn ask(scene: &Scene<'_>, tx: &mut Tx) -> Handled {
    privacy::require_another_admin(tx, scene.actor.id, scene.now).await?;
    let screen = PrivacyScreen::Erase {
        asked_at: scene.now,
    };
    scene.show(tx, &Notice::Privacy { screen }).await?;
    Ok(Answers::default())
}

/// Forgets him. The question itself turns into the farewell.
pub async fn erase(scene: &Scene<'_>, tx: &mut Tx) -> Handled {
    let question = match scene.pressed {
        Some(message) => tx.outbox_find(scene.chat.id, message).await?,
        None => None,
    };
    let Some((
        message,
        Notice::Privacy {
            screen: PrivacyScreen::Erase { asked_at },
        },
    )) = question
    else {
        return Err(Refusal::new("refusal-old-button").into());
    };
    privacy::erase_self(tx, &scene.cx(), asked_at, message).await?;
    let mut answers = scene.toast("toast-erased", &[]);
    // A menu of his own is part of what Telegram keeps for us: back to everybody's.
    answers.menu = Some(Menu {
        chat: scene.chat.telegram,
        roles: Vec::new(),
        locale: Locale::default(),
    });
    Ok(answers)
}
