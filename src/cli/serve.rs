//! `keng serve`: the bot, its jobs and the public pages, against Telegram.

use std::net::SocketAddr;
use std::time::Duration;

use clap::{Args, ValueEnum};
use tokio::net::TcpListener;

use super::compose::{self, Ground, Parts};
use super::lifecycle::{End, Lifecycle, Signals};
use super::{Console, Failure};
use crate::config::LogFormat;
use crate::telemetry;

/// How long finishing may take, in all.
const PATIENCE: Duration = Duration::from_secs(20);

/// Runs the bot, its jobs and the public pages.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Runs only these parts, for several processes on one PostgreSQL
    #[arg(long, value_enum, value_delimiter = ',', value_name = "PARTS")]
    pub only: Vec<Part>,
}

/// A part of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Receives and handles updates
    Bot,
    /// Reminds
    Jobs,
    /// Sends
    Sender,
    /// Shows health, metrics and the public pages
    Web,
}

/// Runs the command until it is stopped.
///
/// # Errors
/// If a part cannot start, or stops by itself.
pub async fn run(console: Console, args: &ServeArgs) -> Result<(), Failure> {
    let log = &console.settings.log;
    telemetry::start_logging(&log.filter, log.format == LogFormat::Json)?;
    let parts = parts(&args.only);
    let api = match parts.bot || parts.sender {
        true => Some(compose::api(&console.settings)?),
        false => None,
    };
    let ground = Ground::open(console.settings, console.clock, parts).await?;
    let listener = listen(ground.settings.web.listen).await?;
    let whole = Lifecycle::default();
    let mut signals = Signals::listen()?;
    // The pages and the health are there while Telegram is not reached yet.
    let address = listener.local_addr()?;
    ground.start_web(listener, &whole);
    tracing::info!("answering on http://{address} (health: /readyz)");
    match api {
        Some(api) => {
            let name = tokio::select! {
                name = compose::username(&ground, &api) => name?,
                _ = signals.next() => return Ok(()),
            };
            let bot = ground.bot(api, &name)?;
            ground.start_work(&bot, &whole);
            tracing::info!("working as @{name}");
        }
        None if parts.jobs => ground.start_jobs(&compose::rules(&ground.settings, None), &whole),
        None => {}
    }
    let end = whole.run(signals, PATIENCE).await;
    // Connections in the middle of something that was cut off are not waited for.
    let _ = tokio::time::timeout(Duration::from_secs(2), ground.store.close()).await;
    match end {
        End::Orderly | End::CutOff => Ok(()),
        End::Broken => Err(Failure::new(
            "a part of the program stopped by itself; the log says why",
        )),
    }
}

/// Binds the address of the web server.
///
/// # Errors
/// If it is in use or not ours.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address)
        .await
        .map_err(|error| Failure::new(format!("web.listen: {address}: {error}")))
}

fn parts(only: &[Part]) -> Parts {
    if only.is_empty() {
        return Parts::ALL;
    }
    Parts {
        bot: only.contains(&Part::Bot),
        jobs: only.contains(&Part::Jobs),
        sender: only.contains(&Part::Sender),
        web: only.contains(&Part::Web),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_choice_everything_runs() {
        assert_eq!(parts(&[]), Parts::ALL);
        let some = parts(&[Part::Jobs, Part::Sender]);
        assert!(some.jobs && some.sender && !some.bot && !some.web);
    }
}
