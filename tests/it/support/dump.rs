//! All that a database holds, as text: for tests of what it must not hold any more.
//!
//! The tables are taken from the database's own catalogue, so a new one is looked through by itself.

use std::fs;
use std::path::{Path, PathBuf};

use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};

/// Every row of every table, one a line behind its table's name.
pub async fn dump(url: &str) -> String {
    match url.starts_with("sqlite:") {
        true => dump_sqlite(url).await,
        false => dump_postgres(url).await,
    }
}

async fn dump_sqlite(url: &str) -> String {
    let mut database = SqliteConnection::connect(url).await.expect(url);
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            .fetch_all(&mut database)
            .await
            .expect("the catalogue");
    let mut lines = String::new();
    for table in tables.iter().filter(|table| is_ours(table)) {
        let columns: Vec<String> =
            sqlx::query_scalar("SELECT name FROM pragma_table_info($1) ORDER BY cid")
                .bind(table)
                .fetch_all(&mut database)
                .await
                .expect(table);
        let columns: Vec<String> = columns
            .iter()
            .map(|column| format!("'{column}=' || quote(\"{column}\")"))
            .collect();
        let sql = format!("SELECT {} FROM \"{table}\"", columns.join(" || ' ' || "));
        let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(sql))
            .fetch_all(&mut database)
            .await
            .expect(table);
        for row in rows {
            lines.push_str(&format!("{table}: {row}\n"));
        }
    }
    lines
}

async fn dump_postgres(url: &str) -> String {
    let mut database = PgConnection::connect(url).await.expect(url);
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT table_name::text FROM information_schema.tables
         WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name",
    )
    .fetch_all(&mut database)
    .await
    .expect("the catalogue");
    let mut lines = String::new();
    for table in tables.iter().filter(|table| is_ours(table)) {
        let sql = format!("SELECT row_to_json(t)::text FROM \"{table}\" t");
        let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(sql))
            .fetch_all(&mut database)
            .await
            .expect(table);
        for row in rows {
            lines.push_str(&format!("{table}: {row}\n"));
        }
    }
    lines
}

/// The history of the schema holds our own words only.
fn is_ours(table: &str) -> bool {
    table != "_sqlx_migrations"
}

/// The lines of a dump that contain one of these texts.
pub fn lines_with<'a>(dump: &'a str, texts: &[&str]) -> Vec<&'a str> {
    dump.lines()
        .filter(|line| texts.iter().any(|text| line.contains(text)))
        .collect()
}

/// The files below a folder that hold one of these texts anywhere, whatever they are.
pub fn files_with(folder: &Path, texts: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_with(&path, texts));
            continue;
        }
        let content = fs::read(&path).expect("a file");
        for text in texts {
            let holds = content
                .windows(text.len())
                .any(|window| window == text.as_bytes());
            if holds {
                found.push((path.clone(), (*text).to_owned()));
            }
        }
    }
    found
}
