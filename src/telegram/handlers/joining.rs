//! Joining: the card of an invitation, and the answers to it.

use super::scene::Scene;
use super::{Answers, HandlerError, Menu};
use crate::app::Refusal;
use crate::app::joining::{self, Opened};
use crate::app::privacy::{self, Farewell};
use crate::app::publishing::deliver_waiting;
use crate::domain::ids::{InvitationId, OutboxId};
use crate::domain::notice::{Lane, Notice};
use crate::store::Tx;

type Handled = Result<Answers, HandlerError>;

/// A link with a code was opened: shows what it is, and asks.
pub async fn open(scene: &Scene<'_>, tx: &mut Tx, code: &str) -> Handled {
    match joining::open(tx, scene.actor.id, code, scene.now).await? {
        Opened::Invitation(invitation) => {
            scene.say(tx, &Notice::Joining { invitation }).await?;
        }
        Opened::ForSomebodyElse => scene.tell(tx, "refusal-invitation-other-person").await?,
    }
    Ok(Answers::default())
}

/// Joins, and sends what already waits for the person.
pub async fn agree(scene: &Scene<'_>, tx: &mut Tx) -> Handled {
    let Asked { invitation, .. } = asked(scene, tx).await?;
    let joined = joining::join(tx, scene.actor.id, invitation, scene.now).await?;
    // By a personal link he is the person of the roster now, in the same chat.
    let Some(actor) = tx.actor_load(joined.person, scene.now).await? else {
        return Ok(Answers::default());
    };
    scene.show(tx, &Notice::Joined { invitation }).await?;
    tx.outbox_say(scene.chat.id, &Notice::Help, Lane::Interactive, scene.now)
        .await?;
    deliver_waiting(tx, joined.person, scene.chat.id, scene.now).await?;
    let mut answers = scene.toast("toast-joined", &[]);
    answers.menu = Some(Menu {
        chat: scene.chat.telegram,
        roles: actor.roles().into_iter().collect(),
        locale: actor.locale,
    });
    Ok(answers)
}

/// Does not join.
pub async fn decline(scene: &Scene<'_>, tx: &mut Tx) -> Handled {
    let asked = asked(scene, tx).await?;
    joining::decline(tx, asked.invitation, scene.now).await?;
    part(scene, tx, asked.card, "joining-declined").await
}

/// Is not the one for whom the personal link is.
pub async fn disown(scene: &Scene<'_>, tx: &mut Tx) -> Handled {
    let asked = asked(scene, tx).await?;
    joining::disown(tx, asked.invitation, scene.now).await?;
    part(scene, tx, asked.card, "joining-disowned").await
}

/// The card becomes the last word. Whoever is nobody here is forgotten with it.
async fn part(scene: &Scene<'_>, tx: &mut Tx, card: OutboxId, key: &str) -> Handled {
    let words = Notice::say(key);
    if joining::is_nobody(tx, scene.actor.id).await? {
        let farewell = Farewell {
            message: Some(card),
            words: &words,
        };
        privacy::erase(tx, scene.actor.id, None, Some(farewell), scene.now).await?;
    } else {
        tx.outbox_show(card, &words, scene.now).await?;
    }
    Ok(Answers::default())
}

/// What the message with the pressed button asks.
struct Asked {
    card: OutboxId,
    invitation: InvitationId,
}

/// The invitation that the message with the pressed button shows. It is never taken from the press
/// itself, which anybody can make up.
async fn asked(scene: &Scene<'_>, tx: &mut Tx) -> Result<Asked, HandlerError> {
    let shown = match scene.pressed {
        Some(message) => tx.outbox_find(scene.chat.id, message).await?,
        None => None,
    };
    let refusal = match shown {
        Some((card, Notice::Joining { invitation })) => return Ok(Asked { card, invitation }),
        Some((_, Notice::Joined { .. })) => "refusal-already-joined",
        _ => "refusal-old-button",
    };
    Err(Refusal::new(refusal).into())
}
