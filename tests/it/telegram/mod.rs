//! The Telegram adapter against the simulator: its parts, and the conversations that people have.

mod core;

mod approving;
mod charting;
mod connecting;
mod crowd;
mod documents;
mod drafting;
mod following;
mod forums;
mod group_rights;
mod groups;
mod groups_apart;
mod handing_over;
mod importing;
mod inviting;
mod issuing;
mod joining;
mod live_cards;
mod privacy;
mod published;
mod reaching;
mod receiving;
mod reminding;
mod twice;
mod words_of_people;
