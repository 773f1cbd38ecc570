//! The commands people can type, each with a Vietnamese and an English name, and the menus that
//! offer them.

use frankenstein::methods::{DeleteMyCommandsParams, SetMyCommandsParams};
use frankenstein::types::{BotCommand, BotCommandScope, BotCommandScopeChat};

use super::api::Api;
use super::error::CallError;
use crate::domain::ids::TelegramChatId;
use crate::domain::locale::Locale;
use crate::domain::org::Role;
use crate::i18n::Catalog;

/// What somebody typed, with what stood behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// `/start`: begins, perhaps with an invitation's code.
    Start {
        /// What the link carried.
        payload: Option<String>,
    },
    /// `/trogiup`: what can I do here?
    Help,
    /// `/chithi`: a new directive from this text, or the list of directives.
    Directive {
        /// The directive's own text, line breaks and all.
        text: Option<String>,
    },
    /// `/theodoi`: who has received, confirmed, done.
    Follow,
    /// `/nhiemvu`: my tasks.
    Tasks,
    /// `/moi`: invitations, new and old.
    Invite,
    /// `/bangiao`: a deputy for a period.
    HandOver,
    /// `/ketnoi`: ties this group to a unit.
    Connect {
        /// The unit's code.
        code: Option<String>,
    },
    /// `/ngonngu`: the language.
    Language,
    /// `/riengtu`: what is kept about me?
    Privacy,
    /// `/kiemtra`: is this official and current?
    Verify {
        /// The code on the message.
        code: Option<String>,
    },
    /// `/huy`: forget what we were about to do.
    Cancel,
    /// A command that does not exist here.
    Unknown {
        /// Its name without the slash, in lower case.
        name: String,
    },
}

/// What a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// No command.
    Words,
    /// A command for another bot of the group.
    ForAnother,
    /// A command for us.
    Command(Command),
}

/// Commands as menus list them: a name for each language and the roles that may use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// `/start`
    Start,
    /// `/trogiup`
    Help,
    /// `/chithi`
    Directive,
    /// `/theodoi`
    Follow,
    /// `/nhiemvu`
    Tasks,
    /// `/moi`
    Invite,
    /// `/bangiao`
    HandOver,
    /// `/ketnoi`
    Connect,
    /// `/kiemtra`
    Verify,
    /// `/ngonngu`
    Language,
    /// `/riengtu`
    Privacy,
    /// `/huy`
    Cancel,
}

impl Command {
    /// Reads a message's text. `username` is our own name without the `@`: in a group, `/help@other`
    /// is for somebody else.
    #[must_use]
    pub fn read(text: &str, username: &str) -> Spoken {
        let Some(line) = text.trim_start().strip_prefix('/') else {
            return Spoken::Words;
        };
        let (head, rest) = match line.find(char::is_whitespace) {
            Some(end) => (&line[..end], line[end..].trim()),
            None => (line, ""),
        };
        let (name, addressee) = match head.split_once('@') {
            Some((name, addressee)) => (name, Some(addressee)),
            None => (head, None),
        };
        if !is_name(name) {
            return Spoken::Words;
        }
        match addressee {
            Some(other) if !other.eq_ignore_ascii_case(username) => Spoken::ForAnother,
            _ => Spoken::Command(Self::named(&name.to_ascii_lowercase(), rest)),
        }
    }

    fn named(name: &str, rest: &str) -> Self {
        let rest = || {
            Some(rest)
                .filter(|rest| !rest.is_empty())
                .map(str::to_owned)
        };
        let Some(entry) = Entry::named(name) else {
            return Self::Unknown {
                name: name.to_owned(),
            };
        };
        match entry {
            Entry::Start => Self::Start { payload: rest() },
            Entry::Help => Self::Help,
            Entry::Directive => Self::Directive { text: rest() },
            Entry::Follow => Self::Follow,
            Entry::Tasks => Self::Tasks,
            Entry::Invite => Self::Invite,
            Entry::HandOver => Self::HandOver,
            Entry::Connect => Self::Connect { code: rest() },
            Entry::Verify => Self::Verify { code: rest() },
            Entry::Language => Self::Language,
            Entry::Privacy => Self::Privacy,
            Entry::Cancel => Self::Cancel,
        }
    }
}

