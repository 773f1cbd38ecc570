//! A roster that was sent: what it would change, who would leave, what is wrong with it.

use bytes::Bytes;

use super::start::standings;
use super::view::{View, page_at, paginate};
use crate::app::roster::uploads::{self, Outlook, Upload, What};
use crate::app::roster::{Absent, Change, Changes};
use crate::domain::ids::RosterFileId;
use crate::domain::notice::RosterScreen;
use crate::domain::split::{shorten, utf16_length};
use crate::i18n::{Arg, escape};
use crate::intake::roster::Problem;
use crate::sheet::{Cell, Column, Table, workbook};
use crate::store::{Result, Tx};
use crate::telegram::card::{Attachment, Button, Card, Content, Rendered};
use crate::telegram::press::Press;
use crate::telegram::roster_words;

/// The media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The room for the lines of a page, in UTF-16 units: a message less its heading and foot.
const ROOM: usize = 3_200;
/// So many lines stand on a page at most.
const LINES_ON_PAGE: usize = 15;
/// So many names stand on the card; the rest is behind a button.
const NAMES_ON_CARD: usize = 5;
/// The longest name on the card and line of a page, in UTF-16 units.
const NAME_SHOWN: usize = 60;
const LINE_SHOWN: usize = 600;

/// A screen of the card, for whoever sent the file.
pub async fn screen(
    view: View<'_>,
    tx: &mut Tx,
    file: RosterFileId,
    screen: RosterScreen,
) -> Result<Rendered> {
    let Some(upload) = waiting(view, tx, file).await? else {
        return Ok(Rendered::Nothing);
    };
    let card = Waiting {
        view,
        file,
        upload: &upload,
    };
    Ok(match (&upload.outlook, screen) {
        (Outlook::Problems(problems), RosterScreen::Problems { page }) => {
            card.problems(problems, page)
        }
        // It was in order when it was sent, and is no longer.
        (Outlook::Problems(problems), _) => card.problems(problems, 0),
        (Outlook::Changes(changes), RosterScreen::New { page }) => {
            card.list("roster-new", &changes.new, page, |page| RosterScreen::New {
                page,
            })
        }
        (Outlook::Changes(changes), RosterScreen::Changed { page }) => {
            card.list("roster-changed", &changes.changed, page, |page| {
                RosterScreen::Changed { page }
            })
        }
        (Outlook::Changes(changes), RosterScreen::Left { page }) => {
            card.list(card.left_key(), &changes.left, page, |page| {
                RosterScreen::Left { page }
            })
        }
        (Outlook::Changes(changes), RosterScreen::Sure) => card.sure(changes),
        (Outlook::Changes(changes), RosterScreen::Card { anew }) => card.summary(changes, anew),
        (Outlook::Changes(changes), RosterScreen::Problems { .. }) => card.summary(changes, true),
    }
    .into())
}

/// Everything that is wrong with the file, as a workbook to correct it by.
pub async fn problems(view: View<'_>, tx: &mut Tx, file: RosterFileId) -> Result<Rendered> {
    let Some(upload) = waiting(view, tx, file).await? else {
        return Ok(Rendered::Nothing);
    };
    let Outlook::Problems(problems) = &upload.outlook else {
        return Ok(Rendered::Nothing);
    };
    let bytes = match workbook(&[table(view, problems)]) {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::error!(%error, file = file.0, "the mistakes of roster {file} make no workbook");
            return Ok(Card::new(view.line("sheet-failed")).into());
        }
    };
    let count = Arg::count(problems.len());
    let caption = view.text("roster-problems-caption", &[("count", count)]);
    let attachment = Attachment {
        name: format!("{}.xlsx", view.label("roster-problems-file")),
        mime: XLSX.to_owned(),
        content: Content::Bytes(Bytes::from(bytes)),
        file: None,
        picture: false,
    };
    Ok(Card::new(caption).attach(attachment).into())
}

