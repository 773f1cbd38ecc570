//! Pictures and paper: plain numbers and words → PNG for the chat, PDF for the printer.
//!
//! A drawing is made once, as shapes and words at places ([`Canvas`]), and written as a picture or
//! as pages. Words are set in a font that is part of the program, so they look the same on every
//! machine and no Vietnamese letter is missing; they are measured before they are placed, so a long
//! name becomes smaller or breaks into lines and is never cut.

mod canvas;
mod error;
mod font;
pub mod invitations;
mod paper;
mod path;
mod pdf;
mod png;
mod poster;
pub mod progress;
pub mod qr;
mod words;

pub use self::canvas::{Anchor, Canvas, Colour, Pen, Rect};
pub use self::error::ChartError;
pub use self::font::Face;
pub use self::pdf::pdf;
pub use self::png::png;
pub use self::poster::{Poster, poster};
pub use self::words::{Set, fit, width};
