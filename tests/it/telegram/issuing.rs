//! The main conversation: a directive comes in, is approved, goes out and is confirmed.

use insta::assert_snapshot;

use crate::support::documents;
use crate::support::town::Town;

/// Two leaders of the city, two wards with their people.
pub const TOWN: &str = "Thành phố: Bình leader, Dũng leader; \
                        Phường Hải Châu: Lan cadre, Nam cadre; \
                        Phường An Hải: Hòa leader, Mai cadre";

#[tokio::test]
async fn a_directive_goes_out_and_its_receipt_comes_back() {
    let mut town = Town::new(TOWN).await;
    town.sends_file("Bình", &documents::traffic()).await;
    assert_snapshot!(town.sees("Bình"), @"
    Bình:
      📎 12-ct-ubnd.txt (1108 B)
    Kẻng:
      📝 Bản nháp — xin xem lại trước khi trình

      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ (3)
      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ trước ngày 27/11 (thứ Sáu)
      👥 Ủy ban nhân dân phường Hải Châu
      2. Ủy ban nhân dân phường An Hải bố trí lực lượng phân luồng trong giờ cao điểm
      ⏰ trước 17 giờ thứ Bảy, 28/11
      👥 Ủy ban nhân dân phường An Hải
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định

      Nơi nhận: chưa chọn
      [Sửa] [Thời hạn]
      [Nơi nhận] [Xem trước]
      [Trình duyệt]
      [Huỷ]
    ");
    town.taps("Bình", "Nơi nhận").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      📮 Nơi nhận Thành phố Sông Hàn
      0 đơn vị · 0 cán bộ

      Chạm tên đơn vị để chọn cả cấp dưới, chạm ▸ để mở.
      [Cả cấp dưới] [Chỉ đơn vị này]
      [Phường An Hải]
      [Phường Hải Châu]
      [✅ Lãnh đạo] [Văn thư] [✅ Cán bộ] [Trực ban]
      [Quay lại]
    ");
    town.taps("Bình", "Cả cấp dưới").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      📮 Nơi nhận Thành phố Sông Hàn
      3 đơn vị · 5 cán bộ

      Chạm tên đơn vị để chọn cả cấp dưới, chạm ▸ để mở.
      [✅ Cả cấp dưới] [Chỉ đơn vị này]
      [☑️ Phường An Hải]
      [☑️ Phường Hải Châu]
      [✅ Lãnh đạo] [Văn thư] [✅ Cán bộ] [Trực ban]
      [Quay lại]
    ");
    town.taps("Bình", "Quay lại").await;
    town.taps("Bình", "Xem trước").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      👁 Xem trước — cán bộ sẽ nhận đúng như sau:

      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ của đơn vị nhận
      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ trước ngày 27/11 (thứ Sáu)
      2. Ủy ban nhân dân phường An Hải bố trí lực lượng phân luồng trong giờ cao điểm
      ⏰ trước 17 giờ thứ Bảy, 28/11
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định

      Mã kiểm tra: ····-····
      Phát hành: Thành phố Sông Hàn · Bình
      [Quay lại]
    ");
    town.taps("Bình", "Quay lại").await;
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      📝 Bản nháp — xin xem lại trước khi trình

      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ (3)
      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ trước ngày 27/11 (thứ Sáu)
      👥 Ủy ban nhân dân phường Hải Châu
      2. Ủy ban nhân dân phường An Hải bố trí lực lượng phân luồng trong giờ cao điểm
      ⏰ trước 17 giờ thứ Bảy, 28/11
      👥 Ủy ban nhân dân phường An Hải
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định

      Nơi nhận: Thành phố Sông Hàn và cấp dưới
      3 đơn vị · 5 cán bộ
      [Sửa] [Thời hạn]
      [Nơi nhận] [Xem trước]
      [Trình duyệt]
      [Huỷ]
    ");
    town.taps("Bình", "Trình duyệt").await;
    assert_snapshot!(town.toast("Bình"), @"Đã trình. Lãnh đạo thứ hai sẽ thấy ngay.");
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      ⏳ Đang chờ duyệt

      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ (3)
      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ trước ngày 27/11 (thứ Sáu)
      👥 Ủy ban nhân dân phường Hải Châu
      2. Ủy ban nhân dân phường An Hải bố trí lực lượng phân luồng trong giờ cao điểm
      ⏰ trước 17 giờ thứ Bảy, 28/11
      👥 Ủy ban nhân dân phường An Hải
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định

      Nơi nhận: Thành phố Sông Hàn và cấp dưới
      3 đơn vị · 5 cán bộ
      [Rút lại]
    ");
    assert_snapshot!(town.sees("Dũng"), @"
    Kẻng:
      🖊 Bình trình duyệt

      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ (3)
      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ trước ngày 27/11 (thứ Sáu)
      👥 Ủy ban nhân dân phường Hải Châu
      2. Ủy ban nhân dân phường An Hải bố trí lực lượng phân luồng trong giờ cao điểm
      ⏰ trước 17 giờ thứ Bảy, 28/11
      👥 Ủy ban nhân dân phường An Hải
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định

      Nơi nhận: Thành phố Sông Hàn và cấp dưới
      3 đơn vị · 5 cán bộ
      [Duyệt] [Trả lại]
      [Toàn văn] [Xem trước]
    ");
    town.taps("Dũng", "Duyệt").await;
    assert_snapshot!(town.toast("Dũng"), @"Đã phát hành, đang gửi đi.");
    assert_snapshot!(town.sees("Dũng"), @"
    Kẻng ✎:
      ✅ Đã phát hành lúc 08:00, 23/11/2026, Dũng duyệt. Mã: XXXX-XXXX

      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ (3)
      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ trước ngày 27/11 (thứ Sáu)
      👥 Ủy ban nhân dân phường Hải Châu
      2. Ủy ban nhân dân phường An Hải bố trí lực lượng phân luồng trong giờ cao điểm
      ⏰ trước 17 giờ thứ Bảy, 28/11
      👥 Ủy ban nhân dân phường An Hải
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định
    Kẻng ✎:
      📣 Chỉ thị số 12/CT-UBND
      Về bảo đảm trật tự giao thông trước cổng trường học
      Mã kiểm tra: XXXX-XXXX · phát hành 08:00, 23/11/2026

      ▱▱▱▱▱▱▱▱▱▱ 0%
      📨 4/4 đã gửi
      ✅ 0 đã xác nhận
      ⏳ 4 chưa xác nhận
      📵 0 không tới được

      📋 Nhiệm vụ: 0/4 đã xong

      🏢 0/2 đơn vị đã xác nhận đủ. Còn thiếu nhiều nhất:
      ▫️ Phường An Hải: 0/2
      ▫️ Phường Hải Châu: 0/2

      Cập nhật lúc 08:00, 23/11/2026
      [Chưa nhận] [Nhắc]
      [Theo đơn vị] [Nhiệm vụ]
      [Đính chính] [Thu hồi]
      [Biểu đồ] [Xuất Excel]
    ");
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng:
      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ của Phường Hải Châu
      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ trước ngày 27/11 (thứ Sáu)
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định

      Mã kiểm tra: XXXX-XXXX
      Phát hành: Thành phố Sông Hàn · Dũng
      [Đã nhận]
      [Toàn văn] [Có ý kiến]
    ");
    assert_snapshot!(town.sees("Mai"), @"
    Kẻng:
      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ của Phường An Hải
      2. Ủy ban nhân dân phường An Hải bố trí lực lượng phân luồng trong giờ cao điểm
      ⏰ trước 17 giờ thứ Bảy, 28/11
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định

      Mã kiểm tra: XXXX-XXXX
      Phát hành: Thành phố Sông Hàn · Dũng
      [Đã nhận]
      [Toàn văn] [Có ý kiến]
    ");
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      ✅ Đã phát hành lúc 08:00, 23/11/2026, Dũng duyệt. Mã: XXXX-XXXX

      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ (3)
      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ trước ngày 27/11 (thứ Sáu)
      👥 Ủy ban nhân dân phường Hải Châu
      2. Ủy ban nhân dân phường An Hải bố trí lực lượng phân luồng trong giờ cao điểm
      ⏰ trước 17 giờ thứ Bảy, 28/11
      👥 Ủy ban nhân dân phường An Hải
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định
    Kẻng:
      📣 Chỉ thị số 12/CT-UBND
      Về bảo đảm trật tự giao thông trước cổng trường học
      Mã kiểm tra: XXXX-XXXX · phát hành 08:00, 23/11/2026

      ▱▱▱▱▱▱▱▱▱▱ 0%
      📨 4/4 đã gửi
      ✅ 0 đã xác nhận
      ⏳ 4 chưa xác nhận
      📵 0 không tới được

      📋 Nhiệm vụ: 0/4 đã xong

      🏢 0/2 đơn vị đã xác nhận đủ. Còn thiếu nhiều nhất:
      ▫️ Phường An Hải: 0/2
      ▫️ Phường Hải Châu: 0/2

      Cập nhật lúc 08:00, 23/11/2026
      [Chưa nhận] [Nhắc]
      [Theo đơn vị] [Nhiệm vụ]
      [Đính chính] [Thu hồi]
      [Biểu đồ] [Xuất Excel]
    ");
    town.taps("Lan", "Đã nhận").await;
    assert_snapshot!(town.toast("Lan"), @"Đã ghi nhận. Cảm ơn anh/chị!");
    assert_snapshot!(town.sees("Lan"), @"
    Kẻng ✎:
      📄 Chỉ thị số 12/CT-UBND
      Ủy ban nhân dân thành phố Sông Hàn, 23/11/2026

      Về bảo đảm trật tự giao thông trước cổng trường học

      Thời gian qua, tình trạng ùn tắc trước cổng trường vào giờ đưa đón học sinh còn diễn ra ở nhiều tuyến phố, gây mất an toàn cho các cháu. Chủ tịch Ủy ban nhân dân thành phố yêu cầu:

      Nhiệm vụ của Phường Hải Châu
      1. Ủy ban nhân dân phường Hải Châu chủ trì kẻ vạch đón trả học sinh trước cổng các trường
      ⏰ trước ngày 27/11 (thứ Sáu)
      3. Tuyên truyền đến phụ huynh về dừng, đỗ xe đúng nơi quy định

      Mã kiểm tra: XXXX-XXXX
      Phát hành: Thành phố Sông Hàn · Dũng

      ✅ Anh/chị đã xác nhận lúc 08:00, 23/11/2026.
      [Toàn văn] [Có ý kiến]
      [Nhiệm vụ của tôi]
    ");
    assert_snapshot!(town.sees("Bình"), @"
    Kẻng ✎:
      📣 Chỉ thị số 12/CT-UBND
      Về bảo đảm trật tự giao thông trước cổng trường học
      Mã kiểm tra: XXXX-XXXX · phát hành 08:00, 23/11/2026

      ▰▰▱▱▱▱▱▱▱▱ 25%
      📨 4/4 đã gửi
      ✅ 1 đã xác nhận
      ⏳ 3 chưa xác nhận
      📵 0 không tới được

      📋 Nhiệm vụ: 0/4 đã xong

      🏢 0/2 đơn vị đã xác nhận đủ. Còn thiếu nhiều nhất:
      ▫️ Phường An Hải: 0/2
      ▫️ Phường Hải Châu: 1/2

      Cập nhật lúc 08:00, 23/11/2026
      [Chưa nhận] [Nhắc]
      [Theo đơn vị] [Nhiệm vụ]
      [Đính chính] [Thu hồi]
      [Biểu đồ] [Xuất Excel]
    ");
    town.finish().await;
}

#[tokio::test]
async fn it_is_the_same_on_postgres() {
    let Some(mut town) = Town::on_postgres(TOWN).await else {
        return;
    };
    town.publishes("Bình", &documents::traffic(), "Dũng").await;
    town.taps("Lan", "Đã nhận").await;
    town.restart().await;
    town.taps("Nam", "Đã nhận").await;
    assert!(
        town.last("Nam").contains("xác nhận lúc"),
        "{}",
        town.last("Nam")
    );
    town.finish().await;
}

/// The whole way, with the process killed and started anew after every step if `restarts`. Answers
/// what everybody has seen in the end.
async fn whole_way(restarts: bool) -> String {
    let mut town = Town::new(TOWN).await;
    // A process that starts anew knows no more what it sent within the last second.
    town.expects("Too Many Requests");
    let mut step = 0;
    macro_rules! after {
        ($act:expr) => {{
            $act.await;
            step += 1;
            if restarts {
                town.restart().await;
            }
        }};
    }
    after!(town.sends_file("Bình", &documents::traffic()));
    after!(town.taps("Bình", "Sửa"));
    after!(town.taps("Bình", "Trích yếu"));
    after!(town.says("Bình", "Về an toàn trước cổng trường"));
    after!(town.taps("Bình", "Thời hạn"));
    after!(town.taps("Bình", "Mục 3"));
    after!(town.taps("Bình", "Ngày khác…"));
    after!(town.says("Bình", "30/11/2026"));
    after!(town.taps("Bình", "Nơi nhận"));
    after!(town.taps("Bình", "Phường Hải Châu"));
    after!(town.taps("Bình", "Quay lại"));
    after!(town.taps("Bình", "Trình duyệt"));
    after!(town.taps("Dũng", "Trả lại"));
    after!(town.says("Dũng", "Thiếu tên trường."));
    after!(town.taps("Bình", "Trình duyệt"));
    after!(town.taps("Dũng", "Duyệt"));
    after!(town.taps("Lan", "Đã nhận"));
    after!(town.taps("Nam", "Có ý kiến"));
    after!(town.says("Nam", "Cần thêm biển báo."));
    assert_eq!(step, 19, "every step was taken");
    let everything = town.everything();
    town.finish().await;
    everything
}

#[tokio::test]
async fn a_restart_in_the_middle_of_every_step_changes_nothing() {
    let undisturbed = whole_way(false).await;
    let disturbed = whole_way(true).await;
    assert!(undisturbed.contains("Cần thêm biển báo."), "{undisturbed}");
    assert_eq!(undisturbed, disturbed);
}
