//! Coming in: `/start` with or without an invitation, help, language, and "is this official?".

use super::scene::Scene;
use super::{Answers, HandlerError, Menu, joining};
use crate::app::people;
use crate::app::publishing::deliver_waiting;
use crate::app::verifying::{self, Standing, Verdict};
use crate::domain::locale::Locale;
use crate::domain::notice::Notice;
use crate::i18n::format;
use crate::store::Tx;
use crate::telegram::dialogue::Dialogue;

type Handled = Result<Answers, HandlerError>;

/// `/start`: shows the invitation with this code, or says what this is.
pub async fn start(scene: &Scene<'_>, tx: &mut Tx, code: Option<&str>) -> Handled {
    match code {
        Some(code) => joining::open(scene, tx, code).await,
        None if scene.actor.standings.is_empty() => {
            scene.say(tx, &Notice::Welcome).await?;
            // Who was never here has everybody's menu anyway: when a whole ward presses start at
            // once, that is a call less for each.
            let has_menu = scene.first_time && scene.actor.locale == Locale::default();
            Ok(match has_menu {
                true => Answers::default(),
                false => menu(scene),
            })
        }
        None => {
            scene.say(tx, &Notice::Help).await?;
            deliver_waiting(tx, scene.actor.id, scene.chat.id, scene.now).await?;
            Ok(menu(scene))
        }
    }
}

/// What this person can do here.
pub async fn help(scene: &Scene<'_>, tx: &mut Tx) -> Handled {
    scene.say(tx, &Notice::Help).await?;
    Ok(menu(scene))
}

/// Which language to speak.
pub async fn languages(scene: &Scene<'_>, tx: &mut Tx) -> Handled {
    scene.say(tx, &Notice::Languages).await?;
    Ok(Answers::default())
}

/// Speaks another language from now on.
pub async fn set_language(scene: &Scene<'_>, tx: &mut Tx, locale: Locale) -> Handled {
    people::set_locale(tx, &scene.cx(), locale).await?;
    tx.chat_set_locale(scene.chat.id, locale).await?;
    scene.show(tx, &Notice::Languages).await?;
    let mut answers = Answers::toast(scene.bot.catalog.label(locale, "toast-language"));
    answers.menu = Some(Menu {
        chat: scene.chat.telegram,
        roles: scene.actor.roles().into_iter().collect(),
        locale,
    });
    Ok(answers)
}

/// Is this message official, and does it still hold?
pub async fn verify(scene: &Scene<'_>, tx: &mut Tx, code: Option<&str>) -> Handled {
    match code {
        Some(typed) => {
            let verdict = verdict(scene, tx, typed).await?;
            scene.say(tx, &verdict).await?;
        }
        None => {
            scene
                .ask(tx, Dialogue::Code, &Notice::ask("ask-code"))
                .await?;
        }
    }
    Ok(Answers::default())
}

/// What can be said of a code that somebody typed.
pub async fn verdict(scene: &Scene<'_>, tx: &mut Tx, typed: &str) -> Result<Notice, HandlerError> {
    let official = match verifying::verify(tx, typed).await? {
        Verdict::NoCode => return Ok(Notice::say("verify-no-code")),
        Verdict::Unknown { code } => {
            return Ok(Notice::say_with("verify-unknown", &[("code", &code)]));
        }
        Verdict::Official(official) => official,
    };
    let (key, at) = match official.standing {
        Standing::InForce => ("verify-official", official.published_at),
        Standing::Corrected { at } => ("verify-corrected", at),
        Standing::Withdrawn { at } => ("verify-withdrawn", at),
    };
    let locale = scene.chat.locale;
    let kind = scene
        .bot
        .catalog
        .label(locale, &format!("kind-{}", official.head.kind.as_str()));
    let number = official.head.number.clone().unwrap_or_default();
    let zone = scene.bot.rules.calendar.time_zone;
    Ok(Notice::say_with(
        key,
        &[
            ("code", &official.code),
            ("name", format!("{kind} {number}").trim()),
            ("title", &official.head.title),
            ("unit", &official.unit),
            ("time", &format::moment(locale, at, zone)),
        ],
    ))
}

/// The commands that the menu offers from now on.
fn menu(scene: &Scene<'_>) -> Answers {
    Answers {
        menu: Some(Menu {
            chat: scene.chat.telegram,
            roles: scene.actor.roles().into_iter().collect(),
            locale: scene.actor.locale,
        }),
        ..Answers::default()
    }
}
