//! Invitations on paper: the catalog's words around people's names and the codes of their links.

use crate::app::invitations::{Offer, PersonalInvitation};
use crate::chart::invitations::{Section, Slip, Words, pages};
use crate::chart::{Canvas, ChartError, Poster, pdf, poster, qr};
use crate::domain::locale::Locale;
use crate::domain::org::Role;
use crate::i18n::{Arg, Catalog};
use crate::sheet::{SheetError, SlipRow, SlipSheet, Table, slips};

/// How large the code on a slip of a workbook is, in pixels: enough for a printer.
const CODE: u32 = 300;

/// What all invitations on paper have in common.
#[derive(Clone, Copy)]
pub struct Printer<'a> {
    /// The words.
    pub catalog: &'a Catalog,
    /// The language of the paper.
    pub locale: Locale,
    /// Who invites.
    pub organisation: &'a str,
    /// The bot's name in Telegram without the `@`.
    pub bot: &'a str,
    /// The day of printing, as people read it.
    pub day: &'a str,
}

/// Why paper could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// A drawing failed.
    #[error(transparent)]
    Chart(#[from] ChartError),
    /// A workbook failed.
    #[error(transparent)]
    Sheet(#[from] SheetError),
}

/// The people of one unit.
type Unit<'a> = &'a [PersonalInvitation];

impl Printer<'_> {
    /// The link by which an invitation is taken up.
    #[must_use]
    pub fn link(&self, code: &str) -> String {
        format!("https://t.me/{}?start={code}", self.bot)
    }

    /// A document with pages of slips for each unit, and how many pages it has. The invitations are
    /// sorted by unit.
    ///
    /// # Errors
    /// If a link is longer than a code can hold.
    pub fn slips_pdf(
        &self,
        invitations: &[PersonalInvitation],
    ) -> Result<(Vec<u8>, usize), PaperError> {
        let words = Words {
            organisation: self.organisation.to_owned(),
            title: self.label("paper-title"),
            about: self.label("paper-about"),
            steps: self.steps("paper-step-scan"),
            warning: self.label("paper-warning"),
            personal: self.label("paper-personal"),
        };
        let sections: Vec<Section> = units(invitations)
            .map(|people| Section {
                unit: people[0].person.unit_name.clone(),
                note: self.note(people),
                slips: people.iter().map(|one| self.slip(one)).collect(),
            })
            .collect();
        let number = |page, of| {
            let values = [("page", Arg::count(page)), ("pages", Arg::count(of))];
            self.text("paper-page", &values)
        };
        let pages = pages(&words, &sections, number)?;
        Ok((self.pdf(&pages, &words.title)?, pages.len()))
    }

    /// A workbook with this list of all as its first sheet and a sheet of slips for each unit. The
    /// invitations are sorted by unit.
    ///
    /// # Errors
    /// If there are more people than a workbook can hold.
    pub fn slips_workbook(
        &self,
        list: &Table,
        invitations: &[PersonalInvitation],
    ) -> Result<Vec<u8>, PaperError> {
        let mut sheets = Vec::new();
        for people in units(invitations) {
            let mut rows = Vec::with_capacity(people.len());
            for one in people {
                let slip = self.slip(one);
                rows.push(SlipRow {
                    code: qr::png(&slip.address, CODE)?,
                    name: slip.name,
                    title: slip.title,
                    address: slip.address,
                });
            }
            let steps = self.steps("paper-step-scan");
            let steps = (1..)
                .zip(steps)
                .map(|(number, step)| format!("{number}. {step}"));
            let mut lines = vec![self.organisation.to_owned(), self.note(people)];
            lines.push(self.label("paper-about"));
            lines.extend(steps);
            lines.push(self.label("paper-warning"));
            sheets.push(SlipSheet {
                unit: people[0].person.unit_name.clone(),
                lines,
                headings: ["paper-code", "export-name", "export-office", "export-link"]
                    .map(|key| self.label(key)),
                slips: rows,
            });
        }
        Ok(slips(list, &sheets)?)
    }

    /// A sheet to hang up, with a link for many. `until` says until when it holds.
    ///
    /// # Errors
    /// If the link is longer than a code can hold.
    pub fn poster(&self, offer: &Offer, code: &str, until: &str) -> Result<Canvas, PaperError> {
        let unit = offer.unit.as_ref().map(|unit| unit.name.as_str());
        let place = unit.unwrap_or(self.organisation);
        let (about, terms) = match offer.role {
            Role::Resident => ("paper-about-resident", "paper-terms-resident"),
            _ => ("paper-about", "paper-terms"),
        };
        let role = self.label(&format!("role-{}", offer.role.as_str()));
        let values = [
            ("uses", Arg::number(offer.uses)),
            ("until", Arg::text(until)),
        ];
        Ok(poster(&Poster {
            organisation: self.organisation.to_owned(),
            title: self.label("paper-poster"),
            place: place.to_owned(),
            role: self.text("paper-role", &[("role", Arg::text(role))]),
            about: self.label(about),
            steps: self.steps("paper-step-scan-poster"),
            terms: self.text(terms, &values),
            address: self.link(code),
        })?)
    }

    /// Pages as a document in the language of the paper.
    ///
    /// # Errors
    /// If a page is of no size.
    pub fn pdf(&self, pages: &[Canvas], title: &str) -> Result<Vec<u8>, ChartError> {
        let title = format!("{title} – {}", self.organisation);
        pdf(pages, &title, self.locale.as_str())
    }

    fn slip(&self, one: &PersonalInvitation) -> Slip {
        let person = &one.person;
        let role = || self.label(&format!("role-{}", person.role.as_str()));
        Slip {
            name: person.name.clone(),
            title: person.title.clone().unwrap_or_else(role),
            address: self.link(&one.code),
        }
    }

    fn steps(&self, scan: &str) -> Vec<String> {
        [scan, "paper-step-start", "paper-step-agree"]
            .map(|key| self.label(key))
            .to_vec()
    }

    fn note(&self, people: Unit<'_>) -> String {
        let values = [
            ("count", Arg::count(people.len())),
            ("day", Arg::text(self.day)),
        ];
        self.text("paper-note", &values)
    }

    fn label(&self, key: &str) -> String {
        self.catalog.label(self.locale, key)
    }

    fn text(&self, key: &str, values: &[(&str, Arg<'_>)]) -> String {
        self.catalog.plain(self.locale, key, values)
    }
}

/// The invitations by unit.
pub fn units(invitations: &[PersonalInvitation]) -> impl Iterator<Item = Unit<'_>> {
    invitations.chunk_by(|one, next| one.person.unit == next.person.unit)
}
