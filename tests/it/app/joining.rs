//! Joining by an invitation, with consent.

use keng::domain::ids::{PersonId, TelegramUserId, UnitId};
use keng::domain::locale::Locale;
use keng::domain::org::Role;
use keng::store::Tx;
use keng::store::invitations::NewInvitation;

use super::{LATER, NOW, actor, city, join, member, on_both, on_roster, refused, visitor};

const LINK: &str = "the-code-of-a-link";

/// An invitation as a cadre: for two, until [`LATER`].
fn invitation(unit: UnitId) -> NewInvitation<'static> {
    NewInvitation {
        code: LINK,
        role: Role::Cadre,
        unit: Some(unit),
        person: None,
        uses: 2,
        expires_at: Some(LATER),
        created_by: None,
        now: NOW,
    }
}

/// A personal invitation.
fn personal(unit: UnitId, person: PersonId) -> NewInvitation<'static> {
    NewInvitation {
        person: Some(person),
        uses: 1,
        expires_at: None,
        ..invitation(unit)
    }
}

async fn invite(tx: &mut Tx, new: NewInvitation<'_>) {
    tx.invitation_insert(&new).await.unwrap();
}

#[tokio::test]
async fn an_invitation_makes_a_cadre() {
    on_both!(tx => {
        let [_, ward, _] = city(&mut tx).await;
        invite(&mut tx, invitation(ward.id)).await;
        let lan = visitor(&mut tx, "Lan", 7).await;
        let joined = join(&mut tx, lan, &format!(" {LINK} "), NOW).await.unwrap();
        assert_eq!((joined.person, joined.role), (lan, Role::Cadre));
        assert_eq!(joined.unit, Some(ward.clone()));
        let standing = actor(&mut tx, lan).await.standings.remove(0);
        assert_eq!((standing.role, standing.path), (Role::Cadre, ward.path));
        let person = tx.person_by_id(lan).await.unwrap().unwrap();
        assert_eq!(person.joined_at, Some(NOW));
        // Pressing the same link again costs nobody a use.
        assert_eq!(refused(join(&mut tx, lan, LINK, NOW).await), "refusal-already-member");
        let left = tx.invitation_by_code(LINK).await.unwrap().unwrap();
        assert_eq!(left.uses_left, 1);
    });
}

#[tokio::test]
async fn an_invitation_that_does_not_hold_says_why() {
    on_both!(tx => {
        let [_, ward, _] = city(&mut tx).await;
        let lan = visitor(&mut tx, "Lan", 7).await;
        assert_eq!(refused(join(&mut tx, lan, "guessed", NOW).await), "refusal-invitation-unknown");
        let id = tx.invitation_insert(&invitation(ward.id)).await.unwrap();
        assert_eq!(refused(join(&mut tx, lan, LINK, LATER).await), "refusal-invitation-expired");
        for telegram in [8, 9] {
            let other = visitor(&mut tx, "Hoa", telegram).await;
            join(&mut tx, other, LINK, NOW).await.unwrap();
        }
        assert_eq!(refused(join(&mut tx, lan, LINK, NOW).await), "refusal-invitation-used-up");
        tx.invitation_revoke(id, NOW).await.unwrap();
        assert_eq!(refused(join(&mut tx, lan, LINK, NOW).await), "refusal-invitation-revoked");
        assert_eq!(actor(&mut tx, lan).await.standings, []);
    });
}

#[tokio::test]
async fn a_resident_becomes_a_cadre_and_stays_a_resident() {
    on_both!(tx => {
        let [_, ward, other] = city(&mut tx).await;
        invite(&mut tx, invitation(ward.id)).await;
        let lan = member(&mut tx, "Lan", 7, Role::Resident, &other).await;
        join(&mut tx, lan, LINK, NOW).await.unwrap();
        let roles: Vec<_> = actor(&mut tx, lan).await.roles().into_iter().collect();
        assert_eq!(roles, [Role::Cadre, Role::Resident]);
    });
}

