# Danh sách đơn vị và người, nhập từ tệp ở dòng lệnh hoặc trong tin nhắn.

## Vì sao không nhập được

refusal-roster-empty = Tệp trống, không có dòng nào để nhập.
refusal-roster-too-large = Tệp quá lớn (trên 20 MiB hoặc trên 200.000 dòng). Hãy chia thành nhiều tệp.
refusal-roster-old-or-encrypted = Tệp .xls cũ hoặc có mật khẩu nên không đọc được. Hãy lưu thành .xlsx không mật khẩu, hoặc .csv UTF-8.
refusal-roster-not-a-table = Tệp không phải bảng .csv hay .xlsx, hoặc đã hỏng. Hãy lưu lại thành .xlsx rồi thử lại.
refusal-roster-encoding = Tệp .csv không dùng Unicode nên chữ Việt đã mất dấu. Hãy lưu thành .xlsx, hoặc “CSV UTF-8”.
refusal-roster-unknown = Tôi không nhận ra đây là danh sách gì. Dòng tiêu đề của danh sách người cần có “Họ và tên”, “Mã đơn vị”, “Vai trò”; của danh sách đơn vị cần có “Mã đơn vị”, “Tên đơn vị”.
refusal-roster-unread = Tệp làm chương trình đọc phải dừng giữa chừng. Hãy chép danh sách sang một tệp .xlsx mới rồi gửi lại.
refusal-roster-not-allowed = Bảng .xlsx, .csv là để nhập danh sách, và chỉ người quản trị danh sách làm được việc này. Nếu đây là chỉ thị, hãy gửi tệp .docx, .pdf hoặc .txt.
refusal-roster-gone = Tệp này không còn chờ nữa: đã áp dụng, đã huỷ, hoặc đã quá một ngày. Hãy gửi lại tệp nếu cần.

## Sẽ thay đổi gì

help-roster = 📋 Gửi tôi tệp .xlsx hoặc .csv để cập nhật danh sách đơn vị hoặc danh sách người. Tôi cho xem trước rồi mới áp dụng.
roster-heading-units = 📋 <b>Danh sách đơn vị</b> · { $file }
roster-heading-people = 📋 <b>Danh sách người</b> · { $file }
roster-anew = 🔄 <b>Danh sách vừa đổi sau khi anh/chị gửi tệp</b>, có thể do người khác cập nhật. Đây là tình hình mới.
roster-new = 🆕 Mới: <b>{ NUM($count) }</b>
roster-changed = ✏️ Đổi: <b>{ NUM($count) }</b>
roster-left-people = 🚪 Rời (không có trong tệp): <b>{ NUM($count) }</b>
roster-left-units = ⏸ Không có trong tệp, vẫn giữ nguyên: <b>{ NUM($count) }</b>
roster-unchanged = ✔️ Không đổi: <b>{ NUM($count) }</b>
roster-names = {"    "}{ $names }
roster-losing-access = 🔒 { NUM($count) } người đang dùng bot sẽ mất quyền truy cập ngay khi áp dụng.
roster-many-leave = ⚠️ <b>{ NUM($left) } trên { NUM($held) } người sẽ rời, hơn một phần ba danh sách.</b> Nếu tệp chỉ là một phần danh sách, hãy bấm “Chỉ thêm, sửa”.
roster-shuts-out = ⚠️ <b>Chính anh/chị sẽ không còn quyền quản trị danh sách.</b>
roster-question = Chưa có gì thay đổi. Anh/chị xem rồi bấm Áp dụng.
roster-sure = Vẫn áp dụng chứ?
roster-page = Trang { $page }/{ $pages }
roster-send-again = Anh/chị sửa trong tệp rồi gửi lại.
roster-discarded = 🗑 Đã bỏ tệp. Danh sách không thay đổi.
roster-nothing-new-units = ✔️ Tệp không có gì mới: { $count } đơn vị giữ nguyên.
roster-nothing-new-people = ✔️ Tệp không có gì mới: { $count } người giữ nguyên.
roster-applied-units = ✅ <b>Đã áp dụng danh sách đơn vị:</b> { $new } mới, { $changed } đổi, { $unchanged } giữ nguyên.
roster-applied-people = ✅ <b>Đã áp dụng danh sách người:</b> { $new } mới, { $changed } đổi, { $left } rời, { $unchanged } giữ nguyên.
toast-roster-applied = Đã áp dụng.
toast-roster-differs = Danh sách vừa đổi, mời anh/chị xem lại.
button-roster-new = Mới
button-roster-changed = Đổi
button-roster-left = Rời
button-roster-apply = Áp dụng
button-roster-part = Chỉ thêm, sửa
button-roster-sure = Vẫn áp dụng

roster-change = { $name }: { $steps }
roster-step-renamed = trước là { $from }
roster-step-phone = số điện thoại mới
roster-step-code = mã mới
roster-step-begins = vào { $unit } ({ $role })
roster-step-ends = rời { $unit } ({ $role })
roster-step-titled = chức vụ { $title }
roster-step-kind = cấp { $kind }
roster-step-moved = chuyển về { $unit }
roster-step-moved-top = không còn trực thuộc đơn vị nào

## Chỗ cần sửa trong tệp

roster-problem = Dòng { $row }, cột “{ $column }”: { $value } – { $expected }
roster-value = “{ $value }”
roster-value-empty = (trống)
roster-refused = { $count ->
   *[other] Có { NUM($count) } chỗ cần sửa, chưa nhập gì:
}

roster-expected-column = cần có cột này
roster-expected-column-once = cột này có hai lần, chỉ được một
roster-expected-filled = không được để trống
roster-expected-short = dài quá 200 ký tự
roster-expected-role = cần là Quản trị, Lãnh đạo, Văn thư, Cán bộ, Trực ban hoặc Người dân
roster-expected-phone = cần là số điện thoại, ví dụ 0905 123 456
roster-expected-unique = trùng với dòng { $row }
roster-expected-unit = cần là mã của một đơn vị có trong tệp hoặc đã nhập trước
roster-expected-not-below-itself = đơn vị không thể trực thuộc chính nó hay cấp dưới của nó
roster-expected-in-scope = đơn vị này ngoài phạm vi của anh/chị
roster-expected-person-in-scope = người này thuộc đơn vị ngoài phạm vi của anh/chị
roster-expected-letters = có dấu “?” ở chỗ chữ Việt bị mất. Hãy lưu lại thành .xlsx hoặc “CSV UTF-8”

roster-problems-caption = 📎 Toàn bộ { NUM($count) } chỗ cần sửa, để đối chiếu khi sửa tệp.
roster-problems-file = Chỗ cần sửa
roster-column-row = Dòng
roster-column-column = Cột
roster-column-value = Đang ghi
roster-column-expected = Yêu cầu

## Người đã có ở đây được báo

standings-now = 📋 <b>Danh sách vừa được cập nhật.</b> Từ nay anh/chị là:

    { $standings }
standings-none = 📋 Theo danh sách vừa cập nhật, anh/chị không còn vai trò nào ở { $organisation }. Nếu có nhầm lẫn, hãy báo đơn vị mình.
