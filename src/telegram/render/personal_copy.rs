//! A copy of everything that is kept of a person: one JSON document that a program can read, with a
//! sentence in each part for the person.

use bytes::Bytes;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::view::View;
use crate::i18n::Arg;
use crate::store::personal::Personal;
use crate::store::{Result, Tx};
use crate::telegram::card::{Attachment, Card, Content, Rendered};

/// The key of the sentence that explains a part.
const EXPLANATION: &str = "_giai_thich";
/// Keys whose numbers are instants: in the copy they are dates that people can read.
const INSTANTS: [&str; 15] = [
    "at",
    "from",
    "until",
    "known_since",
    "joined_at",
    "given_at",
    "withdrawn_at",
    "asked_at",
    "confirmed_at",
    "done_at",
    "created_at",
    "published_at",
    "written_at",
    "shown_at",
    "ended_at",
];
/// Keys whose numbers mean yes or no.
const FLAGS: [&str; 5] = [
    "from_roster",
    "prepared",
    "approved",
    "for_you",
    "as_deputy",
];

/// The document, for the person of this chat.
pub async fn personal_copy(view: View<'_>, tx: &mut Tx) -> Result<Rendered> {
    let Some(person) = view.chat.person else {
        return Ok(Rendered::Nothing);
    };
    let personal = tx.personal_data(person).await?;
    let document = document(view, &personal);
    let text = serde_json::to_vec_pretty(&document).unwrap_or_default();
    let day = view.calendar().local(view.now).format("%Y-%m-%d");
    let time = Arg::text(view.moment(view.now));
    Ok(Card::new(view.text("personal-copy", &[("time", time)]))
        .attach(Attachment {
            name: format!("du-lieu-ca-nhan-{day}.json"),
            mime: "application/json".to_owned(),
            content: Content::Bytes(Bytes::from(text)),
            file: None,
            picture: false,
        })
        .into())
}

fn document(view: View<'_>, personal: &Personal) -> Value {
    let mut document = Map::new();
    let organisation = Arg::text(view.bot.rules.org_name.as_str());
    let about = view.bot.catalog.plain(
        view.locale,
        "copy-document",
        &[("organisation", organisation)],
    );
    document.insert(EXPLANATION.to_owned(), about.into());
    document.insert("made_at".to_owned(), instant(view, view.now));
    document.insert(
        "controller".to_owned(),
        view.bot.rules.org_name.as_str().into(),
    );
    let mut part = |name: &str, key: &str, rows: Value| {
        let explained = json!({ EXPLANATION: view.label(key), "items": readable(view, rows) });
        document.insert(name.to_owned(), explained);
    };
    part("person", "copy-person", rows(personal.person.as_slice()));
    part("consents", "copy-consents", rows(&personal.consents));
    part("roles", "copy-roles", rows(&personal.roles));
    part("receipts", "copy-receipts", rows(&personal.receipts));
    part("tasks", "copy-tasks", rows(&personal.tasks));
    part("directives", "copy-directives", rows(&personal.directives));
    part(
        "invitations",
        "copy-invitations",
        rows(&personal.invitations),
    );
    part("handovers", "copy-handovers", rows(&personal.handovers));
    part("messages", "copy-messages", rows(&personal.messages));
    part("audit", "copy-audit", rows(&personal.audit));
    Value::Object(document)
}

fn rows<T: Serialize>(rows: &[T]) -> Value {
    serde_json::to_value(rows).unwrap_or_default()
}

/// Instants as dates, and numbers that mean yes or no as such.
fn readable(view: View<'_>, value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(|item| readable(view, item)).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(key, value)| {
                let value = match value.as_i64() {
                    Some(at) if INSTANTS.contains(&key.as_str()) => instant(view, at),
                    Some(flag) if FLAGS.contains(&key.as_str()) => Value::Bool(flag != 0),
                    _ => readable(view, value),
                };
                (key, value)
            })
            .collect(),
        other => other,
    }
}

fn instant(view: View<'_>, at: i64) -> Value {
    view.calendar()
        .local(at)
        .format("%Y-%m-%dT%H:%M:%S%:z")
        .to_string()
        .into()
}
