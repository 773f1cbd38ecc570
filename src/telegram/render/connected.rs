//! How many can be reached, and who cannot: the first number to watch, for whoever is not connected
//! gets nothing at all.

use super::follow::{UNIT_SHOWN, bar};
use super::view::View;
use crate::app::following::roots;
use crate::domain::org::UnitPath;
use crate::domain::split::shorten;
use crate::i18n::Arg;
use crate::store::{ConnectedCounts, NotConnected, Result, Tx};
use crate::telegram::card::{Button, Card, Rendered};
use crate::telegram::press::Press;

/// People on one page.
const PER_PAGE: i64 = 25;
/// The longest name shown, in UTF-16 units.
const NAME_SHOWN: usize = 60;

/// How many are connected, over all the places that somebody may follow.
pub(super) struct Connected(ConnectedCounts);

/// Counts them.
pub(super) async fn counts(view: View<'_>, tx: &mut Tx, roots: &[UnitPath]) -> Result<Connected> {
    let mut all = ConnectedCounts::default();
    for root in roots {
        let here = tx.connected_counts(root, view.now).await?;
        all.people += here.people;
        all.connected += here.connected;
    }
    Ok(Connected(all))
}

impl Connected {
    /// The line above the directives.
    pub(super) fn line(&self, view: View<'_>) -> String {
        let Self(counts) = self;
        let key = match counts.connected == counts.people {
            true => "connected-all",
            false => "connected-some",
        };
        view.text(
            key,
            &[
                ("bar", Arg::text(bar(counts.connected, counts.people))),
                ("connected", Arg::number(counts.connected)),
                ("people", Arg::number(counts.people)),
            ],
        )
    }

    /// The button that says who the others are, if there are any.
    pub(super) fn button(&self, view: View<'_>) -> Vec<Button> {
        let missing = self.missing();
        if missing == 0 {
            return Vec::new();
        }
        let count = [("count", Arg::number(missing))];
        let catalog = &view.bot.catalog;
        let label = catalog.plain(view.locale, "button-not-connected", &count);
        vec![Button::press(label, Press::NotConnected(0))]
    }

    fn missing(&self) -> i64 {
        self.0.people - self.0.connected
    }
}

/// Who is not connected, unit by unit, and why.
pub(super) async fn missing(view: View<'_>, tx: &mut Tx, page: u32) -> Result<Rendered> {
    let Some(person) = view.chat.person else {
        return Ok(Rendered::Nothing);
    };
    let Some(actor) = tx.actor_load(person, view.now).await? else {
        return Ok(Rendered::Nothing);
    };
    let roots = roots(&actor);
    if roots.is_empty() {
        return Ok(Rendered::Nothing);
    }
    let connected = counts(view, tx, &roots).await?;
    let pages = (connected.missing() + PER_PAGE - 1) / PER_PAGE;
    let page = page.min(u32::try_from(pages - 1).unwrap_or_default());
    let people = people(view, tx, &roots, page).await?;
    let heading = view.text(
        "not-connected-heading",
        &[("count", Arg::number(connected.missing()))],
    );
    let mut parts = vec![heading];
    match people.is_empty() {
        true => parts.push(view.line("not-connected-none")),
        false => parts.extend([by_unit(view, &people), view.line("not-connected-hint")]),
    }
    let pages = usize::try_from(pages).unwrap_or_default();
    Ok(Card::new(parts.join("\n\n"))
        .row(view.pager(page, pages, Press::NotConnected))
        .row(vec![view.button("button-back", Press::FollowList(0))])
        .into())
}

/// The people of one page: the places follow each other.
async fn people(
    view: View<'_>,
    tx: &mut Tx,
    roots: &[UnitPath],
    page: u32,
) -> Result<Vec<NotConnected>> {
    let mut skip = i64::from(page) * PER_PAGE;
    let mut people = Vec::new();
    for root in roots {
        let here = tx.connected_counts(root, view.now).await?;
        let missing = here.people - here.connected;
        let left = PER_PAGE - i64::try_from(people.len()).unwrap_or(PER_PAGE);
        if skip < missing && left > 0 {
            people.extend(tx.connected_missing(root, view.now, left, skip).await?);
        }
        skip = (skip - missing).max(0);
    }
    Ok(people)
}

fn by_unit(view: View<'_>, people: &[NotConnected]) -> String {
    let mut lines = Vec::new();
    for unit in people.chunk_by(|one, next| one.unit == next.unit) {
        let name = Arg::text(shorten(&unit[0].unit, UNIT_SHOWN));
        let mut block = vec![view.text("follow-missing-unit", &[("unit", name)])];
        block.extend(unit.iter().map(|person| line(view, person)));
        lines.push(block.join("\n"));
    }
    lines.join("\n\n")
}

fn line(view: View<'_>, person: &NotConnected) -> String {
    let reason = person.reason.as_deref().unwrap_or("not_joined");
    view.text(
        "not-connected-line",
        &[
            ("name", Arg::text(shorten(&person.name, NAME_SHOWN))),
            (
                "reason",
                Arg::text(view.label(&format!("unreachable-{reason}"))),
            ),
        ],
    )
}
