//! Whether the program is alive, whether it can do its work, and its figures.
//!
//! Ready means: the database answers, Telegram answered lately, and what was due is not left lying.
//! A process answers only for the parts that run in it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::clock::Clock;
use crate::store::{self, Store};
use crate::telemetry;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long ago Telegram must have answered.
const LATELY: Duration = Duration::from_secs(90);
/// How late a reminder may be, in machine time.
const LATE: Duration = Duration::from_secs(5 * 60);
/// How long an update may wait, in machine time.
const WAITING: Duration = Duration::from_secs(2 * 60);

/// What a process answers for beside the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Watched {
    /// It speaks with Telegram.
    pub telegram: bool,
    /// It handles what came in.
    pub updates: bool,
    /// It reminds.
    pub jobs: bool,
}

/// How the program is. Cheap to clone; clones share what is known.
#[derive(Clone, Debug)]
pub struct Health {
    store: Store,
    clock: Clock,
    watched: Watched,
    telegram: Arc<Mutex<Telegram>>,
}

/// What is known of Telegram.
#[derive(Debug, Default)]
struct Telegram {
    answered: Option<Instant>,
    trouble: Option<String>,
}

/// A reason why the program is not ready; `Ok` where there is none.
type Verdict = Result<(), String>;

impl Health {
    /// The health of a process on this database.
    #[must_use]
    pub fn new(store: Store, clock: Clock, watched: Watched) -> Self {
        Self {
            store,
            clock,
            watched,
            telegram: Arc::default(),
        }
    }

    /// Telegram answered just now.
    pub fn telegram_answered(&self) {
        let mut telegram = self.telegram();
        telegram.answered = Some(Instant::now());
        telegram.trouble = None;
    }

    /// Telegram did not, and this is why, without secrets.
    pub fn telegram_failed(&self, why: String) {
        self.telegram().trouble = Some(why);
    }

    /// Each thing that must be well, and the reason why it is not.
    pub async fn checks(&self) -> Vec<(&'static str, Verdict)> {
        let (database, jobs, updates) =
            match tokio::time::timeout(PATIENCE, self.ask_database()).await {
                Ok(Ok((jobs, updates))) => (Ok(()), jobs, updates),
                Ok(Err(error)) => (Err(error.to_string()), Ok(()), Ok(())),
                Err(_) => (Err("no answer".to_owned()), Ok(()), Ok(())),
            };
        let mut checks = vec![("database", database)];
        if self.watched.telegram {
            checks.push(("telegram", self.judge_telegram()));
        }
        if self.watched.updates {
            checks.push(("updates", updates));
        }
        if self.watched.jobs {
            checks.push(("jobs", jobs));
        }
        checks
    }

    async fn ask_database(&self) -> store::Result<(Verdict, Verdict)> {
        let mut tx = self.store.read().await?;
        let reminder = tx.reminders_next().await?;
        let update = tx.inbox_counts().await?.oldest;
        Ok((
            self.judge_age("a reminder", reminder, LATE),
            self.judge_age("an update", update, WAITING),
        ))
    }

    /// Whether what was due at `since` (Unix ms) has been lying for longer than `most`.
    fn judge_age(&self, what: &str, since: Option<i64>, most: Duration) -> Verdict {
        let late = self.clock.now() - since.unwrap_or(i64::MAX);
        // The town's clock may run faster than the machine's; only the machine's time is lateness.
        if late > 0 && self.clock.until(self.clock.now() + late) > most {
            return Err(format!("{what} is {} s late", late / 1_000));
        }
        Ok(())
    }

    fn judge_telegram(&self) -> Verdict {
        let telegram = self.telegram();
        match (&telegram.trouble, telegram.answered) {
            (None, Some(at)) if at.elapsed() < LATELY => Ok(()),
            (Some(why), _) => Err(why.clone()),
            (None, Some(at)) => Err(format!("no answer for {} s", at.elapsed().as_secs())),
            (None, None) => Err("not reached yet".to_owned()),
        }
    }

    fn telegram(&self) -> std::sync::MutexGuard<'_, Telegram> {
        self.telegram.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `GET /healthz`: whoever gets this answer knows that the process is alive.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: 200 if everything is well, else 503 with the reasons.
pub(super) async fn ready(State(health): State<Health>) -> Response {
    let checks = health.checks().await;
    let ready = checks.iter().all(|(_, verdict)| verdict.is_ok());
    let status = match ready {
        true => StatusCode::OK,
        false => StatusCode::SERVICE_UNAVAILABLE,
    };
    let checks: serde_json::Map<String, Value> = checks
        .into_iter()
        .map(|(name, verdict)| {
            let words = match verdict {
                Ok(()) => "ok".to_owned(),
                Err(why) => why,
            };
            (name.to_owned(), Value::from(words))
        })
        .collect();
    let headers = [(header::CACHE_CONTROL, "no-store")];
    let body = Json(json!({ "ready": ready, "checks": checks }));
    (status, headers, body).into_response()
}

/// `GET /metrics`: for Prometheus.
pub(super) async fn metrics() -> Response {
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    (kind, telemetry::metrics().render()).into_response()
}
