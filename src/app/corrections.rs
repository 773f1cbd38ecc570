//! Changing what is out: corrections and withdrawal. Every copy follows.

use super::directives::{
    Field, TaskField, audit, change_field, change_task, load, refusal, within,
};
use super::publishing::{ask_receipts, fan_out, require_in_force};
use super::{Cx, Refusal, Result, handovers};
use crate::domain::directive::{Directive, Task};
use crate::domain::ids::{DirectiveId, TaskId};
use crate::domain::notice::{Lane, Notice};
use crate::domain::permission::Action;
use crate::store::Tx;

/// The kinds of notices that show a directive or what became of it.
const COPIES: [&str; 6] = [
    "directive",
    "group_directive",
    "correction",
    "receipt_reminder",
    "task_reminder",
    "full_text",
];
/// The longest reason for a withdrawal, in UTF-16 units: every copy shows it.
const REASON_LIMIT: usize = 500;

/// What a correction changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Something at the head.
    Head(Field),
    /// Something in a task.
    Task(TaskId, TaskField),
}

/// A correction of something that is out.
#[derive(Clone, Copy, Debug)]
pub struct Correction<'a> {
    /// What was wrong.
    pub target: Target,
    /// The right words, as somebody typed them.
    pub typed: &'a str,
    /// What every copy says of it.
    pub what: &'a str,
    /// Whether it means something else from now on, so that every receipt is asked for anew.
    pub substance: bool,
}

/// A directive that the actor may correct now.
///
/// # Errors
/// A refusal if he may not or it is not in force.
pub async fn correctable(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId) -> Result<Directive> {
    let directive = load(tx, cx, id, Action::CorrectDirective).await?;
    require_in_force(&directive)?;
    Ok(directive)
}

/// A directive that the actor may withdraw now.
///
/// # Errors
/// A refusal if he may not or it is not in force.
pub async fn withdrawable(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId) -> Result<Directive> {
    let directive = load(tx, cx, id, Action::WithdrawDirective).await?;
    require_in_force(&directive)?;
    Ok(directive)
}

/// Checks that these words could be the right ones, before anything is changed by them.
///
/// # Errors
/// A refusal if the actor may not, it is not in force, or the text is no such thing.
pub async fn check(
    tx: &mut Tx,
    cx: Cx<'_>,
    id: DirectiveId,
    target: Target,
    typed: &str,
) -> Result<()> {
    let mut directive = correctable(tx, cx, id).await?;
    match target {
        Target::Head(field) => change_field(&mut directive, cx, field, typed),
        Target::Task(task, field) => {
            let mut task = correctable_task(tx, &directive, task, field).await?;
            change_task(tx, &directive, &mut task, cx, field, typed).await
        }
    }
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
    correction: Correction<'_>,
) -> Result<()> {
    let Correction {
        target,
        typed,
        what,
        substance,
    } = correction;
    let mut directive = correctable(tx, cx, id).await?;
    match target {
        Target::Head(field) => change_field(&mut directive, cx, field, typed)?,
        Target::Task(task, field) => correct_task(tx, cx, &directive, task, field, typed).await?,
    }
    directive.state = directive
        .state
        .correct(Some(what.to_owned()), substance, cx.now)
        .map_err(refusal)?;
    tx.directive_update(&directive).await?;
    tx.outbox_touch(id, &COPIES, Lane::Directive, 0, cx.now)
        .await?;
    if substance {
        ask_anew(tx, cx, &directive).await?;
    }
    tx.outbox_touch(id, &["follow"], Lane::Interactive, 0, cx.now)
        .await?;
    let detail = serde_json::json!({ "target": target, "substance": substance });
    audit(tx, cx, "directive.correct", id, &detail).await
}

/// Asks everybody for a receipt of the corrected text. Who is in the audience only now gets the
/// directive itself, the others get the news of what changed.
async fn ask_anew(tx: &mut Tx, cx: Cx<'_>, directive: &Directive) -> Result<()> {
    let id = directive.id;
    let published = require_in_force(directive)?.clone();
    ask_receipts(tx, cx, id, &published).await?;
    tx.reminders_stop_superseded(id).await?;
    let copy = Notice::Directive {
        directive: id,
        page: 0,
    };
    tx.outbox_fan_out_without(&copy, published.receipt_revision, Lane::Directive, cx.now)
        .await?;
    handovers::fan_out(tx, &copy, &published, cx.now).await?;
    let notice = Notice::Correction {
        directive: id,
        revision: published.receipt_revision,
    };
    fan_out(tx, cx, notice, &published).await?;
    tx.wake_jobs();
    Ok(())
}

/// A task of a published directive of which this can be corrected. Who is to do it cannot: units
/// have begun to work.
async fn correctable_task(
    tx: &mut Tx,
    directive: &Directive,
    task: TaskId,
    field: TaskField,
) -> Result<Task> {
    if field == TaskField::Responsible {
        return Err(Refusal::new("refusal-old-button").into());
    }
    let tasks = tx.task_list(directive.id).await?;
    let found = tasks.into_iter().find(|found| found.id == task);
    Ok(found.ok_or_else(|| Refusal::new("refusal-task-gone"))?)
}

/// Corrects a task, and with a new deadline what units are held to.
async fn correct_task(
    tx: &mut Tx,
    cx: Cx<'_>,
    directive: &Directive,
    task: TaskId,
    field: TaskField,
    typed: &str,
) -> Result<()> {
    let mut task = correctable_task(tx, directive, task, field).await?;
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
    Ok(())
}

/// Takes a directive out of force: every copy says so, everybody to whom it came is told, and
/// nobody is reminded of it any more.
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
    if let Some(reason) = reason {
        within(reason, REASON_LIMIT)?;
    }
    directive.state = directive
        .state
        .withdraw(reason.map(str::to_owned), cx.now)
        .map_err(refusal)?;
    tx.directive_update(&directive).await?;
    tx.reminders_stop(id).await?;
    if let Some(published) = directive.state.published().cloned() {
        let news = Notice::Withdrawal { directive: id };
        fan_out(tx, cx, news, &published).await?;
    }
    tx.outbox_touch(id, &COPIES, Lane::Directive, 0, cx.now)
        .await?;
    tx.outbox_touch(id, &["follow"], Lane::Interactive, 0, cx.now)
        .await?;
    audit(
        tx,
        cx,
        "directive.withdraw",
        id,
        &serde_json::json!({ "reason": reason.is_some() }),
    )
    .await
}
