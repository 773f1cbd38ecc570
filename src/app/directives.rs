//! Working on a draft: correcting what was proposed, until a second person may see it.

use super::proposals::{named_units, unit_names};
use super::{Cx, Refusal, Result};
use crate::domain::directive::{Directive, Refused, State, Task};
use crate::domain::document::Warning;
use crate::domain::document::{Due, Kind};
use crate::domain::ids::{DirectiveId, TaskId};
use crate::domain::notice::Lane;
use crate::domain::org::UnitPath;
use crate::domain::permission::Action;
use crate::domain::split::shorten;
use crate::domain::typed;
use crate::intake::deadlines;
use crate::store::{NewTask, Tx};

/// The longest title that still reads as a line, in UTF-16 units.
pub(super) const TITLE_LIMIT: usize = 300;
/// The longest summary that leaves a message room for tasks, in UTF-16 units.
pub(super) const SUMMARY_LIMIT: usize = 800;
/// The longest number or name of an authority, in UTF-16 units.
pub(super) const NAME_LIMIT: usize = 150;

/// What of a draft's head a person can correct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Number and symbol.
    Number,
    /// The issuer.
    Authority,
    /// The day of signing.
    Date,
    /// The title.
    Title,
    /// The summary.
    Summary,
}

/// What of a task a person can correct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskField {
    /// The words.
    Text,
    /// The units that are to do it.
    Responsible,
    /// When it is due.
    Deadline,
}

/// A draft that this actor may change now.
///
/// # Errors
/// A refusal that says why not: unknown, not allowed, or not a draft any more.
pub async fn editable(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId) -> Result<Directive> {
    let directive = load(tx, cx, id, Action::PrepareDirective).await?;
    match directive.state {
        State::Draft { .. } => Ok(directive),
        _ => Err(refusal(Refused::NotDraft).into()),
    }
}

/// Corrects the head of a draft with what a person typed.
///
/// # Errors
/// A refusal if the draft cannot be changed or the text is no such thing.
pub async fn set_field(
    tx: &mut Tx,
    cx: Cx<'_>,
    id: DirectiveId,
    field: Field,
    typed: &str,
) -> Result<()> {
    let mut draft = editable(tx, cx, id).await?;
    change_field(&mut draft, cx, field, typed)?;
    tx.directive_update(&draft).await?;
    let detail = serde_json::json!({ "field": field });
    audit(tx, cx, "directive.edit", id, &detail).await?;
    touch_draft(tx, cx, id).await
}

/// Writes what a person typed into a directive's head.
///
/// # Errors
/// A refusal if the text is no such thing.
pub(super) fn change_field(
    directive: &mut Directive,
    cx: Cx<'_>,
    field: Field,
    typed: &str,
) -> Result<()> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(Refusal::new("refusal-empty-text").into());
    }
    let head = &mut directive.head;
    let settled = match field {
        Field::Number => {
            head.number = Some(within(text, NAME_LIMIT)?);
            &[Warning::NumberMissing, Warning::NumberAmbiguous][..]
        }
        Field::Authority => {
            head.authority = Some(within(text, NAME_LIMIT)?);
            &[Warning::AuthorityMissing]
        }
        Field::Date => {
            let today = cx.rules.calendar.local(cx.now).date_naive();
            let day = typed::day(text, today).ok_or_else(|| Refusal::new("refusal-no-date"))?;
            head.issued_on = Some(day);
            &[Warning::DateMissing]
        }
        Field::Title => {
            head.title = within(text, TITLE_LIMIT)?;
            &[Warning::TitleMissing]
        }
        Field::Summary => {
            head.summary = within(text, SUMMARY_LIMIT)?;
            &[]
        }
    };
    directive
        .warnings
        .retain(|warning| !settled.contains(warning));
    Ok(())
}

/// Chooses the kind of a draft.
///
/// # Errors
/// A refusal if the draft cannot be changed.
pub async fn set_kind(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId, kind: Kind) -> Result<()> {
    let mut draft = editable(tx, cx, id).await?;
    draft.head.kind = kind;
    draft
        .warnings
        .retain(|warning| *warning != Warning::KindUnknown);
    tx.directive_update(&draft).await?;
    touch_draft(tx, cx, id).await
}

