//! `keng backup FILE`: a consistent copy of the database while the bot runs.

use std::fs::File;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Console, Failure};
use crate::i18n::Arg;

/// What is copied where.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// Where the copy is written; must not exist yet
    pub file: PathBuf,
}

/// Runs the command.
///
/// # Errors
/// If the file exists or cannot be written, there is no database, or it is not SQLite.
pub async fn run(console: &Console, args: &BackupArgs) -> Result<(), Failure> {
    let file = args.file.display().to_string();
    if args.file.exists() {
        let values = [("file", Arg::text(file))];
        let sentence = console
            .catalog
            .plain(console.locale, "cli-file-exists", &values);
        return Err(Failure::new(sentence));
    }
    let store = console.existing_store().await?;
    // Under its own name only when it is whole: a copy that was cut off must not look like one.
    let folder = args
        .file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = tempfile::tempdir_in(folder.unwrap_or(Path::new(".")))?;
    let partial = folder.path().join("partial");
    store.backup(&partial).await?;
    File::open(&partial)?.sync_all()?;
    std::fs::rename(&partial, &args.file)?;
    store.close().await;
    let values = [("file", Arg::text(file))];
    println!(
        "{}",
        console
            .catalog
            .plain(console.locale, "cli-backed-up", &values)
    );
    Ok(())
}
