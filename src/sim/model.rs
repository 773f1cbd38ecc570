//! What the simulated Telegram is made of: people, chats, messages, files.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::Value;

use super::forum::Topic;
use super::permissions::Permissions;
use super::text;

/// Identifies a person or a bot; also the id of his private chat with the bot.
pub type UserId = i64;
/// Identifies a chat: positive for private chats, negative for groups.
pub type ChatId = i64;
/// Identifies a message inside its chat (every chat counts from 1).
pub type MessageId = i64;

/// Somebody with a Telegram account.
#[derive(Clone, Debug)]
pub struct Person {
    /// The account.
    pub id: UserId,
    /// First name.
    pub first_name: String,
    /// Last name, empty for none.
    pub last_name: String,
    /// Without the `@`.
    pub username: Option<String>,
    /// IETF tag of the language his Telegram is set to.
    pub language_code: String,
    /// What the demo page shows under the name.
    pub role_hint: String,
    /// Whether he ever wrote to the bot; before that the bot may not write to him.
    pub started: bool,
    /// Whether he blocked the bot.
    pub blocked: bool,
    /// Whether the account was deleted.
    pub deactivated: bool,
}

impl Person {
    /// First and last name.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
            .trim()
            .to_owned()
    }
}

/// The three kinds of chats that are simulated.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ChatKind {
    /// A person and the bot.
    Private,
    /// A basic group.
    Group,
    /// A supergroup.
    Supergroup,
}

impl ChatKind {
    /// The API's word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Group => "group",
            Self::Supergroup => "supergroup",
        }
    }
}

/// How somebody (a person or the bot) stands to a group.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// Made the group.
    Owner,
    /// May delete, pin and promote.
    Administrator,
    /// Reads and writes.
    Member,
    /// Reads, and may send only this. Supergroups only.
    Restricted(Permissions),
    /// Went away, or never was in.
    Left,
    /// Was removed.
    Kicked,
}

impl Standing {
    /// Whether he is in the group.
    #[must_use]
    pub fn is_in(self) -> bool {
        !matches!(self, Self::Left | Self::Kicked)
    }

    /// Whether he has an administrator's rights.
    #[must_use]
    pub fn rules(self) -> bool {
        matches!(self, Self::Owner | Self::Administrator)
    }
}

/// A chat with all that was said in it.
#[derive(Clone, Debug)]
pub(crate) struct Chat {
    pub(crate) id: ChatId,
    pub(crate) kind: ChatKind,
    pub(crate) title: String,
    /// Everybody who is or was in a group, the bot included.
    pub(crate) members: BTreeMap<UserId, Standing>,
    pub(crate) messages: BTreeMap<MessageId, Message>,
    /// Grows with every change that somebody could see.
    pub(crate) version: u64,
    pub(crate) migrated_to: Option<ChatId>,
    /// What members may send who are not administrators.
    pub(crate) permissions: Permissions,
    /// Whether it is divided into topics, and which besides General.
    pub(crate) forum: bool,
    pub(crate) topics: BTreeMap<i64, Topic>,
}

impl Chat {
    pub(crate) fn new(id: ChatId, kind: ChatKind, title: &str) -> Self {
        Self {
            id,
            kind,
            title: title.to_owned(),
            members: BTreeMap::new(),
            messages: BTreeMap::new(),
            version: 0,
            migrated_to: None,
            permissions: Permissions::ALL,
            forum: false,
            topics: BTreeMap::new(),
        }
    }

    /// How `user` stands to this group.
    pub(crate) fn standing(&self, user: UserId) -> Standing {
        self.members.get(&user).copied().unwrap_or(Standing::Left)
    }

    /// Whether somebody may send this, named as Telegram's refusal names it.
    pub(crate) fn allows(&self, user: UserId, what: &str) -> bool {
        match self.standing(user) {
            standing if standing.rules() => true,
            Standing::Restricted(own) => own.allow(what) && self.permissions.allow(what),
            _ => self.permissions.allow(what),
        }
    }

    /// The number of the message that comes next.
    pub(crate) fn next_message(&self) -> MessageId {
        let newest = self.messages.last_key_value();
        newest.map_or(1, |(newest, _)| newest + 1)
    }

    /// A message that is still there.
    pub(crate) fn message(&self, id: MessageId) -> Option<&Message> {
        self.messages.get(&id).filter(|message| !message.deleted)
    }

    /// A message that is still there, to change it.
    pub(crate) fn message_mut(&mut self, id: MessageId) -> Option<&mut Message> {
        self.messages
            .get_mut(&id)
            .filter(|message| !message.deleted)
    }
}

/// A formatted or recognised part of a text; offset and length in UTF-16 units.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entity {
    /// The API's name of the kind: `bold`, `text_link`, `bot_command` …
    pub kind: String,
    /// Where it begins.
    pub offset: usize,
    /// How long it is.
    pub length: usize,
    /// The address of a `text_link`.
    pub url: Option<String>,
    /// The programming language of a `pre`.
    pub language: Option<String>,
    /// Whom a `text_mention` means.
    pub user: Option<UserId>,
}

impl Entity {
    /// An entity without further data.
    #[must_use]
    pub fn plain(kind: &str, offset: usize, length: usize) -> Self {
        Self {
            kind: kind.to_owned(),
            offset,
            length,
            url: None,
            language: None,
            user: None,
        }
    }

