//! Opens a zip container (.docx, .odt) with a cap on what comes out of it.
//!
//! The sizes that the container states are not believed: bytes are counted while they are
//! unpacked, so a bomb is refused after the cap and not after the memory is gone. Nothing is
//! written to disk and entry names are only compared, never used as paths.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::unreadable::Unreadable;

/// The most that may come out of one container over all parts read, in bytes.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;

/// An open container.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens a container.
    ///
    /// # Errors
    ///
    /// `Damaged` if it is cut off or broken.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        Ok(Self {
            zip,
            left: MAX_UNPACKED,
        })
    }

    /// The names of all parts.
    pub fn names(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.zip.file_names().flatten()
    }

    /// The text of a part; `None` if there is no such part.
    ///
    /// # Errors
    ///
    /// `TooLarge` past the cap, `Encrypted` behind a password, `Damaged` if it does not unpack to
    /// UTF-8 (or UTF-16 with a mark).
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(Unreadable::Encrypted);
            }
            Err(_) => return Err(Unreadable::Damaged),
        };
        let mut bytes = Vec::new();
        let read = entry
            .take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| Unreadable::Damaged)? as u64;
        if read > self.left {
            return Err(Unreadable::TooLarge);
        }
        self.left -= read;
        text(bytes).map(Some)
    }
}

fn text(bytes: Vec<u8>) -> Result<String, Unreadable> {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .get(2..)
            .unwrap_or_default()
            .chunks_exact(2)
            .map(|pair| unit([pair[0], pair[1]]))
            .collect();
        String::from_utf16(&units).map_err(|_| Unreadable::Damaged)
    };
    match bytes.get(..2) {
        Some([0xff, 0xfe]) => wide(u16::from_le_bytes),
        Some([0xfe, 0xff]) => wide(u16::from_be_bytes),
        _ => String::from_utf8(bytes).map_err(|_| Unreadable::Damaged),
    }
}
