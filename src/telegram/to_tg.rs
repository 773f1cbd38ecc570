//! A card in Telegram's words: the parameters of the calls that show it.

use bytes::Bytes;
use frankenstein::types::{
    InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters,
};
use serde::Serialize;

use super::api::Upload;
use super::card::{Action, Attachment, Button, Card, Content, plain_text};
use crate::domain::ids::{MessageId, TelegramChatId, TopicId};

/// The name of the part that holds a picture which takes another's place.
const PICTURE: &str = "picture";

/// Whether the words go with their markup or, after Telegram refused that, without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    Html,
    None,
}

/// A call: its method, its parameters, and a file if one is to be uploaded.
#[derive(Debug)]
pub(super) struct Outgoing {
    pub(super) method: &'static str,
    pub(super) params: Params,
    pub(super) upload: Option<Upload>,
}

/// The parameters of all calls that show a card; each call has those that it knows.
#[derive(Debug, Default, Serialize)]
#[serde(default)]
pub(super) struct Params {
    chat_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_thread_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    photo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    media: Option<Media>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parse_mode: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link_preview_options: Option<LinkPreviewOptions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_markup: Option<InlineKeyboardMarkup>,
}

/// The picture that takes the place of another, with the words below it.
#[derive(Debug, Serialize)]
struct Media {
    r#type: &'static str,
    media: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parse_mode: Option<&'static str>,
}

/// The call that sends a card, in a forum to a topic.
pub(super) fn send(
    chat: TelegramChatId,
    topic: Option<TopicId>,
    card: &Card,
    markup: Markup,
) -> Outgoing {
    let params = Params {
        chat_id: chat.0,
        message_thread_id: topic.map(|topic| topic.0),
        disable_notification: card.silent.then_some(true),
        protect_content: card.protect.then_some(true),
        reply_parameters: card.reply_to.map(reply),
        ..words(card, markup)
    };
    match &card.attachment {
        None => Outgoing {
            method: "sendMessage",
            params,
            upload: None,
        },
        Some(attachment) => send_file(params, attachment),
    }
}

/// The call that brings a message up to date with a card. A picture is exchanged with its words: it
/// was drawn from what was true when it was sent. A document stays, and only its words change.
pub(super) fn edit(
    chat: TelegramChatId,
    message: MessageId,
    card: &Card,
    markup: Markup,
) -> Outgoing {
    let params = Params {
        chat_id: chat.0,
        message_id: Some(message.0),
        ..words(card, markup)
    };
    match &card.attachment {
        Some(attachment) if attachment.picture => exchange(params, attachment),
        Some(_) => Outgoing {
            method: "editMessageCaption",
            params,
            upload: None,
        },
        None => Outgoing {
            method: "editMessageText",
            params,
            upload: None,
        },
    }
}

/// The call that takes a message away.
pub(super) fn delete(chat: TelegramChatId, message: MessageId) -> Outgoing {
    Outgoing {
        method: "deleteMessage",
        params: Params {
            chat_id: chat.0,
            message_id: Some(message.0),
            ..Params::default()
        },
        upload: None,
    }
}

/// What sending and editing have in common.
fn words(card: &Card, markup: Markup) -> Params {
    let (words, parse_mode) = match markup {
        Markup::Html => (card.html.clone(), Some("HTML")),
        Markup::None => (plain_text(&card.html), None),
    };
    let mut params = Params {
        parse_mode,
        reply_markup: keyboard(&card.keyboard),
        ..Params::default()
    };
    if card.attachment.is_some() {
        params.caption = Some(words);
    } else {
        params.text = Some(words);
        // A preview would load a stranger's page into an official message.
        params.link_preview_options = Some(LinkPreviewOptions::builder().is_disabled(true).build());
    }
    params
}

fn send_file(mut params: Params, attachment: &Attachment) -> Outgoing {
    let (method, field, slot) = match attachment.picture {
        true => ("sendPhoto", "photo", &mut params.photo),
        false => ("sendDocument", "document", &mut params.document),
    };
    let upload = match &attachment.content {
        Content::Uploaded(file_id) => {
            *slot = Some(file_id.clone());
            None
        }
        Content::Bytes(bytes) => Some(upload(field, attachment, bytes)),
    };
    Outgoing {
        method,
        params,
        upload,
    }
}

/// The call that puts a picture and its words in the place of those that a message shows.
fn exchange(mut params: Params, attachment: &Attachment) -> Outgoing {
    let (media, upload) = match &attachment.content {
        Content::Uploaded(file_id) => (file_id.clone(), None),
        Content::Bytes(bytes) => {
            let upload = upload(PICTURE, attachment, bytes);
            (format!("attach://{PICTURE}"), Some(upload))
        }
    };
    params.media = Some(Media {
        r#type: "photo",
        media,
        caption: params.caption.take(),
        parse_mode: params.parse_mode.take(),
    });
    Outgoing {
        method: "editMessageMedia",
        params,
        upload,
    }
}

fn upload(field: &'static str, attachment: &Attachment, bytes: &Bytes) -> Upload {
    Upload {
        field,
        name: attachment.name.clone(),
        mime: attachment.mime.clone(),
        bytes: bytes.clone(),
    }
}

