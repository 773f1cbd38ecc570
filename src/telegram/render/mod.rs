//! How a notice looks: from what is true now and the reader's language to a card.
//!
//! Rendering only reads. It is repeated whenever a message is sent or brought up to date.

mod audience;
mod chart;
mod connected;
mod directive;
mod draft;
mod draft_edit;
mod follow;
mod follow_correct;
mod follow_groups;
mod follow_list;
mod follow_lists;
mod followed;
mod full_text;
mod group;
mod group_copy;
mod handing_over;
mod in_place;
mod invitation;
mod inviting;
mod joining;
mod news;
mod personal_copy;
mod privacy;
mod receipt_sheet;
mod roster;
mod slips;
mod start;
mod tasks;
mod view;

pub use draft_edit::day_of_epoch;
pub use full_text::full_text_parts;

use self::view::View;
use super::Bot;
use super::card::{Card, Rendered};
use super::press::Press;
use crate::domain::chat::Chat;
use crate::domain::notice::Notice;
use crate::i18n::Arg;
use crate::store::{self, Tx};

/// What a chat's message about a notice has to show now; `shown` says whether the message is there
/// already.
///
/// # Errors
/// If the database fails.
pub async fn render(
    bot: &Bot,
    tx: &mut Tx,
    notice: &Notice,
    chat: &Chat,
    shown: bool,
) -> store::Result<Rendered> {
    if !chat.may_show(notice) {
        return Ok(Rendered::Delete);
    }
    draw(View::new(bot, chat, shown), tx, notice).await
}

/// What a notice shows to whom the view is made for.
async fn draw(view: View<'_>, tx: &mut Tx, notice: &Notice) -> store::Result<Rendered> {
    match notice {
        Notice::Say { key, args } => {
            let args: Vec<(&str, Arg<'_>)> = args
                .iter()
                .map(|(name, value)| (name.as_str(), Arg::text(view.person(value))))
                .collect();
            Ok(Card::new(view.text(key, &args)).into())
        }
        Notice::Ask { key, skip } => {
            let pass = skip.then(|| view.button("button-skip", Press::Skip()));
            let stop = view.button("button-cancel", Press::Cancel());
            Ok(Card::new(view.line(key))
                .row(pass.into_iter().chain([stop]))
                .into())
        }
        Notice::Welcome => Ok(start::welcome(view)),
        Notice::Help => start::help(view, tx).await,
        Notice::Languages => Ok(start::languages(view)),
        Notice::Joining { invitation } => joining::question(view, tx, *invitation).await,
        Notice::Joined { invitation } => joining::joined(view, tx, *invitation).await,
        Notice::StrayLink { invitation } => joining::stray_link(view, tx, *invitation).await,
        Notice::Inviting { screen } => inviting::screen(view, tx, *screen).await,
        Notice::Slips { unit } => slips::slips(view, tx, *unit).await,
        Notice::InvitationQr { invitation } => invitation::qr(view, tx, *invitation).await,
        Notice::Invitation {
            invitation,
            revoking,
        } => invitation::link(view, tx, *invitation, *revoking).await,
        Notice::InPlaceOf { person, notice } => in_place::card(view, tx, *person, notice).await,
        Notice::HandOver { screen, search } => {
            handing_over::card(view, tx, *screen, search.as_deref()).await
        }
        Notice::Deputyship { handover } => handing_over::deputyship(view, tx, *handover).await,
        Notice::HandoverEnded { handover } => handing_over::ended(view, tx, *handover).await,
        Notice::Privacy { screen } => privacy::screen(view, tx, *screen).await,
        Notice::PersonalCopy => personal_copy::personal_copy(view, tx).await,
        Notice::Group => group::card(view, tx).await,
        Notice::ConnectGroup { unit } => group::question(view, tx, *unit).await,
        Notice::ConnectUnits { person, page } => group::units(view, tx, *person, *page).await,
        Notice::GroupLost { group } => group::lost(view, tx, *group).await,
        Notice::Draft { directive, screen } => draft::screen(view, tx, *directive, *screen).await,
        Notice::Approval { directive } => draft::approval(view, tx, *directive).await,
        Notice::Directive { directive, page } => {
            directive::private(view, tx, *directive, *page).await
        }
        Notice::GroupDirective { directive, unit } => {
            group_copy::in_group(view, tx, *directive, *unit).await
        }
        Notice::Correction {
            directive,
            revision,
        } => news::correction(view, tx, *directive, *revision).await,
        Notice::Withdrawal { directive } => news::withdrawal(view, tx, *directive).await,
        Notice::FullText { directive, part } => {
            full_text::full_text(view, tx, *directive, *part).await
        }
        Notice::ReceiptReminder { receipt, step, .. } => {
            news::receipt_reminder(view, tx, *receipt, *step).await
        }
        Notice::TaskReminder {
            assignment,
            person,
            step,
            ..
        } => tasks::reminder(view, tx, *assignment, *person, *step).await,
        Notice::Follow { directive, screen } => follow::screen(view, tx, *directive, *screen).await,
        Notice::NotConnected { page } => connected::missing(view, tx, *page).await,
        Notice::FollowList { page } => follow_list::list(view, tx, *page).await,
        Notice::ReceiptSheet { directive } => {
            receipt_sheet::receipt_sheet(view, tx, *directive).await
        }
        Notice::Roster { file, screen } => roster::screen(view, tx, *file, *screen).await,
        Notice::RosterProblems { file } => roster::problems(view, tx, *file).await,
        Notice::Standings => roster::changed_standings(view, tx).await,
        Notice::Chart { directive, dark } => chart::chart(view, tx, *directive, *dark).await,
        Notice::Tasks { page } => tasks::list(view, tx, *page).await,
        Notice::Assignment { assignment } => tasks::card(view, tx, *assignment).await,
    }
}
