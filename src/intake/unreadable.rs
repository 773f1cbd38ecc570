//! Why a document was refused, with a sentence for the person who sent it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::document::Classification;

/// Why nothing was read from a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unreadable {
    /// No bytes, or no words.
    Empty,
    /// Larger than [`super::MAX_DOCUMENT_BYTES`], or unpacks to more than is reasonable.
    TooLarge,
    /// Protected by a password.
    Encrypted,
    /// Pictures of pages without a text layer.
    ImageOnly,
    /// Cut off or broken.
    Damaged,
    /// The binary Word format from before 2007.
    OldWord,
    /// Not a document of a kind that is read here.
    NotADocument,
    /// Text in an encoding that could not be told for sure.
    UnknownEncoding,
    /// Reading took longer than is allowed.
    TimedOut,
    /// The reading process could not be started or died; nothing is known about the document.
    ReaderFailed,
    /// Carries a secrecy stamp of this level.
    Secret(Classification),
}

impl Unreadable {
    /// Stable code: the ending of message keys and the value in logs. Carries no content.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::Encrypted => "encrypted",
            Self::ImageOnly => "image_only",
            Self::Damaged => "damaged",
            Self::OldWord => "old_word",
            Self::NotADocument => "not_a_document",
            Self::UnknownEncoding => "unknown_encoding",
            Self::TimedOut => "timed_out",
            Self::ReaderFailed => "reader_failed",
            Self::Secret(_) => "secret",
        }
    }
}

/// The sentence that `keng read` prints: which problem it is and what to do about it.
impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::Empty => "Tệp trống, không có chữ nào. Hãy kiểm tra lại và gửi tệp có nội dung.",
            Self::TooLarge => {
                "Tệp quá lớn (trên 20 MiB, hoặc phình ra quá mức khi mở). Hãy gửi bản .docx hoặc .pdf gọn hơn."
            }
            Self::Encrypted => {
                "Tệp được bảo vệ bằng mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi gửi lại."
            }
            Self::ImageOnly => {
                "Tệp là bản quét (chỉ có ảnh), không có chữ để đọc. Hãy gửi bản gõ .docx hoặc .pdf có lớp chữ."
            }
            Self::Damaged => {
                "Tệp bị hỏng hoặc chưa tải lên đủ nên không mở được. Hãy lưu lại và gửi lần nữa."
            }
            Self::OldWord => {
                "Đây là tệp Word cũ (.doc, trước 2007). Hãy mở bằng Word, lưu thành .docx hoặc .pdf rồi gửi lại."
            }
            Self::NotADocument => {
                "Tệp không phải văn bản đọc được. Hãy gửi tệp .docx, .pdf, .odt hoặc .txt."
            }
            Self::UnknownEncoding => {
                "Không nhận ra bảng mã của chữ trong tệp (có thể là TCVN3 hoặc VNI). Hãy chuyển sang Unicode rồi gửi lại."
            }
            Self::TimedOut => {
                "Đọc tệp lâu quá giới hạn nên đã dừng. Hãy gửi bản gọn hơn, hoặc dán nội dung thành tin nhắn."
            }
            Self::ReaderFailed => {
                "Tệp làm chương trình đọc phải dừng giữa chừng. Hãy lưu lại thành .docx hoặc .pdf khác rồi gửi lần nữa."
            }
            Self::Secret(level) => {
                return write!(
                    f,
                    "Văn bản có dấu {}: văn bản mật không được chuyển qua kênh này. Không có nội dung nào được lưu; hãy gửi theo đường văn thư bảo mật.",
                    stamp(*level)
                );
            }
        };
        f.write_str(sentence)
    }
}

impl std::error::Error for Unreadable {}

/// The stamp as it is printed on paper.
const fn stamp(level: Classification) -> &'static str {
    match level {
        Classification::Mat => "MẬT",
        Classification::ToiMat => "TỐI MẬT",
        Classification::TuyetMat => "TUYỆT MẬT",
    }
}