/// What a person is by now, after the roster changed.
pub async fn changed_standings(view: View<'_>, tx: &mut Tx) -> Result<Rendered> {
    let actor = match view.chat.person {
        Some(person) => tx.actor_load(person, view.now).await?,
        None => None,
    };
    let Some(actor) = actor else {
        return Ok(Rendered::Nothing);
    };
    if actor.standings.is_empty() {
        let organisation = Arg::text(view.bot.rules.org_name.as_str());
        let none = view.text("standings-none", &[("organisation", organisation)]);
        return Ok(Card::new(none).into());
    }
    let standings = standings(view, tx, &actor.standings).await?;
    let html = view.text("standings-now", &[("standings", Arg::html(standings))]);
    Ok(Card::new(html).into())
}

/// The file, if it still waits and this is its sender's chat.
async fn waiting(view: View<'_>, tx: &mut Tx, file: RosterFileId) -> Result<Option<Upload>> {
    let upload = uploads::find(tx, file).await?;
    Ok(upload.filter(|upload| view.chat.person == Some(upload.person)))
}

/// A file that waits, and for whom its card is made.
#[derive(Clone, Copy)]
struct Waiting<'a> {
    view: View<'a>,
    file: RosterFileId,
    upload: &'a Upload,
}

impl Waiting<'_> {
    fn heading(&self) -> String {
        let key = match self.upload.what {
            What::Units => "roster-heading-units",
            What::People => "roster-heading-people",
        };
        self.view
            .text(key, &[("file", Arg::text(self.upload.name.as_str()))])
    }

    fn left_key(&self) -> &'static str {
        match self.upload.what {
            What::Units => "roster-left-units",
            What::People => "roster-left-people",
        }
    }

    fn to(&self, key: &str, screen: RosterScreen) -> Button {
        self.view.button(key, Press::Roster(self.file, screen))
    }

    fn apply(&self, key: &str, absent: Absent, sure: bool) -> Button {
        let leave = absent == Absent::Leave;
        self.view
            .button(key, Press::ApplyRoster(self.file, leave, sure))
    }

    fn drop(&self) -> Button {
        self.view
            .button("button-cancel", Press::DropRoster(self.file))
    }

    /// How much changes, with the first names of each.
    fn summary(&self, changes: &Changes, anew: bool) -> Card {
        let view = self.view;
        let mut parts = vec![self.heading()];
        if anew {
            parts.push(view.line("roster-anew"));
        }
        let mut lines = Vec::new();
        let mut lists = Vec::new();
        for (key, button, list, screen) in [
            (
                "roster-new",
                "button-roster-new",
                &changes.new,
                RosterScreen::New { page: 0 },
            ),
            (
                "roster-changed",
                "button-roster-changed",
                &changes.changed,
                RosterScreen::Changed { page: 0 },
            ),
            (
                self.left_key(),
                "button-roster-left",
                &changes.left,
                RosterScreen::Left { page: 0 },
            ),
        ] {
            lines.push(view.text(key, &[("count", Arg::count(list.len()))]));
            // Units that are not in the file stay: there is nothing to look through.
            let stays = self.upload.what == What::Units && button == "button-roster-left";
            if !list.is_empty() && !stays {
                lines.push(view.text("roster-names", &[("names", Arg::text(names(list)))]));
                lists.push(self.to(button, screen));
            }
        }
        let unchanged = Arg::count(changes.unchanged);
        lines.push(view.text("roster-unchanged", &[("count", unchanged)]));
        parts.push(lines.join("\n"));
        parts.extend(self.warnings(changes));
        parts.push(view.line("roster-question"));
        let part = self.leaves_people(changes);
        let part = part.then(|| self.apply("button-roster-part", Absent::Stay, false));
        Card::new(parts.join("\n\n"))
            .row(lists)
            .row([
                self.apply("button-roster-apply", Absent::Leave, false),
                self.drop(),
            ])
            .row(part)
    }

    fn leaves_people(&self, changes: &Changes) -> bool {
        self.upload.what == What::People && !changes.left.is_empty()
    }

    fn warnings(&self, changes: &Changes) -> Vec<String> {
        let view = self.view;
        let mut warnings = Vec::new();
        let losing = changes.losing_access();
        if losing > 0 {
            warnings.push(view.text("roster-losing-access", &[("count", Arg::count(losing))]));
        }
        if changes.many_leave() {
            let values = [
                ("left", Arg::count(changes.left.len())),
                ("held", Arg::count(changes.held)),
            ];
            warnings.push(view.text("roster-many-leave", &values));
        }
        if changes.shuts_out_importer {
            warnings.push(view.line("roster-shuts-out"));
        }
        warnings
    }

    /// Asks a second time.
    fn sure(&self, changes: &Changes) -> Card {
        let view = self.view;
        let mut parts = vec![self.heading()];
        parts.extend(self.warnings(changes));
        parts.push(view.line("roster-sure"));
        let part = self.leaves_people(changes);
        let part = part.then(|| self.apply("button-roster-part", Absent::Stay, true));
        let back = RosterScreen::Card { anew: false };
        Card::new(parts.join("\n\n"))
            .row([self.apply("button-roster-sure", Absent::Leave, true)])
            .row(part)
            .row([self.to("button-back", back)])
    }

    /// One of the three lists, page by page.
    fn list(
        &self,
        key: &str,
        list: &[Change],
        page: u32,
        turn: impl Fn(u32) -> RosterScreen,
    ) -> Card {
        let view = self.view;
        let lines = list
            .iter()
            .map(|change| roster_words::change(view.bot.catalog, view.locale, change))
            .collect();
        let what = view.text(key, &[("count", Arg::count(list.len()))]);
        let back = RosterScreen::Card { anew: false };
        self.pages(&what, lines, page, turn)
            .row([self.to("button-back", back)])
    }

    /// What is wrong with the file, page by page.
    fn problems(&self, problems: &[Problem], page: u32) -> Card {
        let view = self.view;
        let lines = problems
            .iter()
            .map(|problem| roster_words::problem(view.bot.catalog, view.locale, problem))
            .collect();
        let what = view.text("roster-refused", &[("count", Arg::count(problems.len()))]);
        let mut card = self
            .pages(&what, lines, page, |page| RosterScreen::Problems { page })
            .row([self.drop()]);
        card.html += "\n\n";
        card.html += &view.line("roster-send-again");
        card
    }

    /// Lines of plain text on pages, each line a bullet.
    fn pages(
        &self,
        what: &str,
        lines: Vec<String>,
        page: u32,
        turn: impl Fn(u32) -> RosterScreen,
    ) -> Card {
        let view = self.view;
        let lines: Vec<String> = lines
            .into_iter()
            .map(|line| format!("• {}", shorten(&line, LINE_SHOWN)))
            .collect();
        let least = ROOM / LINES_ON_PAGE;
        let pages = paginate(lines, ROOM, |line| (utf16_length(line) + 1).max(least));
        let mut parts = vec![self.heading(), what.to_owned()];
        let mut pager = Vec::new();
        if let Some((page, lines)) = page_at(&pages, page) {
            parts.push(escape(&lines.join("\n")).into_owned());
            if pages.len() > 1 {
                let values = [
                    ("page", Arg::number(page + 1)),
                    ("pages", Arg::count(pages.len())),
                ];
                parts.push(view.text("roster-page", &values));
            }
            pager = view.pager(page, pages.len(), |page| {
                Press::Roster(self.file, turn(page))
            });
        }
        Card::new(parts.join("\n\n")).row(pager)
    }
}

/// The first names of a list.
fn names(list: &[Change]) -> String {
    let mut names: Vec<String> = list
        .iter()
        .take(NAMES_ON_CARD)
        .map(|change| shorten(&change.name, NAME_SHOWN))
        .collect();
    if list.len() > NAMES_ON_CARD {
        names.push("…".to_owned());
    }
    names.join(", ")
}

fn table(view: View<'_>, problems: &[Problem]) -> Table {
    let columns = [
        ("row", "roster-column-row"),
        ("column", "roster-column-column"),
        ("value", "roster-column-value"),
        ("expected", "roster-column-expected"),
    ];
    let row = |problem: &Problem| {
        let expected = roster_words::expected(view.bot.catalog, view.locale, problem);
        vec![
            Cell::Number(i64::from(problem.row)),
            Cell::Text(problem.column.clone()),
            Cell::Text(problem.value.clone()),
            Cell::Text(expected),
        ]
    };
    Table {
        title: view.label("roster-problems-file"),
        columns: columns
            .iter()
            .map(|(key, heading)| Column {
                key,
                heading: view.label(heading),
            })
            .collect(),
        rows: problems.iter().map(row).collect(),
    }
}
