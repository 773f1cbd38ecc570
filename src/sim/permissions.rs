//! What those who are not administrators may send in a group: all of them, or one who is restricted.

use serde_json::{Value, json};

use super::model::{ChatId, Standing, UserId};
use super::people::ActError;
use super::world::World;

/// What may be sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Permissions {
    /// Texts and places; without it nothing at all.
    pub messages: bool,
    /// Files.
    pub documents: bool,
    /// Pictures.
    pub photos: bool,
    /// Polls.
    pub polls: bool,
}

impl Permissions {
    /// Everything.
    pub const ALL: Self = Self {
        messages: true,
        documents: true,
        photos: true,
        polls: true,
    };

    /// Nothing.
    pub const NONE: Self = Self {
        messages: false,
        documents: false,
        photos: false,
        polls: false,
    };

    /// Whether this may be sent, named as Telegram's refusal names it.
    pub(crate) fn allow(self, what: &str) -> bool {
        self.messages
            && match what {
                "documents" => self.documents,
                "photos" => self.photos,
                "polls" => self.polls,
                _ => true,
            }
    }

    /// The fields that `ChatPermissions` and `ChatMemberRestricted` share.
    pub(crate) fn fields(self) -> Value {
        json!({
            "can_send_messages": self.messages,
            "can_send_audios": self.messages,
            "can_send_documents": self.documents,
            "can_send_photos": self.photos,
            "can_send_videos": self.photos,
            "can_send_video_notes": self.messages,
            "can_send_voice_notes": self.messages,
            "can_send_polls": self.polls,
            "can_send_other_messages": self.messages,
            "can_add_web_page_previews": self.messages,
            "can_change_info": false,
            "can_invite_users": true,
            "can_pin_messages": false,
            "can_manage_topics": false,
        })
    }
}

impl World {
    /// Allows or forbids writing for all who are not administrators. The bot is not told.
    ///
    /// # Errors
    /// If there is no such group.
    pub fn mutes(&self, group: ChatId, muted: bool) -> Result<(), ActError> {
        let permissions = match muted {
            true => Permissions::NONE,
            false => Permissions::ALL,
        };
        self.permits(group, permissions)
    }

    /// Sets what all who are not administrators may send. The bot is not told.
    ///
    /// # Errors
    /// If there is no such group.
    pub fn permits(&self, group: ChatId, permissions: Permissions) -> Result<(), ActError> {
        let mut state = self.state();
        state.group_mut(group)?.permissions = permissions;
        state.touch(group);
        Ok(())
    }

    /// Restricts the bot in a supergroup; it is told.
    ///
    /// # Errors
    /// If there is no such group.
    pub fn restricts_bot(
        &self,
        by: UserId,
        group: ChatId,
        permissions: Permissions,
    ) -> Result<(), ActError> {
        let now = self.now();
        self.state()
            .sets_bot_standing(now, by, group, Standing::Restricted(permissions))
    }
}
