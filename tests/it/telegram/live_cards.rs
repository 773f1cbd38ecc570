//! The issuer's cards of a large directive: every screen is a message that Telegram takes.

#![expect(
    clippy::unwrap_used,
    reason = "a step that fails is the test's failure"
)]

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use keng::app::publishing::publish;
use keng::app::receipts::acknowledge;
use keng::app::{Cx, Rules};
use keng::domain::chat::Chat;
use keng::domain::directive::Head;
use keng::domain::document::Kind;
use keng::domain::ids::{ChatId, DirectiveId, MessageId, PersonId, TelegramChatId, TelegramUserId};
use keng::domain::locale::Locale;
use keng::domain::notice::{FollowScreen, Notice, Unreachable};
use keng::domain::org::Role;
use keng::store::people::NewPerson;
use keng::store::{ChosenUnit, Claim, Fate, NewDirective, NewTask, Tx};
use keng::telegram::card::{Action, Card, Content, Rendered, plain_text};
use keng::telegram::press::Press;
use keng::telegram::render::render;

use super::core::stage::{MORNING, Stage};

/// A hall full of people.
struct Hall {
    stage: Stage,
    rules: Rules,
    id: DirectiveId,
    leader: PersonId,
    people: Vec<PersonId>,
}

/// A leader has published a directive of fifteen tasks to so many units with so many people each.
/// The last of each unit has not joined.
async fn hall(units: usize, each: usize) -> Hall {
    let stage = Stage::new().await;
    let rules = Rules {
        approval_by_second_person: false,
        ..Rules::default()
    };
    let mut tx = stage.bot.store.begin().await.unwrap();
    let city = tx
        .unit_insert("1", "Thành phố Sông Hàn", "thành phố", None)
        .await
        .unwrap();
    let leader = member(&mut tx, "Trần Thanh Bình", Some(1), city.id, Role::Leader).await;
    let mut people = Vec::new();
    for unit in 0..units {
        // A town of a few wards is there to be read, a large one to try the limits.
        let name = match units {
            0..=9 => format!("Phường {unit}"),
            _ => format!("Phường có một cái tên khá dài để thử giới hạn, số {unit}"),
        };
        let code = format!("U{unit}");
        let ward = tx.unit_insert(&code, &name, "phường", Some(&city)).await;
        let ward = ward.unwrap();
        for number in 0..each {
            let name = format!("Nguyễn <Hoàng> & Oanh {unit}.{number}");
            let telegram = (number + 1 < each).then_some(1_000 + people.len() as i64);
            people.push(member(&mut tx, &name, telegram, ward.id, Role::Cadre).await);
        }
    }
    let id = directive(&mut tx, city.id, leader).await;
    let actor = tx.actor_load(leader, MORNING).await.unwrap().unwrap();
    let cx = Cx {
        now: MORNING,
        actor: &actor,
        rules: &rules,
    };
    publish(&mut tx, cx, id, [7; 8]).await.unwrap();
    tx.commit().await.unwrap();
    Hall {
        stage,
        rules,
        id,
        leader,
        people,
    }
}

async fn member(
    tx: &mut Tx,
    name: &str,
    telegram: Option<i64>,
    unit: keng::domain::ids::UnitId,
    role: Role,
) -> PersonId {
    let new = NewPerson {
        name,
        telegram: telegram.map(TelegramUserId),
        now: MORNING,
        ..NewPerson::default()
    };
    let person = tx.person_insert(&new).await.unwrap();
    tx.membership_insert(person, Some(unit), role, None, MORNING)
        .await
        .unwrap();
    if let Some(telegram) = telegram {
        tx.chat_upsert_private(person, TelegramChatId(telegram), Locale::Vi, MORNING)
            .await
            .unwrap();
    }
    person
}

