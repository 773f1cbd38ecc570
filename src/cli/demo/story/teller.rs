//! Who tells the story: lets people act on their phones, waits for what they must see, prints both.

use std::time::Duration;

use crate::cli::Failure;
use crate::cli::demo::Town;
use crate::sim::{ChatId, Message, UserId};

/// How long something may take to appear, on the machine's clock. It takes milliseconds; this is
/// for a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(90);
/// Between two looks.
const GLANCE: Duration = Duration::from_millis(10);

/// Tells the story of a town.
pub struct Teller<'a> {
    town: &'a Town,
    chapter: usize,
}

/// Somebody in a chat: his own with the bot, or a group.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Who.
    pub who: &'a str,
    /// In which group; `None` in private.
    pub group: Option<&'a str>,
}

/// Somebody in his private chat with the bot.
#[must_use]
pub const fn alone(who: &str) -> Place<'_> {
    Place { who, group: None }
}

/// Somebody in a group.
#[must_use]
pub const fn within<'a>(group: &'a str, who: &'a str) -> Place<'a> {
    Place {
        who,
        group: Some(group),
    }
}

impl<'a> Teller<'a> {
    /// A teller who has not said anything yet.
    #[must_use]
    pub fn new(town: &'a Town) -> Self {
        Self { town, chapter: 0 }
    }

    /// Begins a chapter.
    pub fn chapter(&mut self, title: &str) {
        self.chapter += 1;
        println!("\n━━ {}. {title}", self.chapter);
    }

    /// Says something between the acts.
    pub fn says(&self, words: &str) {
        println!("\n   {} · {words}", self.time());
    }

    /// Somebody writes.
    ///
    /// # Errors
    /// If he cannot.
    pub fn writes(&self, at: Place<'_>, text: &str) -> Result<(), Failure> {
        self.says(&format!("{} viết: “{text}”", self.name(at)));
        let (user, chat) = self.ids(at)?;
        self.town.world.says(user, chat, text)?;
        Ok(())
    }

    /// Somebody sends a file.
    ///
    /// # Errors
    /// If he cannot.
    pub fn sends(
        &self,
        at: Place<'_>,
        name: &str,
        mime: &str,
        bytes: Vec<u8>,
    ) -> Result<(), Failure> {
        self.says(&format!("{} gửi tệp 📎 {name}", self.name(at)));
        let (user, chat) = self.ids(at)?;
        self.town
            .world
            .sends_file(user, chat, name, bytes, mime, "")?;
        Ok(())
    }

    /// Somebody presses the newest button with this label, as soon as it is there.
    ///
    /// # Errors
    /// If it does not appear.
    pub async fn taps(&self, at: Place<'_>, label: &str) -> Result<(), Failure> {
        let (user, chat) = self.ids(at)?;
        let world = &self.town.world;
        let what = format!("nút [{label}]");
        let message = self
            .wait(at, &what, || world.finds_button(chat, label))
            .await?;
        self.says(&format!("{} bấm [{label}]", self.name(at)));
        world.taps(user, chat, message, label)?;
        Ok(())
    }

    /// Somebody sees a message in which all of these words stand; it is printed.
    ///
    /// # Errors
    /// If it does not appear.
    pub async fn sees(&self, at: Place<'_>, words: &[&str]) -> Result<Message, Failure> {
        let message = self.finds(at, words).await?;
        println!("\n   {} · {} thấy:", self.time(), self.name(at));
        print(&message);
        Ok(message)
    }

    /// The same, but only the lines in which the words stand are printed: the rest was seen before.
    ///
    /// # Errors
    /// If it does not appear.
    pub async fn glances(&self, at: Place<'_>, words: &[&str]) -> Result<(), Failure> {
        let message = self.finds(at, words).await?;
        println!("\n   {} · {} thấy:", self.time(), self.name(at));
        let lines = message.text.lines();
        for line in lines.filter(|line| words.iter().any(|words| line.contains(words))) {
            println!("      │ {line}");
        }
        Ok(())
    }

    /// Somebody turns the pages with this button until a line appears; the line is printed.
    ///
    /// # Errors
    /// If there are no more pages.
    pub async fn leafs(&self, at: Place<'_>, button: &str, line: &str) -> Result<(), Failure> {
        let (_, chat) = self.ids(at)?;
        let world = &self.town.world;
        let what = format!("“{line}” trên một trang");
        let mut left: Option<String> = None;
        self.wait(at, &what, || {
            let shown = world.last_message(chat)?;
            if shown.text.contains(line) {
                return Some(());
            }
            // One press for each page, not for each look.
            if left.as_ref() != Some(&shown.text) && holds(&shown, &[button]) {
                let user = self.ids(at).ok()?.0;
                world.taps(user, chat, shown.id, button).ok()?;
                left = Some(shown.text);
            }
            None
        })
        .await?;
        self.glances(at, &[line]).await
    }

