//! The card for inviting: the links that hold, a new one, and the units to choose from.

use super::view::{View, page_at};
use crate::app::inviting::{DAYS, USES, live, roles, top_units};
use crate::domain::ids::UnitId;
use crate::domain::notice::InviteScreen;
use crate::domain::org::{Role, Unit};
use crate::domain::person::Actor;
use crate::i18n::Arg;
use crate::store::invitations::LiveInvitation;
use crate::store::{Result, Tx};
use crate::telegram::card::{Button, Card, Rendered};
use crate::telegram::press::Press;

/// Links on one page.
const LINKS: usize = 6;
/// Units on one page.
const UNITS: usize = 10;
/// What is chosen at first: for how many people, and for how many days.
const FIRST: (u32, u32) = (50, 7);
/// A day in milliseconds.
const DAY: i64 = 24 * 3_600_000;

/// What can be chosen about an offer besides the unit.
#[derive(Clone, Copy)]
struct Chosen {
    role: Role,
    uses: u32,
    days: u32,
}

/// A screen of the card.
pub async fn screen(view: View<'_>, tx: &mut Tx, screen: InviteScreen) -> Result<Rendered> {
    let Some(person) = view.chat.person else {
        return Ok(Rendered::Nothing);
    };
    let Some(actor) = tx.actor_load(person, view.now).await? else {
        return Ok(Rendered::Nothing);
    };
    match screen {
        InviteScreen::List { page } => list(view, tx, &actor, page).await,
        InviteScreen::Offer {
            unit,
            role,
            uses,
            days,
        } => offer(view, tx, &actor, unit, Chosen { role, uses, days }).await,
        InviteScreen::Units {
            open,
            page,
            role,
            uses,
            days,
        } => units(view, tx, &actor, (open, page), Chosen { role, uses, days }).await,
    }
}

/// The links that hold, the newest first.
async fn list(view: View<'_>, tx: &mut Tx, actor: &Actor, page: u32) -> Result<Rendered> {
    let all = live(tx, actor, view.now).await?;
    let pages: Vec<&[LiveInvitation]> = all.chunks(LINKS).collect();
    let count = [("count", Arg::count(all.len()))];
    let mut parts = vec![view.text("inviting-heading", &count)];
    let mut buttons = Vec::new();
    let mut turned = 0;
    match page_at(&pages, page) {
        None => parts.push(view.line("inviting-none")),
        Some((page, shown)) => {
            turned = page;
            let first = usize::try_from(page).unwrap_or_default() * LINKS;
            for (number, live) in (first + 1..).zip(*shown) {
                parts.push(line(view, tx, number, live).await?);
                let press = Press::Invitation(live.invitation.id);
                buttons.push(Button::press(number.to_string(), press));
            }
            parts.push(view.line("inviting-hint"));
        }
    }
    let tops = top_units(tx, actor).await?;
    let fresh = tops.first().map(|unit| {
        let (uses, days) = FIRST;
        let role = Role::Cadre;
        let new = Chosen { role, uses, days };
        view.button("button-new-invitation", new.at(unit.id))
    });
    if fresh.is_none() {
        parts.push(view.line("inviting-no-unit"));
    }
    Ok(Card::new(parts.join("\n\n"))
        .row(buttons)
        .row(view.pager(turned, pages.len(), |page| {
            Press::Inviting(InviteScreen::List { page })
        }))
        .row(fresh)
        .into())
}

async fn line(view: View<'_>, tx: &mut Tx, number: usize, live: &LiveInvitation) -> Result<String> {
    let invitation = &live.invitation;
    let organisation = &view.bot.rules.org_name;
    let unit = live.unit_name.as_ref().unwrap_or(organisation).as_str();
    let inviter = match invitation.created_by {
        Some(person) => tx
            .person_by_id(person)
            .await?
            .map(|person| view.person(&person.name)),
        None => None,
    };
    let lasts = match invitation.expires_at {
        Some(end) => view.text(
            "invitation-until",
            &[("until", Arg::text(view.moment(end)))],
        ),
        None => view.line("invitation-for-ever"),
    };
    Ok(view.text(
        "inviting-line",
        &[
            ("number", Arg::count(number)),
            ("unit", Arg::text(unit)),
            ("role", Arg::text(role_name(view, invitation.role))),
            ("left", Arg::number(invitation.uses_left)),
            ("uses", Arg::number(invitation.uses)),
            ("lasts", Arg::html(lasts)),
            (
                "inviter",
                Arg::text(inviter.unwrap_or_else(|| organisation.clone())),
            ),
        ],
    ))
}

