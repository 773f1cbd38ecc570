//! The invitation slips of a unit, as a document to print.

use bytes::Bytes;

use super::view::View;
use crate::app::inviting_people::personal_links;
use crate::domain::ids::UnitId;
use crate::i18n::Arg;
use crate::store::{Result, Tx};
use crate::telegram::card::{Attachment, Card, Content, Rendered};
use crate::telegram::paper::Printer;

/// The slips of those who have not joined and whom the reader may invite; nothing if there is none.
pub async fn slips(view: View<'_>, tx: &mut Tx, unit: UnitId) -> Result<Rendered> {
    let (Some(unit), Some(person)) = (tx.unit_by_id(unit).await?, view.chat.person) else {
        return Ok(Rendered::Nothing);
    };
    let Some(reader) = tx.actor_load(person, view.now).await? else {
        return Ok(Rendered::Nothing);
    };
    let links = personal_links(tx, &reader, &unit.path, view.now).await?;
    if links.is_empty() {
        return Ok(Rendered::Nothing);
    }
    let day = view.calendar().local(view.now).format("%d/%m/%Y");
    let (locale, organisation) = (view.locale, view.bot.rules.org_name.clone());
    let (catalog, bot) = (view.bot.catalog, view.bot.username.to_string());
    let values = [
        ("unit", Arg::text(unit.name.as_str())),
        ("count", Arg::count(links.len())),
    ];
    let caption = view.text("slips-caption", &values);
    let day = day.to_string();
    let print = move || {
        let printer = Printer {
            catalog,
            locale,
            organisation: &organisation,
            bot: &bot,
            day: &day,
        };
        printer.slips_pdf(&links)
    };
    // Hundreds of pages take a while: meanwhile others are served.
    let printed = tokio::task::spawn_blocking(print).await;
    let bytes = match printed.map_err(|error| error.to_string()) {
        Ok(Ok((bytes, _))) => bytes,
        Ok(Err(error)) => return Ok(failed(view, unit.id, &error.to_string())),
        Err(error) => return Ok(failed(view, unit.id, &error)),
    };
    let attachment = Attachment {
        name: format!("{}-{}.pdf", view.label("slips-file"), unit.code),
        mime: "application/pdf".to_owned(),
        content: Content::Bytes(Bytes::from(bytes)),
        file: None,
        picture: false,
    };
    Ok(Card::new(caption).attach(attachment).into())
}

fn failed(view: View<'_>, unit: UnitId, reason: &str) -> Rendered {
    tracing::error!(
        unit = unit.0,
        reason,
        "the slips of unit {unit} cannot be printed"
    );
    Card::new(view.line("slips-failed")).into()
}
