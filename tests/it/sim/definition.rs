//! The simulator against the machine-readable definition of the Bot API, where that is at hand:
//! its list of parameters, and every result that any test of it sees.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use serde_json::Value;

const PATH: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../shared/telegram/bot_api.json"
);

/// The definition; `None` on a machine that does not have it.
fn definition() -> Option<&'static Value> {
    static DEFINITION: OnceLock<Option<Value>> = OnceLock::new();
    let read = || {
        let Ok(text) = std::fs::read_to_string(PATH) else {
            println!("skipped: there is no {PATH}");
            return None;
        };
        Some(serde_json::from_str(&text).unwrap())
    };
    DEFINITION.get_or_init(read).as_ref()
}

/// Fails unless the result of a method is what the definition promises: every required field,
/// no unknown one, the right types.
pub fn check_result(method: &str, result: &Value) {
    let Some(definition) = definition() else {
        return;
    };
    let methods = definition["methods"].as_object().unwrap();
    let named = |name: &&String| name.eq_ignore_ascii_case(method);
    let name = methods.keys().find(named).unwrap();
    let wrong = faults_of_any(definition, &methods[name]["returns"], result, name);
    assert!(wrong.is_empty(), "{wrong:#?}\nin {result:#}");
}

/// What is wrong with a value that may be of any of several types; the least wrong reading.
fn faults_of_any(definition: &Value, types: &Value, value: &Value, at: &str) -> Vec<String> {
    let types = types.as_array().into_iter().flatten();
    types
        .map(|one| faults(definition, one.as_str().unwrap(), value, at))
        .min_by_key(Vec::len)
        .unwrap_or_else(|| vec![format!("{at}: the definition names no type")])
}

fn faults(definition: &Value, kind: &str, value: &Value, at: &str) -> Vec<String> {
    let is = |fits: bool| match fits {
        true => Vec::new(),
        false => vec![format!("{at}: {value} is no {kind}")],
    };
    if let Some(inner) = kind.strip_prefix("Array of ") {
        let Some(items) = value.as_array() else {
            return is(false);
        };
        let each = items.iter().enumerate();
        return each
            .flat_map(|(index, item)| faults(definition, inner, item, &format!("{at}[{index}]")))
            .collect();
    }
    match kind {
        "Integer" => return is(value.is_i64()),
        "Float" => return is(value.is_number()),
        "String" => return is(value.is_string()),
        "Boolean" => return is(value.is_boolean()),
        "True" => return is(*value == true),
        _ => {}
    }
    let kind_of_object = &definition["types"][kind];
    if kind_of_object["subtypes"].is_array() {
        return faults_of_any(definition, &kind_of_object["subtypes"], value, at);
    }
    match value.as_object() {
        Some(object) => faults_of_object(definition, kind_of_object, object, at),
        None => is(false),
    }
}

fn faults_of_object(
    definition: &Value,
    kind: &Value,
    object: &serde_json::Map<String, Value>,
    at: &str,
) -> Vec<String> {
    let mut wrong = Vec::new();
    let fields: Vec<&Value> = kind["fields"].as_array().into_iter().flatten().collect();
    for field in &fields {
        let name = field["name"].as_str().unwrap();
        let place = format!("{at}.{name}");
        match object.get(name) {
            Some(value) => wrong.extend(faults_of_any(definition, &field["types"], value, &place)),
            None if field["required"] == true => wrong.push(format!("{place} is missing")),
            None => {}
        }
    }
    let strangers = object
        .keys()
        .filter(|key| !fields.iter().any(|field| field["name"] == **key));
    wrong.extend(strangers.map(|key| format!("{at}.{key} is unknown")));
    wrong
}

#[test]
fn every_simulated_parameter_exists() {
    let Some(definition) = definition() else {
        return;
    };
    let mut wrong = Vec::new();
    for (method, parameters) in keng::sim::known_parameters() {
        let defined = &definition["methods"][method];
        let fields = defined["fields"].as_array().into_iter().flatten();
        let known: BTreeSet<&str> = fields.filter_map(|field| field["name"].as_str()).collect();
        if defined.is_null() {
            wrong.push(format!("there is no method {method}"));
        }
        let strangers = parameters.iter().filter(|name| !known.contains(*name));
        wrong.extend(strangers.map(|name| format!("{method} has no parameter {name}")));
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_check_itself_finds_what_is_wrong() {
    let Some(definition) = definition() else {
        return;
    };
    let user = serde_json::json!({ "id": "1", "is_bot": false, "nickname": "Lan" });
    let wrong = faults(definition, "User", &user, "user");
    assert_eq!(
        wrong,
        [
            "user.id: \"1\" is no Integer",
            "user.first_name is missing",
            "user.nickname is unknown",
        ]
    );
}
