//! Groups: tying one to a unit.

mod asks;
mod language;
mod standing;

use super::scene::Scene;
use super::{Answers, HandlerError};
use crate::app::Refusal;
use crate::app::groups::{self, Group};
use crate::domain::chat::{Chat, GroupAudience, Presence};
use crate::domain::ids::{TopicId, UnitId};
use crate::domain::notice::Notice;
use crate::domain::org::Unit;
use crate::i18n::Arg;
use crate::store::Tx;

pub use asks::{GroupFacts, is_check, prepare};
pub use language::{languages, set_language};
pub use standing::{card, check, check_from_afar, may_answer, migrate, status, topic_reopened};

type Handled = Result<Answers, HandlerError>;

/// `/ketnoi CODE`: asks for whom the group is. Without a code it offers the units there are.
pub async fn connect(scene: &Scene<'_>, tx: &mut Tx, code: Option<&str>) -> Handled {
    let Some(code) = code else {
        return units(scene, tx, 0).await;
    };
    let unit = groups::unit_to_connect(tx, &scene.cx(), code).await?;
    scene
        .say(tx, &Notice::ConnectGroup { unit: unit.id })
        .await?;
    Ok(Answers::default())
}

/// Offers the units to which whoever asks may tie the group.
pub async fn units(scene: &Scene<'_>, tx: &mut Tx, page: u32) -> Handled {
    if groups::units_to_connect(tx, &scene.actor).await?.is_empty() {
        return Err(Refusal::new("refusal-connect-nowhere").into());
    }
    let notice = Notice::ConnectUnits {
        person: scene.actor.id,
        page,
    };
    scene.show(tx, &notice).await?;
    Ok(Answers::default())
}

/// Says to which unit the group is to be tied, and will be asked for whom.
pub async fn choose_unit(scene: &Scene<'_>, tx: &mut Tx, unit: UnitId) -> Handled {
    let unit = unit_of(tx, unit).await?;
    let unit = groups::unit_to_connect(tx, &scene.cx(), &unit.code).await?;
    scene
        .show(tx, &Notice::ConnectGroup { unit: unit.id })
        .await?;
    Ok(Answers::default())
}

/// Says for whom the group is: it is tied from now on. Said over the question, it also says to
/// which topic of a forum everything goes; over the group's card it changes only the audience.
pub async fn choose(
    scene: &Scene<'_>,
    tx: &mut Tx,
    unit: UnitId,
    audience: GroupAudience,
    presence: Option<&Presence>,
) -> Handled {
    let pressed = match scene.pressed {
        Some(message) => tx.outbox_find(scene.chat.id, message).await?,
        None => None,
    };
    let on_card = matches!(pressed, Some((_, Notice::Group)));
    if on_card && scene.chat.connection.is_none_or(|(tied, _)| tied != unit) {
        return Err(Refusal::new("refusal-old-button").into());
    }
    let unit = unit_of(tx, unit).await?;
    let group = group_of_chat(&scene.chat);
    let connected = groups::connect_group(tx, &scene.cx(), group, &unit.code, audience).await?;
    if !on_card {
        let topic = scene.topic.filter(|topic| *topic != TopicId(0));
        groups::set_topic(tx, &scene.cx(), connected.chat, topic).await?;
    }
    if let Some(presence) = presence {
        groups::learn_presence(tx, group, presence, &scene.bot.rules, scene.now).await?;
    }
    let row = pressed.map(|(row, _)| row);
    groups::retire_cards(tx, connected.chat, row, scene.now).await?;
    scene.show(tx, &Notice::Group).await?;
    let key = match audience {
        GroupAudience::Cadre => "toast-group-cadre",
        GroupAudience::Resident => "toast-group-resident",
    };
    let unit = Arg::text(connected.unit.name);
    Ok(scene.toast(key, &[("unit", unit)]))
}

/// Unties the group from this unit.
pub async fn untie(scene: &Scene<'_>, tx: &mut Tx, unit: UnitId) -> Handled {
    match scene.chat.connection {
        Some((tied, _)) if tied == unit => {}
        Some(_) => return Err(Refusal::new("refusal-old-button").into()),
        None => return Err(Refusal::new("refusal-group-not-connected").into()),
    }
    groups::disconnect_group(tx, &scene.cx(), scene.chat.telegram).await?;
    scene.show(tx, &Notice::Group).await?;
    Ok(scene.toast("toast-group-untied", &[]))
}

async fn unit_of(tx: &mut Tx, unit: UnitId) -> Result<Unit, HandlerError> {
    let gone = || Refusal::new("refusal-old-button");
    Ok(tx.unit_by_id(unit).await?.ok_or_else(gone)?)
}

fn group_of_chat(chat: &Chat) -> Group<'_> {
    Group {
        telegram: chat.telegram,
        kind: chat.kind,
        title: chat.title.as_deref(),
    }
}
