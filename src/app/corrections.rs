//! Changing what is out: corrections and withdrawal. Every copy follows.

use super::directives::{Field, TaskField, audit, change_field, change_task, load, refusal};
use super::publishing::{ask_receipts, fan_out, require_in_force};
use super::{Cx, Refusal, Result};
use crate::domain::ids::{DirectiveId, TaskId};
use crate::domain::notice::{Lane, Notice};
use crate::domain::permission::Action;
use crate::store::Tx;

/// The kinds of notices that show a directive or what became of it.
const COPIES: [&str; 5] = [
    "directive",
    "group_directive",
    "correction",
    "receipt_reminder",
    "full_text",
];

/// What a correction changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Something at the head.
    Head(Field),
    /// Something in a task.
    Task(TaskId, TaskField),
}

/// Checks that the actor may correct or withdraw a directive now, before he is asked for words.
///
/// # Errors
/// A refusal if he may not or it is not in force.
pub async fn require_correctable(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId) -> Result<()> {
    let directive = load(tx, cx, id, Action::CorrectDirective).await?;
    require_in_force(&directive)?;
    Ok(())
}

/// Corrects a published directive: every copy is edited and marked. If the substance changed,
/// everybody is told so and asked for a new receipt.
///
/// # Errors
/// A refusal if the actor may not, it is not in force, or the text does not fit.
pub async fn correct(
    tx: &mut Tx,
    cx: Cx<'_>,
    id: DirectiveId,
    target: Target,
    typed: &str,
    substance: bool,
) -> Result<()> {
    let mut directive = load(tx, cx, id, Action::CorrectDirective).await?;
    let what = match target {
        Target::Head(field) => {
            change_field(&mut directive, cx, field, typed)?;
            typed.trim().to_owned()
        }
        Target::Task(task, field) => correct_task(tx, cx, &directive, task, field, typed).await?,
    };
    directive.state = directive
        .state
        .correct(Some(what), substance, cx.now)
        .map_err(refusal)?;
    tx.directive_update(&directive).await?;
    tx.outbox_touch(id, &COPIES, Lane::Directive, 0, cx.now)
        .await?;
    if substance {
        let published = require_in_force(&directive)?.clone();
        ask_receipts(tx, cx, id, &published).await?;
        tx.reminders_stop_superseded(id).await?;
        let notice = Notice::Correction {
            directive: id,
            revision: published.receipt_revision,
        };
        fan_out(tx, cx, notice, &published).await?;
        tx.wake_jobs();
    }
    tx.outbox_touch(id, &["follow"], Lane::Interactive, 0, cx.now)
        .await?;
    let detail = serde_json::json!({ "target": target, "substance": substance });
    audit(tx, cx, "directive.correct", id, &detail).await
}

/// Corrects a task, and with a new deadline what units are held to. Answers what to say of it.
async fn correct_task(
    tx: &mut Tx,
    cx: Cx<'_>,
    directive: &crate::domain::directive::Directive,
    task: TaskId,
    field: TaskField,
    typed: &str,
) -> Result<String> {
    let tasks = tx.task_list(directive.id).await?;
    let mut task = tasks
        .into_iter()
        .find(|found| found.id == task)
        .ok_or_else(|| Refusal::new("refusal-task-gone"))?;
    change_task(tx, directive, &mut task, cx, field, typed).await?;
    tx.task_update(&task).await?;
    if field == TaskField::Deadline {
        let next = task.due_at.and_then(|due| {
            cx.rules
                .reminders
                .next_deadline(&cx.rules.calendar, due, cx.now)
        });
        tx.assignment_set_due(task.id, task.due_at, next.map(|step| step.at))
            .await?;
        tx.wake_jobs();
    }
    Ok(format!("{}. {}", task.no, typed.trim()))
}

/// Takes a directive out of force: every copy says so, nobody is reminded of it any more.
///
/// # Errors
/// A refusal if the actor may not or it is not in force.
pub async fn withdraw(
    tx: &mut Tx,
    cx: Cx<'_>,
    id: DirectiveId,
    reason: Option<&str>,
) -> Result<()> {
    let mut directive = load(tx, cx, id, Action::WithdrawDirective).await?;
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    directive.state = directive
        .state
        .withdraw(reason.map(str::to_owned), cx.now)
        .map_err(refusal)?;
    tx.directive_update(&directive).await?;
    tx.reminders_stop(id).await?;
    tx.outbox_touch(id, &COPIES, Lane::Directive, 0, cx.now)
        .await?;
    tx.outbox_touch(id, &["follow"], Lane::Interactive, 0, cx.now)
        .await?;
    audit(
        tx,
        cx,
        "directive.withdraw",
        id,
        &serde_json::json!({ "reason": reason }),
    )
    .await
}
