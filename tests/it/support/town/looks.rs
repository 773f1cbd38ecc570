//! What people see.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::{Captures, Regex};
use sqlx::Connection as _;

use super::Town;
use crate::support::dump;

/// Codes are made of chance: in what a test compares they all look alike.
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b|/start \S+|\?start=\S+").expect("a valid expression")
});

impl Town {
    /// Everything in somebody's private chat, or in a group.
    pub fn screen(&self, who: &str) -> String {
        without_codes(&self.world.screen(self.id(who)))
    }

    /// The newest message there.
    pub fn last(&self, who: &str) -> String {
        let chat = self.id(who);
        let last = self.world.last_message(chat);
        last.map_or_else(String::new, |last| {
            without_codes(&self.world.message_on_screen(chat, last.id))
        })
    }

    /// What is new or different there since the last look: the messages that came, and those that
    /// were edited or deleted.
    pub fn sees(&mut self, who: &str) -> String {
        let chat = self.id(who);
        let before = self.seen.remove(&chat).unwrap_or_default();
        let mut now = BTreeMap::new();
        let mut news = Vec::new();
        for message in self.world.messages(chat) {
            let shown = match message.deleted {
                true => "(deleted)".to_owned(),
                false => without_codes(&self.world.message_on_screen(chat, message.id)),
            };
            let is_new = match before.get(&message.id) {
                Some(earlier) => *earlier != shown,
                None => !message.deleted,
            };
            if is_new {
                news.push(shown.clone());
            }
            now.insert(message.id, shown);
        }
        self.seen.insert(chat, now);
        news.join("\n")
    }

    /// What somebody saw for a moment after his last press; empty if he saw nothing.
    pub fn toast(&self, who: &str) -> String {
        let toasts = self.world.toasts(self.id(who));
        toasts
            .last()
            .map_or_else(String::new, |toast| toast.text.clone())
    }

    /// The folder of the files that the bot keeps.
    pub fn files(&self) -> &Path {
        self.files.path()
    }

    /// The answer to a question that counts something in the database. For what nobody sees.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let mut database = sqlx::SqliteConnection::connect(&self.database.url)
            .await
            .expect("the database");
        sqlx::query_scalar(sql)
            .fetch_one(&mut database)
            .await
            .expect(sql)
    }

    /// The text that a question to the database is answered with. For what nobody sees.
    pub async fn text(&self, sql: &'static str) -> String {
        let mut database = sqlx::SqliteConnection::connect(&self.database.url)
            .await
            .expect("the database");
        sqlx::query_scalar(sql)
            .fetch_one(&mut database)
            .await
            .expect(sql)
    }

    /// Whether the files of the database hold this text anywhere, deleted rows included.
    pub async fn database_contains(&self, text: &str) -> bool {
        let file = self.database.url.trim_start_matches("sqlite://");
        let folder = Path::new(file).parent().expect("a folder");
        let files = fs::read_dir(folder).expect("a folder");
        files.flatten().any(|entry| {
            let content = fs::read(entry.path()).expect("a file");
            content
                .windows(text.len())
                .any(|window| window == text.as_bytes())
        })
    }

    /// Every row of every table that the bot keeps.
    pub async fn dump(&self) -> String {
        dump::dump(&self.database.url).await
    }

    /// The files of the bot, those of a SQLite database among them, that hold one of these texts.
    pub fn files_with(&self, texts: &[&str]) -> Vec<(PathBuf, String)> {
        let mut found = dump::files_with(self.files.path(), texts);
        if let Some(file) = self.database.url.strip_prefix("sqlite://") {
            let folder = Path::new(file).parent().expect("a folder");
            found.extend(dump::files_with(folder, texts));
        }
        found
    }

    /// All that everybody sees, for a test that fails.
    pub fn everything(&self) -> String {
        let screens: Vec<String> = self.names.keys().map(|name| self.screen(name)).collect();
        screens.join("\n\n")
    }
}

fn without_codes(screen: &str) -> String {
    CODE.replace_all(screen, |code: &Captures<'_>| match &code[0] {
        start if start.starts_with('/') => "/start XXXX",
        link if link.starts_with('?') => "?start=XXXX",
        _ => "XXXX-XXXX",
    })
    .into_owned()
}
