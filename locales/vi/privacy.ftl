# Quyền riêng tư: điều gì được giữ, xem, lấy bản sao, xoá.

person-erased = Người đã xoá dữ liệu
unreachable-erased = đã xoá dữ liệu
refusal-last-admin = Anh/chị là quản trị viên duy nhất đang dùng bot, nên chưa thể xoá: sẽ không còn ai giữ danh sách. Hãy mời một người khác làm quản trị trước, rồi thử lại.
