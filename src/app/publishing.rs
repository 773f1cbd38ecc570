//! From draft to delivery: approval by a second person, and everything that follows from it in one
//! transaction.

use super::directives::{audit, editable, load, refusal, touch_draft};
use super::{Cx, Refusal, Result, handovers};
use crate::domain::chat::GroupAudience;
use crate::domain::code::public_code;
use crate::domain::directive::{Directive, Published, Refused, State};
use crate::domain::ids::{ChatId, DirectiveId, PersonId, UnitId};
use crate::domain::notice::{FollowScreen, Lane, Notice};
use crate::domain::org::UnitPath;
use crate::domain::permission::Action;
use crate::domain::person::Hand;
use crate::store::{NoticeOptions, Tx};

/// Asks for a second person's approval: every other leader over the unit gets the card.
///
/// # Errors
/// A refusal if the draft is not complete, nobody else may approve it, or it is no draft.
pub async fn submit(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId) -> Result<()> {
    let mut draft = editable(tx, cx, id).await?;
    require_recipients(tx, cx, id).await?;
    let approvers = approvers(tx, cx, &draft).await?;
    if approvers.is_empty() {
        return Err(Refusal::new("refusal-no-second-leader").into());
    }
    draft.state = draft.state.submit(cx.now).map_err(refusal)?;
    tx.directive_update(&draft).await?;
    let card = Notice::Approval { directive: id };
    for (leader, chat) in &approvers {
        show_approval(tx, *chat, &card, id, cx.now).await?;
        let Some(deputy) = tx.deputy_of(*leader, cx.now).await? else {
            continue;
        };
        let has_own = approvers.iter().any(|(approver, _)| *approver == deputy);
        if has_own || deputy == draft.author || Some(deputy) == draft.author_for {
            continue;
        }
        if let Some(chat) = tx.chat_of_person(deputy).await? {
            let card = card.clone().in_place_of(*leader);
            show_approval(tx, chat.id, &card, id, cx.now).await?;
        }
    }
    audit(tx, cx, "directive.submit", id, &serde_json::json!({})).await?;
    touch_draft(tx, cx, id).await
}

/// Sends a card to somebody who may approve. One from an earlier submission would be a second one
/// with the same buttons.
async fn show_approval(
    tx: &mut Tx,
    chat: ChatId,
    card: &Notice,
    id: DirectiveId,
    now: i64,
) -> Result<()> {
    for row in tx.outbox_list(chat, id, card.kind()).await? {
        tx.outbox_show(row, &Notice::say("card-moved"), now).await?;
    }
    tx.outbox_say(chat, card, Lane::Directive, now).await?;
    Ok(())
}

/// Takes a directive back from approval to work on it again.
///
/// # Errors
/// A refusal if it does not wait for approval or is not the actor's to prepare.
pub async fn take_back(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId) -> Result<()> {
    let mut directive = load(tx, cx, id, Action::PrepareDirective).await?;
    directive.state = directive.state.take_back().map_err(refusal)?;
    tx.directive_update(&directive).await?;
    audit(tx, cx, "directive.take_back", id, &serde_json::json!({})).await?;
    touch_draft(tx, cx, id).await
}

/// A second person lets a directive go out. `random` makes its code.
///
/// # Errors
/// A refusal for the author himself, for somebody who may not approve, or if it does not wait.
pub async fn approve(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId, random: [u8; 8]) -> Result<()> {
    let mut directive = load(tx, cx, id, Action::ApproveDirective).await?;
    let approver = second_hand(tx, cx, &directive).await?;
    let author = directive.author_hand();
    directive.state = directive
        .state
        .approve(author, approver, public_code(random), cx.now)
        .map_err(refusal)?;
    send_out(tx, cx, &directive).await?;
    audit(tx, cx, "directive.approve", id, &serde_json::json!({})).await
}

