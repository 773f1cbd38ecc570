//! The words people see.
//!
//! Every sentence lives in `locales/<language>/*.ftl` and is embedded in the binary. Code names it
//! by key and hands over the values; it never glues sentences together. A key that a language lacks
//! is taken from Vietnamese, and a key that nobody knows is shown as itself, so that a slip of ours
//! never costs a person the message. Such slips are counted, logged and kept in
//! [`Catalog::faults`], and tests fail on them.
//!
//! This module knows [`Locale`](crate::domain::locale::Locale) and nothing else of the product.

mod args;
mod catalog;
pub mod format;

pub use args::{Arg, escape};
pub use catalog::{Catalog, CatalogError};
