//! The tasks of directives, and each unit's share in them.

use super::query::{execute, fetch_all, fetch_optional, fetch_scalar, row};
use super::{Result, Tx};
use crate::domain::directive::Task;
use crate::domain::ids::{AssignmentId, DirectiveId, PersonId, TaskId, UnitId};

row! {
    struct TaskRow {
        id: i64,
        no: String,
        title: String,
        text: String,
        responsible: String,
        deadline_text: Option<String>,
        due_at: Option<i64>,
    }
}

row! {
    struct AssignmentRow {
        id: i64,
        task_id: i64,
        unit_id: i64,
        directive_id: i64,
        due_at: Option<i64>,
        done_at: Option<i64>,
        done_by: Option<i64>,
        result: Option<String>,
        reminders: i64,
        remind_at: Option<i64>,
    }
}

/// One task for one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Its number with us.
    pub id: AssignmentId,
    /// Which task.
    pub task: TaskId,
    /// For which unit.
    pub unit: UnitId,
    /// Of which directive.
    pub directive: DirectiveId,
    /// When it is due, Unix ms.
    pub due_at: Option<i64>,
    /// When and by whom it was reported done, and with which words.
    pub done: Option<Done>,
    /// How many reminders of the series are behind us.
    pub reminders: i64,
    /// When the next reminder is due, Unix ms.
    pub remind_at: Option<i64>,
}

/// The report that a task is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// When, Unix ms.
    pub at: i64,
    /// By whom.
    pub by: PersonId,
    /// With which words.
    pub result: Option<String>,
}

/// A task to be stored; its place in the list gives its position.
#[derive(Clone, Debug)]
pub struct NewTask {
    /// The number as the document counts.
    pub no: String,
    /// One line.
    pub title: String,
    /// The whole.
    pub text: String,
    /// Who is to do it.
    pub responsible: Vec<String>,
    /// The deadline in the document's words.
    pub deadline_text: Option<String>,
    /// When it is due, Unix ms.
    pub due_at: Option<i64>,
}

/// Between the responsible units in their column.
const SEPARATOR: &str = "; ";

impl Tx {
    /// Adds a task at the end of a directive's list.
    pub async fn task_insert(&mut self, directive: DirectiveId, new: &NewTask) -> Result<TaskId> {
        let id = fetch_scalar!(
            self,
            i64,
            "INSERT INTO tasks (directive_id, position, no, title, text, responsible, deadline_text, due_at)
             SELECT $1, COALESCE(MAX(position), 0) + 1, $2, $3, $4, $5, $6, $7
             FROM tasks WHERE directive_id = $1
             RETURNING id",
            directive.0,
            &new.no,
            &new.title,
            &new.text,
            new.responsible.join(SEPARATOR),
            new.deadline_text.as_deref(),
            new.due_at,
        )?;
        Ok(TaskId(id))
    }