    /// Where it ends, in UTF-16 units.
    #[must_use]
    pub fn end(&self) -> usize {
        self.offset + self.length
    }
}

/// An inline button.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Button {
    /// Its label.
    pub text: String,
    /// `callback_data`.
    pub data: Option<String>,
    /// The address it opens.
    pub url: Option<String>,
    /// The button as the bot sent it.
    pub(crate) raw: Value,
}

/// A file that was sent as such.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// What to give `getFile`, or to send it again.
    pub file_id: String,
    /// File name.
    pub name: String,
    /// MIME type.
    pub mime: String,
    /// The content.
    pub bytes: Bytes,
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Photo {
    /// What to give `getFile`, or to send it again.
    pub file_id: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The content.
    pub bytes: Bytes,
}

/// A point on the map, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Location {
    /// North is positive.
    pub latitude: f64,
    /// East is positive.
    pub longitude: f64,
}

/// One answer of a poll.
#[derive(Clone, Debug, PartialEq)]
pub struct PollOption {
    /// The words.
    pub text: String,
    /// Who chose it.
    pub voters: Vec<UserId>,
}

/// A poll and its votes.
#[derive(Clone, Debug, PartialEq)]
pub struct Poll {
    /// Unique over all chats.
    pub id: String,
    /// What is asked.
    pub question: String,
    /// Possible answers in order.
    pub options: Vec<PollOption>,
    /// Whether the bot may not know who chose what.
    pub anonymous: bool,
    /// Whether several answers may be chosen.
    pub multiple: bool,
    /// Whether voting is over.
    pub closed: bool,
    /// `regular` or `quiz`.
    pub kind: String,
}

/// Something that happened in a group, told by Telegram itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Service {
    /// These came in.
    Joined(Vec<UserId>),
    /// This one went, or was removed.
    Left(UserId),
    /// The group became a supergroup with this id.
    MigratedTo(ChatId),
    /// This supergroup was the group with this id.
    MigratedFrom(ChatId),
    /// This message was pinned.
    Pinned(MessageId),
    /// A topic of this name was made.
    TopicMade(String),
    /// The topic was closed.
    TopicClosed,
    /// The topic was opened again.
    TopicReopened,
}

/// A message as it stands now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    /// Unique in its chat.
    pub id: MessageId,
    /// Where it was posted.
    pub chat: ChatId,
    /// Whether the bot sent it.
    pub from_bot: bool,
    /// Who sent it.
    pub sender: UserId,
    /// His name then.
    pub sender_name: String,
    /// An administrator wrote it in the group's name.
    pub as_group: bool,
    /// Text or caption, without formatting.
    pub text: String,
    /// Formatting of the text or caption.
    pub entities: Vec<Entity>,
    /// Inline buttons by row.
    pub keyboard: Vec<Vec<Button>>,
    /// A reply keyboard, its removal or a forced reply, as sent.
    pub reply_keyboard: Option<Value>,
    /// A file.
    pub document: Option<Document>,
    /// A picture.
    pub photo: Option<Photo>,
    /// A point on the map.
    pub location: Option<Location>,
    /// A poll.
    pub poll: Option<Poll>,
    /// What happened, if nobody said it.
    pub service: Option<Service>,
    /// The message it answers.
    pub reply_to: Option<MessageId>,
    /// The topic it was sent to.
    pub thread: Option<i64>,
    /// Whether it is pinned.
    pub pinned: bool,
    /// How often the text, caption or keyboard was changed.
    pub edited_count: u32,
    /// When the text or caption was last changed, Unix ms.
    pub edited_at: Option<i64>,
    /// Whether it was deleted; nobody sees it any more.
    pub deleted: bool,
    /// Sent without a sound.
    pub silent: bool,
    /// May not be forwarded or saved.
    pub protected: bool,
    /// When it was sent, Unix ms.
    pub sent_at: i64,
}

impl Message {
    /// The text with its formatting as HTML that is safe to show in a page.
    #[must_use]
    pub fn html(&self) -> String {
        text::to_html(&self.text, &self.entities)
    }

    /// Whether the text belongs to a file or picture.
    pub(crate) fn has_media(&self) -> bool {
        self.document.is_some() || self.photo.is_some()
    }
}

/// What a person saw after pressing a button.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    /// Who pressed.
    pub user: UserId,
    /// The query that was answered.
    pub query: String,
    /// The words, empty for none.
    pub text: String,
    /// Shown as a dialogue that must be closed.
    pub alert: bool,
    /// Opened instead.
    pub url: Option<String>,
    /// When, Unix ms.
    pub at: i64,
}

/// A file that Telegram keeps.
#[derive(Clone, Debug)]
pub(crate) struct StoredFile {
    pub(crate) unique: String,
    pub(crate) photo: bool,
    pub(crate) name: String,
    pub(crate) mime: String,
    pub(crate) path: String,
    pub(crate) bytes: Bytes,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// A press of a button that the bot may still answer.
#[derive(Clone, Debug)]
pub(crate) struct Press {
    pub(crate) user: UserId,
    pub(crate) at: i64,
    pub(crate) answered: bool,
}
