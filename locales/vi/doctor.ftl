# Điều `keng doctor` nói với người vận hành: thế nào, và phải làm gì.

doctor-languages = ngôn ngữ: { $languages }
doctor-time-zone = { $zone }, bây giờ là { $time }
doctor-holidays = ngày nghỉ lễ biết trước đến { $until }
doctor-holidays-end = danh sách ngày nghỉ lễ chỉ đến { $until }. Hãy dùng bản Kẻng mới hơn, hoặc ghi ngày nghỉ vào org.holidays
doctor-database = mở được, đúng phiên bản
doctor-database-new = chưa có { $file }; keng serve hoặc keng migrate sẽ tạo
doctor-database-folder = không tạo được { $file }: thư mục không có hoặc không ghi được. Hãy tạo thư mục hoặc sửa database.url
doctor-database-closed = không dùng được ({ $reason }). Hãy kiểm tra địa chỉ, quyền truy cập, rồi chạy keng migrate
doctor-files = ghi, đọc, xoá được
doctor-files-closed = không dùng được ({ $reason }). Hãy sửa files.url hoặc quyền của thư mục
doctor-address = { $address } còn trống
doctor-address-taken = { $address } đang có chương trình khác dùng ({ $reason }). Không sao nếu đó chính là Kẻng đang chạy
doctor-token-missing = chưa có mã bot. Lấy ở @BotFather rồi đặt telegram.token (hoặc KENG_TELEGRAM__TOKEN, telegram.token_file)
doctor-token = Telegram nhận mã của @{ $name }
doctor-token-unknown = Telegram không nhận mã này: sai hoặc đã bị thu hồi. Lấy mã đúng ở @BotFather
doctor-username = đang đặt là { $set } nhưng bot tên là { $name }: liên kết mời sẽ sai. Hãy sửa hoặc bỏ telegram.username
doctor-api-closed = không nói chuyện được với Telegram ({ $reason }). Hãy kiểm tra mạng, telegram.api_url, telegram.proxy
doctor-clock = đồng hồ máy khớp với Telegram
doctor-clock-wrong = đồng hồ máy lệch { NUM($seconds) } giây so với Telegram. Hãy bật đồng bộ giờ (NTP)
doctor-clock-unknown = không biết giờ của Telegram nên không so được
doctor-polling = bot tự hỏi tin mới, không cần địa chỉ công khai
doctor-polling-webhook = Telegram còn một webhook cũ; keng serve sẽ gỡ khi chạy
doctor-webhook = Telegram gọi đúng địa chỉ và không gặp lỗi
doctor-webhook-unset = Telegram chưa gọi địa chỉ này; keng serve sẽ đặt khi chạy
doctor-webhook-fails = Telegram gọi không được ({ $reason }), { NUM($count) } tin đang chờ. Hãy kiểm tra địa chỉ https và chứng thư
doctor-groups = { NUM($good) }/{ NUM($all) } nhóm đã gắn đơn vị gửi được tin
doctor-group-gone = “{ $title }”: bot không còn trong nhóm. Hãy thêm lại, hoặc gỡ nhóm khỏi đơn vị
doctor-group-mute = “{ $title }”: bot không được gửi tin. Quản trị viên nhóm hãy cho phép
doctor-group-lacks = “{ $title }”: bot chưa được phép { $rights }. Quản trị viên nhóm hãy bật trong Quyền của nhóm
doctor-group-unknown = “{ $title }”: không hỏi được Telegram ({ $reason }). Hãy chạy lại sau
doctor-group-no-admin = “{ $title }”: gửi được tin, chưa ghim được. Hãy cho bot làm quản trị viên để ghim
doctor-settings = Thiết lập đang dùng (giá trị bí mật được che):
doctor-ill = { $count ->
   *[other] Có { NUM($count) } chỗ phải sửa: xem các dòng có dấu ✘.
}
