# Dòng giải thích cạnh mỗi lệnh trong thực đơn của Telegram: ngắn, một dòng.

command-start = Bắt đầu
command-help = Tôi làm được gì ở đây
command-directive = Chỉ thị mới hoặc danh sách chỉ thị
command-follow = Ai đã nhận, đã xác nhận, đã xong
command-tasks = Nhiệm vụ của tôi, việc gần hạn trước
command-invite = Liên kết mời người vào đơn vị
command-handover = Bàn giao việc cho người nhận thay
command-connect = Gắn nhóm này với một đơn vị
command-verify = Tin này có chính thức và còn hiệu lực không
command-language = Đổi ngôn ngữ
command-privacy = Dữ liệu về tôi: xem, lấy bản sao, xoá
command-cancel = Bỏ việc đang làm dở
