//! What recipients are told after the directive itself: that it was corrected, and that it still
//! waits for their receipt.

use super::directive::{confirmed_line, confirmer, own_buttons, withdrawn};
use super::view::View;
use crate::domain::directive::State;
use crate::domain::ids::{DirectiveId, PersonId, ReceiptId};
use crate::domain::notice::kind_in_place_of;
use crate::domain::receipt;
use crate::domain::split::shorten;
use crate::i18n::Arg;
use crate::store::{Result, Tx};
use crate::telegram::card::{Card, Rendered};
use crate::telegram::press::Press;

/// The news that a directive was corrected in substance.
pub async fn correction(
    view: View<'_>,
    tx: &mut Tx,
    id: DirectiveId,
    revision: i64,
) -> Result<Rendered> {
    let (Some(directive), Some(person)) = (tx.directive_by_id(id).await?, view.reader()) else {
        return Ok(Rendered::Nothing);
    };
    let State::Published(published) = &directive.state else {
        return Ok(Rendered::Delete);
    };
    let Some(receipt) = tx.receipt_find(id, person).await? else {
        return Ok(Rendered::Nothing);
    };
    let what = published
        .corrected
        .as_ref()
        .and_then(|c| c.what.as_deref())
        .unwrap_or_default();
    let html = view.text(
        "directive-correction-news",
        &[
            ("name", Arg::text(view.document_name(&directive.head))),
            ("title", Arg::text(directive.head.title.as_str())),
            ("what", Arg::text(shorten(what, 1_000))),
        ],
    );
    let card = Card::new(html);
    Ok(match receipt.state {
        receipt::State::Confirmed { at, by, .. } => {
            let confirmed = confirmed_line(view, tx, (at, by), None).await?;
            Card::new(format!("{}\n\n{confirmed}", card.html)).into()
        }
        receipt::State::Waiting if revision < published.receipt_revision => card.into(),
        receipt::State::Waiting => card
            .row([view.button("button-received", Press::Acknowledge(id, revision))])
            .row(own_buttons(view, id, published))
            .into(),
    })
}

/// The news that a directive was withdrawn, for those to whom it had come. An edit of the old
/// copy alone would not be noticed by somebody who is at work on it.
pub async fn withdrawal(view: View<'_>, tx: &mut Tx, id: DirectiveId) -> Result<Rendered> {
    let Some(directive) = tx.directive_by_id(id).await? else {
        return Ok(Rendered::Nothing);
    };
    let State::Withdrawn { at, reason, .. } = &directive.state else {
        return Ok(Rendered::Nothing);
    };
    let kind = match view.in_place_of {
        Some(_) => kind_in_place_of("directive"),
        None => "directive",
    };
    if !tx.outbox_has_shown(view.chat.id, id, kind).await? {
        return Ok(Rendered::Nothing);
    }
    Ok(withdrawn(view, &directive, *at, reason.as_deref()).into())
}

/// Asks again for a receipt. What was confirmed or withdrawn since is not asked for.
pub async fn receipt_reminder(
    view: View<'_>,
    tx: &mut Tx,
    receipt: ReceiptId,
    step: u32,
) -> Result<Rendered> {
    let Some(receipt) = tx.receipt_by_id(receipt).await? else {
        return Ok(Rendered::Nothing);
    };
    let Some(directive) = tx.directive_by_id(receipt.directive).await? else {
        return Ok(Rendered::Nothing);
    };
    let State::Published(published) = &directive.state else {
        return Ok(Rendered::Delete);
    };
    let name = view.document_name(&directive.head);
    let title = Arg::text(directive.head.title.as_str());
    if is_deputys(view, tx, receipt.person).await? {
        return Ok(Rendered::Nothing);
    }
    if let receipt::State::Confirmed { at, by, .. } = &receipt.state {
        let name = ("name", Arg::text(name));
        let time = ("time", Arg::text(view.moment(*at)));
        let html = if view.chat.person == Some(*by) {
            view.text("reminder-receipt-settled", &[name, ("title", title), time])
        } else {
            let who = ("who", Arg::text(confirmer(view, tx, *by).await?));
            view.text("reminder-settled-by", &[name, ("title", title), who, time])
        };
        // What was done before the reminder left is not spoken of; what was asked is settled.
        return Ok(if view.shown {
            Card::new(html).into()
        } else {
            Rendered::Nothing
        });
    }
    if receipt.revision < published.receipt_revision {
        return Ok(Rendered::Delete);
    }
    let html = view.text(
        "reminder-receipt",
        &[
            ("step", Arg::number(step)),
            ("name", Arg::text(name)),
            ("title", title),
            ("since", Arg::text(view.moment(published.at))),
        ],
    );
    Ok(Card::new(html)
        .row([view.button(
            "button-received",
            Press::Acknowledge(directive.id, receipt.revision),
        )])
        .row(own_buttons(view, directive.id, published))
        .into())
}

/// Whether what reminds this person is his deputy's now and was not shown to him before.
pub(super) async fn is_deputys(view: View<'_>, tx: &mut Tx, person: PersonId) -> Result<bool> {
    let own = view.in_place_of.is_none() && !view.shown;
    Ok(own && tx.deputy_of(person, view.now).await?.is_some())
}