/// A link that is not made yet.
async fn offer(
    view: View<'_>,
    tx: &mut Tx,
    actor: &Actor,
    unit: UnitId,
    chosen: Chosen,
) -> Result<Rendered> {
    let Some(unit) = tx.unit_by_id(unit).await? else {
        return Ok(Rendered::Nothing);
    };
    let until = view.moment(view.now + i64::from(chosen.days) * DAY);
    let html = view.text(
        "inviting-offer",
        &[
            ("unit", Arg::text(unit.name.as_str())),
            ("role", Arg::text(role_name(view, chosen.role))),
            ("uses", Arg::number(chosen.uses)),
            ("until", Arg::text(until)),
        ],
    );
    let choose = Press::Inviting(InviteScreen::Units {
        open: None,
        page: 0,
        role: chosen.role,
        uses: chosen.uses,
        days: chosen.days,
    });
    let mut card = Card::new(html).row([view.button("button-choose-unit", choose)]);
    let allowed = roles(actor, &unit.path);
    for row in allowed.chunks(3) {
        card = card.row(row.iter().map(|role| {
            let next = chosen.with_role(*role);
            let label = role_name(view, *role);
            choice(label, *role == chosen.role, next.at(unit.id))
        }));
    }
    let uses = USES.map(|uses| {
        let label = view.bot.catalog.plain(
            view.locale,
            "inviting-people",
            &[("count", Arg::number(uses))],
        );
        let next = Chosen { uses, ..chosen };
        choice(label, uses == chosen.uses, next.at(unit.id))
    });
    let days = DAYS.map(|days| {
        let label =
            view.bot
                .catalog
                .plain(view.locale, "time-days", &[("count", Arg::number(days))]);
        let next = Chosen { days, ..chosen };
        choice(label, days == chosen.days, next.at(unit.id))
    });
    Ok(card
        .row(uses)
        .row(days)
        .row([view.button("button-make-invitation", Press::MakeInvitation())])
        .row([view.button("button-slips", Press::Slips(unit.id))])
        .row([back_to_list(view)])
        .into())
}

/// The tree of units, opened at one, or at the top of what the reader may invite into.
async fn units(
    view: View<'_>,
    tx: &mut Tx,
    actor: &Actor,
    (open, page): (Option<UnitId>, u32),
    chosen: Chosen,
) -> Result<Rendered> {
    let tops = top_units(tx, actor).await?;
    let opened = match open {
        Some(unit) => tx.unit_by_id(unit).await?,
        None if tops.len() == 1 => tops.first().cloned(),
        None => None,
    };
    let listed = match &opened {
        Some(unit) => tx.unit_children(Some(unit.id)).await?,
        None => tops.clone(),
    };
    let mut card = Card::new(view.line("inviting-units"));
    if let Some(unit) = &opened {
        card = card.row([pick(actor, unit, chosen)]);
    }
    let pages: Vec<&[Unit]> = listed.chunks(UNITS).collect();
    let (page, shown) = page_at(&pages, page).map_or((0, &[][..]), |(page, shown)| (page, *shown));
    let turn = |open, page| {
        Press::Inviting(InviteScreen::Units {
            open,
            page,
            role: chosen.role,
            uses: chosen.uses,
            days: chosen.days,
        })
    };
    for unit in shown {
        let mut row = vec![pick(actor, unit, chosen)];
        if !tx.unit_children(Some(unit.id)).await?.is_empty() {
            row.push(view.button("button-open", turn(Some(unit.id), 0)));
        }
        card = card.row(row);
    }
    let at = opened.as_ref().map(|unit| unit.id);
    let is_top = opened
        .as_ref()
        .is_none_or(|unit| tops.iter().any(|top| top.id == unit.id));
    let parent = opened.and_then(|unit| unit.parent);
    let up = (!is_top).then(|| view.button("button-up", turn(parent, 0)));
    Ok(card
        .row(view.pager(page, pages.len(), |page| turn(at, page)))
        .row(up.into_iter().chain([back_to_list(view)]))
        .into())
}

impl Chosen {
    /// The offer with these choices for a unit.
    fn at(self, unit: UnitId) -> Press {
        Press::Inviting(InviteScreen::Offer {
            unit,
            role: self.role,
            uses: self.uses,
            days: self.days,
        })
    }

    /// With another role. A link that makes many leaders is rarely meant: where the role gives
    /// power over others, one person is proposed.
    fn with_role(self, role: Role) -> Self {
        let is_plain = |role| matches!(role, Role::Cadre | Role::Duty | Role::Resident);
        let uses = match (is_plain(self.role), is_plain(role)) {
            (true, false) => 1,
            (false, true) => FIRST.0,
            _ => self.uses,
        };
        Self { role, uses, ..self }
    }
}

/// Chooses a unit; the role goes with it where the reader may invite into it there.
fn pick(actor: &Actor, unit: &Unit, chosen: Chosen) -> Button {
    let chosen = match roles(actor, &unit.path).contains(&chosen.role) {
        true => chosen,
        false => chosen.with_role(Role::Cadre),
    };
    Button::press(unit.name.as_str(), chosen.at(unit.id))
}

fn choice(label: String, is_chosen: bool, press: Press) -> Button {
    let mark = if is_chosen { "✅ " } else { "" };
    Button::press(format!("{mark}{label}"), press)
}

fn back_to_list(view: View<'_>) -> Button {
    let screen = InviteScreen::List { page: 0 };
    view.button("button-back", Press::Inviting(screen))
}

fn role_name(view: View<'_>, role: Role) -> String {
    view.label(&format!("role-{}", role.as_str()))
}
