//! Kẻng passes on directives, keeps deadlines and warns residents, over Telegram.
//!
//! This page is the map. When it and the code disagree, one of them is wrong.
//!
//! # Bird's-eye view
//!
//! ```text
//! Telegram ──update──▶ telegram ──▶ app ──▶ domain            (decide)
//!                                    │
//!                                    ▼
//! browser ──request──▶ web ──▶ app ──▶ store   one transaction: inbox row, change, notices
//!                                    │
//! clock ─────due─────▶ jobs ──▶ app ─┘
//!                                         outbox rows
//! Telegram ◀──message── telegram::transport ◀── delivery   claim → permit → send → record
//! ```
//!
//! Every path ends the same way: a transaction that changes state and writes what must be told to
//! whom. One engine sends it. So a crash between "decided" and "told" loses nothing, and there is
//! one place to look for rate limits, retries, priorities and receipts.
//!
//! # The rooms, in reading order
//!
//! | room | what is in it |
//! | --- | --- |
//! | [`domain`] | what is true: pure types and rules, no waiting, no reading, no clock |
//! | [`intake`] | documents in: bytes to text to a proposed directive, in a child process |
//! | [`store`] | the only SQL: one unit of work over SQLite or PostgreSQL |
//! | [`files`] | originals and evidence: bytes outside the database |
//! | [`app`] | what a person can do: one async function per intention |
//! | [`jobs`] | reconcilers that look at the state and do what is due |
//! | [`delivery`] | durable, paced sending; knows rows and a transport, not Telegram |
//! | [`telegram`] | the only Bot API: updates in, cards out |
//! | [`web`] | health, metrics and public pages |
//! | [`i18n`] | every word a person sees |
//! | [`sheet`] | tables as .csv, .xlsx and .json |
//! | [`chart`] | pictures and paper: QR codes, slips and charts, as PNG and PDF |
//! | [`sim`] | a Telegram in a box, sharing nothing with the bot |
//! | [`config`], [`clock`], [`runtime`], [`telemetry`] | settings, time, wake-ups and chance, logs |
//! | [`cli`] | one file per command, where everything is put together |
//!
//! Who may use whom is a table in `tests/it/tidy`, which also prints the reason.
//!
//! # What is never so
//!
//! - `domain` never waits and never fails for outside reasons; the present is an argument.
//! - Nothing is sent except through the outbox, but for the answer to a press and "typing…", which
//!   mean nothing later.
//! - An update is never confirmed to Telegram before it is stored, and never handled twice: its
//!   inbox row, the change and the outbox rows are one transaction.
//! - A row of the outbox is one message that must show one notice. The words are never stored; they
//!   are made when it is sent, so what was queued too early says what is true now.
//! - A button is never a permission: whoever presses is checked, in `app`, by
//!   [`domain::permission::may`], the only place that decides.
//! - The pages and the adapter never hold a rule, and never a word: those are Fluent messages.
//! - The simulator never knows the bot: it is written from the documentation, to prove us wrong.
//! - What somebody did is never without its row in the audit, in the same transaction, chained by
//!   hashes to the row before it.
//!
//! # Three walks through the house
//!
//! *Acknowledge.* A press comes in ([`telegram::from_tg`]), is read once into a closed
//! [`telegram::press::Press`], and [`app::receipts::acknowledge`] loads, asks `may`, lets the receipt
//! confirm itself, saves, and touches the cards that show it. The commit wakes the engine; the
//! answer to the press goes out; the person's card is edited at once and the issuer's within three
//! seconds, however many people pressed meanwhile.
//!
//! *A directive comes in.* The file is fetched and read in a child process with limits
//! ([`intake::sandbox`]); one with a secrecy stamp is refused before anything of it is stored.
//! [`app::proposals`] makes a draft of what was understood. Its card is corrected with taps until a
//! second leader lets it out: [`app::publishing`] then writes receipts, tasks and outbox rows in one
//! transaction.
//!
//! *A reminder.* Each receipt and each unit's task knows when its next reminder is due
//! ([`domain::reminder`] decides, in working time). [`jobs::reminders`] queues what is due and moves
//! the row on. When the message is made, the state is looked at again: what is done is not nagged
//! about.

pub mod domain;
pub mod intake;

pub mod files;
pub mod store;

pub mod app;
pub mod delivery;
pub mod jobs;

pub mod chart;
pub mod i18n;
pub mod sheet;
pub mod telegram;
pub mod web;

pub mod cli;

pub mod clock;
pub mod config;
pub mod runtime;
pub mod telemetry;

pub mod sim;
