//! Forgetting people: what is known of somebody goes at once, and what others' records refer to
//! stays without him.
//!
//! What stays, and why: that a unit was asked, when it confirmed, what it remarked and reported, and
//! who issued a directive are records of the organisation. They keep their words and lose the name:
//! the person's number points to a row in which nobody stands any more.

use serde_json::json;

use super::Cx;
use super::error::{Error, Refusal, Result};
use crate::domain::ids::{OutboxId, PersonId};
use crate::domain::notice::{Lane, Notice};
use crate::domain::person::Person;
use crate::domain::text::fold;
use crate::files::Files;
use crate::store::{Store, Tx};

/// How long a yes to being forgotten counts after the question, in milliseconds.
pub const YES_WITHIN: i64 = 30 * 60_000;
/// How long a farewell may take to arrive, in milliseconds. After that its chat is forgotten too.
const FAREWELL_WITHIN: i64 = 24 * 3_600_000;
/// Chats or files that are forgotten in one transaction.
const BATCH: i64 = 100;
/// The lane of cards that only lose a name: whatever else is to be sent goes first.
const COSMETIC: Lane = Lane::Digest;
/// The cards of a directive that name those who were asked and those who did its tasks.
const CARDS_OF_RECIPIENTS: [&str; 3] = ["group_directive", "follow", "task_reminder"];
/// The cards of a directive that name those who prepared and issued it.
const CARDS_OF_ISSUERS: [&str; 5] = [
    "directive",
    "group_directive",
    "follow",
    "draft",
    "approval",
];

/// The last that somebody is told in his private chat, which is forgotten once he has seen it.
#[derive(Clone, Copy, Debug)]
pub struct Farewell<'a> {
    /// The message that turns into the farewell; `None` for a new one.
    pub message: Option<OutboxId>,
    /// What it says. It can name nothing that is erased.
    pub words: &'a Notice,
}

/// Forgets the actor, who was asked at `asked_at` (Unix ms) whether he really wants that, in this
/// message.
///
/// # Errors
/// Refused if he was asked too long ago, or is the only administrator of something. Fails if the
/// store does.
pub async fn erase_self(tx: &mut Tx, cx: &Cx<'_>, asked_at: i64, message: OutboxId) -> Result<()> {
    if cx.now - asked_at > YES_WITHIN {
        return Err(Refusal::new("refusal-erase-too-late").into());
    }
    let farewell = Farewell {
        message: Some(message),
        words: &Notice::say("erased"),
    };
    let actor = cx.actor.id;
    erase(tx, actor, Some(actor), Some(farewell), cx.now).await
}

/// Notes that the actor asked for a copy of what is kept of him.
///
/// # Errors
/// If the store fails.
pub async fn note_copy(tx: &mut Tx, cx: &Cx<'_>) -> Result<()> {
    let actor = cx.actor.id;
    tx.audit_append(
        cx.now,
        Some(actor),
        "person.copy",
        "person",
        Some(actor.0),
        &json!({}),
    )
    .await?;
    Ok(())
}

/// Forgets a person on behalf of `by` (`None`: the program itself or its operator): name, code,
/// telephone number, Telegram account, offices, private chat and everything said in it, what he was
/// in the middle of, and drafts that wait for nobody's approval. His roles end, his consent is
/// withdrawn, invitations for him hold no longer. Where others see his name, the cards are brought up
/// to date.
///
/// If he writes to the bot again he is a stranger.
///
/// # Errors
/// Refused if he is the only administrator of something. Fails if the store does.
pub async fn erase(
    tx: &mut Tx,
    person: PersonId,
    by: Option<PersonId>,
    farewell: Option<Farewell<'_>>,
    now: i64,
) -> Result<()> {
    let Some(known) = tx.person_by_id(person).await? else {
        return Ok(());
    };
    require_another_admin(tx, person, now).await?;
    take_name_off_cards(tx, &known, now).await?;
    forget_drafts(tx, person, now).await?;
    rename_files(tx, &known).await?;
    let chat = tx.chat_of_person(person).await?;
    tx.person_erase(person, now).await?;
    tx.roster_files_forget(person, &known.name).await?;
    if let Some(account) = known.telegram {
        tx.inbox_scrub(account).await?;
    }
    if let Some(chat) = chat {
        let last = match farewell.filter(|_| chat.unreachable.is_none()) {
            None => None,
            Some(Farewell {
                message: Some(row),
                words,
            }) => {
                tx.outbox_show(row, words, now).await?;
                Some(row)
            }
            Some(Farewell {
                message: None,
                words,
            }) => Some(
                tx.outbox_say(chat.id, words, Lane::Interactive, now)
                    .await?,
            ),
        };
        tx.chat_forget(chat.id, last, now).await?;
    }
    tx.wake_jobs();
    tx.audit_append(
        now,
        by,
        "person.erase",
        "person",
        Some(person.0),
        &json!({}),
    )
    .await?;
    Ok(())
}

