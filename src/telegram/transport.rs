//! Sending: a parcel of the delivery engine becomes one call, and its answer an outcome.

use serde::Deserialize;

use super::Bot;
use super::card::{Card, Content, Rendered, visible_length};
use super::error::{CallError, Class, classify};
use super::render::render;
use super::to_tg::{self, Markup, Outgoing};
use crate::app::{self, groups};
use crate::delivery::{Outcome, Parcel, Transport};
use crate::domain::ids::{FileId, MessageId, TopicId};
use crate::domain::notice::Unreachable;
use crate::store;

/// Sends and edits messages in Telegram.
#[derive(Clone)]
pub struct TelegramTransport {
    bot: Bot,
}

/// Of an answer to a send or an edit, what is used.
#[derive(Deserialize)]
struct Sent {
    message_id: i64,
    document: Option<File>,
    photo: Option<Vec<File>>,
}

#[derive(Deserialize)]
struct File {
    file_id: String,
}

impl TelegramTransport {
    /// The way out of this bot.
    #[must_use]
    pub fn new(bot: Bot) -> Self {
        Self { bot }
    }

    async fn render(&self, parcel: &Parcel) -> Result<Rendered, Outcome> {
        let rendered = async {
            let mut tx = self.bot.store.read().await?;
            let Some(chat) = tx.chat_by_id(parcel.chat).await? else {
                return Ok(Rendered::Nothing);
            };
            let shown = parcel.message.is_some();
            render(&self.bot, &mut tx, &parcel.notice, &chat, shown).await
        };
        rendered
            .await
            .map_err(|error: store::Error| Outcome::Unknown(format!("rendering: {error}")))
    }

    /// Sends the card as a new message. Where the topic that it belongs to takes nothing any more,
    /// it goes to the group itself.
    async fn send(&self, parcel: &Parcel, card: &Card) -> Outcome {
        let topic = match self.topic(parcel).await {
            Ok(topic) => topic,
            Err(error) => return Outcome::Unknown(format!("looking for the topic: {error}")),
        };
        let mut sent = self.send_to(parcel, topic, card).await;
        if let (Some(topic), Err(error)) = (topic, &sent)
            && classify(error) == Class::TopicLost
        {
            self.lose_topic(parcel, topic).await;
            sent = self.send_to(parcel, None, card).await;
        }
        match sent {
            Ok(sent) => {
                let message = MessageId(sent.message_id);
                self.remember_upload(card, sent).await;
                Outcome::Shown { message }
            }
            Err(error) => self.failed(card, &error).await,
        }
    }

    async fn send_to(
        &self,
        parcel: &Parcel,
        topic: Option<TopicId>,
        card: &Card,
    ) -> Result<Sent, CallError> {
        let call = |markup| to_tg::send(parcel.telegram_chat, topic, card, markup);
        self.call_in_either_markup(parcel, call).await
    }

    /// The topic that a message belongs to, where there can be one.
    async fn topic(&self, parcel: &Parcel) -> store::Result<Option<TopicId>> {
        match parcel.group {
            true => self.bot.store.read().await?.outbox_topic(parcel.row).await,
            false => Ok(None),
        }
    }

    /// Remembers that a topic takes nothing any more. If that fails, the next message learns it anew.
    async fn lose_topic(&self, parcel: &Parcel, topic: TopicId) {
        let lost = async {
            let mut tx = self.bot.store.begin().await.map_err(app::Error::from)?;
            groups::topic_lost(&mut tx, parcel.chat, topic, self.bot.clock.now()).await?;
            tx.commit().await.map_err(app::Error::from)
        };
        if let Err(error) = lost.await {
            let chat = parcel.chat;
            tracing::warn!(chat = chat.0, %error, "the lost topic of chat {chat} cannot be noted: {error}");
        }
    }

    /// Makes the message show the card.
    async fn edit(&self, parcel: &Parcel, card: &Card, message: MessageId) -> Outcome {
        let call = |markup| to_tg::edit(parcel.telegram_chat, message, card, markup);
        let edited: Result<Sent, CallError> = self.call_in_either_markup(parcel, call).await;
        match edited {
            Ok(sent) => {
                if card.attachment.as_ref().is_some_and(|file| file.picture) {
                    self.remember_upload(card, sent).await;
                }
                Outcome::Shown { message }
            }
            Err(error) => match classify(&error) {
                Class::NotModified => Outcome::Shown { message },
                Class::MessageLost => Outcome::Lost,
                _ => self.failed(card, &error).await,
            },
        }
    }

    /// Takes the message away. One that is too old for that loses its words and buttons.
    async fn delete(&self, parcel: &Parcel, message: MessageId) -> Outcome {
        let call = to_tg::delete(parcel.telegram_chat, message);
        let deleted: Result<bool, CallError> = self.bot.api.call(call.method, &call.params).await;
        match deleted {
            Ok(_) => Outcome::TakenBack,
            Err(error) => match classify(&error) {
                Class::MessageLost => Outcome::TakenBack,
                Class::Undeletable => self.blank(parcel, message).await,
                class => outcome(class, &error),
            },
        }
    }

