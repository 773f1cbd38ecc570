//! `keng erase`: forgets a person on behalf of somebody who asked for it without the bot.

use clap::Args;

use super::{Console, Failure};
use crate::app::privacy;
use crate::domain::ids::TelegramUserId;
use crate::domain::person::Person;
use crate::domain::phone::normal_phone;
use crate::i18n::Arg;
use crate::store::Tx;

/// Who is forgotten.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct EraseArgs {
    /// His code on the roster
    #[arg(long, value_name = "CODE")]
    pub person: Option<String>,
    /// His telephone number on the roster
    #[arg(long, value_name = "NUMBER")]
    pub phone: Option<String>,
    /// The number of his Telegram account
    #[arg(long, value_name = "ID")]
    pub telegram: Option<i64>,
}

/// Runs the command.
///
/// # Errors
/// If there is no such person, he is the only administrator of something, or the database fails.
pub async fn run(console: &Console, args: &EraseArgs) -> Result<(), Failure> {
    let store = console.existing_store().await?;
    let mut tx = store.begin().await?;
    let Some(person) = find(&mut tx, args).await? else {
        let key = "cli-person-unknown";
        return Err(Failure::new(console.catalog.label(console.locale, key)));
    };
    privacy::erase(&mut tx, person.id, None, None, console.clock.now())
        .await
        .map_err(|error| console.explain(&error))?;
    tx.commit().await?;
    // Where the bot reads at this moment it does this itself within the hour.
    store.scrub().await?;
    store.close().await;
    let values = [("number", Arg::number(person.id.0))];
    println!(
        "{}",
        console.catalog.plain(console.locale, "cli-erased", &values)
    );
    Ok(())
}

async fn find(tx: &mut Tx, args: &EraseArgs) -> Result<Option<Person>, Failure> {
    if let Some(code) = &args.person {
        return Ok(tx.person_by_code(code).await?);
    }
    if let Some(typed) = &args.phone {
        return Ok(match normal_phone(typed) {
            Some(phone) => tx.person_by_phone(&phone).await?,
            None => None,
        });
    }
    Ok(match args.telegram {
        Some(account) => tx.person_by_telegram(TelegramUserId(account)).await?,
        None => None,
    })
}
