//! Groups come, are tied to units, and go.

use keng::app::Rules;
use keng::app::groups::{Group, connect_group, disconnect_group, group_back, group_lost};
use keng::domain::chat::{ChatKind, GroupAudience};
use keng::domain::ids::TelegramChatId;
use keng::domain::notice::Unreachable;
use keng::domain::org::Role;

use super::{NOW, actor, city, cx, member, on_both, refused};

const GROUP: Group<'_> = Group {
    telegram: TelegramChatId(-100),
    kind: ChatKind::Supergroup,
    title: Some("Cán bộ Hải Châu"),
};

#[tokio::test]
async fn a_group_is_tied_and_corrected() {
    on_both!(tx => {
        let [_, ward, other] = city(&mut tx).await;
        let rules = Rules::default();
        let leader = member(&mut tx, "Bình", 1, Role::Leader, &ward).await;
        let leader = actor(&mut tx, leader).await;
        let cx = cx(&leader, &rules);
        let tied = connect_group(&mut tx, &cx, GROUP, " 20242 ", GroupAudience::Resident).await;
        assert_eq!(tied.unwrap().before, None);
        let tied = connect_group(&mut tx, &cx, GROUP, "20242", GroupAudience::Cadre).await.unwrap();
        assert_eq!(tied.before, Some(GroupAudience::Resident));
        let chat = tx.chat_by_telegram(GROUP.telegram).await.unwrap().unwrap();
        assert_eq!(chat.connection, Some((ward.id, GroupAudience::Cadre)));

        let result = connect_group(&mut tx, &cx, GROUP, "20275", GroupAudience::Cadre).await;
        assert_eq!(refused(result), "refusal-connect-not-yours");
        let result = connect_group(&mut tx, &cx, GROUP, "999", GroupAudience::Cadre).await;
        assert_eq!(refused(result), "refusal-connect-unknown");

        // The leader of another ward cannot take the group away, nor untie it.
        let rival = member(&mut tx, "An", 2, Role::Leader, &other).await;
        let rival = actor(&mut tx, rival).await;
        let rival = super::cx(&rival, &rules);
        let result = connect_group(&mut tx, &rival, GROUP, "20275", GroupAudience::Cadre).await;
        assert_eq!(refused(result), "refusal-group-of-another-unit");
        let result = disconnect_group(&mut tx, &rival, GROUP.telegram).await;
        assert_eq!(refused(result), "refusal-group-of-another-unit");

        disconnect_group(&mut tx, &cx, GROUP.telegram).await.unwrap();
        let result = disconnect_group(&mut tx, &cx, GROUP.telegram).await;
        assert_eq!(refused(result), "refusal-group-not-connected");
    });
}

#[tokio::test]
async fn a_group_that_is_lost_keeps_its_tie_for_the_return() {
    on_both!(tx => {
        let [_, ward, _] = city(&mut tx).await;
        let rules = Rules::default();
        let leader = member(&mut tx, "Bình", 1, Role::Leader, &ward).await;
        let leader = actor(&mut tx, leader).await;
        connect_group(&mut tx, &cx(&leader, &rules), GROUP, "20242", GroupAudience::Cadre)
            .await
            .unwrap();
        group_lost(&mut tx, GROUP.telegram, Unreachable::Removed, NOW).await.unwrap();
        let lost = tx.chat_by_telegram(GROUP.telegram).await.unwrap().unwrap();
        assert_eq!(lost.unreachable, Some(Unreachable::Removed));
        group_back(&mut tx, GROUP, &rules, NOW).await.unwrap();
        let back = tx.chat_by_telegram(GROUP.telegram).await.unwrap().unwrap();
        assert_eq!(back.unreachable, None);
        assert_eq!(back.connection, Some((ward.id, GroupAudience::Cadre)));
        // A group that was never heard of is nothing to remember.
        let never = TelegramChatId(-5);
        group_lost(&mut tx, never, Unreachable::Removed, NOW).await.unwrap();
        assert_eq!(tx.chat_by_telegram(never).await.unwrap(), None);
    });
}
