//! Handing one's duties over: the choices one after the other, how it stands, what the deputy is
//! told, and what both are told at the end.

use super::start::standings;
use super::view::View;
use crate::domain::document::Due;
use crate::domain::handover::{Ending, Handover, in_place_of};
use crate::domain::ids::{HandoverId, PersonId};
use crate::domain::notice::HandoverScreen;
use crate::domain::period;
use crate::domain::split::shorten;
use crate::domain::text::fold;
use crate::i18n::{Arg, format};
use crate::store::{HandoverDeeds, Result, Tx};
use crate::telegram::card::{Button, Card, Rendered};
use crate::telegram::press::Press;

/// People on one page.
const PER_PAGE: i64 = 8;
/// The longest name on a button, in UTF-16 units.
const NAME_SHOWN: usize = 40;
/// The periods offered by buttons, in days.
const PERIODS: [(&str, u32); 3] = [
    ("button-one-day", 1),
    ("button-three-days", 3),
    ("button-one-week", 7),
];

/// The card on which somebody hands his duties over.
pub async fn card(
    view: View<'_>,
    tx: &mut Tx,
    screen: HandoverScreen,
    search: Option<&str>,
) -> Result<Rendered> {
    let Some(person) = view.chat.person else {
        return Ok(Rendered::Nothing);
    };
    let card = match screen {
        HandoverScreen::Deputy { page } => {
            choose_deputy(view, tx, person, page, search.unwrap_or_default()).await?
        }
        HandoverScreen::From { deputy } => choose_from(view, tx, deputy).await?,
        HandoverScreen::Until { deputy, from } => choose_until(view, tx, deputy, from).await?,
        HandoverScreen::Confirm {
            deputy,
            from,
            until,
        } => confirm(view, tx, deputy, from, until).await?,
        HandoverScreen::Present => present(view, tx, person).await?,
        HandoverScreen::Extend => extend(view, tx, person).await?,
    };
    Ok(card.into())
}

async fn choose_deputy(
    view: View<'_>,
    tx: &mut Tx,
    person: PersonId,
    page: u32,
    search: &str,
) -> Result<Card> {
    // Only letters and spaces: a sign that means something in a pattern is no part of a name.
    let folded: String = fold(search)
        .chars()
        .filter(|sign| sign.is_alphanumeric() || *sign == ' ')
        .collect();
    let folded = folded.trim();
    let offset = i64::from(page) * PER_PAGE;
    let (found, total) = tx
        .handover_candidates(person, folded, PER_PAGE, offset, view.now)
        .await?;
    let html = match (total, search.is_empty()) {
        (0, true) => view.line("handover-nobody"),
        (0, false) => view.text("handover-not-found", &[("search", Arg::text(search))]),
        _ => view.text("handover-choose-deputy", &[("count", Arg::number(total))]),
    };
    let pages = usize::try_from((total + PER_PAGE - 1) / PER_PAGE).unwrap_or(usize::MAX);
    let mut card = Card::new(html);
    for person in found {
        let label = shorten(&person.name, NAME_SHOWN);
        let screen = HandoverScreen::From { deputy: person.id };
        card = card.row([Button::press(label, Press::HandOver(screen))]);
    }
    let turn = |page| Press::HandOver(HandoverScreen::Deputy { page });
    Ok(card.row(view.pager(page, pages, turn)).row([stop(view)]))
}

async fn choose_from(view: View<'_>, tx: &mut Tx, deputy: PersonId) -> Result<Card> {
    let name = Arg::text(view.name_of(tx, deputy).await?);
    let html = view.text("handover-choose-from", &[("name", name)]);
    let until = |from| Press::HandOver(HandoverScreen::Until { deputy, from });
    let tomorrow = period::tomorrow(view.calendar(), view.now);
    let back = Press::HandOver(HandoverScreen::Deputy { page: 0 });
    Ok(Card::new(html)
        .row([
            view.button("button-from-now", until(None)),
            view.button("button-from-tomorrow", until(Some(tomorrow))),
        ])
        .row([view.button("button-back", back), stop(view)]))
}

