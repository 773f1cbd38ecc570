//! The buttons of a draft: corrections, recipients, approval.

use super::scene::Scene;
use super::{Answers, HandlerError};
use crate::app::audiences::{Choice, choose_unit, toggle_role};
use crate::app::directives::{self, Field, TaskField};
use crate::app::{Refusal, publishing};
use crate::domain::document::Kind;
use crate::domain::ids::{DirectiveId, TaskId, UnitId};
use crate::domain::notice::{DraftScreen, Notice};
use crate::domain::org::Role;
use crate::domain::permission::Action;
use crate::runtime::random_bytes;
use crate::store::Tx;
use crate::telegram::dialogue::Dialogue;
use crate::telegram::render::day_of_epoch;

type Handled = Result<Answers, HandlerError>;

/// Shows a part of the card. Who approves may look at the card and the preview, not change it.
pub async fn show(
    scene: &Scene<'_>,
    tx: &mut Tx,
    directive: DirectiveId,
    screen: DraftScreen,
) -> Handled {
    match screen {
        DraftScreen::Card { .. } | DraftScreen::Preview { .. } => {
            directives::load(tx, scene.cx(), directive, Action::PrepareDirective).await?;
        }
        _ => {
            directives::editable(tx, scene.cx(), directive).await?;
        }
    }
    scene.show(tx, &Notice::Draft { directive, screen }).await?;
    Ok(Answers::default())
}

/// Asks for the right words for a field.
pub async fn edit_field(
    scene: &Scene<'_>,
    tx: &mut Tx,
    directive: DirectiveId,
    field: Field,
) -> Handled {
    directives::editable(tx, scene.cx(), directive).await?;
    let question = Notice::ask(ask_field(field));
    scene
        .ask(tx, Dialogue::Field { directive, field }, &question)
        .await?;
    Ok(Answers::default())
}

/// The question for a field's words.
#[must_use]
pub fn ask_field(field: Field) -> &'static str {
    match field {
        Field::Number => "ask-number",
        Field::Authority => "ask-authority",
        Field::Date => "ask-date",
        Field::Title => "ask-title",
        Field::Summary => "ask-summary",
    }
}

/// Asks for the right words for a task.
pub async fn edit_task(scene: &Scene<'_>, tx: &mut Tx, task: TaskId, field: TaskField) -> Handled {
    directives::editable_task(tx, scene.cx(), task).await?;
    let question = Notice::ask(ask_task(field));
    scene
        .ask(tx, Dialogue::Task { task, field }, &question)
        .await?;
    Ok(Answers::default())
}

/// The question for a task's words.
#[must_use]
pub fn ask_task(field: TaskField) -> &'static str {
    match field {
        TaskField::Text => "ask-task-text",
        TaskField::Responsible => "ask-task-responsible",
        TaskField::Deadline => "ask-deadline",
    }
}

/// Chooses the kind and goes back to the list of fields.
pub async fn set_kind(
    scene: &Scene<'_>,
    tx: &mut Tx,
    directive: DirectiveId,
    kind: Kind,
) -> Handled {
    directives::set_kind(tx, scene.cx(), directive, kind).await?;
    let screen = DraftScreen::Edit { page: 0 };
    scene.show(tx, &Notice::Draft { directive, screen }).await?;
    Ok(Answers::default())
}

/// Sets a proposed deadline and goes back to the list of deadlines.
pub async fn set_deadline(
    scene: &Scene<'_>,
    tx: &mut Tx,
    task: TaskId,
    day: Option<i64>,
) -> Handled {
    let (draft, _) = directives::editable_task(tx, scene.cx(), task).await?;
    directives::set_deadline(tx, scene.cx(), task, day.and_then(day_of_epoch)).await?;
    let notice = Notice::Draft {
        directive: draft.id,
        screen: DraftScreen::Deadlines { page: 0 },
    };
    scene.show(tx, &notice).await?;
    Ok(scene.toast("toast-saved", &[]))
}

/// Takes a task out and goes back to the list of fields.
pub async fn drop_task(scene: &Scene<'_>, tx: &mut Tx, task: TaskId) -> Handled {
    let directive = directives::drop_task(tx, scene.cx(), task).await?;
    let screen = DraftScreen::Edit { page: 0 };
    scene.show(tx, &Notice::Draft { directive, screen }).await?;
    Ok(scene.toast("toast-task-dropped", &[]))
}

