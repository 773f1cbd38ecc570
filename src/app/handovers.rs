//! Handing one's duties over for a period, and what becomes of them meanwhile.
//!
//! The deputy gets what is open and what comes while it holds, marked with whose it is; reminders go
//! to him instead. When it ends, whatever the reason, both are told what was done, and what is left
//! is the person's again. Nothing has to be given back: whose right it is, is asked at every press.

use serde_json::json;

use super::{Cx, Refusal, Result};
use crate::domain::directive::Published;
use crate::domain::handover::{Ending, Handover, LONGEST, can_be_handed_over, may_stand_in};
use crate::domain::ids::{ChatId, DirectiveId, HandoverId, PersonId};
use crate::domain::notice::{Lane, Notice};
use crate::domain::person::Person;
use crate::store::{Away, NoticeOptions, Tx};

/// Goes on only if the actor has duties that can be handed over.
///
/// # Errors
/// The refusal that says why not.
pub fn require_duties(cx: Cx<'_>) -> Result<()> {
    let own = |standing: &&crate::domain::person::Standing| standing.on_behalf_of.is_none();
    let mut standings = cx.actor.standings.iter().filter(own);
    if standings.any(|standing| can_be_handed_over(standing.role)) {
        Ok(())
    } else {
        Err(Refusal::new("refusal-nothing-to-hand-over").into())
    }
}

/// Whether the actor could hand his duties over to this person for this time (Unix ms); `from` is
/// `None` for at once.
///
/// # Errors
/// A refusal if the time makes no sense, the deputy cannot be reached or does not work where the
/// duties are, one of the two is away or a deputy himself then, or the actor has a handover already.
pub async fn check(
    tx: &mut Tx,
    cx: Cx<'_>,
    deputy: PersonId,
    from: Option<i64>,
    until: i64,
) -> Result<()> {
    let deputy = candidate(tx, cx, deputy).await?;
    check_time(from.unwrap_or(cx.now).max(cx.now), until, cx.now)?;
    check_free(tx, cx, &deputy, from.unwrap_or(cx.now), until).await
}

/// Somebody to whom the actor may hand his duties over, whenever that is.
///
/// # Errors
/// A refusal if the actor has none or has handed them over already, or the other cannot be reached
/// or does not work where the duties are.
pub async fn candidate(tx: &mut Tx, cx: Cx<'_>, deputy: PersonId) -> Result<Person> {
    require_duties(cx)?;
    if tx.handover_of(cx.actor.id).await?.is_some() {
        return Err(Refusal::new("refusal-handover-already").into());
    }
    let theirs = tx.standings_of(deputy, cx.now).await?;
    let unknown = || Refusal::new("refusal-deputy-elsewhere");
    let person = tx.person_by_id(deputy).await?.ok_or_else(unknown)?;
    if deputy == cx.actor.id || !may_stand_in(&theirs, &cx.actor.standings) {
        return Err(unknown().into());
    }
    if reachable(tx, deputy).await?.is_none() {
        return Err(Refusal::new("refusal-deputy-unreachable")
            .with("name", person.name)
            .into());
    }
    Ok(person)
}

fn check_time(from: i64, until: i64, now: i64) -> Result<()> {
    if until <= now || until <= from {
        return Err(Refusal::new("refusal-handover-over").into());
    }
    if until - now > LONGEST {
        return Err(Refusal::new("refusal-handover-too-long").into());
    }
    Ok(())
}

/// Goes on only if neither of the two is on the other side of another handover then: no chain and
/// no circle.
async fn check_free(tx: &mut Tx, cx: Cx<'_>, deputy: &Person, from: i64, until: i64) -> Result<()> {
    if let Some(away) = tx.handover_of(deputy.id).await?
        && away.overlaps(from, until)
    {
        return Err(Refusal::new("refusal-deputy-away")
            .with("name", &deputy.name)
            .into());
    }
    for handover in tx.handover_list_to(cx.actor.id).await? {
        if handover.overlaps(from, until) {
            let person = tx.person_by_id(handover.person).await?;
            return Err(Refusal::new("refusal-deputy-yourself")
                .with(
                    "name",
                    person.map_or_else(String::new, |person| person.name),
                )
                .into());
        }
    }
    Ok(())
}

/// Hands the actor's duties over. The deputy is told at once, and gets what is open as soon as it
/// begins.
///
/// # Errors
/// As [`check`].
pub async fn hand_over(
    tx: &mut Tx,
    cx: Cx<'_>,
    deputy: PersonId,
    from: Option<i64>,
    until: i64,
) -> Result<Handover> {
    tx.handover_lock(cx.actor.id, deputy).await?;
    check(tx, cx, deputy, from, until).await?;
    let from = from.unwrap_or(cx.now).max(cx.now);
    let id = tx
        .handover_insert(cx.actor.id, deputy, from, until, cx.now)
        .await?;
    let handover = Handover {
        id,
        person: cx.actor.id,
        deputy,
        from,
        until,
        created: cx.now,
        begun: None,
        ended: None,
    };
    if let Some(chat) = reachable(tx, deputy).await? {
        let notice = Notice::Deputyship { handover: id };
        tx.outbox_say(chat, &notice, Lane::Directive, cx.now)
            .await?;
    }
    if from <= cx.now {
        begin(tx, &handover, cx.now).await?;
    }
    let detail = json!({ "deputy": deputy, "from": from, "until": until });
    audit(tx, cx, "handover.create", id, &detail).await?;
    Ok(handover)
}

