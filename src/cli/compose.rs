//! Putting the program together: the same parts for `keng serve` against Telegram and for `keng
//! demo` against the simulator.

use std::sync::Arc;
use std::time::Duration;

use secrecy::ExposeSecret as _;
use serde::Deserialize;
use tokio::net::TcpListener;

use super::Failure;
use super::lifecycle::Lifecycle;
use crate::app::{Retention, Rules};
use crate::clock::Clock;
use crate::config::{self, Approval, FilesUrl, Keep, Settings, TelegramMode};
use crate::delivery::{Engine, Limits};
use crate::domain::calendar::Calendar;
use crate::domain::holidays;
use crate::domain::reminder::Ladders;
use crate::files::Files;
use crate::i18n::Catalog;
use crate::intake::sandbox::Reader;
use crate::jobs::driver::Jobs;
use crate::store::Store;
use crate::telegram::Bot;
use crate::telegram::api::Api;
use crate::telegram::commands::publish_commands;
use crate::telegram::error::{CallError, Class, classify};
use crate::telegram::listener::Listener;
use crate::telegram::transport::TelegramTransport;
use crate::telegram::webhook::Webhook;
use crate::telegram::worker::Worker;
use crate::telemetry;
use crate::web::{self, Health, Site, Watched};

/// Between two looks at whether Telegram can be reached.
const PULSE: Duration = Duration::from_secs(30);
/// Between two attempts to reach Telegram at the start, and to listen to PostgreSQL.
const AGAIN: Duration = Duration::from_secs(5);

/// Which parts of the program run in this process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Receives and handles updates.
    pub bot: bool,
    /// Reminds.
    pub jobs: bool,
    /// Sends.
    pub sender: bool,
    /// Shows pages.
    pub web: bool,
}

impl Parts {
    /// The whole program.
    pub const ALL: Self = Self {
        bot: true,
        jobs: true,
        sender: true,
        web: true,
    };

    fn speaks_with_telegram(self) -> bool {
        self.bot || self.sender
    }
}

/// What everything stands on, before anything runs. Cheap to clone.
#[derive(Clone)]
pub struct Ground {
    /// All settings.
    pub settings: Arc<Settings>,
    /// The database, with its schema up to date.
    pub store: Store,
    /// Where files are kept.
    pub files: Files,
    /// The time.
    pub clock: Clock,
    /// How the program is.
    pub health: Health,
    /// Which parts run.
    pub parts: Parts,
}

impl Ground {
    /// Opens the database and the files.
    ///
    /// # Errors
    /// If one of them cannot be had; the sentence says which setting to look at.
    pub async fn open(settings: Settings, clock: Clock, parts: Parts) -> Result<Self, Failure> {
        let at = |setting: &str, error: &dyn std::fmt::Display| {
            Failure::new(format!("{setting}: {error}"))
        };
        let store = Store::open(settings.database.url.expose_secret())
            .await
            .map_err(|error| at("database.url", &error))?;
        store
            .migrate()
            .await
            .map_err(|error| at("database.url", &error))?;
        let files = open_files(&settings.files.url)?;
        let watched = Watched {
            telegram: parts.speaks_with_telegram(),
            updates: parts.bot,
            jobs: parts.jobs,
        };
        Ok(Self {
            health: Health::new(store.clone(), clock.clone(), watched),
            settings: Arc::new(settings),
            store,
            files,
            clock,
            parts,
        })
    }

    /// The webhook, where the settings ask for one.
    #[must_use]
    pub fn webhook(&self) -> Option<Webhook> {
        let telegram = &self.settings.telegram;
        if telegram.mode != TelegramMode::Webhook || !self.parts.bot {
            return None;
        }
        let (token, url) = telegram.token.as_ref().zip(telegram.webhook_url.clone())?;
        Some(Webhook::new(token, url))
    }

    /// Answers over HTTP: health and metrics always, pages and the webhook where they belong.
    pub fn start_web(&self, listener: TcpListener, whole: &Lifecycle) {
        // The first call starts to collect; it must come before the parts begin to count.
        telemetry::metrics();
        let mut router = web::vitals(self.health.clone());
        if let Some(webhook) = self.webhook() {
            router = router.merge(webhook.router(self.store.clone(), self.clock.clone()));
        }
        if self.parts.web {
            router = router.merge(web::pages(Site {
                store: self.store.clone(),
                catalog: Catalog::embedded(),
                clock: self.clock.clone(),
                rules: Arc::new(rules(&self.settings, None)),
                health: self.health.clone(),
            }));
        }
        let stop = whole.stop.clone();
        whole.spawn("the web server", async move {
            if let Err(error) = web::serve(listener, router, stop).await {
                tracing::error!(%error, "the web server failed: {error}");
            }
        });
    }