/// Asks for a task to be added.
pub async fn add_task(scene: &Scene<'_>, tx: &mut Tx, directive: DirectiveId) -> Handled {
    directives::editable(tx, scene.cx(), directive).await?;
    let question = Notice::ask("ask-new-task");
    scene
        .ask(tx, Dialogue::NewTask { directive }, &question)
        .await?;
    Ok(Answers::default())
}

/// Chooses a unit. One that is in already by a unit above it is not chosen twice.
pub async fn unit(
    scene: &Scene<'_>,
    tx: &mut Tx,
    directive: DirectiveId,
    unit: UnitId,
    choice: Choice,
) -> Handled {
    if choice != Choice::None
        && let Some(above) = chosen_above(tx, directive, unit).await?
    {
        return Err(Refusal::new("refusal-chosen-above")
            .with("unit", above)
            .into());
    }
    choose_unit(tx, scene.cx(), directive, unit, choice).await?;
    Ok(Answers::default())
}

/// The name of a unit above this one that was chosen with all below it.
async fn chosen_above(
    tx: &mut Tx,
    directive: DirectiveId,
    unit: UnitId,
) -> Result<Option<String>, HandlerError> {
    let Some(unit) = tx.unit_by_id(unit).await? else {
        return Ok(None);
    };
    let above: Vec<UnitId> = unit.path.units().filter(|id| *id != unit.id).collect();
    for chosen in tx.audience_units(directive).await? {
        if chosen.with_below && above.contains(&chosen.unit) {
            return Ok(tx.unit_by_id(chosen.unit).await?.map(|unit| unit.name));
        }
    }
    Ok(None)
}

/// Chooses a role, or takes it out.
pub async fn role(scene: &Scene<'_>, tx: &mut Tx, directive: DirectiveId, role: Role) -> Handled {
    toggle_role(tx, scene.cx(), directive, role).await?;
    Ok(Answers::default())
}

/// Asks for approval; the card shows from now on that it waits.
pub async fn submit(scene: &Scene<'_>, tx: &mut Tx, directive: DirectiveId) -> Handled {
    publishing::submit(tx, scene.cx(), directive).await?;
    scene.show(tx, &card(directive)).await?;
    Ok(scene.toast("toast-submitted", &[]))
}

/// Takes the draft back from approval.
pub async fn take_back(scene: &Scene<'_>, tx: &mut Tx, directive: DirectiveId) -> Handled {
    publishing::take_back(tx, scene.cx(), directive).await?;
    Ok(scene.toast("toast-taken-back", &[]))
}

/// Throws the draft away.
pub async fn discard(scene: &Scene<'_>, tx: &mut Tx, directive: DirectiveId) -> Handled {
    directives::discard(tx, scene.cx(), directive).await?;
    scene.forget(tx).await?;
    Ok(scene.toast("toast-discarded", &[]))
}

/// Approves: it goes out.
pub async fn approve(scene: &Scene<'_>, tx: &mut Tx, directive: DirectiveId) -> Handled {
    publishing::approve(tx, scene.cx(), directive, random_bytes()).await?;
    Ok(scene.toast("toast-published", &[]))
}

/// Publishes without a second person.
pub async fn publish(scene: &Scene<'_>, tx: &mut Tx, directive: DirectiveId) -> Handled {
    publishing::publish(tx, scene.cx(), directive, random_bytes()).await?;
    scene.show(tx, &card(directive)).await?;
    Ok(scene.toast("toast-published", &[]))
}

/// Asks why it is sent back.
pub async fn send_back(scene: &Scene<'_>, tx: &mut Tx, directive: DirectiveId) -> Handled {
    let found = directives::load(tx, scene.cx(), directive, Action::ApproveDirective).await?;
    if !publishing::waits_for_approval(&found) {
        return Err(Refusal::new("refusal-not-submitted").into());
    }
    let question = Notice::ask("ask-send-back");
    scene
        .ask(tx, Dialogue::SendBack { directive }, &question)
        .await?;
    Ok(Answers::default())
}

fn card(directive: DirectiveId) -> Notice {
    Notice::Draft {
        directive,
        screen: DraftScreen::Card { page: 0 },
    }
}
