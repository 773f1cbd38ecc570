//! `/verify/CODE`: what anybody may know, in the visitor's language, and nothing more.

use keng::domain::directive::{Correction, Directive, Head, State};
use keng::domain::document::Kind;
use keng::domain::locale::Locale;
use keng::store::NewDirective;
use keng::store::people::NewPerson;
use keng::web::Watched;

use super::{NOW, Served, serve};

const CODE: [u8; 8] = [7; 8];

/// A published directive; answers its code.
async fn publish(served: &Served, change: impl FnOnce(&mut Directive)) -> String {
    let code = keng::domain::code::public_code(CODE);
    let mut tx = served.store.store.begin().await.unwrap();
    let unit = tx
        .unit_insert("SH", "Thành phố Sông Hàn", "thành phố", None)
        .await
        .unwrap();
    let author = tx
        .person_insert(&NewPerson {
            name: "Trần Thị Bình",
            locale: Locale::Vi,
            now: NOW,
            ..NewPerson::default()
        })
        .await
        .unwrap();
    let head = Head {
        kind: Kind::ChiThi,
        authority: None,
        number: Some("26/CT-UBND".to_owned()),
        place: None,
        issued_on: None,
        title: "An toàn <cháy> & giao thông".to_owned(),
        summary: "Bí mật nội bộ".to_owned(),
        urgency: None,
    };
    let new = NewDirective {
        unit: unit.id,
        author,
        head,
        body: "Toàn văn nội bộ".to_owned(),
        file: None,
        warnings: Vec::new(),
    };
    let id = tx.directive_insert(&new, NOW).await.unwrap();
    let mut directive = tx.directive_by_id(id).await.unwrap().unwrap();
    directive.state = directive.state.publish(code.clone(), NOW).unwrap();
    change(&mut directive);
    tx.directive_update(&directive).await.unwrap();
    tx.commit().await.unwrap();
    code
}

#[tokio::test]
async fn an_official_message_is_called_so_and_nobody_is_named() {
    let served = serve(Watched::default()).await;
    let code = publish(&served, |_| {}).await;
    let typed = code.to_lowercase().replace('-', "%20");
    let response = served.get(&format!("/verify/{typed}")).await;
    assert_eq!(response.status(), 200);
    let policy = response.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    let page = response.text().await.unwrap();
    for words in [
        "Tin chính thức, còn hiệu lực.",
        "26/CT-UBND",
        "Thành phố Sông Hàn",
        "An toàn &#60;cháy&#62; &#38; giao thông",
        &code,
        "<html lang=\"vi\">",
    ] {
        assert!(page.contains(words), "{words} is not in\n{page}");
    }
    for secret in ["Bình", "nội bộ", "<cháy>", "<script"] {
        assert!(!page.contains(secret), "{secret} is in\n{page}");
    }
}

#[tokio::test]
async fn the_language_is_the_browsers_or_the_one_in_the_address() {
    let served = serve(Watched::default()).await;
    let code = publish(&served, |_| {}).await;
    let english = served.get_in(&format!("/verify/{code}"), "en-GB").await;
    assert!(
        english
            .text()
            .await
            .unwrap()
            .contains("Official, and in force.")
    );
    let path = format!("/verify/{code}?lang=vi");
    let chosen = served.get_in(&path, "en-GB").await.text().await.unwrap();
    assert!(chosen.contains("còn hiệu lực"), "{chosen}");
}

#[tokio::test]
async fn what_was_corrected_or_withdrawn_says_so() {
    let served = serve(Watched::default()).await;
    let code = publish(&served, |directive| {
        if let State::Published(published) = &mut directive.state {
            published.corrected = Some(Correction {
                at: NOW + 3_600_000,
                what: None,
            });
        }
    })
    .await;
    let path = format!("/verify/{code}");
    let page = served.get(&path).await.text().await.unwrap();
    assert!(
        page.contains("đã đính chính lúc 09:00, 23/11/2026"),
        "{page}"
    );

    let mut tx = served.store.store.begin().await.unwrap();
    let mut directive = tx.directive_by_code(&code).await.unwrap().unwrap();
    directive.state = directive.state.withdraw(None, NOW + 7_200_000).unwrap();
    tx.directive_update(&directive).await.unwrap();
    tx.commit().await.unwrap();
    let page = served.get(&path).await.text().await.unwrap();
    assert!(page.contains("đã thu hồi lúc 10:00, 23/11/2026"), "{page}");
}

#[tokio::test]
async fn a_wrong_code_gets_a_clear_sentence() {
    let served = serve(Watched::default()).await;
    let unknown = keng::domain::code::public_code([9; 8]);
    for (path, sentence) in [
        (
            format!("/verify/{unknown}"),
            "Không có tin chính thức nào mang mã này.",
        ),
        ("/verify/abc".to_owned(), "Đây không phải mã kiểm tra."),
        (
            format!("/verify?code={unknown}"),
            "Không có tin chính thức nào mang mã này.",
        ),
    ] {
        let response = served.get(&path).await;
        assert_eq!(response.status(), 404, "{path}");
        let page = response.text().await.unwrap();
        assert!(page.contains(sentence), "{path}: {page}");
    }
    let form = served.get("/verify").await;
    assert_eq!(form.status(), 200);
}

#[tokio::test]
async fn a_draft_is_not_official() {
    let served = serve(Watched::default()).await;
    let code = publish(&served, |directive| {
        directive.state = State::Draft { returned: None };
    })
    .await;
    let response = served.get(&format!("/verify/{code}")).await;
    assert_eq!(response.status(), 404);
}

#[tokio::test]
async fn trying_out_codes_is_slowed_down() {
    let served = serve(Watched::default()).await;
    let mut statuses = Vec::new();
    for _ in 0..200 {
        statuses.push(served.get("/verify/abc").await.status().as_u16());
    }
    assert_eq!(statuses.first(), Some(&404));
    assert!(statuses.contains(&429), "{statuses:?}");
    assert_eq!(served.get("/verify").await.status(), 200);
}
