//! `keng migrate`: brings the database up to date.

use super::{Console, Failure};

/// Runs the command.
///
/// # Errors
/// If the database cannot be reached or brought up to date.
pub async fn run(console: &Console) -> Result<(), Failure> {
    console.store().await?.close().await;
    println!("{}", console.catalog.label(console.locale, "cli-migrated"));
    Ok(())
}
