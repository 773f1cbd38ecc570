//! `keng export WHAT --out FILE`: tables for spreadsheets and for other programs.

mod tables;

use std::path::PathBuf;

use chrono::{Days, NaiveDate, NaiveTime, TimeZone as _};
use chrono_tz::Tz;
use clap::{Args, ValueEnum};

use super::console::write_file;
use super::{Console, Failure};
use crate::domain::code::parse_public_code;
use crate::i18n::Arg;
use crate::sheet::{self, Table};
use crate::store::Tx;
use crate::store::exports::Narrowing;
use tables::Words;

/// What is taken out, and how much of it.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// What is taken out
    pub what: What,
    /// Where it is written: a .csv, .xlsx or .json file
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Only of the directive with this code (receipts and tasks)
    #[arg(long, value_name = "CODE")]
    pub directive: Option<String>,
    /// Only of this unit and those below it (receipts, tasks and people)
    #[arg(long, value_name = "CODE")]
    pub unit: Option<String>,
    /// Only from this day on, for example 2025-11-27
    #[arg(long, value_name = "DATE")]
    pub since: Option<NaiveDate>,
    /// Only up to the end of this day
    #[arg(long, value_name = "DATE")]
    pub until: Option<NaiveDate>,
}

/// What can be taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// Who was asked for a receipt, and what became of it
    Receipts,
    /// Each task of each unit, and whether it is done
    Tasks,
    /// Everybody and his roles
    People,
    /// Who did what, with the chain of hashes
    Audit,
}

/// Runs the command.
///
/// # Errors
/// If there is no such directive or unit, the file cannot be written or the database fails.
pub async fn run(console: &Console, args: &ExportArgs) -> Result<(), Failure> {
    let format = sheet::Format::of(&args.out)
        .ok_or_else(|| Failure::usage("--out must end in .csv, .xlsx or .json"))?;
    check(args)?;
    let store = console.existing_store().await?;
    let mut tx = store.read().await?;
    let only = narrowing(console, &mut tx, args).await?;
    let table = table(console, &mut tx, args.what, &only).await?;
    drop(tx);
    store.close().await;
    write_file(&args.out, &sheet::write(&table, format)?)?;
    let values = [
        ("rows", Arg::count(table.rows.len())),
        ("file", Arg::text(args.out.display().to_string())),
    ];
    println!(
        "{}",
        console
            .catalog
            .plain(console.locale, "cli-exported", &values)
    );
    Ok(())
}

/// Whether the table can be narrowed like this at all: an option that would do nothing is a mistake.
fn check(args: &ExportArgs) -> Result<(), Failure> {
    let no_directive = matches!(args.what, What::People | What::Audit);
    if args.directive.is_some() && no_directive {
        return Err(Failure::usage("--directive is for receipts and tasks"));
    }
    if args.unit.is_some() && args.what == What::Audit {
        return Err(Failure::usage("--unit is for receipts, tasks and people"));
    }
    Ok(())
}

async fn narrowing(
    console: &Console,
    tx: &mut Tx,
    args: &ExportArgs,
) -> Result<Narrowing, Failure> {
    let (catalog, locale) = (console.catalog, console.locale);
    let zone = console.settings.org.time_zone;
    let mut only = Narrowing {
        since: args.since.map(|day| midnight(day, zone)),
        until: args.until.map(|day| midnight(next(day), zone)),
        ..Narrowing::default()
    };
    if let Some(typed) = &args.directive {
        let code = parse_public_code(typed);
        let known = match &code {
            Some(code) => tx.directive_by_code(code).await?.is_some(),
            None => false,
        };
        if !known {
            let values = [("code", Arg::text(typed.as_str()))];
            let sentence = catalog.plain(locale, "cli-directive-unknown", &values);
            return Err(Failure::new(sentence));
        }
        only.directive = code;
    }
    if let Some(code) = &args.unit {
        let Some(unit) = tx.unit_by_code(code).await? else {
            let values = [("code", Arg::text(code.as_str()))];
            let sentence = catalog.plain(locale, "refusal-unit-unknown", &values);
            return Err(Failure::new(sentence));
        };
        only.over = Some(unit.path);
    }
    Ok(only)
}

async fn table(
    console: &Console,
    tx: &mut Tx,
    what: What,
    only: &Narrowing,
) -> Result<Table, Failure> {
    let words = Words {
        catalog: console.catalog,
        locale: console.locale,
        zone: console.settings.org.time_zone,
    };
    Ok(match what {
        What::Receipts => words.receipts(tx.export_receipts(only).await?),
        What::Tasks => words.tasks(tx.export_tasks(only).await?),
        What::People => words.people(tx.export_people(only, console.clock.now()).await?),
        What::Audit => words.audit(tx.export_audit(only).await?),
    })
}

fn next(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

/// The first moment of a day, in Unix ms. Where the clocks jump at midnight, the nearest there is.
fn midnight(day: NaiveDate, zone: Tz) -> i64 {
    let wall = day.and_time(NaiveTime::MIN);
    zone.from_local_datetime(&wall).earliest().map_or_else(
        || wall.and_utc().timestamp_millis(),
        |at| at.timestamp_millis(),
    )
}
