//! What the demo page asks of the simulator: JSON below `/sim/`, on the same server.
//!
//! There is nothing to log in to: whoever reaches the port holds every phone of the town. So the
//! demo listens on the loopback address, and a foreign page in the same browser is kept out by its
//! `Origin`.

use std::convert::Infallible;

use axum::Json;
use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event as SseEvent, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::Stream;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::broadcast::Receiver;

use super::model::{ChatId, UserId};
use super::page_act;
use super::page_assets;
use super::page_view;
use super::params::Params;
use super::people::ActError;
use super::world::{Event, World};

/// The page, its files and its API.
pub(crate) fn router() -> Router<World> {
    Router::new()
        .route("/", get(page_assets::index))
        .route("/sim/state", get(state))
        .route("/sim/chats/{id}", get(chat))
        .route("/sim/events", get(events))
        .route("/sim/act", post(act))
        .route("/sim/clock", post(clock))
        .route("/sim/files/{id}", get(file))
        .route("/sim/samples", get(samples))
        .route("/sim/samples/{number}", get(sample))
        .route("/sim/{name}", get(page_assets::file))
        .route_layer(middleware::from_fn(own_page_only))
}

/// Refuses what a page from elsewhere sends.
async fn own_page_only(headers: HeaderMap, request: Request, next: Next) -> Response {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let foreign = text(header::ORIGIN).is_some_and(|origin| {
        let host = origin.split_once("://").map(|(_, host)| host);
        host != text(header::HOST)
    });
    if foreign {
        return error(
            StatusCode::FORBIDDEN,
            "this is for the simulator's own page",
        );
    }
    next.run(request).await
}

async fn state(State(world): State<World>) -> Response {
    let now = world.now();
    fresh(page_view::state(&world.state(), now))
}

#[derive(Deserialize)]
struct Reader {
    r#as: UserId,
}

/// Opening a chat is seeing what is in it.
async fn chat(
    State(world): State<World>,
    Path(id): Path<ChatId>,
    Query(reader): Query<Reader>,
) -> Response {
    let mut state = world.state();
    if let Err(refusal) = state.may_read(reader.r#as, id) {
        return refused(&refusal);
    }
    let something_new = page_view::mark_seen(&mut state, id, reader.r#as);
    let Some(place) = state.chats.get(&id) else {
        return error(StatusCode::NOT_FOUND, "there is no such chat");
    };
    if something_new {
        // Other windows count what is unread, too.
        state.announce(Event::Chat {
            id,
            version: place.version,
        });
    }
    fresh(page_view::chat(&state, place, reader.r#as))
}

async fn events(State(world): State<World>) -> Response {
    let stream = Sse::new(stream_of(world.events())).keep_alive(KeepAlive::default());
    stream.into_response()
}

/// Ends when the page has fallen too far behind: it connects again and asks for everything anew.
fn stream_of(events: Receiver<Event>) -> impl Stream<Item = Result<SseEvent, Infallible>> {
    futures_util::stream::unfold(events, |mut events| async move {
        let event = events.recv().await.ok()?;
        let told = SseEvent::default().data(page_view::event(&event).to_string());
        Some((Ok(told), events))
    })
}

async fn act(State(world): State<World>, request: Request) -> Response {
    let params = match Params::read(request).await {
        Ok(params) => params,
        Err(refusal) => return error(StatusCode::BAD_REQUEST, &refusal.description),
    };
    match page_act::perform(&world, &params) {
        Ok(done) => fresh(done),
        Err(refusal) => refused(&refusal),
    }
}

#[derive(Deserialize)]
struct Advance {
    advance_ms: u64,
}

async fn clock(State(world): State<World>, Json(advance): Json<Advance>) -> Response {
    world.advance(std::time::Duration::from_millis(advance.advance_ms));
    fresh(json!({ "now": world.now() }))
}

/// A file as it was sent; pictures are shown, everything else is saved.
async fn file(State(world): State<World>, Path(id): Path<String>) -> Response {
    let state = world.state();
    let Some(file) = state.files.get(&id) else {
        return error(StatusCode::NOT_FOUND, "there is no such file");
    };
    let way = if file.photo { "inline" } else { "attachment" };
    download(&file.mime, way, &file.name, file.bytes.clone())
}

async fn samples(State(world): State<World>) -> Response {
    let state = world.state();
    let list: Vec<Value> = state
        .samples
        .iter()
        .enumerate()
        .map(|(number, sample)| {
            json!({
                "name": sample.name,
                "title": sample.title,
                "url": format!("/sim/samples/{number}"),
            })
        })
        .collect();
    fresh(Value::Array(list))
}

async fn sample(State(world): State<World>, Path(number): Path<usize>) -> Response {
    let state = world.state();
    match state.samples.get(number) {
        Some(sample) => download(
            &sample.mime,
            "attachment",
            &sample.name,
            sample.bytes.clone(),
        ),
        None => error(StatusCode::NOT_FOUND, "there is no such sample"),
    }
}

fn download(mime: &str, way: &str, name: &str, bytes: bytes::Bytes) -> Response {
    let disposition = format!("{way}; filename*=UTF-8''{}", percent_encoded(name));
    let headers = [
        (header::CONTENT_TYPE, mime.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// A name as RFC 8187 wants it in a header.
fn percent_encoded(name: &str) -> String {
    name.bytes()
        .map(|byte| match byte {
            b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

fn fresh(body: Value) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

fn refused(refusal: &ActError) -> Response {
    error(StatusCode::BAD_REQUEST, &refusal.0)
}

fn error(status: StatusCode, what: &str) -> Response {
    (status, Json(json!({ "error": what }))).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_survive_the_header() {
        assert_eq!(
            percent_encoded("Chỉ thị 01.txt"),
            "Ch%E1%BB%89%20th%E1%BB%8B%2001.txt"
        );
    }
}
