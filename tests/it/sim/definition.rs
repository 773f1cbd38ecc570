//! The simulator's lists of methods and parameters against the machine-readable definition of the
//! Bot API, where that is at hand.

use std::collections::BTreeSet;

use serde_json::Value;

#[test]
fn every_simulated_parameter_exists() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/telegram/bot_api.json"
    );
    let Ok(definition) = std::fs::read_to_string(path) else {
        println!("skipped: there is no {path}");
        return;
    };
    let definition: Value = serde_json::from_str(&definition).unwrap();
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
