# Những từ dùng ở mọi nơi. Nhãn nút là cam kết với bên ngoài: không đổi tuỳ tiện.

## Nút

button-received = Đã nhận
button-full-text = Toàn văn
button-comment = Có ý kiến
button-done = Đã xong
button-update = Cập nhật
button-extend = Xin gia hạn
button-snooze = Nhắc lại sau
button-recipients = Nơi nhận
button-deadline = Thời hạn
button-edit = Sửa
button-preview = Xem trước
button-submit = Trình duyệt
button-approve = Duyệt
button-return = Trả lại
button-publish = Phát hành
button-unconfirmed = Chưa nhận
button-remind = Nhắc
button-export = Xuất Excel
button-chart = Biểu đồ
button-correct = Đính chính
button-withdraw = Thu hồi
button-accept = Tiếp nhận
button-forward = Chuyển
button-reply = Trả lời
button-resolved = Đã xử lý
button-not-fixed = Chưa được
button-cancel = Huỷ
button-skip = Bỏ qua
button-send = Gửi
button-back = Quay lại
button-next = Tiếp
button-previous = Trước

## Tình trạng chuyển tin: luôn là bốn cách nói này

state-sent = đã gửi
state-confirmed = đã xác nhận
state-unconfirmed = chưa xác nhận
state-unreachable = không tới được

## Loại văn bản

kind-chi_thi = Chỉ thị
kind-ke_hoach = Kế hoạch
kind-cong_dien = Công điện
kind-cong_van = Công văn
kind-thong_bao = Thông báo
kind-nghi_quyet = Nghị quyết
kind-quyet_dinh = Quyết định
kind-ket_luan = Kết luận
kind-huong_dan = Hướng dẫn
kind-to_trinh = Tờ trình
kind-bao_cao = Báo cáo
kind-giay_moi = Giấy mời
kind-khac = Văn bản

## Độ khẩn, độ mật

urgency-khan = Khẩn
urgency-thuong_khan = Thượng khẩn
urgency-hoa_toc = Hỏa tốc

classification-mat = Mật
classification-toi_mat = Tối mật
classification-tuyet_mat = Tuyệt mật

## Vai trò

role-admin = Quản trị
role-leader = Lãnh đạo
role-clerk = Văn thư
role-cadre = Cán bộ
role-duty = Trực ban
role-resident = Người dân

## Ngày giờ

weekday-1 = thứ Hai
weekday-2 = thứ Ba
weekday-3 = thứ Tư
weekday-4 = thứ Năm
weekday-5 = thứ Sáu
weekday-6 = thứ Bảy
weekday-7 = Chủ nhật

month-1 = 1
month-2 = 2
month-3 = 3
month-4 = 4
month-5 = 5
month-6 = 6
month-7 = 7
month-8 = 8
month-9 = 9
month-10 = 10
month-11 = 11
month-12 = 12

time-clock-hour = { $hour } giờ
time-clock-minute = { $hour } giờ { $minute }
time-date = { $day }/{ $month }
time-date-year = { $day }/{ $month }/{ $year }
time-day = { $weekday }, { $date }
time-deadline = trước { $clock } { $day }
time-deadline-date = trước ngày { $date } ({ $weekday })
time-moment = { $clock }, { $day }/{ $month }/{ $year }
time-days = { NUM($count) } ngày
time-hours = { NUM($count) } giờ
time-minutes = { NUM($count) } phút
time-moments = dưới 1 phút

## Ngôn ngữ

language-vi = Tiếng Việt
language-en = English