/// By which right the actor is a second person to a directive: one in which nobody has a part who
/// prepared it, neither as himself nor by a deputy.
async fn second_hand(tx: &mut Tx, cx: Cx<'_>, directive: &Directive) -> Result<Hand> {
    let unit = tx.unit_by_id(directive.unit).await?;
    let path = unit.map_or_else(UnitPath::everything, |unit| unit.path);
    let author = directive.author_hand();
    let hand = cx
        .hands(Action::ApproveDirective, &path)
        .find(|hand| !hand.meets(author))
        .ok_or_else(|| refusal(Refused::OwnWork))?;
    tx.act_for(hand.on_behalf_of);
    Ok(hand)
}

/// Sends a directive back to its author, with the reason.
///
/// # Errors
/// A refusal if the actor may not approve it, or it does not wait for approval.
pub async fn send_back(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId, reason: &str) -> Result<()> {
    let mut directive = load(tx, cx, id, Action::ApproveDirective).await?;
    second_hand(tx, cx, &directive).await?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refusal::new("refusal-empty-text").into());
    }
    directive.state = directive
        .state
        .send_back(reason.to_owned())
        .map_err(refusal)?;
    tx.directive_update(&directive).await?;
    let notice = Notice::say_with(
        "directive-sent-back",
        &[
            ("title", &directive.head.title),
            ("name", &cx.actor.name),
            ("reason", reason),
        ],
    );
    handovers::tell(tx, directive.author, &notice, cx.now).await?;
    audit(tx, cx, "directive.send_back", id, &serde_json::json!({})).await?;
    touch_draft(tx, cx, id).await
}

/// Lets a directive go out without a second person, where the settings allow it.
///
/// # Errors
/// A refusal if a second person is needed, the actor may not publish, or nobody would get it.
pub async fn publish(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId, random: [u8; 8]) -> Result<()> {
    if cx.rules.approval_by_second_person {
        return Err(Refusal::new("refusal-needs-approval").into());
    }
    let mut directive = load(tx, cx, id, Action::ApproveDirective).await?;
    require_recipients(tx, cx, id).await?;
    directive.state = directive
        .state
        .publish(public_code(random), cx.now)
        .map_err(refusal)?;
    send_out(tx, cx, &directive).await?;
    audit(tx, cx, "directive.publish", id, &serde_json::json!({})).await
}

/// Everything that follows from a publication: receipts are asked for, tasks are given to units,
/// and the messages are queued, all in the one transaction of the decision.
async fn send_out(tx: &mut Tx, cx: Cx<'_>, directive: &Directive) -> Result<()> {
    let id = directive.id;
    tx.directive_update(directive).await?;
    let Some(published) = directive.state.published().cloned() else {
        return Ok(());
    };
    ask_receipts(tx, cx, id, &published).await?;
    let units = tx.receipt_units(id).await?;
    assign_tasks(tx, cx, id, &units).await?;
    let notice = Notice::Directive {
        directive: id,
        page: 0,
    };
    fan_out(tx, cx, notice, &published).await?;
    for unit in units {
        announce_in_groups(tx, cx, id, unit).await?;
    }
    for chat in issuers(tx, directive, &published).await? {
        let notice = Notice::Follow {
            directive: id,
            screen: FollowScreen::Card,
        };
        // Before the directives: whoever issued it sees at once that they are under way.
        tx.outbox_say(chat, &notice, Lane::Interactive, cx.now)
            .await?;
    }
    tx.wake_jobs();
    touch_draft(tx, cx, id).await
}

/// Asks everybody in the audience for a receipt of the present revision.
pub(super) async fn ask_receipts(
    tx: &mut Tx,
    cx: Cx<'_>,
    id: DirectiveId,
    published: &Published,
) -> Result<()> {
    let first = cx
        .rules
        .reminders
        .next_receipt(&cx.rules.calendar, cx.now, cx.now);
    let remind_at = first.map(|step| step.at);
    tx.audience_ask_receipts(id, published.receipt_revision, remind_at, cx.now)
        .await?;
    Ok(())
}