    /// Leaves nothing of a message but a sentence that it was taken back.
    async fn blank(&self, parcel: &Parcel, message: MessageId) -> Outcome {
        let chat = async { self.bot.store.read().await?.chat_by_id(parcel.chat).await };
        let locale = match chat.await {
            Ok(chat) => chat.map_or(self.bot.rules.locale, |chat| chat.locale),
            Err(error) => return Outcome::Unknown(format!("rendering: {error}")),
        };
        let card = Card::new(self.bot.catalog.text(locale, "card-taken-back", &[]));
        match self.edit(parcel, &card, message).await {
            // A file keeps its place: there are no words to change.
            Outcome::Shown { .. } | Outcome::Lost => Outcome::TakenBack,
            outcome => outcome,
        }
    }

    /// Makes the call and, if Telegram refuses the markup, makes it again with the bare words.
    async fn call_in_either_markup<T: serde::de::DeserializeOwned>(
        &self,
        parcel: &Parcel,
        call: impl Fn(Markup) -> Outgoing,
    ) -> Result<T, CallError> {
        let answer = self.call(call(Markup::Html)).await;
        match answer {
            Err(error) if classify(&error) == Class::Markup => {
                tracing::error!(
                    row = parcel.row.0,
                    kind = parcel.notice.kind(),
                    %error,
                    "row {} ({}) has broken markup and goes out as plain text: {error}",
                    parcel.row,
                    parcel.notice.kind(),
                );
                self.call(call(Markup::None)).await
            }
            answer => answer,
        }
    }

    async fn call<T: serde::de::DeserializeOwned>(&self, call: Outgoing) -> Result<T, CallError> {
        let Outgoing {
            method,
            params,
            upload,
        } = call;
        match upload {
            None => self.bot.api.call(method, &params).await,
            Some(upload) => self.bot.api.call_multipart(method, &params, upload).await,
        }
    }

    /// Keeps Telegram's id of a file that was uploaded. If that fails it is uploaded again, which
    /// costs time only.
    async fn remember_upload(&self, card: &Card, sent: Sent) {
        let Some(attachment) = &card.attachment else {
            return;
        };
        let Content::Bytes(_) = attachment.content else {
            return;
        };
        let photo = sent.photo.and_then(|sizes| sizes.into_iter().next_back());
        let (Some(file), Some(uploaded)) = (attachment.file, sent.document.or(photo)) else {
            return;
        };
        self.set_upload(file, Some(&uploaded.file_id)).await;
    }

    async fn set_upload(&self, file: FileId, telegram_id: Option<&str>) {
        let set = async {
            let mut tx = self.bot.store.begin().await?;
            tx.file_set_telegram_id(file, telegram_id).await?;
            tx.commit().await
        };
        if let Err(error) = set.await {
            tracing::warn!(file = file.0, %error, "the upload of file {file} cannot be noted: {error}");
        }
    }

    async fn failed(&self, card: &Card, error: &CallError) -> Outcome {
        let class = classify(error);
        // Telegram has forgotten the file, or it belongs to another bot: the next attempt uploads.
        if class == Class::FileLost
            && let Some(file) = card
                .attachment
                .as_ref()
                .and_then(|attachment| attachment.file)
        {
            self.set_upload(file, None).await;
            return Outcome::Unknown(error.to_string());
        }
        outcome(class, error)
    }
}

impl Transport for TelegramTransport {
    async fn deliver(&self, parcel: Parcel) -> Outcome {
        let rendered = match self.render(&parcel).await {
            Ok(rendered) => rendered,
            Err(outcome) => return outcome,
        };
        match (rendered, parcel.message) {
            (Rendered::Nothing, _) | (Rendered::Delete, None) => Outcome::Nothing,
            (Rendered::Delete, Some(message)) => self.delete(&parcel, message).await,
            (Rendered::Card(card), _) if !card.fits() => too_long(&parcel, &card),
            (Rendered::Card(card), Some(message)) => self.edit(&parcel, &card, message).await,
            (Rendered::Card(card), None) => self.send(&parcel, &card).await,
        }
    }
}

/// What is too long is never cut: half an order is worse than none, and the operator must know.
fn too_long(parcel: &Parcel, card: &Card) -> Outcome {
    let reason = format!(
        "{} units of text where {} fit",
        visible_length(&card.html),
        card.limit()
    );
    tracing::error!(
        row = parcel.row.0,
        kind = parcel.notice.kind(),
        "row {} ({}) is too long and is not sent: {reason}",
        parcel.row,
        parcel.notice.kind(),
    );
    Outcome::Refused(reason)
}

fn outcome(class: Class, error: &CallError) -> Outcome {
    match class {
        Class::Wait(time) => Outcome::Wait(time),
        Class::Gone(reason) => Outcome::Gone(reason),
        // Not even the group itself takes it: everything there is closed.
        Class::TopicLost => Outcome::Gone(Unreachable::NoRights),
        Class::Moved(chat) => Outcome::Moved(chat),
        Class::Unauthorized => Outcome::Unauthorized,
        Class::Unknown | Class::SecondPoller | Class::WebhookSet => {
            Outcome::Unknown(error.to_string())
        }
        Class::NotModified
        | Class::MessageLost
        | Class::Undeletable
        | Class::Markup
        | Class::FileLost
        | Class::QueryTooOld
        | Class::Refused => Outcome::Refused(error.to_string()),
    }
}
