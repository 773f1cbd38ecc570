//! Directives of a city that does not exist, in the forms that real ones take.

use keng::domain::document::{Classification, Kind, Urgency, Warning};
use keng::intake::{Unreadable, read_text};

/// A directive as copied from a portal: hard line ends, numbers alone on their line.
pub const DIRECTIVE: &str = "ỦY BAN NHÂN DÂN
THÀNH PHỐ SAO MAI
-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 07/CT-UBND

Sao Mai, ngày 03
tháng 11 năm 2025

CHỈ THỊ

VỀ VIỆC TĂNG CƯỜNG PHÒNG CHỐNG NGẬP ÚNG
TRONG MÙA MƯA BÃO

Thời gian qua, nhiều tuyến đường bị ngập sau mưa lớn.
Thực hiện Công điện số 15/CĐ-TTg ngày
29/10/2025 của Thủ tướng Chính phủ, Chủ tịch Ủy ban nhân dân thành phố Sao Mai
yêu cầu các cơ quan, đơn vị thực hiện các nhiệm vụ sau:

1.
Sở Xây dựng:

a) Kiểm tra, khơi thông toàn bộ hệ thống thoát nước; hoàn thành trước
ngày 20/11/2025.

b) Bảo đảm an toàn, giữ bí mật nhà nước theo quy định.

2. Ủy ban nhân dân các
phường rà soát điểm ngập, báo cáo về Sở Xây dựng trước 17 giờ ngày
10/11/2025.

3. Công an thành phố phân luồng giao thông khi có ngập úng.

Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị báo cáo Ủy ban
nhân dân thành phố trước ngày 30 tháng 11 năm 2025./.

Nơi nhận:
- Như trên;
- Thường trực Thành ủy;
- Lưu: VT, XD.

CHỦ TỊCH
Nguyễn Văn Mẫu
";

#[test]
fn a_directive_copied_from_a_portal() {
    let read = read_text(DIRECTIVE).unwrap();
    assert_eq!(read.kind, Kind::ChiThi);
    assert_eq!(read.number.as_deref(), Some("07/CT-UBND"));
    assert_eq!(
        read.authority.as_deref(),
        Some("Ủy ban nhân dân thành phố Sao Mai")
    );
    assert_eq!(read.place.as_deref(), Some("Sao Mai"));
    assert_eq!(
        read.date.map(|date| date.to_string()).as_deref(),
        Some("2025-11-03")
    );
    assert_eq!(
        read.title.as_deref(),
        Some("VỀ VIỆC TĂNG CƯỜNG PHÒNG CHỐNG NGẬP ÚNG TRONG MÙA MƯA BÃO")
    );
    assert_eq!((read.urgency, read.classification), (None, None));
    assert_eq!(read.recipients, ["Thường trực Thành ủy"]);
    assert_eq!(read.warnings, []);
    let tasks: Vec<_> = read
        .tasks
        .iter()
        .map(|task| (task.no.as_str(), task.title.as_str()))
        .collect();
    assert_eq!(
        tasks,
        [
            ("1", "Sở Xây dựng"),
            ("2", "Ủy ban nhân dân các phường rà soát điểm ngập"),
            (
                "3",
                "Công an thành phố phân luồng giao thông khi có ngập úng"
            ),
        ]
    );
    assert_eq!(read.tasks[1].responsible, ["Ủy ban nhân dân các phường"]);
    let isos: Vec<Vec<String>> = read
        .tasks
        .iter()
        .map(|task| {
            task.deadlines
                .iter()
                .filter_map(|one| one.iso)
                .map(|iso| iso.to_string())
                .collect()
        })
        .collect();
    assert_eq!(
        isos,
        [
            vec!["2025-11-20".to_owned()],
            vec!["2025-11-10T17:00".to_owned()],
            vec![]
        ]
    );
    assert_eq!(read.other_deadlines.len(), 1);
    assert_eq!(
        read.other_deadlines[0].text,
        "trước ngày 30 tháng 11 năm 2025"
    );
    assert!(read.summary.chars().count() <= 600);
    assert!(
        read.summary.starts_with("VỀ VIỆC TĂNG CƯỜNG"),
        "{}",
        read.summary
    );
}

