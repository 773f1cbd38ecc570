//! For whom a card is made: the reader's language, his chat, the moment, and the words.

use crate::domain::calendar::Calendar;
use crate::domain::chat::Chat;
use crate::domain::directive::Head;
use crate::domain::document::Due;
use crate::domain::ids::PersonId;
use crate::domain::locale::Locale;
use crate::domain::person::NOBODY;
use crate::i18n::{Arg, format};
use crate::store::{Recipient, Result, Tx};
use crate::telegram::Bot;
use crate::telegram::card::Button;
use crate::telegram::press::Press;

/// Everything that a card is made with besides its facts.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// Words, rules and clock.
    pub bot: &'a Bot,
    /// Where it is shown.
    pub chat: &'a Chat,
    /// In which language.
    pub locale: Locale,
    /// When, Unix ms.
    pub now: i64,
    /// Whether the message is there already and will be edited.
    pub shown: bool,
    /// Whose it is, where it came to his deputy's chat.
    pub in_place_of: Option<PersonId>,
}

impl<'a> View<'a> {
    /// The view of whoever reads this chat now.
    #[must_use]
    pub fn new(bot: &'a Bot, chat: &'a Chat, shown: bool) -> Self {
        Self {
            bot,
            chat,
            locale: chat.locale,
            now: bot.clock.now(),
            shown,
            in_place_of: None,
        }
    }

    /// Whose copy it is: the person's to whom the chat belongs, or in whose place it came there.
    #[must_use]
    pub fn reader(&self) -> Option<PersonId> {
        self.in_place_of.or(self.chat.person)
    }

    /// Somebody's name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn name_of(&self, tx: &mut Tx, person: PersonId) -> Result<String> {
        let person = tx.person_by_id(person).await?;
        Ok(person.map_or_else(String::new, |person| self.person(&person.name)))
    }

    /// Who did something, and in whose place where the right was not his own.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn name_in_place(
        &self,
        tx: &mut Tx,
        person: PersonId,
        in_place_of: Option<PersonId>,
    ) -> Result<String> {
        let name = self.name_of(tx, person).await?;
        Ok(match in_place_of {
            Some(absent) => self.in_place_name(name, self.name_of(tx, absent).await?),
            None => name,
        })
    }

    /// Who gave a receipt in a list: the person, or somebody in his place.
    #[must_use]
    pub fn signer(&self, person: &Recipient) -> String {
        let name = self.person(&person.name);
        match &person.confirmed_by {
            Some(by) => self.in_place_name(self.person(by), name),
            None => name,
        }
    }

    /// "Tú (thay Lan)", as plain text.
    #[must_use]
    pub fn in_place_name(&self, name: String, person: String) -> String {
        let args = [("name", Arg::text(name)), ("person", Arg::text(person))];
        self.bot.catalog.plain(self.locale, "in-place-name", &args)
    }

    /// A message as HTML.
    #[must_use]
    pub fn text(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.bot.catalog.text(self.locale, key, args)
    }

    /// A message without arguments, as HTML.
    #[must_use]
    pub fn line(&self, key: &str) -> String {
        self.text(key, &[])
    }

    /// A label, as plain text.
    #[must_use]
    pub fn label(&self, key: &str) -> String {
        self.bot.catalog.label(self.locale, key)
    }

    /// A button with a label of the catalog.
    #[must_use]
    pub fn button(&self, key: &str, press: Press) -> Button {
        Button::press(self.label(key), press)
    }

    /// The organisation's calendar.
    #[must_use]
    pub fn calendar(&self) -> &'a Calendar {
        &self.bot.rules.calendar
    }

    /// A deadline in the reader's habit: with the hour if it has one.
    #[must_use]
    pub fn deadline(&self, at: i64) -> String {
        let zone = self.calendar().time_zone;
        match self.calendar().due(at) {
            Due::Day(day) => format::deadline_date(self.locale, day, zone, self.now),
            Due::Moment(_) => format::deadline(self.locale, at, zone, self.now),
        }
    }

    /// A moment for the record.
    #[must_use]
    pub fn moment(&self, at: i64) -> String {
        format::moment(self.locale, at, self.calendar().time_zone)
    }

    /// Somebody's name as it is shown. Where his data were erased, words say so.
    #[must_use]
    pub fn person(&self, name: &str) -> String {
        match name {
            NOBODY => self.label("person-erased"),
            name => name.to_owned(),
        }
    }

    /// "Chỉ thị số 06/CT-UBND", as plain text.
    #[must_use]
    pub fn document_name(&self, head: &Head) -> String {
        let kind = self.label(&format!("kind-{}", head.kind.as_str()));
        match &head.number {
            Some(number) => self.bot.catalog.plain(
                self.locale,
                "directive-name",
                &[
                    ("kind", Arg::text(kind)),
                    ("number", Arg::text(number.as_str())),
                ],
            ),
            None => kind,
        }
    }

    /// The lines above a directive: urgency, name, issuer, date and title, as HTML.
    #[must_use]
    pub fn masthead(&self, head: &Head) -> String {
        let mut lines = Vec::new();
        if let Some(urgency) = head.urgency {
            let urgency = self
                .label(&format!("urgency-{}", urgency.as_str()))
                .to_uppercase();
            lines.push(self.text("directive-urgency", &[("urgency", Arg::text(urgency))]));
        }
        let name = self.document_name(head);
        lines.push(self.text("directive-head", &[("name", Arg::text(name))]));
        let issued = head.issued_on.map(|day| day.format("%d/%m/%Y").to_string());
        let origin: Vec<String> = head.authority.iter().cloned().chain(issued).collect();
        if !origin.is_empty() {
            lines.push(self.text(
                "directive-origin",
                &[("origin", Arg::text(origin.join(", ")))],
            ));
        }
        lines.push(String::new());
        lines.push(self.text(
            "directive-title",
            &[("title", Arg::text(head.title.as_str()))],
        ));
        lines.join("\n")
    }
}