/// An answer to this message, or a message of its own if that is gone.
fn reply(message: MessageId) -> ReplyParameters {
    // Numbers of messages are 32 bits wide in Telegram; one that is not answers nothing.
    let message_id = i32::try_from(message.0).unwrap_or_default();
    ReplyParameters::builder()
        .message_id(message_id)
        .allow_sending_without_reply(true)
        .build()
}

fn keyboard(rows: &[Vec<Button>]) -> Option<InlineKeyboardMarkup> {
    if rows.is_empty() {
        return None;
    }
    let inline_keyboard: Vec<Vec<InlineKeyboardButton>> = rows
        .iter()
        .map(|row| row.iter().map(button).collect())
        .collect();
    Some(
        InlineKeyboardMarkup::builder()
            .inline_keyboard(inline_keyboard)
            .build(),
    )
}

fn button(button: &Button) -> InlineKeyboardButton {
    let builder = InlineKeyboardButton::builder().text(button.label.as_str());
    match &button.action {
        Action::Press(press) => builder.callback_data(press.encode()).build(),
        Action::Url(url) => builder.url(url.as_str()).build(),
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use serde_json::json;

    use super::*;
    use crate::domain::ids::DirectiveId;
    use crate::telegram::press::Press;

    const CHAT: TelegramChatId = TelegramChatId(-100_123);

    fn file(content: Content, picture: bool) -> Attachment {
        Attachment {
            name: "a.pdf".to_owned(),
            mime: "application/pdf".to_owned(),
            content,
            file: None,
            picture,
        }
    }

    #[test]
    fn a_plain_card_is_a_message() {
        let card = Card::new("<b>x</b>")
            .row([Button::press(
                "Đã nhận",
                Press::Acknowledge(DirectiveId(1), 2),
            )])
            .reply_to(MessageId(7))
            .silent();
        let call = send(CHAT, None, &card, Markup::Html);
        assert_eq!(call.method, "sendMessage");
        assert_eq!(
            serde_json::to_value(&call.params).unwrap(),
            json!({
                "chat_id": -100_123,
                "text": "<b>x</b>",
                "parse_mode": "HTML",
                "link_preview_options": { "is_disabled": true },
                "disable_notification": true,
                "reply_parameters": { "message_id": 7, "allow_sending_without_reply": true },
                "reply_markup": { "inline_keyboard":
                    [[{ "text": "Đã nhận", "callback_data": "1ack.1.2" }]] },
            })
        );
    }

    #[test]
    fn a_file_is_uploaded_once_and_named_by_its_id_then() {
        let bytes = Content::Bytes(Bytes::from_static(b"%PDF"));
        let card = Card::new("x").attach(file(bytes, false));
        let call = send(CHAT, None, &card, Markup::Html);
        assert_eq!(call.method, "sendDocument");
        assert_eq!(call.upload.unwrap().field, "document");

        let card = Card::new("x").attach(file(Content::Uploaded("F".to_owned()), true));
        let call = send(CHAT, None, &card, Markup::Html);
        assert_eq!(call.method, "sendPhoto");
        assert!(call.upload.is_none());
        assert_eq!(
            serde_json::to_value(&call.params).unwrap(),
            json!({ "chat_id": -100_123, "caption": "x", "photo": "F", "parse_mode": "HTML" })
        );
    }

    #[test]
    fn an_edit_changes_the_words_where_they_stand() {
        let card = Card::new("<i>a &lt; b</i>");
        let call = edit(CHAT, MessageId(9), &card, Markup::None);
        assert_eq!(call.method, "editMessageText");
        assert_eq!(
            serde_json::to_value(&call.params).unwrap(),
            json!({
                "chat_id": -100_123,
                "message_id": 9,
                "text": "a < b",
                "link_preview_options": { "is_disabled": true },
            })
        );
        let card = card.attach(file(Content::Uploaded("F".to_owned()), false));
        let call = edit(CHAT, MessageId(9), &card, Markup::Html);
        assert_eq!(call.method, "editMessageCaption");
        assert!(call.upload.is_none());
        assert_eq!(
            serde_json::to_value(&call.params).unwrap()["caption"],
            "<i>a &lt; b</i>"
        );
    }

    #[test]
    fn an_edit_exchanges_a_picture_with_its_words() {
        let picture = Content::Bytes(Bytes::from_static(b"PNG"));
        let card = Card::new("<b>x</b>")
            .attach(file(picture, true))
            .row([Button::press("Nhắc", Press::Remind(DirectiveId(1)))]);
        let call = edit(CHAT, MessageId(9), &card, Markup::Html);
        assert_eq!(call.method, "editMessageMedia");
        assert_eq!(call.upload.unwrap().field, "picture");
        assert_eq!(
            serde_json::to_value(&call.params).unwrap(),
            json!({
                "chat_id": -100_123,
                "message_id": 9,
                "media": { "type": "photo", "media": "attach://picture",
                    "caption": "<b>x</b>", "parse_mode": "HTML" },
                "reply_markup": { "inline_keyboard":
                    [[{ "text": "Nhắc", "callback_data": "1rem.1" }]] },
            })
        );
        let card = Card::new("x").attach(file(Content::Uploaded("F".to_owned()), true));
        let call = edit(CHAT, MessageId(9), &card, Markup::None);
        assert!(call.upload.is_none());
        assert_eq!(
            serde_json::to_value(&call.params).unwrap()["media"],
            json!({ "type": "photo", "media": "F", "caption": "x" })
        );
    }
}
