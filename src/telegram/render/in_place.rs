//! What comes to a deputy: what the person would see, marked with whose it is, and without buttons
//! when he does not stand in any more.

use super::draw;
use super::view::View;
use crate::domain::ids::PersonId;
use crate::domain::notice::Notice;
use crate::i18n::Arg;
use crate::store::{Result, Tx};
use crate::telegram::card::Rendered;

/// A notice as the deputy of this person sees it.
pub async fn card(
    view: View<'_>,
    tx: &mut Tx,
    person: PersonId,
    notice: &Notice,
) -> Result<Rendered> {
    let deputy = tx.deputy_of(person, view.now).await?;
    let holds = deputy.is_some() && deputy == view.chat.person;
    if !holds && !view.shown {
        return Ok(Rendered::Nothing);
    }
    let name = view.name_of(tx, person).await?;
    let own = View {
        in_place_of: Some(person),
        ..view
    };
    Ok(match Box::pin(draw(own, tx, notice)).await? {
        Rendered::Card(mut card) => {
            let heading = view.text("in-place-heading", &[("name", Arg::text(name))]);
            card.html = format!("{heading}\n\n{}", card.html);
            if !holds {
                card.keyboard.clear();
                card.html.push_str("\n\n");
                card.html.push_str(&view.line("in-place-over"));
            }
            Rendered::Card(card)
        }
        other => other,
    })
}
