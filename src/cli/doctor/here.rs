//! What can be looked at on this machine: languages, time zone, database, files, the address.

use std::path::Path;

use secrecy::ExposeSecret as _;
use tokio::net::TcpListener;

use super::Doctor;
use crate::cli::compose::open_files;
use crate::domain::holidays;
use crate::domain::locale::Locale;
use crate::i18n::{Arg, format};
use crate::store::Store;

/// How many days ahead of its end the list of holidays is to be renewed.
const HOLIDAYS_AHEAD: i64 = 60;

/// Looks at everything here; answers the database if there is one.
pub(super) async fn check(doctor: &mut Doctor<'_>) -> Option<Store> {
    languages(doctor);
    time_zone(doctor);
    holidays(doctor);
    let store = database(doctor).await;
    files(doctor).await;
    address(doctor).await;
    store
}

fn languages(doctor: &mut Doctor<'_>) {
    let names: Vec<&str> = Locale::ALL.into_iter().map(Locale::as_str).collect();
    let values = [("languages", Arg::text(names.join(", ")))];
    doctor.well("org.locale", "doctor-languages", &values);
}

fn time_zone(doctor: &mut Doctor<'_>) {
    let zone = doctor.console.settings.org.time_zone;
    let now = format::moment(doctor.console.locale, doctor.console.clock.now(), zone);
    let values = [("zone", Arg::text(zone.name())), ("time", Arg::text(now))];
    doctor.well("org.time_zone", "doctor-time-zone", &values);
}

/// The list of public holidays must reach further than anybody's next deadline.
fn holidays(doctor: &mut Doctor<'_>) {
    const WHAT: &str = "org.holidays";
    let zone = doctor.console.settings.org.time_zone;
    let now = chrono::DateTime::from_timestamp_millis(doctor.console.clock.now());
    let today = now.unwrap_or_default().with_timezone(&zone).date_naive();
    let until = holidays::known_until();
    let values = [("until", Arg::text(until.format("%d/%m/%Y").to_string()))];
    if until < today + chrono::Duration::days(HOLIDAYS_AHEAD) {
        doctor.note(WHAT, "doctor-holidays-end", &values);
    } else {
        doctor.well(WHAT, "doctor-holidays", &values);
    }
}

async fn database(doctor: &mut Doctor<'_>) -> Option<Store> {
    const WHAT: &str = "database.url";
    let url = doctor.console.settings.database.url.expose_secret();
    if let Some(file) = new_sqlite_file(url) {
        let folder = file.parent().filter(|folder| *folder != Path::new(""));
        let values = [("file", Arg::text(file.display().to_string()))];
        match tempfile::tempfile_in(folder.unwrap_or(Path::new("."))) {
            Ok(_) => doctor.note(WHAT, "doctor-database-new", &values),
            Err(_) => doctor.ill(WHAT, "doctor-database-folder", &values),
        }
        return None;
    }
    match look_into(url).await {
        Ok(store) => {
            doctor.well(WHAT, "doctor-database", &[]);
            Some(store)
        }
        Err(error) => {
            let values = [("reason", Arg::text(error.to_string()))];
            doctor.ill(WHAT, "doctor-database-closed", &values);
            None
        }
    }
}

async fn look_into(url: &str) -> crate::store::Result<Store> {
    let store = Store::open_existing(url).await?;
    let mut tx = store.read().await?;
    // Fails where the schema is older than this program.
    tx.inbox_counts().await?;
    tx.reminders_next().await?;
    drop(tx);
    Ok(store)
}

/// The file of a SQLite database that is not there yet.
fn new_sqlite_file(url: &str) -> Option<&Path> {
    let path = url.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    let file = Path::new(path.split('?').next()?);
    (!file.exists()).then_some(file)
}

async fn files(doctor: &mut Doctor<'_>) {
    const WHAT: &str = "files.url";
    let opened = open_files(&doctor.console.settings.files.url);
    let tried = match opened {
        Ok(files) => async {
            let kept = files.keep(b"keng doctor".to_vec()).await?;
            files.read(&kept.location).await?;
            files.remove(&kept.location).await
        }
        .await
        .map_err(|error| error.to_string()),
        Err(failure) => Err(failure.to_string()),
    };
    match tried {
        Ok(()) => doctor.well(WHAT, "doctor-files", &[]),
        Err(reason) => {
            let values = [("reason", Arg::text(reason))];
            doctor.ill(WHAT, "doctor-files-closed", &values);
        }
    }
}

async fn address(doctor: &mut Doctor<'_>) {
    const WHAT: &str = "web.listen";
    let address = doctor.console.settings.web.listen;
    let at = ("address", Arg::text(address.to_string()));
    match TcpListener::bind(address).await {
        Ok(_) => doctor.well(WHAT, "doctor-address", &[at]),
        // It may well be Kẻng itself that runs there.
        Err(error) => {
            let why = ("reason", Arg::text(error.to_string()));
            doctor.note(WHAT, "doctor-address-taken", &[at, why]);
        }
    }
}