#[test]
fn a_plan_counts_tasks_by_section_and_leaves_aims_out() {
    let plan = "ỦY BAN NHÂN DÂN\nPHƯỜNG AN HÒA\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 12/KH-UBND\n\nAn Hòa, ngày 5 tháng 1 năm 2026\n\nKẾ HOẠCH\nTổng vệ sinh môi trường năm 2026\n\nCăn cứ Kế hoạch số 3/KH-UBND ngày 02/01/2026 của thành phố, phường ban hành kế hoạch như sau:\n\nI. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích: đến năm 2030 không còn điểm đen về rác.\n2. Yêu cầu: tiết kiệm, hiệu quả.\n\nII. NỘI DUNG\n1. Ra quân tổng vệ sinh. Thời gian thực hiện: Quý I/2026.\n2. Thu gom rác cồng kềnh, báo cáo trước ngày 25 hằng tháng.\n\nIII. KINH PHÍ\n1. Từ ngân sách phường.\n\nIV. TỔ CHỨC THỰC HIỆN\n1. Văn phòng phường theo dõi, tổng hợp.\n\nNơi nhận:\n- Các tổ dân phố;\n- Lưu: VT.\n";
    let read = read_text(plan).unwrap();
    let numbers: Vec<_> = read.tasks.iter().map(|task| task.no.as_str()).collect();
    assert_eq!(numbers, ["II.1", "II.2", "IV.1"]);
    assert_eq!(
        read.tasks[0].deadlines[0]
            .iso
            .map(|iso| iso.to_string())
            .as_deref(),
        Some("2026-03-31")
    );
    assert!(read.tasks[1].deadlines[0].repeats.is_some());
    assert_eq!(
        read.title.as_deref(),
        Some("Tổng vệ sinh môi trường năm 2026")
    );
}

#[test]
fn words_typed_in_the_chat_are_enough() {
    let typed = "Đề nghị các phường báo cáo tình hình chuẩn bị Tết\n1. Văn phòng tổng hợp số liệu trước ngày 15/01/2026\n2. Tổ trật tự kiểm tra chợ, xong trong 03 ngày kể từ ngày nhận được thông báo";
    let read = read_text(typed).unwrap();
    assert_eq!(
        read.title.as_deref(),
        Some("Đề nghị các phường báo cáo tình hình chuẩn bị Tết")
    );
    assert_eq!(read.tasks.len(), 2);
    assert_eq!(
        read.tasks[0].deadlines[0]
            .iso
            .map(|iso| iso.to_string())
            .as_deref(),
        Some("2026-01-15")
    );
    assert_eq!(
        read.tasks[1].deadlines[0].within.map(|within| within.count),
        Some(3)
    );
    assert!(read.warnings.contains(&Warning::NumberMissing));
}

#[test]
fn stamps_are_told_from_words_about_secrets() {
    assert_eq!(
        read_text(DIRECTIVE).map(|read| read.classification),
        Ok(None)
    );
    let stamped = DIRECTIVE.replace("Số: 07/CT-UBND", "Số: 07/CT-UBND\n\nTỐI MẬT");
    assert_eq!(
        read_text(&stamped),
        Err(Unreadable::Secret(Classification::ToiMat))
    );
    let labelled = format!("Độ mật: Mật\n\n{DIRECTIVE}");
    assert_eq!(
        read_text(&labelled),
        Err(Unreadable::Secret(Classification::Mat))
    );
    let urgent = DIRECTIVE.replace("Số: 07/CT-UBND", "Số: 07/CT-UBND\n\nHOẢ TỐC");
    assert_eq!(
        read_text(&urgent).map(|read| read.urgency),
        Ok(Some(Urgency::HoaToc))
    );
    let about = DIRECTIVE.replace("PHÒNG CHỐNG NGẬP ÚNG", "BẢO VỆ BÍ MẬT, TỐI MẬT");
    assert!(read_text(&about).is_ok());
}

#[test]
fn nothing_is_no_document() {
    assert_eq!(read_text(" \n\t "), Err(Unreadable::Empty));
    assert_eq!(read_text("🎉🎉"), Err(Unreadable::Empty));
}

#[test]
fn markup_emoji_and_right_to_left_letters_pass_through() {
    let read =
        read_text("Lưu ý <b>quan trọng</b> & khẩn cấp 🚨 مرحبا\n1. Đọc kỹ <điều 5>").unwrap();
    assert!(read.text.contains("<b>quan trọng</b> & khẩn cấp 🚨 مرحبا"));
    assert_eq!(read.tasks[0].text, "Đọc kỹ <điều 5>");
}
