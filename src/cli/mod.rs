//! The command line: one file per command.

pub mod read;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Kẻng: passes on directives, keeps deadlines, warns residents.
#[derive(Debug, Parser)]
#[command(name = "keng", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Reads a directive document and prints what was understood as JSON.
    Read(read::ReadArgs),
}

/// Runs a command and says with which status the program ends.
pub async fn run(cli: Cli) -> ExitCode {
    let result = match cli.command {
        Command::Read(args) => read::run(args).await,
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
