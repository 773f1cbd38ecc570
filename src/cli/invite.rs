//! `keng invite`: links by which people join.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use serde::Deserialize;

use super::console::write_file;
use super::{Console, Failure};
use crate::app::invitations::{
    MAX_USES, Offer, PersonalInvitation, invite_everybody_from_console, invite_from_console,
};
use crate::app::{Error, Refusal};
use crate::domain::org::Role;
use crate::domain::phone::spoken_phone;
use crate::i18n::{Arg, format};
use crate::runtime::random_bytes;
use crate::sheet::{self, Cell, Column, Table};
use crate::store::Tx;
use crate::telegram::api::Api;

/// Who is invited.
#[derive(Debug, Args)]
pub struct InviteArgs {
    /// The role: admin, leader, clerk, cadre, duty or resident
    #[arg(long, value_parser = role, required_unless_present = "all")]
    pub role: Option<Role>,
    /// The unit's code; an admin without one is an admin of everything
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
    #[arg(long, requires = "out", conflicts_with_all = ["role", "unit", "uses", "expires"])]
    pub all: bool,
    /// Where the personal links are written: a .xlsx, .csv or .json file
    #[arg(long, value_name = "FILE", requires = "all")]
    pub out: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// If the bot's name is not known, there is no such unit, a file cannot be written or the database
/// fails.
pub async fn run(console: &Console, args: &InviteArgs) -> Result<(), Failure> {
    let bot = bot_name(console).await?;
    match (&args.out, args.role) {
        (Some(out), _) => invite_everybody(console, &bot, out).await,
        (None, Some(role)) => invite_one(console, &bot, args, role).await,
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
    bot: &str,
    args: &InviteArgs,
    role: Role,
) -> Result<(), Failure> {
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
    tx.commit().await?;
    store.close().await;
    println!("{}", link(bot, &code));
    let (catalog, locale) = (console.catalog, console.locale);
    let zone = console.settings.org.time_zone;
    let place = offer
        .unit
        .map_or_else(|| console.settings.org.name.clone(), |unit| unit.name);
    let values = [
        ("role", Arg::text(catalog.label(locale, role_key(role)))),
        ("place", Arg::text(place)),
        ("uses", Arg::number(args.uses)),
        ("until", Arg::text(format::moment(locale, expires_at, zone))),
    ];
    eprintln!("{}", catalog.plain(locale, "cli-invited", &values));
    Ok(())
}

async fn unit(tx: &mut Tx, code: &str) -> Result<crate::domain::org::Unit, Error> {
    let unit = tx.unit_by_code(code).await?;
    unit.ok_or_else(|| {
        Refusal::new("refusal-unit-unknown")
            .with("code", code)
            .into()
    })
}

async fn invite_everybody(console: &Console, bot: &str, out: &Path) -> Result<(), Failure> {
    let format = sheet::Format::of(out)
        .ok_or_else(|| Failure::usage("--out must end in .xlsx, .csv or .json"))?;
    let store = console.store().await?;
    let mut tx = store.begin().await?;
    let invitations = invite_everybody_from_console(&mut tx, console.clock.now(), random_bytes)
        .await
        .map_err(|error| console.explain(&error))?;
    let count = invitations.len();
    let bytes = sheet::write(&links(console, bot, invitations), format)?;
    // The links must hold before anybody can see them.
    tx.commit().await?;
    store.close().await;
    write_file(out, &bytes)?;
    let values = [
        ("count", Arg::count(count)),
        ("file", Arg::text(out.display().to_string())),
    ];
    println!(
        "{}",
        console
            .catalog
            .plain(console.locale, "cli-invited-all", &values)
    );
    Ok(())
}

fn links(console: &Console, bot: &str, invitations: Vec<PersonalInvitation>) -> Table {
    let label = |key| console.catalog.label(console.locale, key);
    let column = |key, heading| Column {
        key,
        heading: label(heading),
    };
    let rows = invitations.into_iter().map(|invitation| {
        let person = invitation.person;
        vec![
            Cell::Text(person.name),
            Cell::text(person.phone.as_deref().map(spoken_phone)),
            Cell::Text(person.unit_code),
            Cell::Text(person.unit_name),
            Cell::Choice {
                code: person.role.as_str().to_owned(),
                label: label(role_key(person.role)),
            },
            Cell::text(person.title),
            Cell::text(person.roster_code),
            Cell::Link(link(bot, &invitation.code)),
        ]
    });
    Table {
        title: label("export-invitations"),
        columns: vec![
            column("name", "export-name"),
            column("phone", "export-phone"),
            column("unit", "export-unit-code"),
            column("unit_name", "export-unit"),
            column("role", "export-role"),
            column("title", "export-office"),
            column("code", "export-person-code"),
            column("link", "export-link"),
        ],
        rows: rows.collect(),
    }
}

fn link(bot: &str, code: &str) -> String {
    format!("https://t.me/{bot}?start={code}")
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
