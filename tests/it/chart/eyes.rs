//! Reads what is in a picture.

use rqrr::PreparedImage;
use tiny_skia::Pixmap;

/// The texts of all QR codes in a PNG, in the order in which they are found.
pub fn codes(png: &[u8]) -> Vec<String> {
    let pixmap = Pixmap::decode_png(png).unwrap();
    let (width, height) = (pixmap.width() as usize, pixmap.height() as usize);
    let mut image = PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        let pixel = pixmap.pixels()[y * width + x];
        let sum = u32::from(pixel.red()) + u32::from(pixel.green()) + u32::from(pixel.blue());
        u8::try_from(sum / 3).unwrap()
    });
    let grids = image.detect_grids();
    grids.iter().map(|grid| grid.decode().unwrap().1).collect()
}

/// Width and height of a PNG in pixels.
pub fn size(png: &[u8]) -> (u32, u32) {
    let pixmap = Pixmap::decode_png(png).unwrap();
    (pixmap.width(), pixmap.height())
}