/// Corrects a task of a draft with what a person typed.
///
/// # Errors
/// A refusal if the draft cannot be changed or the text is no such thing.
pub async fn set_task(
    tx: &mut Tx,
    cx: Cx<'_>,
    task: TaskId,
    field: TaskField,
    typed: &str,
) -> Result<DirectiveId> {
    let (mut draft, mut task) = editable_task(tx, cx, task).await?;
    change_task(tx, &draft, &mut task, cx, field, typed).await?;
    tx.task_update(&task).await?;
    if field == TaskField::Deadline {
        draft
            .warnings
            .retain(|warning| *warning != Warning::DeadlinePast);
        tx.directive_update(&draft).await?;
    }
    let detail = serde_json::json!({ "task": task.id, "field": field });
    audit(tx, cx, "directive.edit", draft.id, &detail).await?;
    touch_draft(tx, cx, draft.id).await?;
    Ok(draft.id)
}

/// Writes what a person typed into a task. The units it names are stored at once.
pub(super) async fn change_task(
    tx: &mut Tx,
    directive: &Directive,
    task: &mut Task,
    cx: Cx<'_>,
    field: TaskField,
    typed: &str,
) -> Result<()> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(Refusal::new("refusal-empty-text").into());
    }
    match field {
        TaskField::Text => {
            task.text = text.to_owned();
            task.title = shorten(text.lines().next().unwrap_or(text), 90);
        }
        TaskField::Responsible => {
            task.responsible = text
                .split([';', ',', '\n'])
                .map(|name| name.trim().to_owned())
                .collect();
            let names = unit_names(tx, directive.unit).await?;
            tx.task_set_units(task.id, &named_units(&task.responsible, &names))
                .await?;
        }
        TaskField::Deadline => {
            let now = cx.rules.calendar.local(cx.now).naive_local();
            let due = typed::due(text, now).ok_or_else(|| Refusal::new("refusal-no-deadline"))?;
            set_due(task, cx, Some(due));
        }
    }
    Ok(())
}

/// Sets or takes away a task's deadline.
///
/// # Errors
/// A refusal if the draft cannot be changed.
pub async fn set_deadline(tx: &mut Tx, cx: Cx<'_>, task: TaskId, due: Option<Due>) -> Result<()> {
    let (draft, mut task) = editable_task(tx, cx, task).await?;
    set_due(&mut task, cx, due);
    tx.task_update(&task).await?;
    audit(
        tx,
        cx,
        "directive.edit",
        draft.id,
        &serde_json::json!({ "task": task.id }),
    )
    .await?;
    touch_draft(tx, cx, draft.id).await
}

/// The number after the highest plain one: tasks that were taken out leave gaps.
fn next_number(tasks: &[Task]) -> String {
    let numbers = tasks.iter().filter_map(|task| task.no.parse::<u32>().ok());
    (numbers.max().unwrap_or(0) + 1).to_string()
}

fn set_due(task: &mut Task, cx: Cx<'_>, due: Option<Due>) {
    task.due_at = due.map(|due| cx.rules.calendar.due_instant(due));
    task.deadline_text = None;
}

/// Takes a task out of a draft.
///
/// # Errors
/// A refusal if the draft cannot be changed.
pub async fn drop_task(tx: &mut Tx, cx: Cx<'_>, task: TaskId) -> Result<DirectiveId> {
    let (mut draft, task) = editable_task(tx, cx, task).await?;
    tx.task_delete(task.id).await?;
    draft
        .warnings
        .retain(|warning| *warning != Warning::TasksUneven);
    tx.directive_update(&draft).await?;
    audit(
        tx,
        cx,
        "directive.edit",
        draft.id,
        &serde_json::json!({ "dropped": task.no }),
    )
    .await?;
    touch_draft(tx, cx, draft.id).await?;
    Ok(draft.id)
}