impl Entry {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 12] = [
        Self::Directive,
        Self::Follow,
        Self::Tasks,
        Self::Invite,
        Self::HandOver,
        Self::Verify,
        Self::Connect,
        Self::Language,
        Self::Privacy,
        Self::Help,
        Self::Cancel,
        Self::Start,
    ];

    /// The names, Vietnamese and English. Both work in every language.
    #[must_use]
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Start => ("start", "start"),
            Self::Help => ("trogiup", "help"),
            Self::Directive => ("chithi", "directive"),
            Self::Follow => ("theodoi", "follow"),
            Self::Tasks => ("nhiemvu", "tasks"),
            Self::Invite => ("moi", "invite"),
            Self::HandOver => ("bangiao", "handover"),
            Self::Connect => ("ketnoi", "connect"),
            Self::Verify => ("kiemtra", "verify"),
            Self::Language => ("ngonngu", "language"),
            Self::Privacy => ("riengtu", "privacy"),
            Self::Cancel => ("huy", "cancel"),
        }
    }

    /// The name in one language, without the slash.
    #[must_use]
    pub fn name(self, locale: Locale) -> &'static str {
        let (vietnamese, english) = self.names();
        match locale {
            Locale::Vi => vietnamese,
            Locale::En => english,
        }
    }

    /// The key of the line that says what it does.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Start => "command-start",
            Self::Help => "command-help",
            Self::Directive => "command-directive",
            Self::Follow => "command-follow",
            Self::Tasks => "command-tasks",
            Self::Invite => "command-invite",
            Self::HandOver => "command-handover",
            Self::Connect => "command-connect",
            Self::Verify => "command-verify",
            Self::Language => "command-language",
            Self::Privacy => "command-privacy",
            Self::Cancel => "command-cancel",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|entry| {
            let (vietnamese, english) = entry.names();
            name == vietnamese || name == english
        })
    }

    /// Whether the menu of a person with these roles offers it. This is a courtesy, not a
    /// permission: whoever types a command is checked where it acts.
    fn is_for(self, roles: &[Role]) -> bool {
        let any = |wanted: &[Role]| roles.iter().any(|role| wanted.contains(role));
        match self {
            Self::Directive | Self::Follow => any(&[Role::Leader, Role::Clerk]),
            Self::Tasks => any(&[Role::Leader, Role::Cadre, Role::Duty]),
            Self::Invite => any(&[Role::Admin, Role::Leader, Role::Clerk]),
            Self::HandOver => any(&[Role::Leader, Role::Clerk, Role::Cadre, Role::Duty]),
            Self::Verify | Self::Language | Self::Privacy | Self::Help | Self::Cancel => true,
            // `/start` is Telegram's own button, and `/ketnoi` belongs in groups.
            Self::Start | Self::Connect => false,
        }
    }
}

/// The commands that the menu of a person with these roles offers, in its order.
#[must_use]
pub fn commands_for(roles: &[Role]) -> Vec<Entry> {
    Entry::ALL
        .into_iter()
        .filter(|entry| entry.is_for(roles))
        .collect()
}

/// Tells Telegram the menus of everybody: in private chats, in groups and for groups' administrators.
///
/// # Errors
/// If Telegram does not take one of them.
pub async fn publish_commands(api: &Api, catalog: &Catalog) -> Result<(), CallError> {
    let everybody = commands_for(&[]);
    let groups = [Entry::Tasks, Entry::Verify, Entry::Help];
    let administrators = [Entry::Connect, Entry::Tasks, Entry::Verify, Entry::Help];
    for (scope, entries) in [
        (BotCommandScope::Default, everybody.as_slice()),
        (BotCommandScope::AllGroupChats, &groups),
        (BotCommandScope::AllChatAdministrators, &administrators),
    ] {
        // Without a language code it is what everybody sees whose language has no list of its own.
        set(api, catalog, scope.clone(), Locale::Vi, None, entries).await?;
        set(api, catalog, scope, Locale::En, Some("en"), entries).await?;
    }
    Ok(())
}

