//! A group of cadres and one of residents never get each other's messages, nor those of another
//! unit, whatever is queued and however often the groups change.

use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence};

use keng::domain::chat::GroupAudience;
use keng::domain::ids::{DirectiveId, TelegramChatId, UnitId};
use keng::domain::notice::{Lane, Notice};

use super::issuing::TOWN;
use crate::support::documents;
use crate::support::town::Town;

const GROUPS: [&str; 2] = ["Nhóm một", "Nhóm hai"];
/// The code of each unit, and what stands only on its own copies.
const UNITS: [(&str, &str); 3] = [
    ("TP", "Nhiệm vụ của Thành phố"),
    ("PHUONG-HAI-CHAU", "Nhiệm vụ của Phường Hải Châu"),
    ("PHUONG-AN-HAI", "Nhiệm vụ của Phường An Hải"),
];

/// What happens to one of the groups.
#[derive(Clone, Copy, Debug)]
enum Act {
    Tie(usize, usize, GroupAudience),
    Untie(usize),
    /// A unit's copy of the directive is queued for it, rightly or not.
    Queue(usize, usize),
    /// Somebody confirms, so that the copies are brought up to date.
    Touch,
    ThrowOut(usize),
    TakeIn(usize),
}

fn acts() -> impl Strategy<Value = Act> {
    let group = 0..GROUPS.len();
    let unit = 0..UNITS.len();
    let audience = proptest::sample::select(GroupAudience::ALL.to_vec());
    prop_oneof![
        4 => (group.clone(), unit.clone(), audience).prop_map(|(g, u, a)| Act::Tie(g, u, a)),
        1 => group.clone().prop_map(Act::Untie),
        6 => (group.clone(), unit).prop_map(|(g, u)| Act::Queue(g, u)),
        2 => Just(Act::Touch),
        1 => group.clone().prop_map(Act::ThrowOut),
        2 => group.prop_map(Act::TakeIn),
    ]
}

/// A town with both groups in it and what the test knows of them.
struct Case {
    town: Town,
    units: Vec<UnitId>,
    present: [bool; 2],
    ties: [Option<(usize, GroupAudience)>; 2],
    /// How many calls of the API were looked at.
    looked: usize,
}

impl Case {
    async fn new() -> Self {
        let mut town = Town::new(TOWN).await;
        town.publishes("Bình", &documents::traffic(), "Dũng").await;
        town.expects("message to edit not found");
        town.expects("message to delete not found");
        let mut units = Vec::new();
        let mut tx = town.store().begin().await.expect("the database");
        for (code, _) in UNITS {
            units.push(
                tx.unit_by_code(code)
                    .await
                    .expect("the database")
                    .expect("it is there")
                    .id,
            );
        }
        drop(tx);
        for group in GROUPS {
            town.founds(group, &["Bình", "Lan", "Nam"]).await;
        }
        Self {
            town,
            units,
            present: [true; 2],
            ties: [None; 2],
            looked: 0,
        }
    }

    async fn act(&mut self, act: Act) {
        match act {
            Act::Tie(group, unit, audience) if self.present[group] => {
                let label = match audience {
                    GroupAudience::Cadre => "Nhóm cán bộ",
                    GroupAudience::Resident => "Nhóm dân cư",
                };
                let code = UNITS[unit].0;
                self.town.ties(GROUPS[group], "Bình", code, label).await;
                self.ties[group] = Some((unit, audience));
            }
            Act::Untie(group) if self.present[group] && self.ties[group].is_some() => {
                self.town.taps_in(GROUPS[group], "Bình", "Gỡ kết nối").await;
                self.ties[group] = None;
            }
            Act::Queue(group, unit) => self.queue(group, unit).await,
            Act::Touch => self.touch().await,
            Act::ThrowOut(group) if self.present[group] => {
                self.town.throws_out(GROUPS[group], "Lan").await;
                self.present[group] = false;
            }
            Act::TakeIn(group) if !self.present[group] => {
                self.town.takes_in(GROUPS[group], "Lan").await;
                self.present[group] = true;
            }
            _ => {}
        }
    }

    async fn queue(&mut self, group: usize, unit: usize) {
        let mut tx = self.town.store().begin().await.expect("the database");
        let telegram = TelegramChatId(self.town.id(GROUPS[group]));
        let chat = tx
            .chat_by_telegram(telegram)
            .await
            .expect("the database")
            .expect("it is there");
        let notice = Notice::GroupDirective {
            directive: DirectiveId(1),
            unit: self.units[unit],
        };
        let now = self.town.clock.now();
        tx.outbox_say(chat.id, &notice, Lane::Directive, now)
            .await
            .expect("the database");
        tx.commit().await.expect("the database");
        self.town.settle().await;
    }

    async fn touch(&mut self) {
        let mut tx = self.town.store().begin().await.expect("the database");
        let now = self.town.clock.now();
        tx.outbox_touch(
            DirectiveId(1),
            &["group_directive"],
            Lane::Directive,
            0,
            now,
        )
        .await
        .expect("the database");
        tx.commit().await.expect("the database");
        self.town.settle().await;
    }

    /// What stands in the groups, and what was sent to them since the last look, is theirs.
    fn check(&mut self, after: Act) {
        let requests = self.town.world.requests();
        let sent = requests[self.looked..].iter();
        for (group, name) in GROUPS.iter().enumerate() {
            let chat = self.town.id(name);
            let texts = sent
                .clone()
                .filter(|call| call.chat == Some(chat))
                .filter_map(|call| call.params["text"].as_str())
                .map(str::to_owned);
            // Nothing is taken away from a group in which the bot is not.
            let screen = self.present[group].then(|| self.town.screen(name));
            for text in texts.chain(screen) {
                for (unit, (_, mark)) in UNITS.iter().enumerate() {
                    let may = self.ties[group] == Some((unit, GroupAudience::Cadre));
                    assert!(
                        may || !text.contains(mark),
                        "after {after:?}, {name} ({:?}) shows:\n{text}",
                        self.ties[group]
                    );
                }
            }
        }
        self.looked = requests.len();
    }
}

proptest! {
    #![proptest_config(Config {
        cases: 12,
        max_shrink_iters: 40,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..Config::default()
    })]

    #[test]
    fn no_group_ever_shows_what_is_not_for_it(
        acts in proptest::collection::vec(acts(), 10..24),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let mut case = Case::new().await;
            for act in acts {
                case.act(act).await;
                case.check(act);
            }
            case.town.finish().await;
        });
    }
}

#[tokio::test]
async fn the_copies_can_be_told_apart() {
    // Otherwise the property above would hold of anything.
    let mut case = Case::new().await;
    for (unit, (_, mark)) in UNITS.iter().enumerate().skip(1) {
        case.act(Act::Tie(0, unit, GroupAudience::Cadre)).await;
        case.act(Act::Queue(0, unit)).await;
        let screen = case.town.screen(GROUPS[0]);
        assert!(screen.contains(mark), "{screen}");
        case.check(Act::Touch);
    }
    case.town.finish().await;
}
