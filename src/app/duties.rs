//! What becomes of duties when people come and go: a role that ends takes its open receipts with
//! it, and one that begins brings what is still open in its unit.
//!
//! A reconciler: it looks at the roles that began or ended since it last looked, however that came
//! about, and can run twice.

use serde_json::json;

use super::{Result, Rules, handovers};
use crate::domain::ids::{DirectiveId, PersonId};
use crate::domain::notice::{Lane, Notice};
use crate::store::{Leftover, Tx};

/// Settles up to `limit` roles that began or ended by `now` (Unix ms). Answers how many.
///
/// # Errors
/// If the database fails.
pub async fn settle(tx: &mut Tx, rules: &Rules, now: i64, limit: i64) -> Result<usize> {
    let unsettled = tx.duties_unsettled(now, limit).await?;
    let mut people: Vec<PersonId> = unsettled
        .iter()
        .map(|role| PersonId(role.person_id))
        .collect();
    people.sort_unstable();
    people.dedup();
    for role in &unsettled {
        tx.duties_settled(*role).await?;
    }
    for person in people {
        for leftover in tx.duties_leftover(person, now).await? {
            leave(tx, person, leftover, now).await?;
        }
        arrive(tx, rules, person, now).await?;
        handovers::reconsider(tx, person, now).await?;
    }
    Ok(unsettled.len())
}

/// A receipt is no longer owed in the name of a unit that the person left: it is owed in the name
/// of another of his, if the directive goes there too, or not at all.
async fn leave(tx: &mut Tx, person: PersonId, leftover: Leftover, now: i64) -> Result<()> {
    let action = match leftover.other {
        Some(unit) => {
            tx.receipt_move(leftover.receipt, unit).await?;
            "receipt.move"
        }
        None => {
            tx.receipt_release(leftover.receipt).await?;
            "receipt.release"
        }
    };
    let directive = leftover.directive;
    let kinds = ["directive", "correction", "receipt_reminder"];
    let deputy = tx.deputy_of(person, now).await?;
    for reader in std::iter::once(person).chain(deputy) {
        if let Some(chat) = tx.chat_of_person(reader).await? {
            tx.outbox_touch_in_chat(chat.id, directive, &kinds, Lane::Directive, now)
                .await?;
        }
    }
    touch_counts(tx, directive, now).await?;
    let detail = json!({ "person": person, "left": leftover.unit, "unit": leftover.other });
    tx.audit_append(now, None, action, "directive", Some(directive.0), &detail)
        .await?;
    Ok(())
}

/// A person is asked for a receipt of what is open in his units, and gets it if he has a chat.
async fn arrive(tx: &mut Tx, rules: &Rules, person: PersonId, now: i64) -> Result<()> {
    let first = rules.reminders.next_receipt(&rules.calendar, now, now);
    for arrival in tx.duties_arriving(person, now).await? {
        let directive = arrival.directive;
        tx.receipt_ask(person, arrival, first.map(|step| step.at), now)
            .await?;
        let notice = Notice::Directive { directive, page: 0 };
        handovers::tell(tx, person, &notice, now).await?;
        touch_counts(tx, directive, now).await?;
        let detail = json!({ "person": person, "unit": arrival.unit });
        tx.audit_append(
            now,
            None,
            "receipt.ask",
            "directive",
            Some(directive.0),
            &detail,
        )
        .await?;
    }
    Ok(())
}

/// Brings up to date what counts receipts.
async fn touch_counts(tx: &mut Tx, directive: DirectiveId, now: i64) -> Result<()> {
    tx.outbox_touch(directive, &["group_directive"], Lane::Directive, 0, now)
        .await?;
    tx.live_cards_touch(directive, now).await?;
    Ok(())
}
