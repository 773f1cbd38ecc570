//! The `keng` binary.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    keng::cli::main().await
}