/// Gives one private chat the menu of what the person may do, in the language that was chosen.
/// Somebody without a role goes back to everybody's menu.
///
/// # Errors
/// If Telegram does not take it.
pub async fn publish_commands_of(
    api: &Api,
    catalog: &Catalog,
    chat: TelegramChatId,
    roles: &[Role],
    locale: Locale,
) -> Result<(), CallError> {
    let scope = BotCommandScope::Chat(BotCommandScopeChat {
        chat_id: chat.0.into(),
    });
    let entries = commands_for(roles);
    if entries == commands_for(&[]) && locale == Locale::default() {
        let params = DeleteMyCommandsParams::builder().scope(scope).build();
        let _: bool = api.call("deleteMyCommands", &params).await?;
        return Ok(());
    }
    set(api, catalog, scope, locale, None, &entries).await
}

async fn set(
    api: &Api,
    catalog: &Catalog,
    scope: BotCommandScope,
    locale: Locale,
    language_code: Option<&str>,
    entries: &[Entry],
) -> Result<(), CallError> {
    let commands = entries
        .iter()
        .map(|entry| BotCommand {
            command: entry.name(locale).to_owned(),
            description: catalog.label(locale, entry.key()),
            is_ephemeral: None,
        })
        .collect();
    let params = SetMyCommandsParams {
        commands,
        scope: Some(scope),
        language_code: language_code.map(str::to_owned),
    };
    let _: bool = api.call("setMyCommands", &params).await?;
    Ok(())
}