#[tokio::test]
async fn a_personal_link_makes_one_of_the_roster_and_the_visitor() {
    on_both!(tx => {
        let [_, ward, other] = city(&mut tx).await;
        let roster = on_roster(&mut tx, "Nguyễn Thị Lan", "CB1", &ward).await;
        let lan = member(&mut tx, "lan lan", 7, Role::Resident, &other).await;
        tx.person_set_locale(lan, Locale::En).await.unwrap();
        invite(&mut tx, personal(ward.id, roster)).await;

        let joined = join(&mut tx, lan, LINK, NOW).await.unwrap();
        assert_eq!(joined.person, roster);
        let nobody = tx.person_by_id(lan).await.unwrap().unwrap();
        assert_eq!((nobody.name.as_str(), nobody.telegram), ("—", None));
        let person = tx.person_by_telegram(TelegramUserId(7)).await.unwrap().unwrap();
        assert_eq!((person.id, person.name.as_str()), (roster, "Nguyễn Thị Lan"));
        assert_eq!((person.locale, person.joined_at), (Locale::En, Some(NOW)));
        let chat = tx.chat_of_person(roster).await.unwrap().unwrap();
        assert_eq!(chat.telegram.0, 7);
        let roles: Vec<_> = actor(&mut tx, roster).await.roles().into_iter().collect();
        assert_eq!(roles, [Role::Cadre, Role::Resident]);
        assert_eq!(refused(join(&mut tx, roster, LINK, NOW).await), "refusal-already-joined");
    });
}

#[tokio::test]
async fn a_personal_link_in_the_wrong_hands() {
    on_both!(tx => {
        let [_, ward, _] = city(&mut tx).await;
        let roster = on_roster(&mut tx, "Nguyễn Thị Lan", "CB1", &ward).await;
        let colleague = on_roster(&mut tx, "Lê Văn Nam", "CB2", &ward).await;
        invite(&mut tx, personal(ward.id, roster)).await;
        let code = "the-link-of-the-colleague";
        invite(&mut tx, NewInvitation { code, ..personal(ward.id, colleague) }).await;

        let nam = visitor(&mut tx, "Nam", 8).await;
        let nam = join(&mut tx, nam, code, NOW).await.unwrap().person;
        let wrong = "refusal-invitation-other-person";
        // Nam is known to be somebody else; later, Lan's link is taken.
        assert_eq!(refused(join(&mut tx, nam, LINK, NOW).await), wrong);
        let lan = visitor(&mut tx, "Lan", 7).await;
        join(&mut tx, lan, LINK, NOW).await.unwrap();
        let stranger = visitor(&mut tx, "Ai đó", 9).await;
        assert_eq!(refused(join(&mut tx, stranger, LINK, NOW).await), wrong);
    });
}

#[tokio::test]
async fn a_personal_link_of_somebody_who_has_left_is_dead() {
    on_both!(tx => {
        let [_, ward, _] = city(&mut tx).await;
        let roster = on_roster(&mut tx, "Nguyễn Thị Lan", "CB1", &ward).await;
        invite(&mut tx, personal(ward.id, roster)).await;
        let held = tx.membership_list_of(roster, NOW).await.unwrap();
        tx.membership_end(held[0].id, NOW).await.unwrap();
        let lan = visitor(&mut tx, "Lan", 7).await;
        assert_eq!(refused(join(&mut tx, lan, LINK, NOW).await), "refusal-invitation-revoked");
    });
}

#[tokio::test]
async fn the_first_administrator_joins_before_there_are_units() {
    on_both!(tx => {
        let code = LINK;
        invite(&mut tx, NewInvitation { code, role: Role::Admin, unit: None, ..invitation(UnitId(0)) }).await;
        let lan = visitor(&mut tx, "Lan", 7).await;
        let joined = join(&mut tx, lan, LINK, NOW).await.unwrap();
        assert_eq!((joined.role, joined.unit), (Role::Admin, None));
        assert!(actor(&mut tx, lan).await.is(Role::Admin));
        assert_eq!(refused(join(&mut tx, lan, LINK, NOW).await), "refusal-already-joined");
    });
}
