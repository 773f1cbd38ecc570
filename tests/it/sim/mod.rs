//! The simulator is a product of its own: these tests hold it to the Bot API's documentation.

mod api;
mod conversation;
mod html;
mod polling;
