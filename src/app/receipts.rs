//! Confirming that a directive arrived, and asking those again who have not.

use super::directives::{audit, load, within};
use super::publishing::require_in_force;
use super::{Cx, Refusal, Result};
use crate::domain::ids::DirectiveId;
use crate::domain::notice::{LIVE_CARD_GAP, Lane, Notice};
use crate::domain::org::UnitPath;
use crate::domain::permission::Action;
use crate::domain::receipt::{Receipt, Refused};
use crate::store::{NoticeOptions, ToRemind, Tx};

/// The longest remark with a receipt, in UTF-16 units: a page of remarks is one message.
const NOTE_LIMIT: usize = 1_000;
/// The shortest time between two reminders that an issuer sends to one person, in milliseconds.
const REMIND_AGAIN_AFTER: i64 = 15 * 60 * 1_000;

/// Confirms, for the actor, that a directive arrived. `revision` is the one that he saw, where the
/// button knows it.
///
/// # Errors
/// A refusal if he is no recipient, it was withdrawn or corrected since, or he confirmed before.
pub async fn acknowledge(
    tx: &mut Tx,
    cx: Cx<'_>,
    id: DirectiveId,
    revision: Option<i64>,
    note: Option<&str>,
) -> Result<Receipt> {
    let stranger = || Refusal::new("refusal-not-recipient");
    let directive = tx.directive_by_id(id).await?.ok_or_else(stranger)?;
    let Some(mut receipt) = owed(tx, cx, id).await? else {
        let is_author = directive.author == cx.actor.id;
        let key = match is_author {
            true => "refusal-own-directive",
            false => "refusal-not-recipient",
        };
        return Err(Refusal::new(key).into());
    };
    let published = require_in_force(&directive)?;
    if revision.is_some_and(|seen| seen < published.receipt_revision) {
        return Err(Refusal::new("refusal-corrected-since").into());
    }
    let note = note.map(str::trim).filter(|note| !note.is_empty());
    if let Some(note) = note {
        within(note, NOTE_LIMIT)?;
    }
    receipt.state = receipt
        .state
        .confirm(cx.actor.id, note.map(str::to_owned), cx.now)
        .map_err(|Refused::Already(at)| {
            let time = cx.rules.calendar.local(at);
            Refusal::new("refusal-already-confirmed").with("time", time.format("%H:%M, %d/%m"))
        })?;
    tx.receipt_update(&receipt).await?;
    let detail = serde_json::json!({ "revision": receipt.revision, "note": note.is_some() });
    audit(tx, cx, "receipt.confirm", id, &detail).await?;
    touch_after_receipt(tx, cx, &receipt).await?;
    Ok(receipt)
}

/// The receipt that the actor may give: of the person in whose place he says that he acts, or his
/// own, or of somebody in whose place he stands. `None` if none of them was asked.
///
/// # Errors
/// A refusal if whoever was asked does not work in that unit any more.
pub async fn owed(tx: &mut Tx, cx: Cx<'_>, directive: DirectiveId) -> Result<Option<Receipt>> {
    let mut people = match cx.actor.acting_for {
        Some(person) => vec![person],
        None => vec![cx.actor.id],
    };
    if cx.actor.acting_for.is_none() {
        people.extend(cx.actor.represented());
    }
    for person in people {
        if let Some(receipt) = tx.receipt_find(directive, person).await? {
            require_in_unit(tx, cx, &receipt).await?;
            return Ok(Some(receipt));
        }
    }
    Ok(None)
}

/// Goes on only if the actor acts for the unit of a receipt by the right of whoever was asked for it.
async fn require_in_unit(tx: &mut Tx, cx: Cx<'_>, receipt: &Receipt) -> Result<()> {
    let unit = tx.unit_by_id(receipt.unit).await?;
    let (name, path) = unit.map_or_else(
        || (String::new(), UnitPath::everything()),
        |unit| (unit.name, unit.path),
    );
    let right = Some(receipt.person).filter(|person| *person != cx.actor.id);
    let works_there = cx
        .hands(Action::ActForUnit, &path)
        .any(|hand| hand.on_behalf_of == right);
    if !works_there {
        return Err(Refusal::new("refusal-left-unit").with("unit", name).into());
    }
    tx.act_for(right);
    Ok(())
}

/// Brings up to date what shows the state of receipts: the copies of the person and of his deputy
/// at once, the counting cards at their pace.
async fn touch_after_receipt(tx: &mut Tx, cx: Cx<'_>, receipt: &Receipt) -> Result<()> {
    let id = receipt.directive;
    let kinds = ["directive", "correction", "receipt_reminder"];
    let deputy = tx.deputy_of(receipt.person, cx.now).await?;
    for person in std::iter::once(receipt.person).chain(deputy) {
        if let Some(chat) = tx.chat_of_person(person).await? {
            tx.outbox_touch_in_chat(chat.id, id, &kinds, Lane::Interactive, cx.now)
                .await?;
        }
    }
    let groups = ["group_directive"];
    tx.outbox_touch(id, &groups, Lane::Directive, LIVE_CARD_GAP, cx.now)
        .await?;
    tx.live_cards_touch(id, cx.now).await?;
    Ok(())
}

/// Reminds everybody who has not confirmed and can be reached. Answers how many; who was reminded
/// in the last quarter of an hour, by anybody, is left in peace.
///
/// # Errors
/// A refusal if the actor may not, or the directive is not in force.
pub async fn remind(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId) -> Result<usize> {
    let directive = load(tx, cx, id, Action::RemindRecipients).await?;
    require_in_force(&directive)?;
    let mut reminded = 0;
    let since = cx.now - REMIND_AGAIN_AFTER;
    for recipient in tx.receipt_list_to_remind(id, since, cx.now).await? {
        if remind_one(tx, cx.now, id, &recipient).await? {
            tx.receipt_count_reminder(recipient.receipt).await?;
            reminded += 1;
        }
    }
    let detail = serde_json::json!({ "reminded": reminded });
    audit(tx, cx, "receipt.remind", id, &detail).await?;
    tx.live_cards_touch(id, cx.now).await?;
    Ok(reminded)
}

/// Queues one reminder of a receipt. Of two issuers who press at once on PostgreSQL, neither sees
/// what the other has queued yet: one key in a quarter of an hour keeps it to a single reminder.
async fn remind_one(
    tx: &mut Tx,
    now: i64,
    directive: DirectiveId,
    recipient: &ToRemind,
) -> Result<bool> {
    let receipt = recipient.receipt;
    let notice = Notice::ReceiptReminder {
        directive,
        receipt,
        step: u32::try_from(recipient.reminders + 1).unwrap_or(u32::MAX),
    };
    let notice = match recipient.in_place_of {
        Some(person) => notice.in_place_of(person),
        None => notice,
    };
    let options = NoticeOptions {
        expires_at: None,
        dedupe: Some(format!("remind:{receipt}:{}", now / REMIND_AGAIN_AFTER)),
    };
    let Some(notice) = tx.notice_insert(&notice, options, now).await? else {
        return Ok(false);
    };
    tx.outbox_insert(notice, recipient.chat, Lane::Reminder, now)
        .await?;
    Ok(true)
}