    /// The tasks of a directive in their order.
    pub async fn task_list(&mut self, directive: DirectiveId) -> Result<Vec<Task>> {
        let rows = fetch_all!(
            self,
            TaskRow,
            "SELECT id, no, title, text, responsible, deadline_text, due_at
             FROM tasks WHERE directive_id = $1 ORDER BY position",
            directive.0,
        )?;
        let links = fetch_all!(
            self,
            (i64, i64),
            "SELECT l.task_id, l.unit_id FROM task_units l JOIN tasks t ON t.id = l.task_id
             WHERE t.directive_id = $1 ORDER BY l.unit_id",
            directive.0,
        )?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let units = links
                    .iter()
                    .filter(|(task, _)| *task == row.id)
                    .map(|(_, unit)| UnitId(*unit))
                    .collect();
                row.into_domain(units)
            })
            .collect())
    }

    /// Which directive a task belongs to.
    pub async fn task_directive(&mut self, task: TaskId) -> Result<Option<DirectiveId>> {
        let id = fetch_optional!(
            self,
            (i64,),
            "SELECT directive_id FROM tasks WHERE id = $1",
            task.0
        )?;
        Ok(id.map(|(id,)| DirectiveId(id)))
    }

    /// Writes what can be corrected in a task.
    pub async fn task_update(&mut self, task: &Task) -> Result<()> {
        execute!(
            self,
            "UPDATE tasks SET title = $2, text = $3, responsible = $4, deadline_text = $5, due_at = $6
             WHERE id = $1",
            task.id.0,
            &task.title,
            &task.text,
            task.responsible.join(SEPARATOR),
            task.deadline_text.as_deref(),
            task.due_at,
        )?;
        Ok(())
    }

    /// Removes a task from a draft.
    pub async fn task_delete(&mut self, task: TaskId) -> Result<()> {
        execute!(self, "DELETE FROM task_units WHERE task_id = $1", task.0)?;
        execute!(self, "DELETE FROM tasks WHERE id = $1", task.0)?;
        Ok(())
    }

    /// Says which units a task names; none means all recipients.
    pub async fn task_set_units(&mut self, task: TaskId, units: &[UnitId]) -> Result<()> {
        execute!(self, "DELETE FROM task_units WHERE task_id = $1", task.0)?;
        for unit in units {
            execute!(
                self,
                "INSERT INTO task_units (task_id, unit_id) VALUES ($1, $2)",
                task.0,
                unit.0
            )?;
        }
        Ok(())
    }

    /// Gives a task to a unit, once.
    pub async fn assignment_insert(
        &mut self,
        task: TaskId,
        unit: UnitId,
        due_at: Option<i64>,
        remind_at: Option<i64>,
    ) -> Result<()> {
        execute!(
            self,
            "INSERT INTO assignments (task_id, unit_id, due_at, remind_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (task_id, unit_id) DO NOTHING",
            task.0,
            unit.0,
            due_at,
            remind_at,
        )?;
        Ok(())
    }

    /// One assignment.
    pub async fn assignment_by_id(&mut self, id: AssignmentId) -> Result<Option<Assignment>> {
        let row = fetch_optional!(
            self,
            AssignmentRow,
            "SELECT a.id, a.task_id, a.unit_id, t.directive_id, a.due_at, a.done_at, a.done_by,
                a.result, a.reminders, a.remind_at
             FROM assignments a JOIN tasks t ON t.id = a.task_id WHERE a.id = $1",
            id.0
        )?;
        Ok(row.map(AssignmentRow::into_domain))
    }

    /// The assignments of a directive, by task and unit.
    pub async fn assignment_list(&mut self, directive: DirectiveId) -> Result<Vec<Assignment>> {
        let rows = fetch_all!(
            self,
            AssignmentRow,
            "SELECT a.id, a.task_id, a.unit_id, t.directive_id, a.due_at, a.done_at, a.done_by,
                a.result, a.reminders, a.remind_at
             FROM assignments a JOIN tasks t ON t.id = a.task_id
             WHERE t.directive_id = $1 ORDER BY t.position, a.unit_id",
            directive.0
        )?;
        Ok(rows.into_iter().map(AssignmentRow::into_domain).collect())
    }

    /// The open assignments of published directives that concern a person's units, the nearest
    /// deadline first and those without one last.
    pub async fn assignment_list_open(&mut self, person: PersonId) -> Result<Vec<Assignment>> {
        let rows = fetch_all!(
            self,
            AssignmentRow,
            "SELECT a.id, a.task_id, a.unit_id, t.directive_id, a.due_at, a.done_at, a.done_by,
                a.result, a.reminders, a.remind_at
             FROM assignments a
             JOIN tasks t ON t.id = a.task_id
             JOIN directives d ON d.id = t.directive_id
             JOIN receipts r ON r.directive_id = d.id AND r.revision = d.receipt_revision
                AND r.unit_id = a.unit_id AND r.person_id = $1
             WHERE d.state = 'published' AND a.done_at IS NULL
             ORDER BY a.due_at IS NULL, a.due_at, a.id",
            person.0
        )?;
        Ok(rows.into_iter().map(AssignmentRow::into_domain).collect())
    }

    /// Moves the deadline of every unit's open share in a task.
    pub async fn assignment_set_due(
        &mut self,
        task: TaskId,
        due_at: Option<i64>,
        remind_at: Option<i64>,
    ) -> Result<()> {
        execute!(
            self,
            "UPDATE assignments SET due_at = $2, remind_at = $3
             WHERE task_id = $1 AND done_at IS NULL",
            task.0,
            due_at,
            remind_at,
        )?;
        Ok(())
    }

    /// Records that a unit has done its share. Answers whether this was the first word of it.
    pub async fn assignment_finish(
        &mut self,
        id: AssignmentId,
        by: PersonId,
        result: Option<&str>,
        now: i64,
    ) -> Result<bool> {
        let touched = execute!(
            self,
            "UPDATE assignments SET done_at = $2, done_by = $3, result = $4, remind_at = NULL
             WHERE id = $1 AND done_at IS NULL",
            id.0,
            now,
            by.0,
            result,
        )?;
        Ok(touched == 1)
    }

    /// The assignments whose reminder is due, the longest due first.
    pub async fn assignment_list_due(&mut self, now: i64, limit: i64) -> Result<Vec<Assignment>> {
        let rows = fetch_all!(
            self,
            AssignmentRow,
            "SELECT a.id, a.task_id, a.unit_id, t.directive_id, a.due_at, a.done_at, a.done_by,
                a.result, a.reminders, a.remind_at
             FROM assignments a JOIN tasks t ON t.id = a.task_id
             WHERE a.remind_at IS NOT NULL AND a.remind_at <= $1
             ORDER BY a.remind_at, a.id LIMIT $2",
            now,
            limit,
        )?;
        Ok(rows.into_iter().map(AssignmentRow::into_domain).collect())
    }

    /// Moves an assignment's series of reminders on.
    pub async fn assignment_remind(
        &mut self,
        id: AssignmentId,
        reminders: i64,
        remind_at: Option<i64>,
    ) -> Result<()> {
        execute!(
            self,
            "UPDATE assignments SET reminders = $2, remind_at = $3
             WHERE id = $1 AND done_at IS NULL",
            id.0,
            reminders,
            remind_at,
        )?;
        Ok(())
    }
}

impl TaskRow {
    fn into_domain(self, units: Vec<UnitId>) -> Task {
        Task {
            id: TaskId(self.id),
            no: self.no,
            title: self.title,
            text: self.text,
            responsible: self
                .responsible
                .split(SEPARATOR)
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect(),
            deadline_text: self.deadline_text,
            due_at: self.due_at,
            units,
        }
    }
}

impl AssignmentRow {
    fn into_domain(self) -> Assignment {
        Assignment {
            id: AssignmentId(self.id),
            task: TaskId(self.task_id),
            unit: UnitId(self.unit_id),
            directive: DirectiveId(self.directive_id),
            due_at: self.due_at,
            done: self.done_at.zip(self.done_by).map(|(at, by)| Done {
                at,
                by: PersonId(by),
                result: self.result,
            }),
            reminders: self.reminders,
            remind_at: self.remind_at,
        }
    }
}
