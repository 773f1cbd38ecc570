//! `keng invite`: links by which people join.

mod everybody;
mod poster;

use std::path::PathBuf;
use std::time::Duration;

use chrono::DateTime;
use clap::Args;
use serde::Deserialize;

use super::console::write_file;
use super::{Console, Failure};
use crate::app::invitations::{MAX_USES, Offer, invite_from_console};
use crate::app::{Error, Refusal};
use crate::domain::org::Role;
use crate::i18n::{Arg, format};
use crate::runtime::random_bytes;
use crate::store::Tx;
use crate::telegram::api::Api;
use crate::telegram::paper::Printer;

/// Who is invited.
#[derive(Debug, Args)]
pub struct InviteArgs {
    /// The role: admin, leader, clerk, cadre, duty or resident
    #[arg(long, value_parser = role, required_unless_present = "all")]
    pub role: Option<Role>,
    /// The unit's code; an admin without one is an admin of everything. With --all: only the people
    /// of this unit and below
    #[arg(long, value_name = "CODE", required_if_eq_any = [
        ("role", "leader"), ("role", "clerk"), ("role", "cadre"), ("role", "duty"), ("role", "resident"),
    ])]
    pub unit: Option<String>,
    /// How many people may join by the link
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(i64).range(1..=MAX_USES))]
    pub uses: i64,
    /// How long the link holds, for example 7d or 12h
    #[arg(long, default_value = "7d", value_parser = duration)]
    pub expires: Duration,
    /// Makes a personal link for everybody on the roster who has not joined
    #[arg(long, requires = "out", conflicts_with_all = ["role", "uses", "expires"])]
    pub all: bool,
    /// Where it is written. With --all: .pdf (slips to cut out), .xlsx, .csv or .json; for one link:
    /// a sheet to hang up, .pdf or .png
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// If the bot's name is not known, there is no such unit, a file cannot be written or the database
/// fails.
pub async fn run(console: &Console, args: &InviteArgs) -> Result<(), Failure> {
    match (args.role, &args.out) {
        (Some(role), None) => invite_one(console, args, role, None).await,
        (Some(role), Some(out)) => {
            let paper = poster::Paper::of(out)
                .ok_or_else(|| Failure::usage("--out must end in .pdf or .png for one link"))?;
            invite_one(console, args, role, Some((out, paper))).await
        }
        (None, Some(out)) => everybody::invite(console, args.unit.as_deref(), out).await,
        (None, None) => Err(Failure::usage("--role or --all is needed")),
    }
}

fn role(text: &str) -> Result<Role, String> {
    Role::parse(text).ok_or_else(|| {
        let names: Vec<_> = Role::ALL.into_iter().map(Role::as_str).collect();
        format!("expected one of {}", names.join(", "))
    })
}

fn duration(text: &str) -> Result<Duration, String> {
    match humantime::parse_duration(text) {
        Ok(duration) if duration.is_zero() => Err("expected more than nothing".to_owned()),
        Ok(duration) => Ok(duration),
        Err(error) => Err(format!("{error}; expected a time such as 7d or 12h")),
    }
}

/// Prints one link, and beside it (not in the way of scripts) what it is good for.
async fn invite_one(
    console: &Console,
    args: &InviteArgs,
    role: Role,
    sheet: Option<(&PathBuf, poster::Paper)>,
) -> Result<(), Failure> {
    let bot = bot_name(console).await?;
    let store = console.store().await?;
    let now = console.clock.now();
    let mut tx = store.begin().await?;
    let unit = match &args.unit {
        None => None,
        Some(code) => Some(unit(&mut tx, code).await.map_err(|e| console.explain(&e))?),
    };
    let lasts = i64::try_from(args.expires.as_millis()).unwrap_or(i64::MAX);
    let expires_at = now.saturating_add(lasts);
    let offer = Offer {
        role,
        unit,
        uses: args.uses,
        expires_at: Some(expires_at),
    };
    let code = invite_from_console(&mut tx, now, &offer, random_bytes())
        .await
        .map_err(|error| console.explain(&error))?;
    let (catalog, locale) = (console.catalog, console.locale);
    let until = format::moment(locale, expires_at, console.settings.org.time_zone);
    let day = today(console);
    let printer = printer(console, &bot, &day);
    let drawn = match sheet {
        Some((out, paper)) => {
            let bytes = poster::draw(&printer, &offer, &code, &until, paper)?;
            Some((out, bytes))
        }
        None => None,
    };
    tx.commit().await?;
    store.close().await;
    println!("{}", printer.link(&code));
    let place = offer
        .unit
        .map_or_else(|| console.settings.org.name.clone(), |unit| unit.name);
    let values = [
        ("role", Arg::text(catalog.label(locale, role_key(role)))),
        ("place", Arg::text(place)),
        ("uses", Arg::number(args.uses)),
        ("until", Arg::text(until)),
    ];
    eprintln!("{}", catalog.plain(locale, "cli-invited", &values));
    if let Some((out, bytes)) = drawn {
        write_file(out, &bytes)?;
        let file = [("file", Arg::text(out.display().to_string()))];
        eprintln!("{}", catalog.plain(locale, "cli-invited-poster", &file));
    }
    Ok(())
}

/// What makes paper in the organisation's name and language.
fn printer<'a>(console: &'a Console, bot: &'a str, day: &'a str) -> Printer<'a> {
    Printer {
        catalog: console.catalog,
        locale: console.locale,
        organisation: &console.settings.org.name,
        bot,
        day,
    }
}

/// Today, as people write it.
fn today(console: &Console) -> String {
    let now = DateTime::from_timestamp_millis(console.clock.now()).unwrap_or_default();
    let local = now.with_timezone(&console.settings.org.time_zone);
    local.format("%d/%m/%Y").to_string()
}

async fn unit(tx: &mut Tx, code: &str) -> Result<crate::domain::org::Unit, Error> {
    let unit = tx.unit_by_code(code).await?;
    unit.ok_or_else(|| {
        Refusal::new("refusal-unit-unknown")
            .with("code", code)
            .into()
    })
}

/// The message with the role's name.
pub(super) fn role_key(role: Role) -> &'static str {
    match role {
        Role::Admin => "role-admin",
        Role::Leader => "role-leader",
        Role::Clerk => "role-clerk",
        Role::Cadre => "role-cadre",
        Role::Duty => "role-duty",
        Role::Resident => "role-resident",
    }
}

/// The bot's name: as it was set, or as Telegram says.
async fn bot_name(console: &Console) -> Result<String, Failure> {
    #[derive(Deserialize)]
    struct Me {
        username: String,
    }
    let telegram = &console.settings.telegram;
    if let Some(name) = &telegram.username {
        return Ok(name.trim_start_matches('@').to_owned());
    }
    let Some(token) = telegram.token.clone() else {
        let sentence = console.catalog.label(console.locale, "cli-no-bot-name");
        return Err(Failure::new(sentence));
    };
    let api = Api::new(
        token,
        Some(telegram.api_url.clone()),
        telegram.proxy.clone(),
    )?;
    let me: Me = api
        .call("getMe", &serde_json::json!({}))
        .await
        .map_err(|error| {
            let values = [("reason", Arg::text(error.to_string()))];
            Failure::new(
                console
                    .catalog
                    .plain(console.locale, "cli-bot-name-unasked", &values),
            )
        })?;
    Ok(me.username)
}