async fn directive(tx: &mut Tx, unit: keng::domain::ids::UnitId, author: PersonId) -> DirectiveId {
    let new = NewDirective {
        unit,
        author,
        head: Head {
            kind: Kind::ChiThi,
            authority: None,
            number: Some("06/CT-UBND".into()),
            place: None,
            issued_on: None,
            title: "Về việc tăng cường bảo đảm trật tự đô thị & an toàn giao thông".into(),
            summary: "Tóm tắt".into(),
            urgency: None,
        },
        body: "Toàn văn".into(),
        file: None,
        warnings: Vec::new(),
    };
    let id = tx.directive_insert(&new, MORNING).await.unwrap();
    let everybody = ChosenUnit {
        unit,
        with_below: true,
    };
    tx.audience_add_unit(id, everybody).await.unwrap();
    tx.audience_add_role(id, "cadre").await.unwrap();
    for no in 1..=15 {
        let task = NewTask {
            no: no.to_string(),
            title: "Rà soát, lập danh sách các điểm lấn chiếm vỉa hè trên địa bàn quản lý".into(),
            text: "Rà soát".repeat(300),
            responsible: Vec::new(),
            deadline_text: None,
            // Half of them are late at once.
            due_at: Some(MORNING + (no - 8) * 3_600_000 - 1),
        };
        tx.task_insert(id, &task).await.unwrap();
    }
    id
}

impl Hall {
    async fn tx(&self) -> Tx {
        self.stage.bot.store.begin().await.unwrap()
    }

    async fn chat(&self, tx: &mut Tx, person: PersonId) -> Chat {
        tx.chat_of_person(person).await.unwrap().unwrap()
    }

    /// What the leader's message shows, checked for what Telegram would refuse.
    async fn shows(&self, notice: &Notice) -> Card {
        let mut tx = self.tx().await;
        let chat = self.chat(&mut tx, self.leader).await;
        let rendered = render(&self.stage.bot, &mut tx, notice, &chat, true).await;
        let Rendered::Card(card) = rendered.unwrap() else {
            panic!("{notice:?} shows nothing");
        };
        assert!(card.fits(), "{notice:?} is too long:\n{}", card.html);
        let buttons = card.keyboard.iter().flatten();
        assert!(buttons.clone().count() <= 100);
        assert!(card.keyboard.iter().all(|row| row.len() <= 8));
        for button in buttons {
            if let Action::Press(press) = &button.action {
                assert!(press.encode().len() <= 64);
            }
        }
        *card
    }

    async fn screen(&self, screen: FollowScreen) -> Card {
        let directive = self.id;
        self.shows(&Notice::Follow { directive, screen }).await
    }

    /// Everything that is queued arrives.
    async fn deliver(&self) {
        let claim = Claim {
            lease_ms: 60_000,
            room: [10_000; 7],
            held: Vec::new(),
        };
        loop {
            let mut tx = self.tx().await;
            let fence = tx.lease_take("sender", "a", MORNING, 60_000).await;
            let fence = fence.unwrap().unwrap();
            let rows = tx.outbox_claim(MORNING, &claim).await.unwrap().rows;
            if rows.is_empty() {
                return;
            }
            let shown = |row: i64| Fate::Shown {
                message: MessageId(row),
                at: MORNING,
            };
            let recorded: Vec<_> = rows
                .iter()
                .map(|row| row.recorded(shown(row.row.0)))
                .collect();
            assert!(tx.outbox_record(&recorded, "sender", fence).await.unwrap());
            tx.commit().await.unwrap();
        }
    }

