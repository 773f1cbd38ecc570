//! The bot as a process of its own: `keng serve` on the town's database, against its Telegram.
//!
//! Only for tests of what a kill does. The process goes by the machine's clock and works by itself,
//! so a test has to wait for it: [`until`] looks again and again whether something has become true,
//! and gives up loudly after a deadline. Nothing else in the tests waits by the clock.

use std::process::Stdio;
use std::time::{Duration, Instant};

use keng::sim::World;
use tokio::process::{Child, Command};

use super::Town;

/// How long a condition may take to become true, on a machine that is busy.
const DEADLINE: Duration = Duration::from_secs(120);
/// Between two looks.
const LOOK: Duration = Duration::from_millis(3);

/// A running `keng serve`. Dropped, it is killed.
pub struct Outside(Child);

impl Outside {
    /// Kills it on the spot, as a power cut would, and waits until it is gone.
    pub async fn kill(mut self) {
        self.0.kill().await.expect("a process that runs");
    }
}

impl Town {
    /// Stops the bot inside the test. What people do from now on waits for another process.
    pub async fn stop(&mut self) {
        if let Some(process) = self.process.take() {
            process.store_of().close().await;
        }
    }

    /// Starts the bot as a process of its own that may send so many messages a second.
    pub fn start_outside(&self, per_second: u32) -> Outside {
        let child = Command::new(env!("CARGO_BIN_EXE_keng"))
            .arg("serve")
            .current_dir(self.files.path())
            .env_clear()
            .env("KENG_TELEGRAM__TOKEN", World::TOKEN)
            .env("KENG_TELEGRAM__API_URL", &self.served.url)
            .env("KENG_DATABASE__URL", &self.database.url)
            .env(
                "KENG_FILES__URL",
                format!("file://{}", self.files.path().display()),
            )
            .env("KENG_WEB__LISTEN", "127.0.0.1:0")
            .env("KENG_DELIVERY__GLOBAL_PER_SECOND", per_second.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("the program starts");
        Outside(child)
    }

    /// Waits until something has become true of the town.
    ///
    /// # Panics
    /// If it has not within the deadline; says what people see.
    pub async fn until(&self, what: &str, is_true: impl AsyncFn(&Self) -> bool) {
        let start = Instant::now();
        while !is_true(self).await {
            assert!(
                start.elapsed() < DEADLINE,
                "{what} did not come true:\n{}",
                self.everything()
            );
            tokio::time::sleep(LOOK).await;
        }
    }
}
