# Những gì in ra giấy: phiếu mời cho từng người và tờ mời treo ở nơi làm việc.

paper-title = Phiếu mời
paper-about = Kẻng là bot Telegram chính thức của cơ quan: chuyển chỉ thị tới đúng người, nhắc đúng hạn, xác nhận và báo kết quả ngay trên điện thoại.
paper-about-resident = Kẻng là bot Telegram chính thức: gửi tin an toàn của nơi anh/chị ở và nhận tin anh/chị báo.
paper-step-scan = Mở máy ảnh trên điện thoại đã cài Telegram, quét mã QR bên cạnh tên mình rồi mở liên kết hiện ra.
paper-step-scan-poster = Mở máy ảnh trên điện thoại đã cài Telegram, quét mã QR trên tờ này rồi mở liên kết hiện ra.
paper-step-start = Trong Telegram, bấm nút Bắt đầu (Start).
paper-step-agree = Đọc phần giới thiệu rồi bấm Đồng ý. Vậy là xong.
paper-warning = Mỗi phiếu chỉ dành cho một người và chỉ dùng được một lần. Hãy cắt rời, trao tận tay; đừng chụp lại hay chuyển cho người khác.
paper-personal = Dành riêng cho
paper-code = Mã QR
paper-note = { NUM($count) } người chưa tham gia · in ngày { $day }
paper-page = Trang { $page }/{ $pages }
paper-poster = Mời tham gia
paper-role = Vai trò: { $role }
paper-terms = Dùng được { NUM($uses) } lượt, đến { $until }. Chỉ dành cho người của đơn vị: đừng đăng công khai hay chuyển ra ngoài.
paper-terms-resident = Mời bà con cùng quét mã. Dùng được { NUM($uses) } lượt, đến { $until }.

## Phiếu mời để in, gửi trong cuộc trò chuyện

button-slips = Phiếu mời từng người
toast-slips = Đang làm phiếu mời, tệp đến ngay bên dưới.
slips-caption = 🖨 Phiếu mời của <b>{ NUM($count) }</b> người chưa tham gia ở <b>{ $unit }</b>. Hãy in ra, cắt rời và trao tận tay: mỗi phiếu chỉ dành cho người ghi trên đó.
slips-file = phieu-moi
slips-failed = Chưa làm được phiếu mời. Anh/chị thử lại sau ít phút; vẫn chưa được thì nhờ quản trị viên chạy lệnh <code>keng invite --all</code>.
refusal-nobody-to-invite = Ở { $unit } không còn ai trong danh sách mà anh/chị mời được: mọi người đã tham gia, hoặc danh sách chưa nhập. Anh/chị có thể tạo liên kết chung.
refusal-too-many-to-invite = Ở đó có { $count } người chưa tham gia, mỗi lần chỉ in được { $most } phiếu. Anh/chị chọn đơn vị nhỏ hơn bằng nút Đổi đơn vị.
