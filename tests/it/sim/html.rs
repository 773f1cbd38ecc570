//! `parse_mode=HTML`, through `sendMessage`: what comes out, and what is refused in which words.

use serde_json::{Value, json};

use super::api::Town;

async fn sends(town: &Town, lan: i64, html: &str) -> Result<(String, Value), String> {
    let params = json!({ "chat_id": lan, "text": html, "parse_mode": "HTML" });
    let (_, body) = town.call("sendMessage", params).await;
    if body["ok"] == true {
        let text = body["result"]["text"].as_str().unwrap().to_owned();
        return Ok((text, body["result"]["entities"].clone()));
    }
    Err(body["description"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn tags_become_entities() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    let cases = [
        ("a <b>b</b>", "a b", json!([["bold", 2, 1]])),
        ("<strong>b</strong>", "b", json!([["bold", 0, 1]])),
        (
            "<I>i</I><EM>e</EM>",
            "ie",
            json!([["italic", 0, 1], ["italic", 1, 1]]),
        ),
        (
            "<u>a</u><ins>b</ins>",
            "ab",
            json!([["underline", 0, 1], ["underline", 1, 1]]),
        ),
        (
            "<s>a</s><strike>b</strike><del>c</del>",
            "abc",
            json!([
                ["strikethrough", 0, 1],
                ["strikethrough", 1, 1],
                ["strikethrough", 2, 1]
            ]),
        ),
        (
            "<tg-spoiler>a</tg-spoiler><span class=\"tg-spoiler\">b</span>",
            "ab",
            json!([["spoiler", 0, 1], ["spoiler", 1, 1]]),
        ),
        ("<code>a &lt; b</code>", "a < b", json!([["code", 0, 5]])),
        ("<pre>a\nb</pre>", "a\nb", json!([["pre", 0, 3]])),
        (
            "<blockquote>a</blockquote>\n<blockquote expandable>b</blockquote>",
            "a\nb",
            json!([["blockquote", 0, 1], ["expandable_blockquote", 2, 1]]),
        ),
        (
            "<b>đ🔔<i>n</i></b>.",
            "đ🔔n.",
            json!([["bold", 0, 4], ["italic", 3, 1]]),
        ),
        (
            "&lt;&gt;&amp;&quot;&#39;&#x1F514; &nbsp; &",
            "<>&\"'🔔 &nbsp; &",
            json!([]),
        ),
        ("&lt; &lt b", "< < b", json!([])),
        ("a<b></b>c", "ac", json!([])),
        ("  <b> a </b>\n", "a", json!([["bold", 0, 1]])),
        (
            "<a href='tg://user?id=77'>Nam</a>",
            "Nam",
            json!([["text_mention", 0, 3]]),
        ),
        ("<a href=\"javascript:x()\">x</a>", "x", json!([])),
    ];
    for (html, text, entities) in cases {
        let (got, found) = sends(&town, lan, html).await.unwrap();
        let found: Vec<Value> = found
            .as_array()
            .into_iter()
            .flatten()
            .map(|entity| json!([entity["type"], entity["offset"], entity["length"]]))
            .collect();
        assert_eq!((got.as_str(), json!(found)), (text, entities), "{html}");
    }
}

#[tokio::test]
async fn links_and_languages_are_kept() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    let (_, entities) = sends(&town, lan, "<a href=\"https://x.vn/?a=1&amp;b=2\">x</a>")
        .await
        .unwrap();
    assert_eq!(entities[0]["url"], "https://x.vn/?a=1&b=2");
    let (_, entities) = sends(
        &town,
        lan,
        "<pre><code class=\"language-rust\">x</code></pre>",
    )
    .await
    .unwrap();
    assert_eq!(
        entities,
        json!([{ "type": "pre", "offset": 0, "length": 1, "language": "rust" }])
    );
}

#[tokio::test]
async fn what_is_wrong_is_said_in_telegrams_words() {
    let town = Town::new().await;
    let lan = town.started("Lan", "").await;
    let cases = [
        ("a <x>b</x>", "Unsupported start tag \"x\" at byte offset 2"),
        ("đ<br/>", "Unsupported start tag \"br/\" at byte offset 2"),
        ("5 < 7", "Unsupported start tag \"\" at byte offset 2"),
        ("a <b", "Unclosed start tag at byte offset 2"),
        (
            "<b>a",
            "Can't find end tag corresponding to start tag \"b\"",
        ),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b>a<i>b</b></i>",
            "Unmatched end tag at byte offset 8, expected \"</i>\", found \"</b>\"",
        ),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        (
            "<span class=\"red\">a</span>",
            "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0",
        ),
        (
            "<a =x>a</a>",
            "Empty attribute name in the tag \"a\" at byte offset 0",
        ),
        ("<a href=\"x>a</a>", "Unclosed start tag at byte offset 0"),
        (
            "<a href=x_y>a</a>",
            "Unexpected end of name token at byte offset 8",
        ),
    ];
    for (html, wrong) in cases {
        assert_eq!(
            sends(&town, lan, html).await.unwrap_err(),
            format!("Bad Request: can't parse entities: {wrong}"),
            "{html}"
        );
    }
}
