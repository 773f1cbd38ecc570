//! `keng import units|people FILE`: a roster comes in.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Console, Failure};
use crate::app::roster::{Counts, Import, import_people, import_units};
use crate::i18n::Arg;
use crate::intake::roster::{Expected, Problem, RosterFault, read_people, read_units};
use crate::store::Tx;

/// What comes in.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// What the file is about
    pub what: What,
    /// The .csv or .xlsx file
    pub file: PathBuf,
    /// Checks the file and counts what would change, and changes nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// What a roster is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// Columns: Mã đơn vị/code, Tên đơn vị/name, Cấp/kind, Mã cấp trên/parent
    Units,
    /// Columns: Họ và tên/name, Số điện thoại/phone, Mã đơn vị/unit, Vai trò/role, Chức vụ/title,
    /// Mã cán bộ/code
    People,
}

/// Runs the command.
///
/// # Errors
/// If the file cannot be read, something in it is wrong, or the database fails.
pub async fn run(console: &Console, args: &ImportArgs) -> Result<(), Failure> {
    let bytes = std::fs::read(&args.file)
        .map_err(|error| Failure::new(format!("{}: {error}", args.file.display())))?;
    let store = console.store().await?;
    let mut tx = store.begin().await?;
    let counts = match import(console, &mut tx, args.what, &bytes).await? {
        Import::Done(counts) => counts,
        Import::Refused(problems) => return Err(told(console, &problems)),
    };
    if args.dry_run {
        drop(tx);
    } else {
        tx.commit().await?;
    }
    store.close().await;
    println!("{}", summary(console, args, counts));
    Ok(())
}

async fn import(
    console: &Console,
    tx: &mut Tx,
    what: What,
    bytes: &[u8],
) -> Result<Import, Failure> {
    let fault =
        |fault: RosterFault| Failure::new(console.catalog.label(console.locale, fault.key()));
    let now = console.clock.now();
    let imported = match what {
        What::Units => import_units(tx, None, &read_units(bytes).map_err(fault)?, now).await,
        What::People => import_people(tx, None, &read_people(bytes).map_err(fault)?, now).await,
    };
    imported.map_err(|error| console.explain(&error))
}

fn summary(console: &Console, args: &ImportArgs, counts: Counts) -> String {
    let what = match args.what {
        What::Units => "cli-units",
        What::People => "cli-people",
    };
    let all = counts.new + counts.changed + counts.unchanged;
    let what = console
        .catalog
        .plain(console.locale, what, &[("count", Arg::count(all))]);
    let values = [
        ("what", Arg::text(what)),
        ("new", Arg::count(counts.new)),
        ("changed", Arg::count(counts.changed)),
        ("unchanged", Arg::count(counts.unchanged)),
    ];
    let key = if args.dry_run {
        "cli-would-import"
    } else {
        "cli-imported"
    };
    console.catalog.plain(console.locale, key, &values)
}

/// Every problem of the file on a line of its own.
fn told(console: &Console, problems: &[Problem]) -> Failure {
    let (catalog, locale) = (console.catalog, console.locale);
    let count = Arg::count(problems.len());
    let mut lines = vec![catalog.plain(locale, "roster-refused", &[("count", count)])];
    for problem in problems {
        let first = match problem.expected {
            Expected::Unique(row) => vec![("row", Arg::text(row.to_string()))],
            _ => Vec::new(),
        };
        let expected = catalog.plain(locale, problem.expected.key(), &first);
        let value = if problem.value.is_empty() {
            catalog.label(locale, "roster-value-empty")
        } else {
            let shown = shortened(&problem.value);
            catalog.plain(locale, "roster-value", &[("value", Arg::text(shown))])
        };
        let values = [
            ("row", Arg::text(problem.row.to_string())),
            ("column", Arg::text(problem.column.as_str())),
            ("value", Arg::text(value)),
            ("expected", Arg::text(expected)),
        ];
        lines.push(catalog.plain(locale, "roster-problem", &values));
    }
    Failure::new(lines.join("\n"))
}

/// A value short enough for a line of the terminal, without breaks.
fn shortened(value: &str) -> String {
    const LONGEST: usize = 60;
    let mut line: String = value
        .chars()
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .take(LONGEST)
        .collect();
    if value.chars().count() > LONGEST {
        line.push('…');
    }
    line
}