/// Puts items on pages: as many on each as fit in `room` UTF-16 units, at least one.
#[must_use]
pub fn paginate<T>(items: Vec<T>, room: usize, length: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut pages: Vec<Vec<T>> = Vec::new();
    let mut left = 0;
    for item in items {
        let size = length(&item);
        match pages.last_mut() {
            Some(page) if size <= left => {
                left -= size;
                page.push(item);
            }
            _ => {
                left = room.saturating_sub(size);
                pages.push(vec![item]);
            }
        }
    }
    pages
}

/// The page asked for, or the last if there are fewer; `None` if there is none.
#[must_use]
pub fn page_at<T>(pages: &[T], page: u32) -> Option<(u32, &T)> {
    let last = u32::try_from(pages.len().checked_sub(1)?).unwrap_or(u32::MAX);
    let page = page.min(last);
    pages
        .get(usize::try_from(page).ok()?)
        .map(|content| (page, content))
}

impl View<'_> {
    /// The buttons that turn pages: none where there is one page.
    #[must_use]
    pub fn pager(&self, page: u32, pages: usize, turn: impl Fn(u32) -> Press) -> Vec<Button> {
        let mut row = Vec::new();
        if page > 0 {
            row.push(self.button("button-previous", turn(page - 1)));
        }
        if u32::try_from(pages).is_ok_and(|pages| page + 1 < pages) {
            row.push(self.button("button-next", turn(page + 1)));
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_hold_what_fits_and_lose_nothing() {
        let pages = paginate(vec![3, 3, 3, 9, 1], 7, |size| *size);
        assert_eq!(pages, [vec![3, 3], vec![3], vec![9], vec![1]]);
        assert_eq!(page_at(&pages, 9), Some((3, &vec![1])));
        assert_eq!(page_at::<i32>(&[], 0), None);
    }
}
