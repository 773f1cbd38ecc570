//! The `keng` binary.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    // Whoever connects to something encrypted finds its cryptography installed.
    let _ = rustls::crypto::ring::default_provider().install_default();
    keng::cli::main().await
}
