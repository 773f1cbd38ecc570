//! `keng doctor`: a line for each thing that must be well, with what to do where it is not.

mod here;
mod there;

use super::{Console, Failure};
use crate::i18n::Arg;

/// Says how things are, and counts what must be mended.
struct Doctor<'a> {
    console: &'a Console,
    ill: usize,
}

impl Doctor<'_> {
    /// It is well.
    fn well(&mut self, what: &str, key: &str, values: &[(&str, Arg<'_>)]) {
        self.says("✔", what, key, values);
    }

    /// It works, but somebody should know.
    fn note(&mut self, what: &str, key: &str, values: &[(&str, Arg<'_>)]) {
        self.says("•", what, key, values);
    }

    /// It must be mended.
    fn ill(&mut self, what: &str, key: &str, values: &[(&str, Arg<'_>)]) {
        self.ill += 1;
        self.says("✘", what, key, values);
    }

    fn says(&self, sign: &str, what: &str, key: &str, values: &[(&str, Arg<'_>)]) {
        let words = self.console.catalog.plain(self.console.locale, key, values);
        println!("{sign} {what:<18} {words}");
    }
}

/// Runs the command.
///
/// # Errors
/// If something must be mended; each thing stands on a line of its own before.
pub async fn run(console: &Console) -> Result<(), Failure> {
    let mut doctor = Doctor { console, ill: 0 };
    let store = here::check(&mut doctor).await;
    there::check(&mut doctor, store.as_ref()).await;
    let heading = console.catalog.label(console.locale, "doctor-settings");
    println!("\n{heading}");
    for setting in console.settings.effective() {
        println!("  {setting}");
    }
    if doctor.ill == 0 {
        return Ok(());
    }
    let values = [("count", Arg::count(doctor.ill))];
    let sentence = console.catalog.plain(console.locale, "doctor-ill", &values);
    Err(Failure::new(sentence))
}
