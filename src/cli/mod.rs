//! The command line: one file per command.
//!
//! A command says its result on standard output and why it failed, in one sentence, on standard
//! error. The program ends with 0 if it was done, 1 if it failed, 2 if it was asked for wrongly.

mod audit;
mod backup;
mod compose;
mod console;
pub mod demo;
mod doctor;
mod erase;
mod export;
mod failure;
mod import;
mod invite;
mod lifecycle;
mod migrate;
pub mod read;
pub mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use console::Console;
pub use failure::Failure;

/// Kẻng: passes on directives, keeps deadlines, warns residents.
#[derive(Debug, Parser)]
#[command(name = "keng", version)]
pub struct Cli {
    /// The settings; without it, `keng.toml` of this folder if there is one
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Shows everything in the browser, with no token and no network
    Demo(demo::DemoArgs),
    /// Runs the bot, its jobs and the public pages, against Telegram
    Serve(serve::ServeArgs),
    /// Brings the database up to date
    Migrate,
    /// Checks everything that the bot needs, and says what to do
    Doctor,
    /// Reads a directive document and prints what was understood as JSON
    Read(read::ReadArgs),
    /// Takes in a roster from a .csv or .xlsx file, all of it or nothing
    Import(import::ImportArgs),
    /// Makes invitation links
    Invite(invite::InviteArgs),
    /// Takes tables out as .csv, .xlsx or .json
    Export(export::ExportArgs),
    /// Writes a consistent copy of a SQLite database, also while the bot runs
    Backup(backup::BackupArgs),
    /// Forgets a person who asked for it; what must be kept for the record loses his name
    Erase(erase::EraseArgs),
    /// Looks after the audit
    Audit(audit::AuditArgs),
}

/// Parses the arguments and runs what they ask for; wrong usage ends the program with status 2.
pub async fn main() -> ExitCode {
    run(Cli::parse()).await
}

/// Runs a command and says with which status the program ends.
pub async fn run(cli: Cli) -> ExitCode {
    match perform(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

async fn perform(cli: Cli) -> Result<(), Failure> {
    let console = || Console::new(cli.config.as_deref());
    match cli.command {
        Command::Demo(args) => demo::run(&args).await,
        Command::Serve(args) => serve::run(console()?, &args).await,
        Command::Migrate => migrate::run(&console()?).await,
        Command::Doctor => doctor::run(&console()?).await,
        Command::Read(args) => Ok(read::run(args).await?),
        Command::Import(args) => import::run(&console()?, &args).await,
        Command::Invite(args) => invite::run(&console()?, &args).await,
        Command::Export(args) => export::run(&console()?, &args).await,
        Command::Backup(args) => backup::run(&console()?, &args).await,
        Command::Erase(args) => erase::run(&console()?, &args).await,
        Command::Audit(args) => audit::run(&console()?, &args).await,
    }
}
