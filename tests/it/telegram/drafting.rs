//! A document becomes a draft, and the draft becomes right.

use std::fs;

use insta::assert_snapshot;

use super::issuing::TOWN;
use crate::support::documents::{self, File, text};
use crate::support::town::Town;

#[tokio::test]
async fn everything_that_was_read_can_be_corrected() {
    let mut town = Town::new(TOWN).await;
    town.sends_file("Bình", &documents::traffic()).await;
    town.sees("Bình");
    town.taps("Bình", "Sửa").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      ✏️ Sửa bản nháp

      Loại: Chỉ thị
      Số: 12/CT-UBND
      Cơ quan: Ủy ban nhân dân thành phố Sông Hàn
      Ngày: 23/11/2026
      Trích yếu: Về bảo đảm trật tự giao thông trước cổng trường học
      Tóm tắt: Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Chạm vào mục cần sửa.
      [Loại] [Số] [Ngày]
      [Cơ quan] [Trích yếu] [Tóm tắt]
      [Mục 1] [Mục 2] [Mục 3]
      [Thêm nhiệm vụ]
      [Quay lại]
    ");
    town.taps("Bình", "Loại").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      Đây là loại văn bản nào?
      [Chỉ thị] [Kế hoạch] [Công điện]
      [Công văn] [Thông báo] [Nghị quyết]
      [Quyết định] [Kết luận] [Hướng dẫn]
      [Tờ trình] [Báo cáo] [Giấy mời]
      [Văn bản]
      [Quay lại]
    ");
    town.taps("Bình", "Công văn").await;
    town.taps("Bình", "Số").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      ✏️ Sửa bản nháp

      Loại: Công văn
      Số: 12/CT-UBND
      Cơ quan: Ủy ban nhân dân thành phố Sông Hàn
      Ngày: 23/11/2026
      Trích yếu: Về bảo đảm trật tự giao thông trước cổng trường học
      Tóm tắt: Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Chạm vào mục cần sửa.
      [Loại] [Số] [Ngày]
      [Cơ quan] [Trích yếu] [Tóm tắt]
      [Mục 1] [Mục 2] [Mục 3]
      [Thêm nhiệm vụ]
      [Quay lại]
    Kẻng:
      Số và ký hiệu đúng là gì? Ví dụ: 12/CT-UBND
      [Huỷ]
    ");
    town.says("Bình", "13/UBND-VP").await;
    town.taps("Bình", "Sửa").await;
    town.taps("Bình", "Ngày").await;
    town.says("Bình", "hôm qua").await;
    assert_snapshot!(town.last("Bình"), @"
    Kẻng:
      Tôi chưa đọc được ngày này. Mời viết như 23/11/2026.
    ");
    town.says("Bình", "22/11/2026").await;
    town.taps("Bình", "Sửa").await;
    town.taps("Bình", "Mục 3").await;
    town.sees("Bình");
    town.taps("Bình", "Đơn vị").await;
    town.says("Bình", "Phường Hải Châu; Phường An Hải").await;
    town.taps("Bình", "Sửa").await;
    town.taps("Bình", "Mục 2").await;
    town.taps("Bình", "Bỏ nhiệm vụ").await;
    assert_snapshot!(town.toast("Bình"), @"Đã bỏ nhiệm vụ.");
    town.taps("Bình", "Thêm nhiệm vụ").await;
    town.says("Bình", "Báo cáo kết quả về Văn phòng trước 17h 30/11/2026")
        .await;
    assert_snapshot!(town.last("Bình"), @"
    Kẻng:
      📝 Bản nháp — xin xem lại trước khi trình

      📄 Công văn số 13/UBND-VP
      Ủy ban nhân dân thành phố Sông Hàn, 22/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ (3)
      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ trước ngày 27/11 (thứ Sáu)
      👥 Ủy ban nhân dân phường Hải Châu
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định
      👥 Phường Hải Châu; Phường An Hải
      4. Báo cáo kết quả về Văn phòng trước 17h 30/11/2026
      ⏰ trước 17 giờ thứ Hai, 30/11

      Nơi nhận: chưa chọn
      [Sửa] [Thời hạn]
      [Nơi nhận] [Xem trước]
      [Trình duyệt]
      [Huỷ]
    ");
    town.taps("Bình", "Thời hạn").await;
    assert_snapshot!(town.last("Bình"), @"
    Kẻng ✎:
      ⏰ Thời hạn từng nhiệm vụ

      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả…
      trước ngày 27/11 (thứ Sáu)
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định
      không ghi thời hạn
      4. Báo cáo kết quả về Văn phòng trước 17h 30/11/2026
      trước 17 giờ thứ Hai, 30/11
      [Mục 1] [Mục 3] [Mục 4]
      [Quay lại]
    ");
    town.taps("Bình", "Mục 3").await;
    assert_snapshot!(town.last("Bình"), @"
    Kẻng ✎:
      ⏰ Thời hạn của nhiệm vụ 3
      Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định

      Hiện nay: không ghi thời hạn
      [thứ Năm, 26/11] [thứ Hai, 30/11]
      [thứ Hai, 7/12]
      [Ngày khác…] [Không thời hạn]
      [Quay lại]
    ");
    town.taps("Bình", "Không thời hạn").await;
    town.finish().await;
}

#[tokio::test]
async fn a_question_can_be_stopped_and_a_draft_thrown_away() {
    let mut town = Town::new(TOWN).await;
    town.sends_file("Bình", &documents::traffic()).await;
    town.taps("Bình", "Sửa").await;
    town.taps("Bình", "Tóm tắt").await;
    town.taps("Bình", "Huỷ").await;
    assert_snapshot!(town.last("Bình"), @"
    Kẻng:
      Đã dừng. Không có gì thay đổi.
    ");
    town.says("Bình", "Tóm tắt mới").await;
    assert_snapshot!(town.last("Bình"), @"
    Kẻng:
      Tôi chưa hiểu ý anh/chị. Gõ /trogiup để xem tôi giúp được gì.
    ");
    town.taps_on("Bình", "Sửa bản nháp", "Quay lại").await;
    town.taps_on("Bình", "Bản nháp", "Huỷ").await;
    assert_snapshot!(town.toast("Bình"), @"Đã huỷ bản nháp.");
    assert_snapshot!(town.last("Bình"), @"
    Kẻng:
      Tôi chưa hiểu ý anh/chị. Gõ /trogiup để xem tôi giúp được gì.
    ");
    town.finish().await;
}

#[tokio::test]
async fn a_directive_can_be_typed() {
    let mut town = Town::new(TOWN).await;
    town.says("Bình", "/chithi").await;
    assert_snapshot!(town.sees("Bình"), @"
    Bình:
      /chithi
    Kẻng:
      📚 Văn bản (0)

      👥 Cả 6 cán bộ đã kết nối.

      Chưa có văn bản nào. Anh/chị gửi tôi tệp văn bản, hoặc gõ /chithi để bắt đầu.
    Kẻng:
      Gửi tôi tệp .docx, .pdf hoặc .txt của văn bản, hoặc dán toàn văn vào đây.
      [Huỷ]
    ");
    town.says("Bình", documents::TRAFFIC).await;
    assert!(
        town.last("Bình").contains("Chỉ thị số 12/CT-UBND"),
        "{}",
        town.last("Bình")
    );
    town.says("Bình", &format!("/chithi {}", documents::TRAFFIC))
        .await;
    assert!(
        town.last("Bình").contains("Chỉ thị số 12/CT-UBND"),
        "{}",
        town.last("Bình")
    );
    town.finish().await;
}

#[tokio::test]
async fn a_text_in_several_messages_is_one_draft_and_is_read_in_full_by_whoever_wants() {
    let mut town = Town::new(TOWN).await;
    let (head, end) = documents::TRAFFIC
        .split_once("Yêu cầu các đơn vị")
        .expect("its end");
    let mut whole = head.to_owned();
    for number in 4..165 {
        let task = "Rà soát, niêm yết công khai các điểm đón trả học sinh; phân công cán bộ trực; tổng hợp \
                    phản ánh của phụ huynh, nhà trường và người dân quanh khu vực; báo cáo hằng tuần.";
        whole.push_str(&format!("{number}. Việc thứ {number}: {task}\n\n"));
    }
    whole.push_str(&format!("Yêu cầu các đơn vị{end}"));
    let length = whole.encode_utf16().count();
    assert!(length > 30_000, "{length}");
    town.says("Bình", "/chithi").await;
    for part in in_messages(&whole) {
        town.says("Bình", &part).await;
    }
    let cards = town.world.messages(town.id("Bình"));
    let cards = cards
        .iter()
        .filter(|m| m.from_bot && m.text.contains("Bản nháp"))
        .count();
    assert_eq!(cards, 1, "{}", town.screen("Bình"));
    town.addresses_everybody("Bình").await;
    town.taps("Bình", "Trình duyệt").await;
    town.taps("Dũng", "Duyệt").await;
    town.taps("Lan", "Toàn văn").await;
    let read: String = town
        .world
        .messages(town.id("Lan"))
        .iter()
        .map(|message| format!("{}\n", message.text))
        .collect();
    for number in 4..165 {
        let begins = format!("{number}. Việc thứ {number}: Rà soát");
        assert!(read.contains(&begins), "{begins} is missing");
    }
    assert!(read.contains("Lưu: VT"), "the end is there");
    town.finish().await;
}

/// A long text as an app sends it: cut at the last line that fits 4,096.
fn in_messages(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for line in text.split_inclusive('\n') {
        let last = parts.last_mut().expect("never empty");
        if last.encode_utf16().count() + line.encode_utf16().count() > 4_096 {
            parts.push(line.to_owned());
        } else {
            last.push_str(line);
        }
    }
    parts
}

#[tokio::test]
async fn a_secret_document_is_refused_and_nothing_of_it_is_kept() {
    let mut town = Town::new(TOWN).await;
    let secret = documents::TRAFFIC
        .replace("Số: 12/CT-UBND", "MẬT\n\nSố: 12/CT-UBND")
        .replace("kẻ vạch", "tuần tra bí danh Bằng Lăng");
    town.sends_file("Bình", &text("phuong-an.txt", &secret))
        .await;
    assert_snapshot!(town.last("Bình"), @"
    Kẻng:
      ⛔ Văn bản có dấu mật nên không được chuyển qua kênh này. Tôi không lưu lại nội dung nào. Mời anh/chị xoá tin vừa gửi và chuyển theo đường văn thư bảo mật.
    ");
    assert_eq!(kept_files(&town), 0);
    assert_eq!(town.count("SELECT COUNT(*) FROM directives").await, 0);
    assert!(!town.database_contains("Bằng Lăng").await);
    // It would be found, if it were there.
    town.sends_file("Bình", &documents::traffic()).await;
    assert_eq!(kept_files(&town), 1);
    assert!(town.database_contains("kẻ vạch").await);
    town.finish().await;
}

fn kept_files(town: &Town) -> usize {
    fs::read_dir(town.files())
        .expect("the folder of files")
        .count()
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_what_to_do() {
    let mut town = Town::new(TOWN).await;
    let mut answers = Vec::new();
    let picture = File {
        name: "anh.jpg".to_owned(),
        mime: "image/jpeg",
        bytes: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00".to_vec(),
    };
    town.sends_file("Bình", &picture).await;
    answers.push(town.last("Bình"));
    for (name, content) in [("rong.txt", ""), ("hong.docx", "PK\u{3}\u{4}chưa đủ")] {
        town.sends_file("Bình", &text(name, content)).await;
        answers.push(town.last("Bình"));
    }
    assert_snapshot!(answers.join("\n"), @"
    Kẻng:
      ❓ Tệp này không phải văn bản. Mời anh/chị gửi tệp .docx, .pdf, .odt hoặc .txt.
    Kẻng:
      📭 Tệp trống, không có chữ nào. Mời anh/chị kiểm tra rồi gửi lại.
    Kẻng:
      💔 Tệp bị hỏng hoặc tải lên chưa đủ. Mời anh/chị lưu lại và gửi lần nữa.
    ");
    town.finish().await;
}

#[tokio::test]
async fn a_cadre_issues_nothing() {
    let mut town = Town::new(TOWN).await;
    town.says("Lan", "/chithi").await;
    assert_snapshot!(town.last("Lan"), @"
    Kẻng:
      Ở đây chỉ lãnh đạo và văn thư soạn văn bản. Gõ /trogiup để xem anh/chị làm được gì.
    ");
    town.sends_file("Lan", &documents::traffic()).await;
    assert_snapshot!(town.last("Lan"), @"
    Kẻng:
      Tôi chỉ nhận văn bản từ lãnh đạo và văn thư. Gõ /trogiup để xem anh/chị làm được gì.
    ");
    assert_eq!(town.count("SELECT COUNT(*) FROM directives").await, 0);
    town.finish().await;
}
