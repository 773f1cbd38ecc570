//! Setting the stage: who people are, what the page shows, what goes wrong.

use std::time::Duration;

use super::faults::FaultRule;
use super::limits::Limits;
use super::model::UserId;
use super::state::Sample;
use super::world::World;

impl World {
    /// Gives a person a user name (without `@`).
    pub fn set_username(&self, user: UserId, username: &str) {
        if let Some(person) = self.state().people.get_mut(&user) {
            person.username = Some(username.to_owned());
        }
    }

    /// Sets the language of a person's Telegram (`vi`, `en` …).
    pub fn set_language(&self, user: UserId, language_code: &str) {
        if let Some(person) = self.state().people.get_mut(&user) {
            person.language_code = language_code.to_owned();
        }
    }

    /// Lets a person have started the bot before this story begins; nobody hears of it.
    pub fn has_started(&self, user: UserId) {
        if let Some(person) = self.state().people.get_mut(&user) {
            person.started = true;
        }
    }

    /// What the demo page shows under a person's name.
    pub fn set_role_hint(&self, user: UserId, hint: &str) {
        if let Some(person) = self.state().people.get_mut(&user) {
            person.role_hint = hint.to_owned();
        }
    }

    /// A link in the head of the demo page.
    pub fn add_link(&self, title: &str, url: &str) {
        self.state().links.push((title.to_owned(), url.to_owned()));
    }

    /// A document that the demo page offers for sending.
    pub fn add_sample(&self, title: &str, name: &str, mime: &str, bytes: impl Into<bytes::Bytes>) {
        self.state().samples.push(Sample {
            title: title.to_owned(),
            name: name.to_owned(),
            mime: mime.to_owned(),
            bytes: bytes.into(),
        });
    }

    /// Tells the demo page how fast the clock runs, as it was given to
    /// [`Clock::scaled`](crate::clock::Clock::scaled).
    pub fn set_speed(&self, speed: u32) {
        self.state().speed = speed;
    }

    /// The time zone in which the demo page shows times (IANA name).
    pub fn set_time_zone(&self, name: &str) {
        name.clone_into(&mut self.state().time_zone);
    }

    /// Whether the bot sees only what is meant for it in groups (as BotFather sets at first).
    pub fn set_privacy(&self, privacy: bool) {
        self.state().bot.privacy = privacy;
    }

    /// Other rate limits, or [`Limits::none`].
    pub fn set_limits(&self, limits: Limits) {
        self.state().limiter.limits = limits;
    }

    /// How long a press of a button may be answered (60 s at first).
    pub fn set_press_lifetime(&self, lifetime: Duration) {
        self.state().press_lifetime = i64::try_from(lifetime.as_millis()).unwrap_or(i64::MAX);
    }

    /// Makes calls go wrong.
    pub fn inject(&self, rule: FaultRule) {
        self.state().faults.add(rule);
    }

    /// Takes back all that [`World::inject`] ordered.
    pub fn clear_faults(&self) {
        self.state().faults.clear();
    }

    /// How long every call takes on the way, in machine time.
    pub fn set_latency(&self, latency: Duration) {
        self.state().latency = latency;
    }

    /// Queues each of the next `count` updates twice under the same id.
    pub fn double_next_updates(&self, count: u32) {
        self.state().updates.doubled = count;
    }

    /// Delivers an old update once more, though it was confirmed; false if there is none.
    pub fn redeliver(&self, update_id: i64) -> bool {
        let now = self.now();
        let mut state = self.state();
        let found = state.updates.redeliver(now, update_id);
        state.wake_pollers();
        found
    }
}
