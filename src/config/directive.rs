//! `[directive]`: how directives are issued.

use super::reader::Section;
use super::value::Value;

/// How directives are issued.
#[derive(Clone, Debug, Default)]
pub struct Directive {
    /// `approval`: who must agree before a directive goes out. Default `second_person`.
    pub approval: Approval,
}

/// Who must agree before a directive goes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Approval {
    /// A second leader in scope, never the one who drafted it.
    #[default]
    SecondPerson,
    /// Nobody: whoever may draft may issue.
    None,
}

impl Directive {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        Self {
            approval: section.value("approval", Approval::default()),
        }
    }
}

impl Value for Approval {
    const EXPECTED: &'static str = "second_person or none";

    fn parse(text: &str) -> Option<Self> {
        match text {
            "second_person" => Some(Self::SecondPerson),
            "none" => Some(Self::None),
            _ => None,
        }
    }

    fn show(&self) -> String {
        match self {
            Self::SecondPerson => "second_person".to_owned(),
            Self::None => "none".to_owned(),
        }
    }
}
