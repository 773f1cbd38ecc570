//! Personal links for all who have not joined: slips to print, or a table.

use std::path::Path;

use super::{bot_name, printer, role_key, today, unit, write_file};
use crate::app::invitations::{PersonalInvitation, invite_below_from_console};
use crate::cli::{Console, Failure};
use crate::domain::org::UnitPath;
use crate::domain::phone::spoken_phone;
use crate::i18n::Arg;
use crate::runtime::random_bytes;
use crate::sheet::{self, Cell, Column, Format, Table};
use crate::telegram::paper::{Printer, units};

/// What is written.
#[derive(Clone, Copy)]
enum Out {
    /// Slips, as a document.
    Slips,
    /// A table; a workbook has the slips too.
    Table(Format),
}

/// Makes the links that are missing and writes all of them, of a unit and below it if one is named.
///
/// # Errors
/// If there is nobody to print a slip for, the bot's name is not known, there is no such unit, the
/// file cannot be written or the database fails.
pub async fn invite(console: &Console, code: Option<&str>, out: &Path) -> Result<(), Failure> {
    let wanted = wanted(out)
        .ok_or_else(|| Failure::usage("--out must end in .pdf, .xlsx, .csv or .json"))?;
    let bot = bot_name(console).await?;
    let store = console.store().await?;
    let mut tx = store.begin().await?;
    let below = match code {
        None => UnitPath::everything(),
        Some(code) => {
            let unit = unit(&mut tx, code).await;
            unit.map_err(|error| console.explain(&error))?.path
        }
    };
    let now = console.clock.now();
    let invitations = invite_below_from_console(&mut tx, now, &below, random_bytes)
        .await
        .map_err(|error| console.explain(&error))?;
    let day = today(console);
    let (bytes, pages) = write(console, &printer(console, &bot, &day), &invitations, wanted)?;
    // The links must hold before anybody can see them.
    tx.commit().await?;
    store.close().await;
    write_file(out, &bytes)?;
    println!("{}", written(console, &invitations, pages, out));
    Ok(())
}

fn wanted(out: &Path) -> Option<Out> {
    let is_document = out
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    match is_document {
        true => Some(Out::Slips),
        false => Format::of(out).map(Out::Table),
    }
}

/// The file, and how many pages it has if it has pages.
fn write(
    console: &Console,
    printer: &Printer<'_>,
    invitations: &[PersonalInvitation],
    wanted: Out,
) -> Result<(Vec<u8>, Option<usize>), Failure> {
    let list = || links(console, printer, invitations);
    match wanted {
        Out::Slips if invitations.is_empty() => {
            let sentence = console.catalog.label(console.locale, "cli-invited-nobody");
            Err(Failure::new(sentence))
        }
        Out::Slips => {
            let (bytes, pages) = printer.slips_pdf(invitations)?;
            Ok((bytes, Some(pages)))
        }
        Out::Table(Format::Xlsx) => Ok((printer.slips_workbook(&list(), invitations)?, None)),
        Out::Table(format) => Ok((sheet::write(&list(), format)?, None)),
    }
}

/// What was done, for the terminal.
fn written(
    console: &Console,
    invitations: &[PersonalInvitation],
    pages: Option<usize>,
    out: &Path,
) -> String {
    let count = ("count", Arg::count(invitations.len()));
    let file = ("file", Arg::text(out.display().to_string()));
    let (catalog, locale) = (console.catalog, console.locale);
    match pages {
        None => catalog.plain(locale, "cli-invited-all", &[count, file]),
        Some(pages) => {
            let units = ("units", Arg::count(units(invitations).count()));
            let pages = ("pages", Arg::count(pages));
            catalog.plain(locale, "cli-invited-slips", &[count, file, units, pages])
        }
    }
}

fn links(console: &Console, printer: &Printer<'_>, invitations: &[PersonalInvitation]) -> Table {
    let label = |key| console.catalog.label(console.locale, key);
    let column = |key, heading| Column {
        key,
        heading: label(heading),
    };
    let rows = invitations.iter().map(|invitation| {
        let person = &invitation.person;
        vec![
            Cell::Text(person.name.clone()),
            Cell::text(person.phone.as_deref().map(spoken_phone)),
            Cell::Text(person.unit_code.clone()),
            Cell::Text(person.unit_name.clone()),
            Cell::Choice {
                code: person.role.as_str().to_owned(),
                label: label(role_key(person.role)),
            },
            Cell::text(person.title.as_deref()),
            Cell::text(person.roster_code.as_deref()),
            Cell::Link(printer.link(&invitation.code)),
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