/// Telegram's rule for names of commands; whatever else begins with a slash is just words.
fn is_name(name: &str) -> bool {
    (1..=32).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Spoken {
        Command::read(text, "kengbot")
    }

    fn command(text: &str) -> Command {
        match read(text) {
            Spoken::Command(command) => command,
            other => panic!("{text:?} is {other:?}"),
        }
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn start_carries_a_code() {
        assert_eq!(command("/start"), Command::Start { payload: None });
        assert_eq!(
            command("/start Ab_9-z"),
            Command::Start {
                payload: some("Ab_9-z")
            }
        );
        assert_eq!(
            command("/start@KengBot Ab"),
            Command::Start {
                payload: some("Ab")
            }
        );
        assert_eq!(command("/start  "), Command::Start { payload: None });
    }

    #[test]
    fn every_command_has_two_names() {
        assert_eq!(command("/trogiup"), Command::Help);
        assert_eq!(command("/help"), Command::Help);
        assert_eq!(command("/theodoi"), Command::Follow);
        assert_eq!(command("/follow"), Command::Follow);
        assert_eq!(command("/nhiemvu"), Command::Tasks);
        assert_eq!(command("/tasks"), Command::Tasks);
        assert_eq!(command("/moi"), Command::Invite);
        assert_eq!(command("/invite"), Command::Invite);
        assert_eq!(command("/bangiao"), Command::HandOver);
        assert_eq!(command("/handover"), Command::HandOver);
        assert_eq!(command("/ngonngu"), Command::Language);
        assert_eq!(command("/language"), Command::Language);
        assert_eq!(command("/riengtu"), Command::Privacy);
        assert_eq!(command("/privacy"), Command::Privacy);
        assert_eq!(command("/huy"), Command::Cancel);
        assert_eq!(command("/cancel"), Command::Cancel);
        assert_eq!(command("/chithi"), Command::Directive { text: None });
        assert_eq!(command("/directive"), Command::Directive { text: None });
        assert_eq!(command("/ketnoi"), Command::Connect { code: None });
        assert_eq!(command("/connect"), Command::Connect { code: None });
        assert_eq!(command("/kiemtra"), Command::Verify { code: None });
        assert_eq!(command("/verify"), Command::Verify { code: None });
    }

    #[test]
    fn what_follows_belongs_to_the_command() {
        assert_eq!(
            command("/ketnoi HC-01"),
            Command::Connect {
                code: some("HC-01")
            }
        );
        assert_eq!(
            command("/kiemtra@kengbot\tK7Q2-9"),
            Command::Verify {
                code: some("K7Q2-9")
            }
        );
        assert_eq!(
            command("/chithi\nỦY BAN NHÂN DÂN\n\n1. Về an toàn giao thông\n"),
            Command::Directive {
                text: some("ỦY BAN NHÂN DÂN\n\n1. Về an toàn giao thông")
            }
        );
        assert_eq!(command("/trogiup gì cơ?"), Command::Help);
    }

    #[test]
    fn case_and_space_do_not_matter() {
        assert_eq!(command("/ChiThi"), Command::Directive { text: None });
        assert_eq!(command("  /HELP"), Command::Help);
        assert_eq!(command("/help@KENGBOT"), Command::Help);
    }

    #[test]
    fn what_is_not_built_is_unknown() {
        for name in ["chiendich", "canhbao", "baotin", "luadao", "xyz_1"] {
            assert_eq!(
                command(&format!("/{name} a")),
                Command::Unknown {
                    name: name.to_owned()
                }
            );
        }
    }

    #[test]
    fn another_bots_commands_are_not_ours() {
        assert_eq!(read("/help@otherbot"), Spoken::ForAnother);
        assert_eq!(read("/nothing@otherbot x"), Spoken::ForAnother);
        assert_eq!(read("/help@"), Spoken::ForAnother);
    }

    #[test]
    fn words_with_a_slash_are_words() {
        for text in [
            "",
            "/",
            "/ help",
            "//help",
            "help",
            "1/2",
            "/06/CT-UBND",
            "/chỉthị",
            "/a.b",
            "/@kengbot",
            "Số /chithi",
            "/aaaaaaaaaabbbbbbbbbbccccccccccddd",
        ] {
            assert_eq!(read(text), Spoken::Words, "{text}");
        }
    }

    #[test]
    fn names_obey_telegrams_rule_and_are_unique() {
        let mut seen = std::collections::BTreeMap::new();
        for entry in Entry::ALL {
            for locale in Locale::ALL {
                let name = entry.name(locale);
                assert!(is_name(name) && name.to_ascii_lowercase() == name, "{name}");
                assert_eq!(*seen.entry(name).or_insert(entry), entry, "{name}");
                assert_ne!(
                    command(&format!("/{name}")),
                    Command::Unknown {
                        name: name.to_owned()
                    }
                );
            }
        }
    }

    #[test]
    fn every_line_of_the_menu_fits() {
        let catalog = Catalog::embedded();
        for entry in Entry::ALL {
            for locale in Locale::ALL {
                assert!(catalog.has(locale, entry.key()), "{}", entry.key());
                let length = catalog.label(locale, entry.key()).chars().count();
                assert!((1..=256).contains(&length), "{}", entry.key());
            }
        }
    }

    #[test]
    fn menus_fit_the_roles() {
        let everybody = [
            Entry::Verify,
            Entry::Language,
            Entry::Privacy,
            Entry::Help,
            Entry::Cancel,
        ];
        assert_eq!(commands_for(&[]), everybody);
        assert_eq!(commands_for(&[Role::Resident]), everybody);
        let leader = commands_for(&[Role::Leader]);
        let first = [Entry::Directive, Entry::Follow, Entry::Tasks, Entry::Invite];
        assert_eq!(leader[..4], first);
        let cadre = commands_for(&[Role::Cadre]);
        assert!(cadre.contains(&Entry::Tasks) && !cadre.contains(&Entry::Directive));
    }
}
