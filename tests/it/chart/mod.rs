//! Pictures and paper, read as a telephone or a printer reads them.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of these tests shall fail where they stand"
)]

mod eyes;
mod pages;
mod qr;

pub use eyes::{codes, codes_of_page, size};