    async fn confirms(&self, person: PersonId, note: Option<&str>) {
        let mut tx = self.tx().await;
        let actor = tx.actor_load(person, MORNING).await.unwrap().unwrap();
        let cx = Cx {
            now: MORNING,
            actor: &actor,
            rules: &self.rules,
        };
        acknowledge(&mut tx, cx, self.id, Some(1), note)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

/// The page after this one, if a button leads there.
fn next(card: &Card) -> Option<FollowScreen> {
    card.keyboard.iter().flatten().find_map(|button| {
        match (&button.action, button.label.as_str()) {
            (Action::Press(Press::Follow(_, screen)), "Tiếp") => Some(*screen),
            _ => None,
        }
    })
}

#[tokio::test]
async fn a_small_town_reads_well() {
    let hall = hall(3, 4).await;
    let sending = plain_text(&hall.screen(FollowScreen::Card).await.html);
    assert!(sending.contains("Đang gửi: còn 9 tin"), "{sending}");
    hall.deliver().await;
    hall.confirms(hall.people[0], Some("Thiếu <phụ lục> & mẫu số 2"))
        .await;
    hall.confirms(hall.people[1], None).await;
    let mut tx = hall.tx().await;
    let lost = hall.chat(&mut tx, hall.people[4]).await.id;
    let blocked = Unreachable::Blocked;
    tx.chat_mark_unreachable(lost, blocked, MORNING)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let card = hall.screen(FollowScreen::Card).await;
    insta::assert_snapshot!(plain_text(&card.html), @r"
    📣 Chỉ thị số 06/CT-UBND
    Về việc tăng cường bảo đảm trật tự đô thị & an toàn giao thông
    Mã kiểm tra: HDA8-JUQX · phát hành 09:00, 24/11/2025

    ▰▱▱▱▱▱▱▱▱▱ 16%
    📨 9/12 đã gửi
    ✅ 2 đã xác nhận
    ⏳ 6 chưa xác nhận
    📵 4 không tới được

    📋 Nhiệm vụ: 0/45 đã xong, 24 quá hạn

    🏢 0/3 đơn vị đã xác nhận đủ. Còn thiếu nhiều nhất:
    ▫️ Phường 1: 0/4, 2 không tới được
    ▫️ Phường 2: 0/4, 1 không tới được
    ▫️ Phường 0: 2/4, 1 không tới được

    Cập nhật lúc 09:00, 24/11/2025
    ");
    let labels: Vec<Vec<&str>> = card
        .keyboard
        .iter()
        .map(|row| row.iter().map(|button| button.label.as_str()).collect())
        .collect();
    insta::assert_debug_snapshot!(labels, @r#"
    [
        [
            "Chưa nhận",
            "Nhắc",
        ],
        [
            "Theo đơn vị",
            "Nhiệm vụ",
        ],
        [
            "Ý kiến (1)",
        ],
        [
            "Đính chính",
            "Thu hồi",
        ],
        [
            "Biểu đồ",
            "Xuất Excel",
        ],
    ]
    "#);
    let missing = hall.screen(FollowScreen::Missing { page: 0 }).await;
    insta::assert_snapshot!(plain_text(&missing.html), @r"
    ⏳ 6 chưa xác nhận, 4 không tới được
    Chỉ thị số 06/CT-UBND: Về việc tăng cường bảo đảm trật tự đô thị & an toàn giao thông

    Phường 0
    • Nguyễn <Hoàng> & Oanh 0.2: chưa xác nhận
    • Nguyễn <Hoàng> & Oanh 0.3: không tới được (chưa kết nối)

    Phường 1
    • Nguyễn <Hoàng> & Oanh 1.0: không tới được (đã chặn bot)
    • Nguyễn <Hoàng> & Oanh 1.1: chưa xác nhận
    • Nguyễn <Hoàng> & Oanh 1.2: chưa xác nhận
    • Nguyễn <Hoàng> & Oanh 1.3: không tới được (chưa kết nối)

    Phường 2
    • Nguyễn <Hoàng> & Oanh 2.0: chưa xác nhận
    • Nguyễn <Hoàng> & Oanh 2.1: chưa xác nhận
    • Nguyễn <Hoàng> & Oanh 2.2: chưa xác nhận
    • Nguyễn <Hoàng> & Oanh 2.3: không tới được (chưa kết nối)

    Cập nhật lúc 09:00, 24/11/2025
    ");
    let notes = hall.screen(FollowScreen::Notes { page: 0 }).await;
    insta::assert_snapshot!(plain_text(&notes.html), @r"
    💬 Ý kiến (1)
    Chỉ thị số 06/CT-UBND: Về việc tăng cường bảo đảm trật tự đô thị & an toàn giao thông

    Nguyễn <Hoàng> & Oanh 0.0 · Phường 0
    09:00, 24/11/2025
    “Thiếu <phụ lục> & mẫu số 2”

    Cập nhật lúc 09:00, 24/11/2025
    ");
    let list = hall.shows(&Notice::FollowList { page: 0 }).await;
    insta::assert_snapshot!(plain_text(&list.html), @"
    📚 Văn bản (1)

    👥 Đã kết nối 9/13 cán bộ
    ▰▰▰▰▰▰▱▱▱▱

    1. 📣 Chỉ thị số 06/CT-UBND · đã phát hành
    Về việc tăng cường bảo đảm trật tự đô thị & an toàn giao thông
    ▰▱▱▱▱▱▱▱▱▱ 2/12 đã xác nhận

    Chạm số để mở.
    ");
}

#[tokio::test]
async fn ninety_four_units_and_six_hundred_people_fit_page_by_page() {
    let hall = hall(94, 7).await;
    hall.deliver().await;
    for person in hall.people.iter().step_by(7).take(30) {
        hall.confirms(*person, Some(&"Xin bổ sung kinh phí. ".repeat(40)))
            .await;
    }
    hall.screen(FollowScreen::Card).await;
    for (first, pages) in [
        (FollowScreen::Units { page: 0 }, 5),
        (FollowScreen::Missing { page: 0 }, 53),
        (FollowScreen::Notes { page: 0 }, 10),
        (FollowScreen::Tasks { page: 0 }, 2),
        (FollowScreen::Correct { page: 0 }, 2),
    ] {
        let mut seen = 1;
        let mut card = hall.screen(first).await;
        while let Some(screen) = next(&card) {
            card = hall.screen(screen).await;
            seen += 1;
        }
        assert_eq!(seen, pages, "{first:?}");
    }
    // A page that is no more, because people confirmed meanwhile, is the last that there is.
    let beyond = hall.screen(FollowScreen::Missing { page: 999 }).await;
    assert!(plain_text(&beyond.html).contains("Trang 53/53"));
    let chart = Notice::Chart {
        directive: hall.id,
        dark: false,
    };
    let Content::Bytes(bytes) = hall.shows(&chart).await.attachment.unwrap().content else {
        panic!("the picture is made anew");
    };
    let (width, height) = crate::chart::size(&bytes);
    assert_eq!(width, 1080);
    assert!((1_200..2_000).contains(&height), "{height}");
}

#[tokio::test]
async fn the_workbook_has_everybody_and_every_task() {
    let hall = hall(3, 4).await;
    hall.deliver().await;
    hall.confirms(hall.people[0], Some("=HYPERLINK(\"http://x\")"))
        .await;
    let directive = hall.id;
    let card = hall.shows(&Notice::ReceiptSheet { directive }).await;
    let attachment = card.attachment.unwrap();
    assert_eq!(attachment.name, "chi-thi-so-06-ct-ubnd-2025-11-24.xlsx");
    let Content::Bytes(bytes) = attachment.content else {
        panic!("the workbook is made anew");
    };
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Người nhận", "Nhiệm vụ"]);
    assert!(book.worksheet_formula("Người nhận").unwrap().is_empty());
    let people = book.worksheet_range("Người nhận").unwrap();
    assert_eq!(people.height(), 1 + 12);
    let cell = |row: u32, column: u32| people.get_value((row, column)).unwrap().clone();
    assert_eq!(cell(1, 2), Data::String("đã xác nhận".into()));
    assert!(matches!(cell(1, 5), Data::DateTime(_)));
    assert_eq!(cell(1, 6), Data::String("=HYPERLINK(\"http://x\")".into()));
    assert_eq!(cell(2, 2), Data::String("chưa xác nhận".into()));
    assert_eq!(cell(4, 2), Data::String("không tới được".into()));
    assert_eq!(cell(4, 3), Data::String("chưa kết nối".into()));
    let tasks = book.worksheet_range("Nhiệm vụ").unwrap();
    assert_eq!(tasks.height(), 1 + 15 * 3);
}

#[tokio::test]
async fn whoever_may_not_follow_sees_nothing() {
    let hall = hall(1, 3).await;
    let mut tx = hall.tx().await;
    let cadre = hall.chat(&mut tx, hall.people[0]).await;
    for notice in [
        Notice::Follow {
            directive: hall.id,
            screen: FollowScreen::Card,
        },
        Notice::FollowList { page: 0 },
        Notice::ReceiptSheet { directive: hall.id },
        Notice::Chart {
            directive: hall.id,
            dark: false,
        },
    ] {
        let rendered = render(&hall.stage.bot, &mut tx, &notice, &cadre, false).await;
        assert_eq!(rendered.unwrap(), Rendered::Nothing, "{notice:?}");
    }
    let group = Chat {
        id: ChatId(77),
        person: None,
        ..cadre
    };
    let notice = Notice::Follow {
        directive: hall.id,
        screen: FollowScreen::Card,
    };
    let rendered = render(&hall.stage.bot, &mut tx, &notice, &group, false).await;
    assert_eq!(rendered.unwrap(), Rendered::Nothing);
}