    /// Nothing with these words is in somebody's chat.
    ///
    /// # Errors
    /// If there is.
    pub fn sees_no(&self, at: Place<'_>, words: &str) -> Result<(), Failure> {
        let (_, chat) = self.ids(at)?;
        let messages = self.town.world.messages(chat);
        if messages.iter().any(|message| holds(message, &[words])) {
            return Err(Failure::new(format!(
                "Câu chuyện dừng ở đây: {} không được thấy “{words}” mà lại thấy.",
                self.name(at)
            )));
        }
        Ok(())
    }

    /// Somebody presses the link of this bot in a group.
    ///
    /// # Errors
    /// If there is none.
    pub fn opens_link(&self, at: Place<'_>) -> Result<(), Failure> {
        let (user, chat) = self.ids(at)?;
        let world = &self.town.world;
        let texts = world.messages(chat).into_iter().map(|message| message.text);
        let link = texts
            .flat_map(|text| {
                text.split_whitespace()
                    .find(|word| word.starts_with("https://t.me/"))
                    .map(str::to_owned)
            })
            .next()
            .ok_or_else(|| Failure::new("nobody has sent an invitation"))?;
        self.says(&format!("{} bấm liên kết mời", self.name(at)));
        world.opens_link(user, &link)?;
        Ok(())
    }

    /// The same as [`Teller::sees`] without printing.
    ///
    /// # Errors
    /// If it does not appear.
    pub async fn finds(&self, at: Place<'_>, words: &[&str]) -> Result<Message, Failure> {
        let (_, chat) = self.ids(at)?;
        let world = &self.town.world;
        let what = format!("tin có {}", quoted(words));
        self.wait(at, &what, || {
            let messages = world.messages(chat);
            messages
                .into_iter()
                .rev()
                .find(|message| message.from_bot && !message.deleted && holds(message, words))
        })
        .await
    }

    /// Somebody gets these words as the short answer to his press.
    ///
    /// # Errors
    /// If they do not appear.
    pub async fn is_told(&self, at: Place<'_>, words: &str) -> Result<(), Failure> {
        let (user, _) = self.ids(at)?;
        let world = &self.town.world;
        let what = format!("câu trả lời “{words}”");
        let toast = self
            .wait(at, &what, || {
                let toasts = world.toasts(user);
                toasts
                    .into_iter()
                    .rev()
                    .find(|toast| toast.text.contains(words))
            })
            .await?;
        println!(
            "   {} · {} được báo: “{}”",
            self.time(),
            self.name(at),
            toast.text
        );
        Ok(())
    }

    /// Time passes until `instant` (Unix ms).
    pub fn passes(&self, instant: i64, words: &str) {
        let left = instant.saturating_sub(self.town.world.now());
        let left = Duration::from_millis(u64::try_from(left).unwrap_or_default());
        self.town.world.advance(left);
        println!("\n   ⏩ {words}: {}", self.day());
    }

    async fn wait<T>(
        &self,
        at: Place<'_>,
        what: &str,
        mut look: impl FnMut() -> Option<T>,
    ) -> Result<T, Failure> {
        let seen = tokio::time::timeout(PATIENCE, async {
            loop {
                if let Some(found) = look() {
                    return found;
                }
                tokio::time::sleep(GLANCE).await;
            }
        });
        match seen.await {
            Ok(found) => Ok(found),
            Err(_) => {
                let (_, chat) = self.ids(at)?;
                Err(Failure::new(format!(
                    "Câu chuyện dừng ở đây: {} chờ mãi không thấy {what}. Trên màn hình là:\n{}",
                    self.name(at),
                    self.town.world.screen(chat)
                )))
            }
        }
    }

    fn ids(&self, at: Place<'_>) -> Result<(UserId, ChatId), Failure> {
        let user = self.town.cast.person(at.who)?;
        let chat = match at.group {
            Some(group) => self.town.cast.group(group)?,
            None => user,
        };
        Ok((user, chat))
    }

    fn name(&self, at: Place<'_>) -> String {
        match at.group {
            Some(group) => format!("{} (trong nhóm {group})", at.who),
            None => at.who.to_owned(),
        }
    }

    fn time(&self) -> String {
        let calendar = &self.town.bot.rules.calendar;
        let local = calendar.local(self.town.world.now());
        local.format("%H:%M").to_string()
    }

    fn day(&self) -> String {
        let calendar = &self.town.bot.rules.calendar;
        let local = calendar.local(self.town.world.now());
        local.format("%H:%M ngày %d/%m/%Y").to_string()
    }
}

fn holds(message: &Message, words: &[&str]) -> bool {
    words.iter().all(|words| {
        message.text.contains(words)
            || message
                .keyboard
                .iter()
                .flatten()
                .any(|button| button.text.contains(words))
            || message
                .document
                .as_ref()
                .is_some_and(|file| file.name.contains(words))
    })
}

fn quoted(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|words| format!("“{words}”")).collect();
    quoted.join(", ")
}

fn print(message: &Message) {
    if let Some(file) = &message.document {
        println!("      │ 📎 {} ({} byte)", file.name, file.bytes.len());
    }
    for line in message.text.lines() {
        println!("      │ {line}");
    }
    for row in &message.keyboard {
        let labels: Vec<String> = row
            .iter()
            .map(|button| format!("[{}]", button.text))
            .collect();
        println!("      │ {}", labels.join(" "));
    }
}
