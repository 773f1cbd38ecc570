# Vào bằng lời mời: đọc những gì được lưu, rồi mới đồng ý. Đổi nghĩa của joining-terms-… thì tăng
# CONSENT_VERSION trong src/app/joining.rs.

joining-heading = 📨 <b>Lời mời vào { $unit }</b>
    Vai trò: <b>{ $role }</b>
joining-for = Dành riêng cho: <b>{ $name }</b>
joining-for-titled = Dành riêng cho: <b>{ $name }</b>, { $title }
joining-inviter = Người mời: { $name }
joining-inviter-administrator = Người mời: quản trị viên của { $organisation }
joining-terms-staff = Trước khi vào, mời anh/chị đọc:

    • <b>Tôi lưu gì:</b> tên và số hiệu tài khoản Telegram; họ tên, điện thoại, chức vụ theo danh sách của đơn vị; các xác nhận, ý kiến và báo cáo anh/chị gửi qua tôi.
    • <b>Để làm gì:</b> chuyển chỉ thị, nhắc thời hạn và tổng hợp kết quả. Không dùng vào việc khác.
    • <b>Ai xem được:</b> lãnh đạo, văn thư, quản trị viên của đơn vị anh/chị và cấp trên, cùng nơi phát hành văn bản gửi tới anh/chị.
    • <b>Lưu bao lâu:</b> đến khi anh/chị yêu cầu xoá hoặc hết thời hạn lưu của đơn vị. Phần đã thành hồ sơ văn bản thì giữ lại, không kèm tên.
    • <b>Quyền của anh/chị:</b> gõ /riengtu lúc nào cũng được để xem, lấy bản sao, rút lại đồng ý và xoá.
    • <b>Chịu trách nhiệm:</b> { $organisation }, theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 và Nghị định số 356/2025/NĐ-CP.
joining-terms-resident = Trước khi vào, mời anh/chị đọc:

    • <b>Tôi lưu gì:</b> tên và số hiệu tài khoản Telegram; nơi anh/chị nhận tin; những tin anh/chị báo qua tôi.
    • <b>Để làm gì:</b> gửi tin an toàn chính thức của nơi anh/chị ở và trả lời tin anh/chị báo. Không dùng vào việc khác.
    • <b>Ai xem được:</b> quản trị viên và cán bộ xử lý tin của đơn vị đó.
    • <b>Lưu bao lâu:</b> đến khi anh/chị yêu cầu xoá hoặc hết thời hạn lưu của đơn vị.
    • <b>Quyền của anh/chị:</b> gõ /riengtu lúc nào cũng được để xem, lấy bản sao, rút lại đồng ý và xoá.
    • <b>Chịu trách nhiệm:</b> { $organisation }, theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 và Nghị định số 356/2025/NĐ-CP.
joining-question = Anh/chị có đồng ý không? Chưa bấm <b>Đồng ý</b> thì anh/chị chưa vào và lời mời chưa mất lượt nào.
button-agree = Đồng ý
button-decline = Không đồng ý
button-not-me = Không phải tôi
joined = ✅ <b>{ $name }</b> đã vào { $unit } với vai trò <b>{ $role }</b>.
toast-joined = Chào mừng anh/chị!
joining-declined = Đã rõ: anh/chị không vào, và lời mời không mất lượt nào. Khi nào đổi ý, anh/chị chỉ cần bấm lại liên kết.
joining-disowned = Cảm ơn anh/chị đã cho biết. Liên kết này đã khoá và người mời đã được báo; anh/chị không cần làm gì thêm.
stray-link = ⚠️ Liên kết mời riêng của <b>{ $name }</b> ({ $unit }) đã đến nhầm người: người mở cho biết mình không phải { $name }.
    Tôi đã khoá liên kết đó, chưa ai vào bằng nó. Hãy tạo liên kết mới rồi gửi thẳng cho { $name }.