async fn choose_until(
    view: View<'_>,
    tx: &mut Tx,
    deputy: PersonId,
    from: Option<i64>,
) -> Result<Card> {
    let name = Arg::text(view.name_of(tx, deputy).await?);
    let begins = Arg::text(beginning(view, from));
    let html = view.text("handover-choose-until", &[("name", name), ("from", begins)]);
    let start = from.unwrap_or(view.now);
    let buttons = PERIODS.map(|(key, days)| {
        let until = period::after_days(view.calendar(), start, days);
        let screen = HandoverScreen::Confirm {
            deputy,
            from,
            until,
        };
        view.button(key, Press::HandOver(screen))
    });
    let back = Press::HandOver(HandoverScreen::From { deputy });
    Ok(Card::new(html)
        .row(buttons)
        .row([view.button("button-back", back), stop(view)]))
}

async fn confirm(
    view: View<'_>,
    tx: &mut Tx,
    deputy: PersonId,
    from: Option<i64>,
    until: i64,
) -> Result<Card> {
    let html = view.text(
        "handover-confirm",
        &[
            ("name", Arg::text(view.name_of(tx, deputy).await?)),
            ("from", Arg::text(beginning(view, from))),
            ("until", Arg::text(end(view, until))),
        ],
    );
    let back = Press::HandOver(HandoverScreen::Until { deputy, from });
    Ok(Card::new(html)
        .row([view.button("button-hand-over", Press::HandOverTo(deputy, from, until))])
        .row([view.button("button-back", back), stop(view)]))
}

async fn present(view: View<'_>, tx: &mut Tx, person: PersonId) -> Result<Card> {
    let Some(handover) = tx.handover_of(person).await? else {
        return Ok(Card::new(view.line("handover-none")));
    };
    let key = if handover.from > view.now {
        "handover-planned"
    } else {
        "handover-present"
    };
    let deeds = tx.handover_deeds(&handover).await?;
    let name = view.name_of(tx, handover.deputy).await?;
    let mut html = view.text(
        key,
        &[
            ("name", Arg::text(name.as_str())),
            ("from", Arg::text(view.moment(handover.from))),
            ("until", Arg::text(end(view, handover.until))),
        ],
    );
    if deeds != HandoverDeeds::default() {
        html.push_str("\n\n");
        html.push_str(&summary(view, false, &name, deeds));
    }
    Ok(Card::new(html).row([
        view.button(
            "button-extend-handover",
            Press::HandOver(HandoverScreen::Extend),
        ),
        view.button("button-end-now", Press::EndHandover(handover.id)),
    ]))
}

async fn extend(view: View<'_>, tx: &mut Tx, person: PersonId) -> Result<Card> {
    let Some(handover) = tx.handover_of(person).await? else {
        return Ok(Card::new(view.line("handover-none")));
    };
    let html = view.text(
        "handover-extend",
        &[
            ("name", Arg::text(view.name_of(tx, handover.deputy).await?)),
            ("until", Arg::text(end(view, handover.until))),
        ],
    );
    let buttons = PERIODS.map(|(key, days)| {
        let until = period::after_days(view.calendar(), handover.until + 1, days);
        view.button(key, Press::ExtendHandover(handover.id, until))
    });
    let back = Press::HandOver(HandoverScreen::Present);
    Ok(Card::new(html)
        .row(buttons)
        .row([view.button("button-back", back)]))
}

/// What a deputy is told: in whose place, from when until when, and what that means.
pub async fn deputyship(view: View<'_>, tx: &mut Tx, id: HandoverId) -> Result<Rendered> {
    let Some(handover) = mine(view, tx, id).await? else {
        return Ok(Rendered::Nothing);
    };
    let theirs = tx.standings_of(handover.person, view.now).await?;
    let duties = in_place_of(handover.person, &theirs);
    let html = view.text(
        "deputyship",
        &[
            ("name", Arg::text(view.name_of(tx, handover.person).await?)),
            ("from", Arg::text(view.moment(handover.from))),
            ("until", Arg::text(end(view, handover.until))),
            ("duties", Arg::html(standings(view, tx, &duties).await?)),
        ],
    );
    Ok(match handover.ended {
        Some((at, _)) => {
            let over = view.text("deputyship-over", &[("time", Arg::text(view.moment(at)))]);
            Card::new(format!("{html}\n\n{over}"))
        }
        None => Card::new(html)
            .row([view.button("button-decline-handover", Press::DeclineHandover(id))]),
    }
    .into())
}

