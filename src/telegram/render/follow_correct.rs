//! The questions behind the live card: what to correct, whether the substance changes, and whether
//! to withdraw. A question whose answer is not waited for any more is not shown.

use super::draft_edit::deadline_words;
use super::followed::Followed;
use super::view::{View, page_at};
use crate::app::corrections::Target;
use crate::app::directives::{Field, TaskField};
use crate::domain::directive::Task;
use crate::domain::notice::FollowScreen;
use crate::domain::permission::Action;
use crate::domain::split::shorten;
use crate::i18n::Arg;
use crate::store::{Result, Tx};
use crate::telegram::card::{Button, Card};
use crate::telegram::correction::what;
use crate::telegram::dialogue::Dialogue;
use crate::telegram::press::Press;

/// Tasks on one page, each with a row of buttons.
const PER_PAGE: usize = 8;
/// The longest title of a task and words that were typed, in UTF-16 units.
const TITLE_SHOWN: usize = 120;
const TYPED_SHOWN: usize = 2_000;

/// What is to be corrected.
pub(super) async fn choose(
    view: View<'_>,
    tx: &mut Tx,
    followed: &Followed,
    page: u32,
) -> Result<Option<Card>> {
    if !followed.in_force() || !followed.may(Action::CorrectDirective) {
        return Ok(None);
    }
    let id = followed.directive.id;
    let tasks = tx.task_list(id).await?;
    let pages: Vec<&[Task]> = tasks.chunks(PER_PAGE).collect();
    let (page, shown) = page_at(&pages, page).map_or((0, &[][..]), |(page, tasks)| (page, *tasks));
    let mut parts = vec![
        followed.heading(view, &view.line("follow-correct")),
        view.line("follow-correct-choose"),
    ];
    if !shown.is_empty() {
        let lines: Vec<String> = shown.iter().map(|task| line(view, task)).collect();
        parts.push(lines.join("\n"));
    }
    let head = |key, field| view.button(key, Press::Correct(id, Target::Head(field)));
    let mut card = Card::new(parts.join("\n\n")).row([
        head("field-number", Field::Number),
        head("field-title", Field::Title),
        head("field-summary", Field::Summary),
    ]);
    for task in shown {
        let part = |key: &str, field| {
            let no = ("no", Arg::text(task.no.as_str()));
            let label = view.bot.catalog.plain(view.locale, key, &[no]);
            Button::press(label, Press::Correct(id, Target::Task(task.id, field)))
        };
        card = card.row([
            part("follow-correct-text", TaskField::Text),
            part("follow-correct-deadline", TaskField::Deadline),
        ]);
    }
    let turn = |page| Press::Follow(id, FollowScreen::Correct { page });
    Ok(Some(
        card.row(view.pager(page, pages.len(), turn))
            .row([followed.back(view)]),
    ))
}

fn line(view: View<'_>, task: &Task) -> String {
    view.text(
        "follow-correct-line",
        &[
            ("no", Arg::text(task.no.as_str())),
            ("title", Arg::text(shorten(&task.title, TITLE_SHOWN))),
            ("deadline", Arg::text(deadline_words(view, task))),
        ],
    )
}

/// Does the correction that was typed change the substance?
pub(super) async fn substance(
    view: View<'_>,
    tx: &mut Tx,
    followed: &Followed,
) -> Result<Option<Card>> {
    let id = followed.directive.id;
    let Some(Dialogue::Substance {
        directive,
        target,
        typed,
    }) = waiting(view, tx).await?
    else {
        return Ok(None);
    };
    if directive != id || !followed.in_force() {
        return Ok(None);
    }
    let typed = shorten(&typed, TYPED_SHOWN);
    let what = what(view.bot.catalog, view.locale, tx, id, target, &typed).await?;
    let html = view.text("follow-substance", &[("what", Arg::text(what))]);
    let heading = followed.heading(view, &view.line("follow-correct"));
    Ok(Some(
        Card::new(format!("{heading}\n\n{html}"))
            .row([view.button("button-words-only", Press::ApplyCorrection(id, false))])
            .row([view.button("button-substance", Press::ApplyCorrection(id, true))])
            .row([view.button("button-cancel", Press::Cancel())]),
    ))
}

/// Shall it really be withdrawn, and why?
pub(super) async fn withdraw(
    view: View<'_>,
    tx: &mut Tx,
    followed: &Followed,
) -> Result<Option<Card>> {
    let id = followed.directive.id;
    let asked = waiting(view, tx).await? == Some(Dialogue::Withdraw { directive: id });
    if !asked || !followed.in_force() {
        return Ok(None);
    }
    let counts = tx.receipt_counts(id).await?;
    let html = view.text(
        "follow-withdraw",
        &[
            ("sent", Arg::number(counts.sent)),
            ("confirmed", Arg::number(counts.confirmed)),
        ],
    );
    let heading = followed.heading(view, &view.line("follow-withdraw-heading"));
    Ok(Some(Card::new(format!("{heading}\n\n{html}")).row([
        view.button("button-skip", Press::Skip()),
        view.button("button-cancel", Press::Cancel()),
    ])))
}

/// What this chat waits for from its reader.
async fn waiting(view: View<'_>, tx: &mut Tx) -> Result<Option<Dialogue>> {
    match view.chat.person {
        Some(person) => Dialogue::load(tx, view.chat.id, person, view.now).await,
        None => Ok(None),
    }
}