    /// Everything that handlers and renderers work with, for the bot of this name.
    ///
    /// # Errors
    /// If the program does not know where it lies, so that it could not read documents.
    pub fn bot(&self, api: Api, username: &str) -> Result<Bot, Failure> {
        let program = std::env::current_exe()
            .map_err(|error| Failure::new(format!("where this program lies: {error}")))?;
        Ok(Bot {
            store: self.store.clone(),
            api,
            catalog: Catalog::embedded(),
            clock: self.clock.clone(),
            rules: Arc::new(rules(&self.settings, Some(username))),
            reader: Reader { program },
            files: self.files.clone(),
            username: username.into(),
        })
    }

    /// Starts the parts that work: receiving and handling, sending, reminding.
    pub fn start_work(&self, bot: &Bot, whole: &Lifecycle) {
        if self.parts.bot {
            self.start_receiving(bot, whole);
        }
        if self.parts.sender {
            let transport = TelegramTransport::new(bot.clone());
            let limits = limits(&self.settings);
            let engine = Engine::new(self.store.clone(), transport, limits, self.clock.clone());
            whole.spawn("the sender", engine.run(whole.stop.clone()));
            let (store, stop) = (self.store.clone(), whole.stop.clone());
            whole.spawn("the relay of nudges", async move {
                let _ = stop.run_until_cancelled(relay(store)).await;
            });
        }
        if self.parts.jobs {
            self.start_jobs(&bot.rules, whole);
        }
        if self.parts.speaks_with_telegram() {
            let (api, health) = (bot.api.clone(), self.health.clone());
            let stop = whole.stop.clone();
            whole.spawn("the pulse", async move {
                let _ = stop.run_until_cancelled(watch_telegram(api, health)).await;
            });
        }
    }

    /// Starts what reminds; it needs no connection to Telegram.
    pub fn start_jobs(&self, rules: &Rules, whole: &Lifecycle) {
        let jobs = Jobs {
            store: self.store.clone(),
            files: self.files.clone(),
            rules: rules.clone(),
            clock: self.clock.clone(),
        };
        whole.spawn("the jobs", jobs.run(whole.stop.clone()));
    }

    fn start_receiving(&self, bot: &Bot, whole: &Lifecycle) {
        let worker = Worker::new(bot.clone());
        let stop = whole.stop.clone();
        whole.spawn("the worker", async move { worker.run(&stop).await });
        let api = bot.api.clone();
        let stop = whole.stop.clone();
        match self.webhook() {
            Some(webhook) => whole.spawn("the webhook", async move {
                let _ = stop.run_until_cancelled(set_webhook(api, webhook)).await;
                stop.cancelled().await;
            }),
            None => {
                let listener = Listener::new(api, self.store.clone(), self.clock.clone());
                whole.spawn("the listener", async move { listener.run(&stop).await });
            }
        }
        let api = bot.api.clone();
        let stop = whole.stop.clone();
        whole.spawn("the menu", async move {
            let _ = stop.run_until_cancelled(publish_menu(api)).await;
            stop.cancelled().await;
        });
    }
}

/// The connection to Telegram.
///
/// # Errors
/// If there is no token, or it does not look like one.
pub fn api(settings: &Settings) -> Result<Api, Failure> {
    let telegram = &settings.telegram;
    let token = telegram.token.clone().ok_or_else(|| {
        Failure::new(
            "telegram.token is missing: put the token from @BotFather into keng.toml, into \
             KENG_TELEGRAM__TOKEN, or into a file that telegram.token_file names",
        )
    })?;
    let server = Some(telegram.api_url.clone());
    Ok(Api::new(token, server, telegram.proxy.clone())?)
}

/// Asks Telegram for the bot's name until it answers. The name that was set is good enough while
/// Telegram cannot be reached.
///
/// # Errors
/// If Telegram does not know the token.
pub async fn username(ground: &Ground, api: &Api) -> Result<String, Failure> {
    loop {
        match ask_name(api).await {
            Ok(name) => {
                ground.health.telegram_answered();
                return Ok(name);
            }
            Err(error) if classify(&error) == Class::Unauthorized => {
                return Err(Failure::new(
                    "Telegram does not know the bot's token: it is wrong or was revoked. Take the \
                     right one from @BotFather and set telegram.token",
                ));
            }
            Err(error) => {
                ground.health.telegram_failed(error.to_string());
                if let Some(name) = &ground.settings.telegram.username {
                    tracing::warn!(%error, "Telegram cannot be reached yet: {error}");
                    return Ok(name.clone());
                }
                tracing::warn!(%error, "Telegram cannot be reached yet, trying again: {error}");
                tokio::time::sleep(AGAIN).await;
            }
        }
    }
}