/// The actor's handover that has not ended.
///
/// # Errors
/// A refusal if there is none.
pub async fn present(tx: &mut Tx, cx: Cx<'_>) -> Result<Handover> {
    let handover = tx.handover_of(cx.actor.id).await?;
    Ok(handover.ok_or_else(|| Refusal::new("refusal-no-handover"))?)
}

/// Lets the actor's handover last until another instant (Unix ms). The deputy is told.
///
/// # Errors
/// A refusal if there is none, the time makes no sense, or somebody is not free then.
pub async fn extend(tx: &mut Tx, cx: Cx<'_>, until: i64) -> Result<Handover> {
    let found = present(tx, cx).await?;
    tx.handover_lock(cx.actor.id, found.deputy).await?;
    check_time(found.from, until, cx.now)?;
    let deputy = tx.person_by_id(found.deputy).await?;
    let deputy = deputy.ok_or_else(|| Refusal::new("refusal-no-handover"))?;
    check_free(tx, cx, &deputy, found.from, until).await?;
    tx.handover_set_until(found.id, until).await?;
    if let Some(chat) = reachable(tx, found.deputy).await? {
        tx.outbox_touch_deputys(chat, Lane::Directive, cx.now)
            .await?;
        let notice = Notice::Deputyship { handover: found.id };
        tx.outbox_say(chat, &notice, Lane::Directive, cx.now)
            .await?;
    }
    audit(
        tx,
        cx,
        "handover.extend",
        found.id,
        &json!({ "until": until }),
    )
    .await?;
    Ok(Handover { until, ..found })
}

/// Takes the actor's duties back before the time.
///
/// # Errors
/// A refusal if he has not handed them over.
pub async fn take_back(tx: &mut Tx, cx: Cx<'_>) -> Result<Handover> {
    let found = present(tx, cx).await?;
    end(tx, &found, Ending::Early, Some(cx.actor.id), cx.now).await?;
    Ok(found)
}

/// The actor will not stand in.
///
/// # Errors
/// A refusal if it is not he who stands in, or it is over.
pub async fn decline(tx: &mut Tx, cx: Cx<'_>, id: HandoverId) -> Result<()> {
    let found = tx.handover_by_id(id).await?;
    let found = found
        .filter(|found| found.deputy == cx.actor.id && found.ended.is_none())
        .ok_or_else(|| Refusal::new("refusal-deputyship-over"))?;
    end(tx, &found, Ending::Declined, Some(cx.actor.id), cx.now).await
}

/// Does what is due with handovers at `now` (Unix ms): begins those whose time has come, ends those
/// whose time is over or whose deputy cannot be reached. Answers how many.
///
/// # Errors
/// If the database fails.
pub async fn run_due(tx: &mut Tx, now: i64) -> Result<usize> {
    let due = tx.handover_list_due(now).await?;
    for handover in &due {
        if handover.until <= now {
            end(tx, handover, Ending::Time, None, now).await?;
        } else if reachable(tx, handover.deputy).await?.is_none() {
            end(tx, handover, Ending::DeputyUnreachable, None, now).await?;
        } else {
            begin(tx, handover, now).await?;
        }
    }
    Ok(due.len())
}

/// Ends the handovers of a person and to him that his or the other's place has no room for any more.
///
/// # Errors
/// If the database fails.
pub async fn reconsider(tx: &mut Tx, person: PersonId, now: i64) -> Result<()> {
    let mut open = tx.handover_list_to(person).await?;
    open.extend(tx.handover_of(person).await?);
    for handover in open {
        let duties = tx.standings_of(handover.person, now).await?;
        let deputy = tx.standings_of(handover.deputy, now).await?;
        if may_stand_in(&deputy, &duties) {
            continue;
        }
        let has_duties = duties
            .iter()
            .any(|standing| can_be_handed_over(standing.role));
        let ending = match has_duties && person == handover.deputy {
            true => Ending::DeputyLeft,
            false => Ending::PersonLeft,
        };
        end(tx, &handover, ending, None, now).await?;
    }
    Ok(())
}

