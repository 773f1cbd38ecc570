# Câu của phần nối với Telegram.

refusal-system = Xin lỗi, hệ thống vừa gặp trục trặc nên việc này chưa thực hiện được. Vui lòng thử lại sau ít phút; nếu vẫn không được, hãy báo mã { $code } cho người quản trị.
