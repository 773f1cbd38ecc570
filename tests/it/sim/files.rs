//! Files: up, down, again by id.

use serde_json::{Value, json};

use super::api::Town;

/// The head of a PNG of 640 × 480 pixels; nobody looks further.
fn png() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([0, 0, 2, 0x80, 0, 0, 1, 0xe0]);
    png
}

async fn upload(town: &Town, method: &str, field: &str, name: &str, bytes: Vec<u8>) -> Value {
    let lan = town.world.person("Lan", "");
    town.world.says(lan, lan, "/start").unwrap();
    let part = reqwest::multipart::Part::bytes(bytes)
        .file_name(name.to_owned())
        .mime_str("text/plain")
        .unwrap();
    let form = reqwest::multipart::Form::new()
        .text("chat_id", lan.to_string())
        .text("caption", "<b>Toàn văn</b>")
        .text("parse_mode", "HTML")
        .part(field.to_owned(), part);
    let request = town.client.post(town.url(method)).multipart(form);
    request.send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn a_document_goes_up_and_comes_down_and_goes_again() {
    let town = Town::new().await;
    let bytes = "Chỉ thị".as_bytes().to_vec();
    let sent = upload(
        &town,
        "sendDocument",
        "document",
        "Chỉ thị 01.txt",
        bytes.clone(),
    )
    .await;
    let sent = &sent["result"];
    assert_eq!(sent["document"]["file_name"], "Chỉ thị 01.txt");
    assert_eq!(sent["document"]["mime_type"], "text/plain");
    assert_eq!(sent["caption"], "Toàn văn");
    assert_eq!(sent["caption_entities"][0]["type"], "bold");

    let id = &sent["document"]["file_id"];
    let file = town.ok("getFile", json!({ "file_id": id })).await;
    let path = file["file_path"].as_str().unwrap();
    let url = format!("{}/file/bot1000:sim/{path}", town.served.url);
    let got = town.client.get(&url).send().await.unwrap();
    assert_eq!(got.bytes().await.unwrap(), bytes);
    let wrong = url.replace("1000:sim", "1000:xyz");
    assert_eq!(town.client.get(wrong).send().await.unwrap().status(), 401);

    let lan = sent["chat"]["id"].as_i64().unwrap();
    let again = town
        .ok("sendDocument", json!({ "chat_id": lan, "document": id }))
        .await;
    assert_eq!(again["document"], sent["document"]);
    let message = town.world.last_message(lan).unwrap();
    assert_eq!(message.document.unwrap().bytes, bytes);
    assert_eq!(
        town.refused("sendPhoto", json!({ "chat_id": lan, "photo": id }))
            .await,
        "400 Bad Request: can't use file of type Document as Photo"
    );
    let caption = json!({
        "chat_id": lan, "message_id": sent["message_id"], "caption": "Đã thu hồi",
    });
    assert_eq!(
        town.ok("editMessageCaption", caption).await["caption"],
        "Đã thu hồi"
    );
}

#[tokio::test]
async fn pictures_are_measured() {
    let town = Town::new().await;
    let sent = upload(&town, "sendPhoto", "photo", "a.png", png()).await;
    let photo = &sent["result"]["photo"][0];
    assert_eq!(
        (&photo["width"], &photo["height"]),
        (&json!(640), &json!(480))
    );
    let refused = upload(&town, "sendPhoto", "photo", "a.png", b"no picture".to_vec()).await;
    assert_eq!(refused["description"], "Bad Request: IMAGE_PROCESS_FAILED");
}

#[tokio::test]
async fn a_picture_takes_the_place_of_another() {
    let town = Town::new().await;
    let sent = upload(&town, "sendPhoto", "photo", "a.png", png()).await;
    let sent = &sent["result"];
    let lan = sent["chat"]["id"].as_i64().unwrap();
    let first = sent["photo"][0]["file_id"].as_str().unwrap();
    let edit = async |media: Value, picture: Option<Vec<u8>>| {
        let mut form = reqwest::multipart::Form::new()
            .text("chat_id", lan.to_string())
            .text("message_id", sent["message_id"].to_string())
            .text("media", media.to_string());
        if let Some(bytes) = picture {
            let part = reqwest::multipart::Part::bytes(bytes).file_name("b.png");
            form = form.part("picture", part);
        }
        let request = town.client.post(town.url("editMessageMedia"));
        let answer = request.multipart(form).send().await.unwrap();
        answer.json::<Value>().await.unwrap()
    };
    let mut wide = png();
    wide[18] = 3;
    let dark = json!({ "type": "photo", "media": "attach://picture",
        "caption": "<b>Nền tối</b>", "parse_mode": "HTML" });
    let edited = edit(dark, Some(wide)).await;
    let edited = &edited["result"];
    assert_eq!(edited["photo"][0]["width"], 896);
    assert_eq!(edited["caption_entities"][0]["type"], "bold");
    let seen = town.world.last_message(lan).unwrap();
    let photo = seen.photo.unwrap();
    assert_eq!((photo.width, seen.text.as_str()), (896, "Nền tối"));
    assert_ne!(photo.file_id, first);

    // By its id, and then once more the same.
    let again = json!({ "type": "photo", "media": first });
    let edited = edit(again.clone(), None).await;
    assert_eq!(edited["result"]["photo"][0]["width"], 640);
    assert!(edited["result"]["caption"].is_null());
    let same = edit(again, None).await;
    let told = same["description"].as_str().unwrap();
    assert!(told.contains("message is not modified"), "{told}");

    for (media, told) in [
        (
            json!({ "type": "photo", "media": "attach://nothing" }),
            "Bad Request: wrong file attachment specified",
        ),
        (
            json!({ "type": "document", "media": first }),
            "Bad Request: can't use file of type Photo as Document",
        ),
        (
            json!({ "type": "photo", "media": first, "caption": "a".repeat(1_025) }),
            "Bad Request: message caption is too long",
        ),
        (
            json!({ "type": "video", "media": first }),
            "Bad Request: simulator: media of the type \"video\" is not simulated",
        ),
        (
            json!({ "type": "photo", "media": first, "has_spoiler": true }),
            "Bad Request: simulator: unknown field \"has_spoiler\" of InputMedia",
        ),
    ] {
        assert_eq!(edit(media, None).await["description"], told);
    }
    assert_eq!(town.world.violations().len(), 2);
}

#[tokio::test]
async fn what_a_person_sends_can_be_fetched() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    let world = &town.world;
    world
        .sends_file(lan, lan, "01.docx", vec![1, 2, 3], "application/zip", "đây")
        .unwrap();
    world.sends_photo(lan, lan, png(), "").unwrap();
    world.sends_location(lan, lan, 16.06, 108.22).unwrap();
    let updates = town.ok("getUpdates", json!({})).await;
    let document = &updates[0]["message"];
    assert_eq!(document["caption"], "đây");
    assert_eq!(document["document"]["file_size"], 3);
    assert_eq!(updates[1]["message"]["photo"][0]["width"], 640);
    assert_eq!(updates[2]["message"]["location"]["latitude"], 16.06);
    town.ok(
        "getFile",
        json!({ "file_id": document["document"]["file_id"] }),
    )
    .await;

    let big = vec![0; 20 * 1_024 * 1_024 + 1];
    world
        .sends_file(lan, lan, "big.bin", big, "x/y", "")
        .unwrap();
    let id = world.last_message(lan).unwrap().document.unwrap().file_id;
    assert_eq!(
        town.refused("getFile", json!({ "file_id": id })).await,
        "400 Bad Request: file is too big"
    );
    assert_eq!(
        town.refused("getFile", json!({ "file_id": "?" })).await,
        "400 Bad Request: invalid file_id"
    );
}

#[tokio::test]
async fn uploads_end_at_fifty_megabytes() {
    let town = Town::new().await;
    let big = vec![0; 50 * 1_024 * 1_024 + 1];
    let refused = upload(&town, "sendDocument", "document", "big.bin", big).await;
    assert_eq!(refused["error_code"], 413);
    assert_eq!(refused["description"], "Request Entity Too Large");
}
