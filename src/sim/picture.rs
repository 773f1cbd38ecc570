//! How large a picture is: just enough of PNG, JPEG, GIF and WebP to believe that it is one.

/// Width and height in pixels; `None` if the bytes are no picture of a known kind.
pub(crate) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some((big(bytes, 16, 4)?, big(bytes, 20, 4)?)),
        [b'G', b'I', b'F', b'8', ..] => Some((little(bytes, 6)?, little(bytes, 8)?)),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => webp(bytes),
        [0xff, 0xd8, ..] => jpeg(bytes),
        _ => None,
    }
}

/// The MIME type that the first bytes tell.
pub(crate) fn mime(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', ..] => "image/webp",
        _ => "image/jpeg",
    }
}

/// Walks the segments to the frame header, which holds the size.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        let frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if frame {
            return Some((big(bytes, at + 7, 2)?, big(bytes, at + 5, 2)?));
        }
        at += match marker {
            0xff => 1,
            _ => 2 + usize::try_from(big(bytes, at + 2, 2)?).ok()?,
        };
    }
}

fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8X" => Some((
            1 + (little(bytes, 24)? | (u32::from(*bytes.get(26)?) << 16)),
            1 + (little(bytes, 27)? | (u32::from(*bytes.get(29)?) << 16)),
        )),
        b"VP8 " => Some((little(bytes, 26)? & 0x3fff, little(bytes, 28)? & 0x3fff)),
        b"VP8L" => {
            let bits = little(bytes, 21)? | (little(bytes, 23)? << 16);
            Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
        }
        _ => None,
    }
}

fn big(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let part = bytes.get(at..at + length)?;
    Some(
        part.iter()
            .fold(0, |number, byte| (number << 8) | u32::from(*byte)),
    )
}

fn little(bytes: &[u8], at: usize) -> Option<u32> {
    let part = bytes.get(at..at + 2)?;
    Some(u32::from(part[0]) | (u32::from(part[1]) << 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_from_the_head() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 2, 0x80, 0, 0, 1, 0xe0]);
        assert_eq!(size(&png), Some((640, 480)));
        let jpeg = [
            0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xc0, 0, 11, 8, 1, 0xe0, 2, 0x80, 3,
        ];
        assert_eq!(size(&jpeg), Some((640, 480)));
        assert_eq!(size(b"GIF89a\x05\x00\x07\x00"), Some((5, 7)));
        assert_eq!(size(b"<html>"), None);
        assert_eq!(size(&jpeg[..12]), None, "cut off");
    }
}
