//! Where an update belongs, whatever it is: all that must be known to put it in order.

use serde::Deserialize;

/// Whatever an update is, where it belongs.
#[derive(Deserialize)]
pub(super) struct Keys {
    message: Option<Place>,
    callback_query: Option<Place>,
    my_chat_member: Option<Place>,
}

#[derive(Deserialize)]
struct Place {
    chat: Option<Id>,
    message: Option<InMessage>,
    from: Option<Id>,
}

#[derive(Deserialize)]
struct InMessage {
    chat: Option<Id>,
}

#[derive(Deserialize)]
struct Id {
    id: i64,
}

impl Keys {
    pub(super) fn into_key(self) -> i64 {
        let place = self.message.or(self.callback_query).or(self.my_chat_member);
        place
            .and_then(|place| {
                let message = place.message.and_then(|message| message.chat);
                place.chat.or(message).or(place.from)
            })
            .map_or(0, |id| id.id)
    }
}
