//! Documents that people in the tests send: written for the tests, in the form that administrative
//! documents have.

/// A file as somebody sends it.
pub struct File {
    pub name: String,
    pub mime: &'static str,
    pub bytes: Vec<u8>,
}

/// A plain text file.
pub fn text(name: &str, content: &str) -> File {
    File {
        name: name.to_owned(),
        mime: "text/plain",
        bytes: content.as_bytes().to_vec(),
    }
}

/// A directive with three tasks: one for Hải Châu, one for An Hải, one for everybody.
pub fn traffic() -> File {
    text("12-ct-ubnd.txt", TRAFFIC)
}

pub const TRAFFIC: &str = "\
ỦY BAN NHÂN DÂN
THÀNH PHỐ SÔNG HÀN
-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 12/CT-UBND

Sông Hàn, ngày 23 tháng 11 năm 2026

CHỈ THỊ

Về bảo đảm trật tự giao thông trước cổng trường học

Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều \
tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường, hoàn \
thành trước ngày 27 tháng 11 năm 2026.

2. Ủy ban nhân dân phường An Hải bố trí lực lượng phân luồng trong giờ cao điểm, báo cáo kết quả \
trước 17 giờ ngày 28 tháng 11 năm 2026.

3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định.

Yêu cầu các đơn vị nghiêm túc triển khai thực hiện Chỉ thị này.

Nơi nhận:
- Các phường;
- Lưu: VT.
";
