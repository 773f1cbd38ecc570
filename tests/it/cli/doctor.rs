//! `keng doctor`: a line for each thing, what to do, and no secret.

use keng::clock::Clock;
use keng::domain::chat::{ChatKind, GroupAudience};
use keng::domain::ids::TelegramChatId;
use keng::domain::locale::Locale;
use keng::sim::{Permissions, World};

use super::Folder;

/// The lines about something, without what stands before the words.
fn lines<'a>(printed: &'a str, what: &str) -> Vec<&'a str> {
    printed
        .lines()
        .filter(|line| line.split_whitespace().nth(1) == Some(what))
        .collect()
}

#[test]
fn without_a_token_it_fails_and_says_where_to_get_one() {
    let ended = Folder::new().keng("doctor");
    assert_eq!(ended.status, 1);
    let token = lines(&ended.stdout, "telegram.token");
    assert!(token[0].starts_with('✘'), "{token:?}");
    assert!(token[0].contains("@BotFather"), "{token:?}");
    assert!(ended.stderr.contains("Có 1 chỗ phải sửa"), "{ended:?}");
    // What is there is shown all the same, and nothing was made by looking.
    assert!(ended.stdout.contains("database.url = sqlite://keng.db"));
    assert!(lines(&ended.stdout, "database.url")[0].starts_with('•'));
}

#[test]
fn settings_that_make_no_sense_are_named() {
    let ended = Folder::new().keng_with(&[("KENG_ORG__TIME_ZONE", "Mars/Base")], "doctor");
    assert_eq!(ended.status, 1);
    assert!(ended.stderr.contains("org.time_zone"), "{ended:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn with_telegram_there_it_checks_token_clock_and_groups() {
    let world = World::new(Clock::system());
    let served = keng::sim::spawn(world.clone()).await.unwrap();
    let lan = world.person("Lan", "Trần");
    let here = world.group("Cán bộ", &[lan], &[lan]);
    let gone = world.group("Bà con", &[lan], &[lan]);
    let silent = world.group("Tổ 5", &[lan], &[lan]);
    let poor = world.group("Tổ 6", &[lan], &[lan]);
    world.adds_bot(lan, here).unwrap();
    for (group, permissions) in [
        (silent, Permissions::NONE),
        (
            poor,
            Permissions {
                photos: false,
                polls: false,
                ..Permissions::ALL
            },
        ),
    ] {
        world.adds_bot(lan, group).unwrap();
        world.permits(group, permissions).unwrap();
    }
    let folder = Folder::new();
    folder.keng("migrate").done();
    let store = folder.store().await;
    let mut tx = store.begin().await.unwrap();
    let unit = tx.unit_insert("1", "Phường", "phường", None).await.unwrap();
    for (chat, title) in [
        (here, "Cán bộ"),
        (gone, "Bà con"),
        (silent, "Tổ 5"),
        (poor, "Tổ 6"),
    ] {
        let telegram = TelegramChatId(chat);
        let chat = tx
            .chat_upsert_group(telegram, ChatKind::Group, Some(title), Locale::Vi, 1)
            .await
            .unwrap();
        tx.chat_connect(chat, unit.id, GroupAudience::Cadre)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    store.close().await;

    let settings = [
        ("KENG_TELEGRAM__TOKEN", World::TOKEN),
        ("KENG_TELEGRAM__USERNAME", World::USERNAME),
        ("KENG_TELEGRAM__API_URL", &served.url),
    ];
    let ended = folder.keng_with(&settings, "doctor");
    assert_eq!(ended.status, 1, "{ended:?}");
    for what in [
        "telegram.token",
        "clock",
        "telegram.mode",
        "database.url",
        "files.url",
    ] {
        let found = lines(&ended.stdout, what);
        assert!(found[0].starts_with('✔'), "{found:?}");
    }
    let groups = lines(&ended.stdout, "groups");
    assert!(groups[0].contains("chưa ghim được"), "{groups:?}");
    assert!(groups[1].contains("không còn trong nhóm"), "{groups:?}");
    assert!(groups[2].contains("không được gửi tin"), "{groups:?}");
    assert!(groups[3].contains("gửi ảnh, gửi bình chọn"), "{groups:?}");
    assert!(groups[4].contains("1/4"), "{groups:?}");
    assert!(!ended.stdout.contains(World::TOKEN), "{ended:?}");

    let wrong = [
        ("KENG_TELEGRAM__TOKEN", "1000:revoked"),
        ("KENG_TELEGRAM__API_URL", &served.url),
    ];
    let ended = folder.keng_with(&wrong, "doctor");
    let token = lines(&ended.stdout, "telegram.token");
    assert!(token[0].contains("Telegram không nhận mã này"), "{token:?}");
}
