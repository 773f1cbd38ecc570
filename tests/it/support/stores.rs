//! A fresh store on each database that this machine has.

use keng::store::Store;
use tempfile::TempDir;

use super::postgres;

/// An empty store with the newest schema. What it keeps is gone when this is dropped or, on
/// PostgreSQL, when the test process ends.
pub struct TestStore {
    /// Which database it is on, for messages of failures.
    pub name: &'static str,
    /// The store.
    pub store: Store,
    /// Its address, for a second process or a reopening after a crash.
    pub url: String,
    _folder: Option<TempDir>,
}

/// A fresh store on SQLite and, where there is one, on PostgreSQL.
pub async fn stores() -> Vec<TestStore> {
    let mut stores = vec![sqlite().await];
    if let Some(url) = postgres::database().await {
        stores.push(open("postgres", url, None).await);
    }
    stores
}

/// A fresh store on SQLite, for tests in which the kind of database is of no interest.
pub async fn sqlite() -> TestStore {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}", folder.path().join("keng.db").display());
    open("sqlite", url, Some(folder)).await
}

impl TestStore {
    /// The fresh database at this address, with the newest schema.
    pub async fn at(name: &'static str, url: String) -> Self {
        open(name, url, None).await
    }
}

async fn open(name: &'static str, url: String, folder: Option<TempDir>) -> TestStore {
    let store = Store::open(&url).await.expect("the store opens");
    store.migrate().await.expect("every migration applies");
    TestStore {
        name,
        store,
        url,
        _folder: folder,
    }
}

#[tokio::test]
async fn a_store_can_be_opened_again_and_migrating_again_changes_nothing() {
    for TestStore {
        name, store, url, ..
    } in stores().await
    {
        store.close().await;
        let again = Store::open(&url).await.expect(name);
        again.migrate().await.expect(name);
        again.close().await;
    }
}
