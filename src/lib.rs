//! Kẻng.

pub mod domain;
pub mod i18n;
pub mod intake;
pub mod store;

pub mod app;
pub mod delivery;
pub mod files;
pub mod jobs;
pub mod sheet;
pub mod telegram;
pub mod web;

pub mod cli;

pub mod clock;
pub mod config;
pub mod runtime;
pub mod telemetry;

pub mod sim;
