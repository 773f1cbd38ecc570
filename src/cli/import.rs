//! `keng import units|people FILE`: a roster comes in.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Console, Failure};
use crate::app::roster::{Absent, Change, Changes, Import, import_people, import_units};
use crate::i18n::Arg;
use crate::intake::roster::{Problem, RosterFault, read_people, read_units};
use crate::store::Tx;
use crate::telegram::roster_words;

/// So many of each kind are named by a dry run.
const NAMED: usize = 20;

/// What comes in.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// What the file is about
    pub what: What,
    /// The .csv or .xlsx file
    pub file: PathBuf,
    /// Checks the file and says what would change, and changes nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The file is the whole list: people whom the roster holds and the file does not name leave
    #[arg(long)]
    pub whole: bool,
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
    let changes = match import(console, &mut tx, args, &bytes).await? {
        Import::Done(changes) => changes,
        Import::Refused(problems) => return Err(told(console, &problems)),
    };
    if args.dry_run {
        drop(tx);
    } else {
        tx.commit().await?;
    }
    store.close().await;
    for line in summary(console, args, &changes) {
        println!("{line}");
    }
    Ok(())
}

async fn import(
    console: &Console,
    tx: &mut Tx,
    args: &ImportArgs,
    bytes: &[u8],
) -> Result<Import, Failure> {
    let fault =
        |fault: RosterFault| Failure::new(console.catalog.label(console.locale, fault.key()));
    let now = console.clock.now();
    let imported = match args.what {
        What::Units => import_units(tx, None, &read_units(bytes).map_err(fault)?, now).await,
        What::People => {
            let roster = read_people(bytes).map_err(fault)?;
            let absent = match args.whole {
                true => Absent::Leave,
                false => Absent::Stay,
            };
            import_people(tx, None, &roster, absent, now).await
        }
    };
    imported.map_err(|error| console.explain(&error))
}

/// What was done, or would be, on lines of their own.
fn summary(console: &Console, args: &ImportArgs, changes: &Changes) -> Vec<String> {
    let (catalog, locale) = (console.catalog, console.locale);
    let what = match args.what {
        What::Units => "cli-units",
        What::People => "cli-people",
    };
    let counts = changes.counts();
    let all = counts.new + counts.changed + counts.unchanged;
    let what = catalog.plain(locale, what, &[("count", Arg::count(all))]);
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
    let mut lines = vec![catalog.plain(locale, key, &values)];
    let leave = args.what == What::People && args.whole;
    if args.what == What::People && counts.left > 0 {
        let key = match leave {
            true => "cli-people-leave",
            false => "cli-people-stay",
        };
        lines.push(catalog.plain(locale, key, &[("count", Arg::count(counts.left))]));
    }
    if args.dry_run {
        let left = match leave {
            true => "cli-list-left",
            false => "cli-list-not-named",
        };
        for (key, list) in [
            ("cli-list-new", &changes.new),
            ("cli-list-changed", &changes.changed),
            (left, &changes.left),
        ] {
            lines.extend(named(console, key, list));
        }
    }
    lines
}

/// The first of a list by name, below their heading.
fn named(console: &Console, key: &str, list: &[Change]) -> Vec<String> {
    let (catalog, locale) = (console.catalog, console.locale);
    if list.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![catalog.label(locale, key)];
    // Of those who stay nothing ends, so there is no more to tell than who they are.
    let stays = key == "cli-list-not-named";
    let words = |change: &Change| match stays {
        true => format!("  {}", change.name),
        false => format!("  {}", roster_words::change(catalog, locale, change)),
    };
    lines.extend(list.iter().take(NAMED).map(words));
    if list.len() > NAMED {
        let more = [("count", Arg::count(list.len() - NAMED))];
        lines.push(catalog.plain(locale, "cli-list-more", &more));
    }
    lines
}

/// Every problem of the file on a line of its own.
fn told(console: &Console, problems: &[Problem]) -> Failure {
    let (catalog, locale) = (console.catalog, console.locale);
    let count = Arg::count(problems.len());
    let mut lines = vec![catalog.plain(locale, "roster-refused", &[("count", count)])];
    let words = |problem| roster_words::problem(catalog, locale, problem);
    lines.extend(problems.iter().map(words));
    Failure::new(lines.join("\n"))
}