/// What both are told at the end: why, what the deputy did, and what is left.
pub async fn ended(view: View<'_>, tx: &mut Tx, id: HandoverId) -> Result<Rendered> {
    let found = tx.handover_by_id(id).await?;
    let (Some(handover), Some(reader)) = (found, view.chat.person) else {
        return Ok(Rendered::Nothing);
    };
    let Some((_, ending)) = handover.ended else {
        return Ok(Rendered::Nothing);
    };
    let is_deputy = reader == handover.deputy;
    let other = match is_deputy {
        true => view.name_of(tx, handover.person).await?,
        false => view.name_of(tx, handover.deputy).await?,
    };
    let name = ("name", Arg::text(other.as_str()));
    let mut parts = vec![view.text(&ending_key(is_deputy, ending), &[name])];
    if handover.begun.is_some() {
        let deeds = tx.handover_deeds(&handover).await?;
        if deeds != HandoverDeeds::default() || matches!(ending, Ending::Time | Ending::Early) {
            parts.push(summary(view, is_deputy, &other, deeds));
        }
        if !is_deputy {
            parts.extend(left(view, tx, reader).await?);
        }
    }
    Ok(Card::new(parts.join("\n\n")).into())
}

fn ending_key(is_deputy: bool, ending: Ending) -> String {
    let whose = if is_deputy { "deputyship" } else { "handover" };
    format!("{whose}-ended-{}", ending.as_str())
}

/// What the deputy did in the person's place, in one sentence.
fn summary(view: View<'_>, to_deputy: bool, name: &str, deeds: HandoverDeeds) -> String {
    let counted = |key: &str, count: i64| {
        let count = [("count", Arg::number(count))];
        view.bot.catalog.plain(view.locale, key, &count)
    };
    let done: Vec<String> = [
        ("deeds-confirmed", deeds.confirmed),
        ("deeds-finished", deeds.finished),
        ("deeds-other", deeds.other),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(key, count)| counted(key, count))
    .collect();
    let name = ("name", Arg::text(name));
    let deeds = ("deeds", Arg::text(done.join(", ")));
    match (to_deputy, done.is_empty()) {
        (true, true) => view.text("deputyship-no-deeds", &[name]),
        (true, false) => view.text("deputyship-deeds", &[name, deeds]),
        (false, true) => view.text("handover-no-deeds", &[name]),
        (false, false) => view.text("handover-deeds", &[name, deeds]),
    }
}

/// What is the person's own again.
async fn left(view: View<'_>, tx: &mut Tx, person: PersonId) -> Result<Option<String>> {
    let receipts = tx.receipt_list_open(person).await?.len();
    let tasks = tx.assignment_list_open(person).await?.len();
    Ok((receipts + tasks > 0).then(|| {
        view.text(
            "handover-left",
            &[
                ("receipts", Arg::count(receipts)),
                ("tasks", Arg::count(tasks)),
            ],
        )
    }))
}

/// The handover, if the reader of the chat is its deputy.
async fn mine(view: View<'_>, tx: &mut Tx, id: HandoverId) -> Result<Option<Handover>> {
    let found = tx.handover_by_id(id).await?;
    Ok(found.filter(|found| Some(found.deputy) == view.chat.person))
}

fn beginning(view: View<'_>, from: Option<i64>) -> String {
    match from.filter(|from| *from > view.now) {
        Some(from) => view.moment(from),
        None => view.label("handover-from-now"),
    }
}

/// The last moment, or the last day where it is the end of one.
fn end(view: View<'_>, until: i64) -> String {
    match view.calendar().due(until) {
        Due::Moment(_) => view.moment(until),
        Due::Day(day) => {
            let zone = view.calendar().time_zone;
            let date = format::day(view.locale, day, zone, view.now);
            let date = [("date", Arg::text(date))];
            view.bot
                .catalog
                .plain(view.locale, "handover-end-of-day", &date)
        }
    }
}

fn stop(view: View<'_>) -> Button {
    view.button("button-cancel", Press::Cancel())
}
