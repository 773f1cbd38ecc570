//! A table as a list of objects.

use serde_json::{Map, Value};

use super::{Cell, Table};

pub(super) fn write(table: &Table) -> Vec<u8> {
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            let fields = table.columns.iter().zip(row);
            let fields = fields.map(|(column, cell)| (column.key.to_owned(), value(cell)));
            Value::Object(fields.collect::<Map<_, _>>())
        })
        .collect();
    let mut text = format!("{:#}", Value::Array(rows));
    text.push('\n');
    text.into_bytes()
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Text(words) | Cell::Link(words) | Cell::Choice { code: words, .. } => {
            Value::from(words.as_str())
        }
        Cell::Number(number) => Value::from(*number),
        Cell::Moment(moment) => Value::from(moment.to_rfc3339()),
        Cell::Empty => Value::Null,
    }
}
