//! Telling those in charge that a unit's group cannot be reached.

use crate::app::error::Result;
use crate::domain::ids::ChatId;
use crate::domain::notice::{Lane, Notice};
use crate::store::{LostGroup, Tx};

/// Tells, of every tied group that was lost and of which nobody was told yet, whoever tied it and
/// the unit's own leaders; where none of them can be reached, the nearest leader above. Answers of
/// how many groups.
///
/// # Errors
/// If the store fails.
pub async fn tell_of_lost_groups(tx: &mut Tx, now: i64) -> Result<usize> {
    let lost = tx.group_list_lost().await?;
    for group in &lost {
        for chat in in_charge(tx, group, now).await? {
            let notice = Notice::GroupLost { group: group.chat };
            tx.outbox_say(chat, &notice, Lane::Directive, now).await?;
        }
        tx.group_set_loss_told(group.chat, now).await?;
    }
    Ok(lost.len())
}

async fn in_charge(tx: &mut Tx, group: &LostGroup, now: i64) -> Result<Vec<ChatId>> {
    let mut chats = Vec::new();
    if let Some(person) = group.connected_by
        && let Some(chat) = tx.chat_of_person(person).await?
        && chat.unreachable.is_none()
    {
        chats.push(chat.id);
    }
    let Some(unit) = tx.unit_by_id(group.unit).await? else {
        return Ok(chats);
    };
    for (person, chat) in tx.leaders_over(&unit.path, now).await? {
        let own = tx.actor_load(person, now).await?.is_some_and(|leader| {
            leader
                .standings
                .iter()
                .any(|standing| standing.unit == Some(unit.id))
        });
        // They come nearest first: one from above is told only where there is nobody else.
        if (own || chats.is_empty()) && !chats.contains(&chat) {
            chats.push(chat);
        }
    }
    Ok(chats)
}
