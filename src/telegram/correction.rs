//! What a correction says of itself, on every copy: which part it concerns and how it reads now.

use crate::app::corrections::Target;
use crate::app::directives::{Field, TaskField};
use crate::domain::ids::DirectiveId;
use crate::domain::locale::Locale;
use crate::i18n::{Arg, Catalog};
use crate::store::{Result, Tx};

/// The sentence, as plain text.
///
/// # Errors
/// If the database fails.
pub async fn what(
    catalog: &Catalog,
    locale: Locale,
    tx: &mut Tx,
    directive: DirectiveId,
    target: Target,
    typed: &str,
) -> Result<String> {
    let typed = Arg::text(typed.trim());
    Ok(match target {
        Target::Head(field) => {
            let key = match field {
                Field::Number => "correction-number",
                Field::Authority => "correction-authority",
                Field::Date => "correction-date",
                Field::Title => "correction-title",
                Field::Summary => "correction-summary",
            };
            catalog.plain(locale, key, &[("typed", typed)])
        }
        Target::Task(task, field) => {
            let key = match field {
                TaskField::Text => "correction-task-text",
                TaskField::Responsible => "correction-task-responsible",
                TaskField::Deadline => "correction-task-deadline",
            };
            let tasks = tx.task_list(directive).await?;
            let found = tasks.into_iter().find(|found| found.id == task);
            let no = Arg::text(found.map_or_else(String::new, |task| task.no));
            catalog.plain(locale, key, &[("no", no), ("typed", typed)])
        }
    })
}