/// Adds a task to a draft, with the next number.
///
/// # Errors
/// A refusal if the draft cannot be changed or the text is empty.
pub async fn add_task(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId, typed: &str) -> Result<TaskId> {
    let mut draft = editable(tx, cx, id).await?;
    let text = typed.trim();
    if text.is_empty() {
        return Err(Refusal::new("refusal-empty-text").into());
    }
    let today = cx.rules.calendar.local(cx.now).date_naive();
    let deadline = deadlines::find(text, Some(today)).into_iter().next();
    let due = deadline.as_ref().and_then(|deadline| deadline.iso);
    let new = NewTask {
        no: next_number(&tx.task_list(id).await?),
        title: shorten(text.lines().next().unwrap_or(text), 90),
        text: text.to_owned(),
        responsible: Vec::new(),
        deadline_text: deadline.map(|deadline| deadline.text),
        due_at: due.map(|due| cx.rules.calendar.due_instant(due)),
    };
    let task = tx.task_insert(id, &new).await?;
    draft
        .warnings
        .retain(|warning| *warning != Warning::TasksMissing);
    tx.directive_update(&draft).await?;
    audit(
        tx,
        cx,
        "directive.edit",
        id,
        &serde_json::json!({ "added": task }),
    )
    .await?;
    touch_draft(tx, cx, id).await?;
    Ok(task)
}

/// Throws a draft away.
///
/// # Errors
/// A refusal if it is no draft any more.
pub async fn discard(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId) -> Result<()> {
    let mut draft = editable(tx, cx, id).await?;
    draft.state = draft.state.discard().map_err(refusal)?;
    tx.directive_update(&draft).await?;
    audit(tx, cx, "directive.discard", id, &serde_json::json!({})).await?;
    touch_draft(tx, cx, id).await
}

/// A directive that this actor may do `action` to.
///
/// # Errors
/// A refusal if there is none or it is not allowed. Both sound the same to a stranger.
pub async fn load(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId, action: Action) -> Result<Directive> {
    let Some(directive) = tx.directive_by_id(id).await? else {
        return Err(Refusal::new("refusal-not-allowed").into());
    };
    let unit = tx.unit_by_id(directive.unit).await?;
    let path = unit.map_or_else(UnitPath::everything, |unit| unit.path);
    cx.exercise(tx, action, &path)?;
    Ok(directive)
}

/// A task of a draft that this actor may change, with the draft.
///
/// # Errors
/// As [`editable`].
pub async fn editable_task(tx: &mut Tx, cx: Cx<'_>, task: TaskId) -> Result<(Directive, Task)> {
    let gone = || Refusal::new("refusal-task-gone");
    let directive = tx.task_directive(task).await?.ok_or_else(gone)?;
    let draft = editable(tx, cx, directive).await?;
    let tasks = tx.task_list(directive).await?;
    let task = tasks
        .into_iter()
        .find(|found| found.id == task)
        .ok_or_else(gone)?;
    Ok((draft, task))
}

/// Brings a draft's cards up to date.
pub(super) async fn touch_draft(tx: &mut Tx, cx: Cx<'_>, id: DirectiveId) -> Result<()> {
    tx.outbox_touch(id, &["draft", "approval"], Lane::Interactive, 0, cx.now)
        .await?;
    Ok(())
}

/// Appends to the audit what the actor did to a directive.
pub(super) async fn audit(
    tx: &mut Tx,
    cx: Cx<'_>,
    action: &str,
    directive: DirectiveId,
    detail: &serde_json::Value,
) -> Result<()> {
    tx.audit_append(
        cx.now,
        Some(cx.actor.id),
        action,
        "directive",
        Some(directive.0),
        detail,
    )
    .await?;
    Ok(())
}

/// The sentence that explains a state's refusal.
pub(super) fn refusal(refused: Refused) -> Refusal {
    Refusal::new(match refused {
        Refused::NotDraft => "refusal-not-draft",
        Refused::NotSubmitted => "refusal-not-submitted",
        Refused::NotPublished => "refusal-not-published",
        Refused::Withdrawn => "refusal-withdrawn",
        Refused::OwnWork => "refusal-own-work",
    })
}

/// The text, if it has at most `limit` UTF-16 units.
pub(super) fn within(text: &str, limit: usize) -> Result<String> {
    let length = crate::domain::split::utf16_length(text);
    if length > limit {
        return Err(Refusal::new("refusal-too-long")
            .with("limit", limit)
            .with("length", length)
            .into());
    }
    Ok(text.to_owned())
}
