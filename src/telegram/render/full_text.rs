//! The original of a directive, as a file or in as many messages as its text needs.

use super::view::{View, page_at};
use crate::domain::directive::{Directive, State};
use crate::domain::ids::DirectiveId;
use crate::domain::split::split;
use crate::i18n::Arg;
use crate::store::{Result, Tx};
use crate::telegram::card::{Attachment, Card, Content, Rendered};

/// The room for a part of a full text, in UTF-16 units: a message less its heading.
const TEXT_ROOM: usize = 3_800;
/// The original file, or the text where there was no file. A withdrawn one is taken away.
pub async fn full_text(
    view: View<'_>,
    tx: &mut Tx,
    id: DirectiveId,
    part: u32,
) -> Result<Rendered> {
    let Some(directive) = tx.directive_by_id(id).await? else {
        return Ok(Rendered::Nothing);
    };
    if matches!(directive.state, State::Withdrawn { .. }) {
        return Ok(Rendered::Delete);
    }
    let name = view.document_name(&directive.head);
    if let Some(file) = directive.file
        && let Some(stored) = tx.file_by_id(file).await?
    {
        let content = match stored.telegram_file_id {
            Some(id) => Content::Uploaded(id),
            None => match view.bot.files.read(&stored.location).await {
                Ok(bytes) => Content::Bytes(bytes),
                Err(error) => {
                    tracing::error!(%error, file = file.0, "the original of a directive cannot be read");
                    return Ok(Card::new(view.line("full-text-lost")).into());
                }
            },
        };
        let caption = view.text("full-text-caption", &[("name", Arg::text(name))]);
        return Ok(Card::new(caption)
            .attach(Attachment {
                name: stored.name,
                mime: stored.mime,
                content,
                file: Some(file),
                picture: false,
            })
            .into());
    }
    let parts = split(&directive.body, TEXT_ROOM);
    let Some((part, text)) = page_at(&parts, part) else {
        return Ok(Rendered::Nothing);
    };
    Ok(Card::new(view.text(
        "full-text-part",
        &[
            ("name", Arg::text(name)),
            ("part", Arg::number(part + 1)),
            ("parts", Arg::count(parts.len())),
            ("text", Arg::text(*text)),
        ],
    ))
    .into())
}

/// How many messages a directive's full text needs.
#[must_use]
pub fn full_text_parts(directive: &Directive) -> usize {
    if directive.file.is_some() {
        1
    } else {
        split(&directive.body, TEXT_ROOM).len()
    }
}