/// Gives the deputy what is open: directives that are not confirmed or not done, and what waits for
/// approval. Where it was agreed before, he is told that it begins.
async fn begin(tx: &mut Tx, handover: &Handover, now: i64) -> Result<()> {
    if !tx.handover_begin(handover.id, now).await? {
        return Ok(());
    }
    let Some(chat) = reachable(tx, handover.deputy).await? else {
        return Ok(());
    };
    let away = Away {
        handover: handover.id,
        person: handover.person,
        deputy_chat: chat,
    };
    if handover.from > handover.created {
        let notice = Notice::Deputyship {
            handover: handover.id,
        };
        tx.outbox_say(chat, &notice, Lane::Directive, now).await?;
    }
    let receipts = tx.receipt_list_open(handover.person).await?;
    let tasks = tx.assignment_list_open(handover.person).await?;
    let mut open: Vec<DirectiveId> = receipts.iter().map(|receipt| receipt.directive).collect();
    open.extend(tasks.iter().map(|task| task.directive));
    open.sort_unstable();
    open.dedup();
    for directive in open {
        copy(tx, away, directive, now).await?;
    }
    for directive in tx
        .approvals_waiting(handover.person, handover.deputy, now)
        .await?
    {
        if !tx.outbox_has(chat, directive, "approval").await? {
            let card = Notice::Approval { directive }.in_place_of(handover.person);
            tx.outbox_say(chat, &card, Lane::Directive, now).await?;
        }
    }
    Ok(())
}

/// Sends a deputy a directive in somebody's place, once in a handover.
async fn copy(tx: &mut Tx, away: Away, directive: DirectiveId, now: i64) -> Result<()> {
    let notice = Notice::Directive { directive, page: 0 }.in_place_of(away.person);
    let options = NoticeOptions {
        expires_at: None,
        dedupe: Some(format!(
            "handover:{}:{}:{directive}",
            away.handover, away.person
        )),
    };
    if let Some(notice) = tx.notice_insert(&notice, options, now).await? {
        tx.outbox_insert(notice, away.deputy_chat, Lane::Directive, now)
            .await?;
    }
    Ok(())
}

/// Sends deputies what goes to everybody who was asked for a receipt of the present revision.
pub(super) async fn fan_out(
    tx: &mut Tx,
    notice: &Notice,
    published: &Published,
    now: i64,
) -> Result<()> {
    let Some(directive) = notice.directive() else {
        return Ok(());
    };
    let revision = published.receipt_revision;
    for away in tx.handovers_of_recipients(directive, revision, now).await? {
        if let Notice::Directive { .. } = notice {
            copy(tx, away, directive, now).await?;
            continue;
        }
        let news = notice.clone().in_place_of(away.person);
        tx.outbox_say(away.deputy_chat, &news, Lane::Directive, now)
            .await?;
    }
    Ok(())
}

/// Tells a person something, and whoever stands in for him.
pub(super) async fn tell(tx: &mut Tx, person: PersonId, notice: &Notice, now: i64) -> Result<()> {
    if let Some(chat) = tx.chat_of_person(person).await? {
        tx.outbox_say(chat.id, notice, Lane::Directive, now).await?;
    }
    if let Some(deputy) = tx.deputy_of(person, now).await?
        && let Some(chat) = reachable(tx, deputy).await?
    {
        let notice = notice.clone().in_place_of(person);
        tx.outbox_say(chat, &notice, Lane::Directive, now).await?;
    }
    Ok(())
}

/// Ends a handover: both are told, and the deputy's buttons go.
async fn end(
    tx: &mut Tx,
    handover: &Handover,
    ending: Ending,
    by: Option<PersonId>,
    now: i64,
) -> Result<()> {
    if !tx.handover_end(handover.id, ending, now).await? {
        return Ok(());
    }
    let notice = Notice::HandoverEnded {
        handover: handover.id,
    };
    for person in [handover.person, handover.deputy] {
        if let Some(chat) = tx.chat_of_person(person).await? {
            tx.outbox_say(chat.id, &notice, Lane::Directive, now)
                .await?;
        }
    }
    if let Some(chat) = tx.chat_of_person(handover.deputy).await? {
        tx.outbox_touch_deputys(chat.id, Lane::Reminder, now)
            .await?;
    }
    tx.audit_append(
        now,
        by,
        "handover.end",
        "handover",
        Some(handover.id.0),
        &json!({ "ending": ending.as_str() }),
    )
    .await?;
    Ok(())
}

/// The private chat of somebody who can be written to.
async fn reachable(tx: &mut Tx, person: PersonId) -> Result<Option<ChatId>> {
    let chat = tx.chat_of_person(person).await?;
    Ok(chat
        .filter(|chat| chat.unreachable.is_none())
        .map(|chat| chat.id))
}

async fn audit(
    tx: &mut Tx,
    cx: Cx<'_>,
    action: &str,
    id: HandoverId,
    detail: &serde_json::Value,
) -> Result<()> {
    tx.audit_append(
        cx.now,
        Some(cx.actor.id),
        action,
        "handover",
        Some(id.0),
        detail,
    )
    .await?;
    Ok(())
}
