//! A directive in the eyes of somebody who follows it: what it is, and what he may do to it.

use super::view::View;
use crate::domain::directive::{Directive, Published, State};
use crate::domain::ids::DirectiveId;
use crate::domain::notice::FollowScreen;
use crate::domain::org::UnitPath;
use crate::domain::permission::{Action, may};
use crate::domain::person::Actor;
use crate::domain::split::shorten;
use crate::i18n::Arg;
use crate::store::{Result, Tx};
use crate::telegram::card::Button;
use crate::telegram::press::Press;

/// The longest title above a list, in UTF-16 units.
const TITLE_SHOWN: usize = 120;

/// A directive that its reader may follow.
pub(super) struct Followed {
    /// The directive.
    pub directive: Directive,
    /// How it was published.
    pub published: Published,
    actor: Actor,
    path: UnitPath,
}

impl Followed {
    /// `None` if it was not published or the reader of the chat may not follow it.
    pub async fn load(view: View<'_>, tx: &mut Tx, id: DirectiveId) -> Result<Option<Self>> {
        let (Some(directive), Some(person)) = (tx.directive_by_id(id).await?, view.chat.person)
        else {
            return Ok(None);
        };
        let Some(published) = directive.state.published().cloned() else {
            return Ok(None);
        };
        let Some(actor) = tx.actor_load(person, view.now).await? else {
            return Ok(None);
        };
        let unit = tx.unit_by_id(directive.unit).await?;
        let followed = Self {
            path: unit.map_or_else(UnitPath::everything, |unit| unit.path),
            directive,
            published,
            actor,
        };
        let may_look = followed.may(Action::FollowDirective);
        Ok(may_look.then_some(followed))
    }

    /// Whether the reader may do this to it.
    pub fn may(&self, action: Action) -> bool {
        may(&self.actor, action, &self.path)
    }

    /// Whether it still holds.
    pub fn in_force(&self) -> bool {
        matches!(self.directive.state, State::Published(_))
    }

    /// The button that leads back to the card.
    pub fn back(&self, view: View<'_>) -> Button {
        let press = Press::Follow(self.directive.id, FollowScreen::Card);
        view.button("button-back", press)
    }

    /// The first lines of the screens behind the card: what it is and what the screen shows.
    pub fn heading(&self, view: View<'_>, what: &str) -> String {
        let name = view.document_name(&self.directive.head);
        let title = shorten(&self.directive.head.title, TITLE_SHOWN);
        view.text(
            "follow-heading",
            &[
                ("what", Arg::html(what)),
                ("name", Arg::text(name)),
                ("title", Arg::text(title)),
            ],
        )
    }
}
