//! Inviting, and taking invitations back.

use keng::app::Rules;
use keng::app::invitations::{
    MAX_USES, Offer, invite, invite_everybody_from_console, invite_from_console, revoke,
};
use keng::app::inviting_people::{MOST, invite_people, personal_links};
use keng::domain::org::{Role, Unit};
use keng::store::people::NewPerson;

use super::{LATER, NOW, actor, city, cx, join, member, on_both, on_roster, refused, visitor};

fn offer(role: Role, unit: &Unit) -> Offer {
    Offer {
        role,
        unit: Some(unit.clone()),
        uses: 1,
        expires_at: Some(LATER),
    }
}

#[tokio::test]
async fn a_leader_invites_into_his_ward_and_a_clerk_less() {
    on_both!(tx => {
        let [city, ward, other] = city(&mut tx).await;
        let rules = Rules::default();
        let leader = member(&mut tx, "Bình", 1, Role::Leader, &ward).await;
        let leader = actor(&mut tx, leader).await;
        let clerk = member(&mut tx, "An", 2, Role::Clerk, &ward).await;
        let clerk = actor(&mut tx, clerk).await;
        let mut random = 0;
        for (who, role, unit, allowed) in [
            (&leader, Role::Leader, &ward, true),
            (&leader, Role::Cadre, &ward, true),
            (&leader, Role::Admin, &ward, false),
            (&leader, Role::Cadre, &other, false),
            (&leader, Role::Cadre, &city, false),
            (&clerk, Role::Cadre, &ward, true),
            (&clerk, Role::Leader, &ward, false),
        ] {
            random += 1;
            let result = invite(&mut tx, &cx(who, &rules), &offer(role, unit), [random; 18]).await;
            if allowed {
                let code = result.unwrap();
                let made = tx.invitation_by_code(&code).await.unwrap().unwrap();
                assert_eq!((made.role, made.unit, made.uses_left), (role, Some(unit.id), 1));
            } else {
                assert_eq!(refused(result), "refusal-not-allowed");
            }
        }
    });
}

#[tokio::test]
async fn an_offer_must_make_sense() {
    on_both!(tx => {
        let [_, ward, _] = city(&mut tx).await;
        let good = offer(Role::Cadre, &ward);
        for (offer, key) in [
            (Offer { unit: None, ..good.clone() }, "refusal-invitation-needs-unit"),
            (Offer { uses: 0, ..good.clone() }, "refusal-invitation-uses"),
            (Offer { uses: MAX_USES + 1, ..good.clone() }, "refusal-invitation-uses"),
            (Offer { expires_at: Some(NOW), ..good.clone() }, "refusal-invitation-ends-in-past"),
        ] {
            assert_eq!(refused(invite_from_console(&mut tx, NOW, &offer, [1; 18]).await), key);
        }
    });
}

#[tokio::test]
async fn who_could_have_made_an_invitation_can_take_it_back() {
    on_both!(tx => {
        let [_, ward, other] = city(&mut tx).await;
        let rules = Rules::default();
        let made = invite_from_console(&mut tx, NOW, &offer(Role::Cadre, &ward), [1; 18]).await;
        let code = made.unwrap();
        let id = tx.invitation_by_code(&code).await.unwrap().unwrap().id;
        let beside = member(&mut tx, "An", 1, Role::Leader, &other).await;
        let beside = actor(&mut tx, beside).await;
        let result = revoke(&mut tx, &cx(&beside, &rules), id).await;
        assert_eq!(refused(result), "refusal-not-allowed");
        let leader = member(&mut tx, "Bình", 2, Role::Leader, &ward).await;
        let leader = actor(&mut tx, leader).await;
        revoke(&mut tx, &cx(&leader, &rules), id).await.unwrap();
        let again = revoke(&mut tx, &cx(&leader, &rules), id).await;
        assert_eq!(refused(again), "refusal-invitation-revoked-before");
        let lan = visitor(&mut tx, "Lan", 7).await;
        assert_eq!(refused(join(&mut tx, lan, &code, NOW).await), "refusal-invitation-revoked");
    });
}

#[tokio::test]
async fn everybody_gets_one_link_however_often_it_is_asked() {
    on_both!(tx => {
        let [_, ward, _] = city(&mut tx).await;
        on_roster(&mut tx, "Lan", "CB1", &ward).await;
        on_roster(&mut tx, "Nam", "CB2", &ward).await;
        let mut byte = 0;
        let mut random = || {
            byte += 1;
            [byte; 18]
        };
        let first = invite_everybody_from_console(&mut tx, NOW, &mut random).await.unwrap();
        let codes = |made: &[keng::app::invitations::PersonalInvitation]| {
            made.iter().map(|made| made.code.clone()).collect::<Vec<_>>()
        };
        assert_eq!(first.len(), 2);
        on_roster(&mut tx, "Oanh", "CB3", &ward).await;
        let second = invite_everybody_from_console(&mut tx, NOW, &mut random).await.unwrap();
        assert_eq!(codes(&second)[..2], codes(&first));
        assert_eq!(byte, 3, "one new link for the one new person");

        let lan = visitor(&mut tx, "Lan", 7).await;
        join(&mut tx, lan, &first[0].code, NOW).await.unwrap();
        let third = invite_everybody_from_console(&mut tx, NOW, || [9; 18]).await.unwrap();
        assert_eq!(codes(&third), codes(&second)[1..]);
    });
}

#[tokio::test]
async fn from_the_chat_one_invites_only_whom_one_may_and_not_too_many_at_once() {
    on_both!(tx => {
        let [_, ward, other] = city(&mut tx).await;
        let rules = Rules::default();
        let clerk = member(&mut tx, "An", 2, Role::Clerk, &ward).await;
        let clerk = actor(&mut tx, clerk).await;
        on_roster(&mut tx, "Lan", "CB1", &ward).await;
        let head = NewPerson { name: "Nam", now: NOW, ..NewPerson::default() };
        let head = tx.person_insert(&head).await.unwrap();
        tx.membership_insert(head, Some(ward.id), Role::Leader, None, NOW).await.unwrap();
        on_roster(&mut tx, "Oanh", "CB3", &other).await;
        let mut byte = 0;
        let mut random = || {
            byte += 1;
            [byte; 18]
        };
        for _ in 0..2 {
            invite_people(&mut tx, &cx(&clerk, &rules), ward.id, &mut random).await.unwrap();
        }
        let links = personal_links(&mut tx, &clerk, &ward.path, NOW).await.unwrap();
        let names: Vec<_> = links.iter().map(|link| link.person.name.as_str()).collect();
        assert_eq!(names, ["Lan"], "a clerk does not invite a leader, nor into another ward");
        let elsewhere = invite_people(&mut tx, &cx(&clerk, &rules), other.id, &mut random).await;
        assert_eq!(refused(elsewhere), "refusal-not-allowed");
        for number in 0..MOST {
            on_roster(&mut tx, "Hoa", &format!("H{number}"), &ward).await;
        }
        let all = invite_people(&mut tx, &cx(&clerk, &rules), ward.id, &mut random).await;
        assert_eq!(refused(all), "refusal-too-many-to-invite");
        assert_eq!(byte, 1);
    });
}