/// Queues a notice for everybody who was asked for a receipt of the present revision.
pub(super) async fn fan_out(
    tx: &mut Tx,
    cx: Cx<'_>,
    notice: Notice,
    published: &Published,
) -> Result<()> {
    let Some(directive) = notice.directive() else {
        return Ok(());
    };
    let options = NoticeOptions {
        expires_at: None,
        dedupe: Some(format!(
            "{}:{directive}:{}",
            notice.kind(),
            published.receipt_revision
        )),
    };
    if let Some(id) = tx.notice_insert(&notice, options, cx.now).await? {
        let revision = published.receipt_revision;
        tx.outbox_fan_out_people(id, directive, revision, Lane::Directive, cx.now)
            .await?;
        handovers::fan_out(tx, &notice, published, cx.now).await?;
    }
    Ok(())
}

async fn assign_tasks(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId, units: &[UnitId]) -> Result<()> {
    for mut task in tx.task_list(id).await? {
        // A task that names only units outside the audience would otherwise be nobody's.
        task.units.retain(|unit| units.contains(unit));
        let remind_at = task.due_at.and_then(|due| {
            cx.rules
                .reminders
                .next_deadline(&cx.rules.calendar, due, cx.now)
        });
        for unit in units.iter().filter(|unit| task.concerns(**unit)) {
            tx.assignment_insert(task.id, *unit, task.due_at, remind_at.map(|step| step.at))
                .await?;
        }
    }
    Ok(())
}

async fn announce_in_groups(
    tx: &mut Tx,
    cx: Cx<'_>,
    directive: DirectiveId,
    unit: UnitId,
) -> Result<()> {
    for chat in tx.chats_of_unit(unit, GroupAudience::Cadre).await? {
        let notice = Notice::GroupDirective { directive, unit };
        tx.outbox_say(chat.id, &notice, Lane::Directive, cx.now)
            .await?;
    }
    Ok(())
}

/// The chats of who prepared and who approved a directive, and of those in whose place they did.
async fn issuers(tx: &mut Tx, directive: &Directive, published: &Published) -> Result<Vec<ChatId>> {
    let people = [
        Some(directive.author),
        directive.author_for,
        published.approver,
        published.approver_for,
    ];
    let mut chats: Vec<ChatId> = Vec::new();
    for person in people.into_iter().flatten() {
        if let Some(chat) = tx.chat_of_person(person).await?
            && !chats.contains(&chat.id)
        {
            chats.push(chat.id);
        }
    }
    Ok(chats)
}

/// The leaders other than the author who may approve a directive and can be written to.
async fn approvers(
    tx: &mut Tx,
    cx: Cx<'_>,
    directive: &Directive,
) -> Result<Vec<(PersonId, ChatId)>> {
    let unit = tx.unit_by_id(directive.unit).await?;
    let path = unit.map_or_else(UnitPath::everything, |unit| unit.path);
    let mut leaders = tx.leaders_over(&path, cx.now).await?;
    leaders
        .retain(|(person, _)| *person != directive.author && Some(*person) != directive.author_for);
    Ok(leaders)
}

async fn require_recipients(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId) -> Result<()> {
    if tx.audience_count(id, cx.now).await?.people == 0 {
        return Err(Refusal::new("refusal-no-recipients").into());
    }
    Ok(())
}

/// Sends a person who has just connected, or come back, what still waits for him. Answers how many
/// directives that are.
///
/// # Errors
/// If the database fails.
pub async fn deliver_waiting(
    tx: &mut Tx,
    person: PersonId,
    chat: ChatId,
    now: i64,
) -> Result<usize> {
    let open = tx.receipt_list_open(person).await?;
    for receipt in &open {
        let notice = Notice::Directive {
            directive: receipt.directive,
            page: 0,
        };
        if !tx
            .outbox_has(chat, receipt.directive, notice.kind())
            .await?
        {
            tx.outbox_say(chat, &notice, Lane::Directive, now).await?;
        }
    }
    Ok(open.len())
}

/// The state's own word on whether a directive is in force, as a refusal.
///
/// # Errors
/// A refusal if it was not published or was withdrawn.
pub fn require_in_force(directive: &Directive) -> Result<&Published> {
    Ok(directive.state.in_force().map_err(refusal)?)
}

/// Whether a directive still waits for a second person.
#[must_use]
pub fn waits_for_approval(directive: &Directive) -> bool {
    matches!(directive.state, State::Submitted { .. })
}