/// Goes on only if everything that this person administers has another administrator who has
/// joined.
///
/// # Errors
/// The refusal `refusal-last-admin`.
pub async fn require_another_admin(tx: &mut Tx, person: PersonId, now: i64) -> Result<()> {
    if tx.person_is_last_admin(person, now).await? {
        return Err(Refusal::new("refusal-last-admin").into());
    }
    Ok(())
}

/// Completes what an erasure leaves to be done: forgets the chats whose farewell was shown or never
/// will be, removes the bytes of files that were forgotten, and writes over what the database still
/// holds of them. Answers how much there was to do.
///
/// # Errors
/// If the store or a file fails. What was done before stands.
pub async fn complete(store: &Store, files: &Files, now: i64) -> Result<usize> {
    // Mostly there is nothing, and looking must not wait for whoever writes.
    let mut tx = store.read().await?;
    let nothing = !tx.chats_any_leaving().await? && tx.file_removal_list(1).await?.is_empty();
    drop(tx);
    if nothing {
        return Ok(0);
    }
    let done = forget_left_chats(store, now).await? + remove_files(store, files).await?;
    if done > 0 {
        store.scrub().await?;
    }
    Ok(done)
}

async fn forget_left_chats(store: &Store, now: i64) -> Result<usize> {
    let mut forgotten = 0;
    loop {
        let mut tx = store.begin().await?;
        let left = tx.chats_left(now - FAREWELL_WITHIN, BATCH).await?;
        for chat in &left {
            tx.chat_forget(*chat, None, now).await?;
        }
        tx.commit().await?;
        forgotten += left.len();
        if left.is_empty() {
            return Ok(forgotten);
        }
    }
}

async fn remove_files(store: &Store, files: &Files) -> Result<usize> {
    let mut removed = 0;
    loop {
        let locations = store.read().await?.file_removal_list(BATCH).await?;
        for location in &locations {
            files
                .remove(location)
                .await
                .map_err(|error| Error::Files(Box::new(error)))?;
        }
        let mut tx = store.begin().await?;
        for location in &locations {
            tx.file_removal_done(location).await?;
        }
        tx.commit().await?;
        removed += locations.len();
        if locations.is_empty() {
            return Ok(removed);
        }
    }
}

/// Lets everybody else's cards show that nobody stands there any more. They are rendered when they
/// are sent, so it does not matter that the name is still there at this moment.
async fn take_name_off_cards(tx: &mut Tx, person: &Person, now: i64) -> Result<()> {
    for directive in tx.directives_asked_of(person.id).await? {
        tx.outbox_touch(directive, &CARDS_OF_RECIPIENTS, COSMETIC, 0, now)
            .await?;
    }
    for directive in tx.directives_issued_by(person.id).await? {
        tx.outbox_touch(directive, &CARDS_OF_ISSUERS, COSMETIC, 0, now)
            .await?;
    }
    tx.cards_touch_naming(person.id, COSMETIC, now).await?;
    tx.notices_scrub_name(&person.name, COSMETIC, now).await?;
    Ok(())
}

/// Forgets his drafts: nobody else works on them.
async fn forget_drafts(tx: &mut Tx, person: PersonId, now: i64) -> Result<()> {
    for draft in tx.draft_list_of(person).await? {
        tx.draft_delete(draft, now).await?;
    }
    Ok(())
}

/// Gives the files that he sent in and that stay as records a name without his.
async fn rename_files(tx: &mut Tx, person: &Person) -> Result<()> {
    let his = letters(&person.name);
    for (file, name) in tx.file_list_of(person.id).await? {
        if !his.is_empty() && letters(&name).contains(&his) {
            let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            let ending = if letters(ending).contains(&his) {
                ""
            } else {
                ending
            };
            let neutral = format!("van-ban-{file}.{ending}");
            tx.file_rename(file, neutral.trim_end_matches('.')).await?;
        }
    }
    Ok(())
}

/// A name as file names spell it: no marks, no spaces, no signs.
fn letters(name: &str) -> String {
    let mut letters = fold(name);
    letters.retain(char::is_alphanumeric);
    letters
}