/// The bot's name, as Telegram says.
///
/// # Errors
/// If the call fails.
pub async fn ask_name(api: &Api) -> Result<String, CallError> {
    #[derive(Deserialize)]
    struct Me {
        username: String,
    }
    let me: Me = api.call("getMe", &serde_json::json!({})).await?;
    Ok(me.username)
}

/// What the settings say about how people work with each other.
#[must_use]
pub fn rules(settings: &Settings, username: Option<&str>) -> Rules {
    let org = &settings.org;
    let ascending = |list: &[Duration]| {
        let mut offsets: Vec<i64> = list
            .iter()
            .map(|offset| i64::try_from(offset.as_millis()).unwrap_or(i64::MAX))
            .collect();
        offsets.sort_unstable();
        offsets
    };
    Rules {
        org_name: org.name.clone(),
        calendar: Calendar {
            time_zone: org.time_zone,
            opens: org.working_hours.from,
            closes: org.working_hours.until,
            days: org.working_days.0.clone(),
            exceptions: holidays::vietnam().with(&org.holidays, &org.working_extra),
        },
        reminders: Ladders {
            receipt: ascending(&settings.reminders.receipt),
            before: ascending(&settings.reminders.before),
            after: ascending(&settings.reminders.after),
        },
        retention: retention(&settings.retention),
        locale: org.locale,
        approval_by_second_person: settings.directive.approval == Approval::SecondPerson,
        messages_per_second: settings.delivery.global_per_second,
        public_url: settings.web.public_url.clone(),
        bot_username: username
            .map(str::to_owned)
            .or_else(|| settings.telegram.username.clone()),
    }
}

fn retention(settings: &config::Retention) -> Retention {
    let milliseconds = |keep: Keep| {
        keep.0
            .map(|time| i64::try_from(time.as_millis()).unwrap_or(i64::MAX))
    };
    Retention {
        updates: milliseconds(settings.updates),
        messages: milliseconds(settings.messages),
        visitors: milliseconds(settings.visitors),
        drafts: milliseconds(settings.drafts),
        invitations: milliseconds(settings.invitations),
        audit: milliseconds(settings.audit),
    }
}

/// How fast messages may go out.
fn limits(settings: &Settings) -> Limits {
    Limits {
        global_per_second: settings.delivery.global_per_second,
        chat_per_second: settings.delivery.chat_per_second,
        group_per_minute: settings.delivery.group_per_minute,
        ..Limits::default()
    }
}

/// Opens the place where files are kept.
///
/// # Errors
/// If it cannot be made or is of a kind that this program cannot use.
pub fn open_files(url: &FilesUrl) -> Result<Files, Failure> {
    match url {
        FilesUrl::Folder(folder) => Files::in_folder(folder)
            .map_err(|error| Failure::new(format!("files.url: {error} ({})", folder.display()))),
        FilesUrl::S3 { .. } => Err(Failure::new(
            "files.url: this program was built without S3; name a folder with file://",
        )),
    }
}

async fn relay(store: Store) {
    loop {
        if let Err(error) = store.relay_nudges().await {
            // Nothing is lost by it: the sender looks by itself now and then.
            tracing::warn!(%error, "announcements of other processes are not heard: {error}");
        }
        tokio::time::sleep(AGAIN).await;
    }
}

/// Asks Telegram now and then whether it is there, for `/readyz`, and says so when the token was
/// revoked.
async fn watch_telegram(api: Api, health: Health) {
    loop {
        match ask_name(&api).await {
            Ok(_) => health.telegram_answered(),
            Err(error) => {
                if classify(&error) == Class::Unauthorized {
                    tracing::error!(
                        "TELEGRAM DOES NOT ACCEPT THE BOT'S TOKEN ANY MORE: nothing is sent or \
                         received. Take a new one from @BotFather, set telegram.token, start again"
                    );
                }
                health.telegram_failed(error.to_string());
            }
        }
        tokio::time::sleep(PULSE).await;
    }
}

/// Publishes everybody's menu; without it people still can type.
async fn publish_menu(api: Api) {
    while let Err(error) = publish_commands(&api, Catalog::embedded()).await {
        tracing::warn!(%error, "the menu of commands is not published yet: {error}");
        tokio::time::sleep(AGAIN).await;
    }
}

async fn set_webhook(api: Api, webhook: Webhook) {
    while let Err(error) = webhook.set(&api).await {
        tracing::error!(%error, "Telegram does not take the webhook yet: {error}");
        tokio::time::sleep(AGAIN).await;
    }
}
