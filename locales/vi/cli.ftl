# Những câu mà người vận hành thấy ở dòng lệnh, và tiêu đề cột của tệp xuất ra.

cli-migrated = Cơ sở dữ liệu đã ở phiên bản mới nhất.
cli-no-database = Không mở được cơ sở dữ liệu ở database.url. Hãy kiểm tra keng.toml và thư mục đang đứng. ({ $reason })
cli-file-exists = { $file } đã có rồi. Hãy chọn tên khác.
cli-backed-up = Đã sao lưu vào { $file }.
cli-audit-whole = Nhật ký nguyên vẹn: { NUM($rows) } dòng.
cli-audit-broken = Nhật ký đã bị sửa: dòng { $row } không khớp với dòng trước nó.
cli-units = { NUM($count) } đơn vị
cli-people = { NUM($count) } người
cli-imported = Đã nhập { $what }: { NUM($new) } mới, { NUM($changed) } thay đổi, { NUM($unchanged) } giữ nguyên.
cli-would-import = Chạy thử, chưa thay đổi gì. Tệp có { $what }: { NUM($new) } mới, { NUM($changed) } thay đổi, { NUM($unchanged) } giữ nguyên.
cli-invited = { $role } – { $place }. Dùng được { NUM($uses) } lần, đến { $until }.
cli-invited-all = Đã ghi { NUM($count) } liên kết cá nhân vào { $file }. Mỗi liên kết chỉ dành cho một người.
cli-no-bot-name = Chưa biết tên bot. Hãy đặt telegram.username (hoặc telegram.token để hỏi Telegram).
cli-bot-name-unasked = Không hỏi được tên bot từ Telegram. Hãy đặt telegram.username. ({ $reason })
cli-directive-unknown = Không có chỉ thị nào mang mã “{ $code }”.
cli-exported = Đã xuất { NUM($rows) } dòng vào { $file }.

## Tệp danh sách có chỗ sai

roster-problem = Dòng { $row }, cột “{ $column }”: { $value } – { $expected }
roster-value = “{ $value }”
roster-value-empty = (trống)
roster-refused = { $count ->
   *[other] Có { NUM($count) } chỗ cần sửa, chưa nhập gì:
}

## Tiêu đề cột

export-receipts = Xác nhận đã nhận
export-tasks = Nhiệm vụ
export-people = Danh sách
export-audit = Nhật ký
export-invitations = Liên kết cá nhân
export-directive = Mã chỉ thị
export-number = Số, ký hiệu
export-title = Trích yếu
export-unit-code = Mã đơn vị
export-unit = Tên đơn vị
export-name = Họ và tên
export-person-code = Mã cán bộ
export-phone = Số điện thoại
export-role = Vai trò
export-office = Chức vụ
export-link = Liên kết
export-state = Tình trạng
export-unreachable = Lý do không tới được
export-asked-at = Yêu cầu lúc
export-sent-at = Đã gửi lúc
export-confirmed-at = Xác nhận lúc
export-note = Ý kiến
export-reminders = Số lần nhắc
export-task-no = Số nhiệm vụ
export-task = Nhiệm vụ
export-deadline = Thời hạn trong văn bản
export-due-at = Thời hạn
export-done-at = Xong lúc
export-done-by = Người báo xong
export-result = Kết quả
export-joined-at = Tham gia lúc
export-row = Dòng
export-at = Lúc
export-actor-id = Số người làm
export-actor = Người làm
export-action = Việc
export-subject = Đối tượng
export-subject-id = Số đối tượng
export-detail = Chi tiết
export-hash = Mã băm
