//! What a person does on the demo page.

use bytes::Bytes;
use data_encoding::BASE64;
use serde_json::{Value, json};

use super::model::{Button, ChatId, MessageId, UserId};
use super::params::Params;
use super::people::{ActError, unknown};
use super::world::World;

/// Performs the `action` of a person (`as`) in a chat (his own with the bot, if none is named).
pub(crate) fn perform(world: &World, params: &Params) -> Result<Value, ActError> {
    let user = number(params, "as")?;
    let chat = number(params, "chat").unwrap_or(user);
    let message = match text(params, "action").as_str() {
        "say" => world.says(user, chat, &text(params, "text"))?,
        "start" => world.says(user, user, "/start")?,
        "press_link" => world.opens_link(user, &text(params, "url"))?,
        "file" => {
            let (name, mime, bytes) = attachment(params)?;
            world.sends_file(user, chat, &name, bytes, &mime, &text(params, "caption"))?
        }
        "photo" => {
            let (_, _, bytes) = attachment(params)?;
            world.sends_photo(user, chat, bytes, &text(params, "caption"))?
        }
        "location" => {
            let (latitude, longitude) =
                (degrees(params, "latitude")?, degrees(params, "longitude")?);
            world.sends_location(user, chat, latitude, longitude)?
        }
        "tap" => return tap(world, params, user, chat),
        "block" => return world.blocks(user).map(|()| json!({ "ok": true })),
        "unblock" => return world.unblocks(user).map(|()| json!({ "ok": true })),
        other => return Err(ActError(format!("there is no action “{other}”"))),
    };
    Ok(json!({ "ok": true, "message_id": message }))
}

/// Presses the button in a row and column; the address it leads to, if it does.
fn tap(world: &World, params: &Params, user: UserId, chat: ChatId) -> Result<Value, ActError> {
    let message: MessageId = number(params, "message_id")?;
    let (row, column) = (number(params, "row")?, number(params, "col")?);
    let button = button_at(world, chat, message, (row, column))
        .ok_or_else(|| unknown("such button on message", message))?;
    let query = world.pushes(user, chat, message, &button)?;
    Ok(json!({ "ok": true, "query": query, "url": button.url }))
}

fn button_at(world: &World, chat: ChatId, message: MessageId, place: (i64, i64)) -> Option<Button> {
    let message = world.message(chat, message)?;
    let row = message.keyboard.get(usize::try_from(place.0).ok()?)?;
    row.get(usize::try_from(place.1).ok()?).cloned()
}

/// Name, type and content of a file: a part of a multipart body, or base64 in JSON.
fn attachment(params: &Params) -> Result<(String, String, Bytes), ActError> {
    if let Some(upload) = params.file("file").or(params.file("photo")) {
        return Ok((
            upload.name.clone(),
            upload.mime.clone(),
            upload.bytes.clone(),
        ));
    }
    let bytes = BASE64
        .decode(text(params, "base64").as_bytes())
        .map_err(|_| ActError("the file is not base64".to_owned()))?;
    if bytes.is_empty() {
        return Err(ActError("the file is empty".to_owned()));
    }
    let mime = params
        .text("mime")
        .unwrap_or_else(|| "application/octet-stream".to_owned());
    let name = params.text("name").unwrap_or_else(|| "file".to_owned());
    Ok((name, mime, bytes.into()))
}

fn text(params: &Params, name: &str) -> String {
    params.text(name).unwrap_or_default()
}

fn number(params: &Params, name: &str) -> Result<i64, ActError> {
    params
        .integer(name)
        .ok()
        .flatten()
        .ok_or_else(|| ActError(format!("“{name}” must be a whole number")))
}

fn degrees(params: &Params, name: &str) -> Result<f64, ActError> {
    params
        .text(name)
        .and_then(|degrees| degrees.parse().ok())
        .filter(|degrees: &f64| degrees.abs() <= 180.0)
        .ok_or_else(|| ActError(format!("“{name}” must be a number of degrees")))
}
