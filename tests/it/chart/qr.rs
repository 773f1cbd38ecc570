//! QR codes.

use keng::chart::{ChartError, qr};

use super::{codes, size};

const LINK: &str = "https://t.me/keng_da_nang_bot?start=A7K2-MM9P-QRST";

#[test]
fn a_code_says_what_it_was_made_of() -> Result<(), ChartError> {
    for text in [LINK, "Ủy ban nhân dân phường Hải Châu", "1"] {
        assert_eq!(codes(&qr::png(text, 640)?), [text]);
    }
    Ok(())
}

#[test]
fn its_squares_are_whole_pixels_and_it_is_never_too_small_to_read() -> Result<(), ChartError> {
    let side = qr::Code::new(LINK)?.side();
    let (width, height) = size(&qr::png(LINK, 640)?);
    assert_eq!((width, width % side), (height, 0));
    assert!(width <= 640 && width > 640 - side, "{width}");
    // Fewer pixels than squares are not enough.
    assert_eq!(size(&qr::png(LINK, 10)?), (side, side));
    Ok(())
}

#[test]
fn what_is_too_long_is_refused() {
    assert!(qr::png(&"x".repeat(3_000), 640).is_err());
}
