//! The Telegram adapter: the only place that speaks the Bot API.
//!
//! In: [`listener`] (or [`webhook`]) stores updates raw before they are confirmed, [`worker`] takes
//! them from the inbox, [`from_tg`] reads one, [`handlers`] answer it in one transaction with what
//! must be told. Out: the delivery engine hands a row to [`transport`], [`render`] makes a [`card`]
//! of it, and [`api`] sends it. Nothing is sent from a handler.
//!
//! No rule lives here, and no word: rules are `app`'s, words are `i18n`'s.

pub mod api;
pub mod backoff;
pub mod card;
pub mod commands;
pub mod correction;
pub mod dialogue;
pub mod error;
pub mod from_tg;
pub mod handlers;
pub mod listener;
pub mod paper;
pub mod press;
pub mod render;
pub mod rights;
pub mod transport;
pub mod webhook;
pub mod worker;

mod answer;
mod refuse;
pub mod roster_words;
mod to_tg;
mod typing;

use std::sync::Arc;

use crate::app::Rules;
use crate::clock::Clock;
use crate::files::Files;
use crate::i18n::Catalog;
use crate::intake::sandbox::Reader;
use crate::store::Store;

use self::api::Api;

/// What handlers and renderers work with. Cheap to clone.
#[derive(Clone)]
pub struct Bot {
    /// The database.
    pub store: Store,
    /// The connection to Telegram.
    pub api: Api,
    /// The words.
    pub catalog: &'static Catalog,
    /// The time.
    pub clock: Clock,
    /// The organisation's rules.
    pub rules: Arc<Rules>,
    /// What reads documents, in processes of its own.
    pub reader: Reader,
    /// Where files are kept.
    pub files: Files,
    /// The bot's own name in Telegram, without the `@`.
    pub username: Arc<str>,
}
