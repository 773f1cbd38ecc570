//! Rebuilds the crate when a migration, a message or a page changes: they are embedded in it.

fn main() {
    for folder in ["migrations", "locales"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
