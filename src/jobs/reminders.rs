//! Reminds of receipts that were not confirmed and of tasks that are not done.
//!
//! Each row knows when its next reminder is due. A pass sends what is due, once for each row
//! however many steps were missed while nobody ran, and moves the row on to its next step.

use crate::app::{Result, Rules};
use crate::domain::ids::{ChatId, PersonId};
use crate::domain::notice::{Lane, Notice};
use crate::domain::reminder::Step;
use crate::store::{Assignment, NoticeOptions, Store, Tx};

/// Rows in one transaction: few enough that an urgent write never waits long.
const BATCH: i64 = 200;

/// Does everything that is due at `now`. Answers how many reminders were queued. Outside working
/// time nothing is due, even what was missed while nobody ran: it waits until work begins.
///
/// # Errors
/// If the database fails. What was done before stands.
pub async fn run_once(store: &Store, rules: &Rules, now: i64) -> Result<usize> {
    if rules.calendar.next_working_instant(now) > now {
        return Ok(0);
    }
    let mut queued = 0;
    loop {
        let mut tx = store.begin().await?;
        let (receipts, sent) = remind_of_receipts(&mut tx, rules, now).await?;
        queued += sent;
        let (tasks, sent) = remind_of_tasks(&mut tx, rules, now).await?;
        queued += sent;
        tx.commit().await?;
        if receipts + tasks == 0 {
            return Ok(queued);
        }
    }
}

/// When there is something to do next, Unix ms.
///
/// # Errors
/// If the database fails.
pub async fn next_due(store: &Store, rules: &Rules, now: i64) -> Result<Option<i64>> {
    let next = store.read().await?.reminders_next().await?;
    Ok(next.map(|at| rules.calendar.next_working_instant(at.max(now))))
}

async fn remind_of_receipts(tx: &mut Tx, rules: &Rules, now: i64) -> Result<(usize, usize)> {
    let due = tx.receipt_list_due(now, BATCH).await?;
    let mut queued = 0;
    for (receipt, directive, person, since) in &due {
        let next = rules.reminders.next_receipt(&rules.calendar, *since, now);
        let step = passed(next, rules.reminders.receipt.len());
        let notice = Notice::ReceiptReminder {
            directive: *directive,
            receipt: *receipt,
            step,
        };
        let key = format!("receipt:{receipt}:{step}");
        let sent = queue(tx, *person, &notice, key, now).await?;
        queued += usize::from(sent);
        tx.receipt_remind(*receipt, sent, next.map(|step| step.at))
            .await?;
    }
    Ok((due.len(), queued))
}

async fn remind_of_tasks(tx: &mut Tx, rules: &Rules, now: i64) -> Result<(usize, usize)> {
    let due = tx.assignment_list_due(now, BATCH).await?;
    let mut queued = 0;
    for assignment in &due {
        let next = assignment
            .due_at
            .and_then(|at| rules.reminders.next_deadline(&rules.calendar, at, now));
        let steps = rules.reminders.before.len() + rules.reminders.after.len();
        let step = passed(next, steps);
        let people = people_of(tx, assignment).await?;
        for person in &people {
            // Of two colleagues, one of whom stands in for the other, one reminder is enough.
            let deputy = tx.deputy_of(*person, now).await?;
            if deputy.is_some_and(|deputy| people.contains(&deputy)) {
                continue;
            }
            let person = *person;
            let notice = Notice::TaskReminder {
                directive: assignment.directive,
                assignment: assignment.id,
                person,
                step,
            };
            let key = format!(
                "task:{}:{:?}:{step}:{person}",
                assignment.id, assignment.due_at
            );
            queued += usize::from(queue(tx, person, &notice, key, now).await?);
        }
        tx.assignment_remind(assignment.id, i64::from(step), next.map(|step| step.at))
            .await?;
    }
    Ok((due.len(), queued))
}

/// Which step is the last that is behind us, when `next` is the first ahead of `steps` in all.
fn passed(next: Option<Step>, steps: usize) -> u32 {
    let last = u32::try_from(steps).unwrap_or(u32::MAX);
    next.map_or(last, |step| step.number.saturating_sub(1))
}

/// Who answers for an assignment: those of its unit who were asked to receive the directive.
async fn people_of(tx: &mut Tx, assignment: &Assignment) -> Result<Vec<PersonId>> {
    Ok(tx
        .receipt_people(assignment.directive, assignment.unit)
        .await?)
}

/// Queues a reminder for a person, or for his deputy while he is away, unless there is no chat or
/// it was queued before.
async fn queue(
    tx: &mut Tx,
    person: PersonId,
    notice: &Notice,
    key: String,
    now: i64,
) -> Result<bool> {
    let deputy = tx.deputy_of(person, now).await?;
    let Some(chat) = reachable_chat(tx, deputy.unwrap_or(person)).await? else {
        return Ok(false);
    };
    let notice = match deputy {
        Some(_) => notice.clone().in_place_of(person),
        None => notice.clone(),
    };
    let options = NoticeOptions {
        expires_at: None,
        dedupe: Some(key),
    };
    let Some(notice) = tx.notice_insert(&notice, options, now).await? else {
        return Ok(false);
    };
    tx.outbox_insert(notice, chat, Lane::Reminder, now).await?;
    Ok(true)
}

async fn reachable_chat(tx: &mut Tx, person: PersonId) -> Result<Option<ChatId>> {
    let chat = tx.chat_of_person(person).await?;
    Ok(chat
        .filter(|chat| chat.unreachable.is_none())
        .map(|chat| chat.id))
}
