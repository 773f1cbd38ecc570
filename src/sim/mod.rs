//! A Telegram in a box: the Bot API over HTTP on this machine, with people to talk to.
//!
//! Written from the Bot API's documentation and sharing nothing with the bot but the clock, so
//! that it can prove the bot wrong. It answers with Telegram's own error texts, counts lengths and
//! rates as Telegram does, and fails on order ([`FaultRule`]). What it does not simulate it
//! refuses loudly and writes down in [`World::violations`].
//!
//! A test holds a [`World`], lets persons act and looks at what they see:
//!
//! ```
//! use keng::clock::Clock;
//! use keng::sim::World;
//!
//! let world = World::new(Clock::stepped(0));
//! let lan = world.person("Lan", "Trần");
//! world.says(lan, lan, "/start")?;
//! assert_eq!(world.screen(lan), "── Lan Trần ↔ Kẻng ──\nLan Trần:\n  /start");
//! assert_eq!(world.pending_updates(), 1);
//! # Ok::<(), keng::sim::ActError>(())
//! ```

mod faults;
mod files;
mod forum;
mod groups;
mod html;
mod json;
mod limits;
mod methods;
mod model;
mod page_act;
mod page_api;
mod page_assets;
mod page_view;
mod params;
mod people;
mod permissions;
mod picture;
mod polling;
mod presses;
mod reading;
mod refusal;
mod rules;
mod screen;
mod server;
mod staging;
mod state;
mod stream;
mod text;
mod updates;
mod webhook;
mod world;

use std::io;
use std::net::Ipv4Addr;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub use faults::{Fault, FaultRule};
pub use limits::Limits;
pub use methods::known_parameters;
pub use model::{
    Button, ChatId, ChatKind, Document, Entity, Location, Message, MessageId, Person, Photo, Poll,
    PollOption, Service, Standing, Toast, UserId,
};
pub use people::ActError;
pub use permissions::Permissions;
pub use world::{Event, Outcome, Request, World};

/// Serves a world on a listener until the future is dropped: Bot API, file downloads, demo page
/// and, where the bot has set one, the webhook.
///
/// # Errors
/// If the listener fails.
pub async fn serve(world: World, listener: TcpListener) -> io::Result<()> {
    let service =
        server::router(world.clone()).into_make_service_with_connect_info::<stream::Scissors>();
    let listener = stream::CuttableListener(listener);
    let webhook = webhook::push_updates(world);
    tokio::select! {
        served = async { axum::serve(listener, service).await } => served,
        () = webhook => Ok(()),
    }
}

/// A world that is being served; dropping it stops taking connections.
#[derive(Debug)]
pub struct Served {
    /// Where, as `http://127.0.0.1:PORT`: what `telegram.api_url` wants.
    pub url: String,
    task: JoinHandle<io::Result<()>>,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Serves a world on a free port of the loopback address, in a task of its own.
///
/// # Errors
/// If no port can be had.
pub async fn spawn(world: World) -> io::Result<Served> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    let task = tokio::spawn(serve(world, listener));
    Ok(Served { url, task })
}
