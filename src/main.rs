//! The `keng` binary.

use std::process::ExitCode;

use clap::Parser;
use keng::cli::{self, Cli};

#[tokio::main]
async fn main() -> ExitCode {
    cli::run(Cli::parse()).await
}
