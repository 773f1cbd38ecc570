//! QR codes: a text as squares that a telephone reads.

use qrcodegen::{QrCode, QrCodeEcc};

use super::canvas::{Canvas, Rect};
use super::error::ChartError;
use super::png::png as written;

/// The white margin on each side that readers need, in squares.
const QUIET: i32 = 4;

/// A QR code that can be read with a quarter of it dirty or torn.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(QrCode);

impl Code {
    /// The code of a text, usually an address.
    ///
    /// # Errors
    /// If the text is longer than a code can hold (some 1,600 bytes).
    pub fn new(text: &str) -> Result<Self, ChartError> {
        QrCode::encode_text(text, QrCodeEcc::Quartile)
            .map(Self)
            .map_err(|error| ChartError(error.to_string()))
    }

    /// How many squares it has on a side, with its white margin.
    #[must_use]
    pub fn side(&self) -> u32 {
        (self.0.size() + 2 * QUIET).unsigned_abs()
    }

    /// Its dark parts in a place, which they fill with their white margin. Squares side by side are
    /// one rectangle.
    pub(super) fn rects(&self, place: Rect) -> Vec<Rect> {
        let size = self.0.size();
        let square = place.width.min(place.height) / self.side() as f32;
        let mut rects = Vec::new();
        for row in 0..size {
            let mut column = 0;
            while column < size {
                let start = column;
                while column < size && self.0.get_module(column, row) {
                    column += 1;
                }
                if column > start {
                    rects.push(Rect::new(
                        place.x + (start + QUIET) as f32 * square,
                        place.y + (row + QUIET) as f32 * square,
                        (column - start) as f32 * square,
                        square,
                    ));
                }
                column += 1;
            }
        }
        rects
    }
}

/// The code of a text as a picture of about this many pixels on a side: each square has a whole
/// number of them, so that the edges are sharp.
///
/// # Errors
/// If the text is longer than a code can hold, or the picture would be larger than memory allows.
pub fn png(text: &str, pixels: u32) -> Result<Vec<u8>, ChartError> {
    let code = Code::new(text)?;
    let side = code.side();
    let mut canvas = Canvas::new(side as f32, side as f32);
    canvas.code(&code, Rect::new(0.0, 0.0, side as f32, side as f32));
    written(&canvas, (pixels / side).max(1) as f32)
}
