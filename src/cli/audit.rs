//! `keng audit verify`: checks that nobody has changed the audit.

use clap::{Args, Subcommand};

use super::{Console, Failure};
use crate::i18n::Arg;
use crate::store::audit::AuditCheck;

/// What to do with the audit.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: AuditCommand,
}

/// What can be done with the audit.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum AuditCommand {
    /// Follows the chain of hashes from the first row to the last
    Verify,
}

/// Runs the command.
///
/// # Errors
/// If the chain is broken, there is no database or it fails.
pub async fn run(console: &Console, args: &AuditArgs) -> Result<(), Failure> {
    let AuditCommand::Verify = args.command;
    let store = console.existing_store().await?;
    let check = store.read().await?.audit_verify().await?;
    store.close().await;
    match check {
        AuditCheck::Whole { rows } => {
            let rows = i64::try_from(rows).unwrap_or(i64::MAX);
            let values = [("rows", Arg::number(rows))];
            println!(
                "{}",
                console
                    .catalog
                    .plain(console.locale, "cli-audit-whole", &values)
            );
            Ok(())
        }
        AuditCheck::Broken { row } => {
            let values = [("row", Arg::text(row.to_string()))];
            let sentence = console
                .catalog
                .plain(console.locale, "cli-audit-broken", &values);
            Err(Failure::new(sentence))
        }
    }
}
