//! What each message looks like when it is filled.

use keng::domain::locale::Locale;
use keng::i18n::{Arg, Catalog};
use unicode_normalization::is_nfc;

use super::{Message, messages};

/// How long the text of a family of keys may be, in UTF-16 units. They are shown as plain text.
const PLAIN: &[(&str, usize, &str)] = &[
    ("answer-", 200, "Telegram's limit for the answer to a press"),
    (
        "refusal-",
        200,
        "a refusal is shown as the answer to a press",
    ),
    ("button-", 30, "more does not fit on a button of a phone"),
    (
        "command-",
        256,
        "Telegram's limit for the description of a command",
    ),
];

/// The tags of Telegram's HTML mode.
const TAGS: &[&str] = &[
    "b",
    "strong",
    "i",
    "em",
    "u",
    "ins",
    "s",
    "strike",
    "del",
    "code",
    "pre",
    "a",
    "blockquote",
    "tg-spoiler",
];

#[test]
fn every_message_can_be_filled_and_shown() {
    let catalog = Catalog::embedded();
    let mut broken = Vec::new();
    for locale in Locale::ALL {
        for (key, message) in messages(locale) {
            let args = sample(&message);
            let args: Vec<_> = args.iter().map(|(k, v)| (k.as_str(), v.clone())).collect();
            let text = catalog.try_text(locale, &key, &args);
            for fault in faults(&key, text) {
                broken.push(format!("{}/{key}: {fault}", locale.as_str()));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

/// A value for each variable, of ordinary length.
fn sample(message: &Message) -> Vec<(String, Arg<'static>)> {
    let value = |number: &bool| match number {
        true => Arg::number(1_234),
        false => Arg::text("Nguyễn Thị <An>"),
    };
    message
        .variables
        .iter()
        .map(|(name, number)| (name.clone(), value(number)))
        .collect()
}

fn faults(key: &str, text: Result<String, Vec<String>>) -> Vec<String> {
    let text = match text {
        Ok(text) => text,
        Err(faults) => return faults,
    };
    let mut faults = Vec::new();
    if text.trim().is_empty() {
        faults.push("is empty".to_owned());
    }
    if !is_nfc(&text) {
        faults.push("is not in Unicode's form NFC, so it cannot be searched".to_owned());
    }
    if text.to_lowercase().contains("đã đọc") {
        faults.push("says “đã đọc”: bots get no read receipts".to_owned());
    }
    if let Err(fault) = html(&text) {
        faults.push(fault);
    }
    if let Some((_, limit, reason)) = PLAIN.iter().find(|(prefix, ..)| key.starts_with(prefix)) {
        let plain = text.replace("&lt;", "<").replace("&gt;", ">");
        let length = plain.encode_utf16().count();
        if length > *limit {
            faults.push(format!("has {length} units, at most {limit}: {reason}"));
        }
        if text.contains('<') {
            faults.push("is shown as plain text and must have no tags".to_owned());
        }
    }
    faults
}

/// Whether the text is HTML as Telegram accepts it.
fn html(text: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['<', '>', '&']) {
        let from = &rest[start..];
        if from.starts_with('>') {
            return Err("has a `>` outside a tag".to_owned());
        }
        if from.starts_with('&') {
            let known = ["&amp;", "&lt;", "&gt;", "&quot;"];
            let Some(entity) = known.iter().find(|entity| from.starts_with(**entity)) else {
                return Err("has a bare `&`".to_owned());
            };
            rest = &from[entity.len()..];
            continue;
        }
        let end = from.find('>').ok_or("has a tag without its end")?;
        let tag = &from[1..end];
        let (closing, body) = match tag.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, tag),
        };
        let name = body.split(' ').next().unwrap_or_default();
        if !TAGS.contains(&name) {
            return Err(format!("has <{name}>, which Telegram does not know"));
        }
        if !closing {
            open.push(name);
        } else if open.pop() != Some(name) {
            return Err(format!("closes </{name}> out of order"));
        }
        rest = &from[end + 1..];
    }
    match open.last() {
        Some(name) => Err(format!("does not close <{name}>")),
        None => Ok(()),
    }
}

#[test]
fn the_check_knows_good_html_from_bad() {
    for good in ["a", "<b>a</b> &amp; <a href=\"x\">y</a>", "<b><i>x</i></b>"] {
        assert_eq!(html(good), Ok(()), "{good}");
    }
    for bad in [
        "a > b",
        "a & b",
        "<b>a",
        "<b><i>a</b></i>",
        "<br>",
        "<b",
        "&nbsp;",
    ] {
        assert!(html(bad).is_err(), "{bad}");
    }
}

#[test]
fn the_check_knows_what_is_too_long() {
    let long = "x".repeat(31);
    assert_eq!(faults("button-x", Ok(long.clone())).len(), 1);
    assert_eq!(faults("text-x", Ok(long)), Vec::<String>::new());
    assert_eq!(faults("text-x", Ok("Đã đọc".to_owned())).len(), 1);
}
