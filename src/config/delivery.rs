//! `[delivery]`: how fast messages are sent. The defaults are Telegram's published limits.

use super::reader::Section;

/// How fast messages are sent.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// `global_per_second`: messages a second over all chats. Default 29.
    pub global_per_second: u32,
    /// `chat_per_second`: messages a second in one chat. Default 1.
    pub chat_per_second: u32,
    /// `group_per_minute`: messages a minute in one group. Default 20.
    pub group_per_minute: u32,
    /// `paid_broadcast`: whether campaigns ask for Telegram's paid speed, at a cost in Stars.
    /// Default false.
    pub paid_broadcast: bool,
    /// `paid_per_second`: messages a second of a paid campaign. Default 1000.
    pub paid_per_second: u32,
}

impl Default for Delivery {
    fn default() -> Self {
        Self {
            global_per_second: 29,
            chat_per_second: 1,
            group_per_minute: 20,
            paid_broadcast: false,
            paid_per_second: 1_000,
        }
    }
}

impl Delivery {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        let default = Self::default();
        Self {
            global_per_second: section.value("global_per_second", default.global_per_second),
            chat_per_second: section.value("chat_per_second", default.chat_per_second),
            group_per_minute: section.value("group_per_minute", default.group_per_minute),
            paid_broadcast: section.value("paid_broadcast", default.paid_broadcast),
            paid_per_second: section.value("paid_per_second", default.paid_per_second),
        }
    }
}
