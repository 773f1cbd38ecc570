# Quyền riêng tư: điều gì được giữ, xem, lấy bản sao, xoá.

person-erased = Người đã xoá dữ liệu
unreachable-erased = đã xoá dữ liệu
refusal-last-admin = Anh/chị là quản trị viên duy nhất đang dùng bot nên chưa xoá được: sẽ không còn ai giữ danh sách. Hãy mời một người khác làm quản trị trước, rồi thử lại.
refusal-erase-too-late = Đã quá 30 phút từ lúc tôi hỏi. Nếu vẫn muốn xoá, mời anh/chị gõ /riengtu và bấm lại từ đầu.

## Thẻ dữ liệu của tôi

button-personal-copy = Lấy bản sao
button-erase = Xoá dữ liệu của tôi
button-confirm-erase = Xoá hẳn
privacy-card = 🔐 <b>Dữ liệu về anh/chị</b>

    <b>Tôi đang giữ</b>
    { $kept }
privacy-kept-person = • Tên “{ $name }”, số hiệu Telegram và ngôn ngữ của anh/chị
privacy-kept-phone = • Số điện thoại { $phone }, do đơn vị cung cấp
privacy-kept-code = • Mã cán bộ { $code }, do đơn vị cung cấp
privacy-kept-consent = • Sự đồng ý của anh/chị lúc { $time }
privacy-kept-roles = { $count ->
   *[other] • { NUM($count) } vai trò và chức vụ, kể cả đã thôi
}
privacy-kept-receipts = { $count ->
   *[other] • { NUM($count) } lượt được yêu cầu xác nhận văn bản, { NUM($remarks) } lượt kèm ý kiến
}
privacy-kept-tasks = { $count ->
   *[other] • { NUM($count) } nhiệm vụ anh/chị đã báo xong, với kết quả
}
privacy-kept-directives = { $count ->
   *[other] • { NUM($count) } văn bản anh/chị đã soạn hoặc duyệt
}
privacy-kept-invitations = { $count ->
   *[other] • { NUM($count) } lời mời anh/chị đã tạo
}
privacy-kept-messages = { $count ->
   *[other] • { NUM($count) } tin tôi đã gửi anh/chị: chỉ loại tin và thời điểm
}
privacy-kept-audit = { $count ->
   *[other] • { NUM($count) } dòng nhật ký: ai (bằng số), làm gì, lúc nào
}
privacy-purpose = <b>Để làm gì</b>
    Chuyển chỉ thị, nhắc đúng hạn, ghi nhận ai đã nhận và đã làm, báo tin an toàn. Không dùng vào việc khác, không trao cho ai ngoài tổ chức.
privacy-readers = <b>Ai xem được</b>
    Lãnh đạo, văn thư nơi phát hành và quản trị: tên, đơn vị, tình trạng nhận và kết quả. Người trong nhóm cán bộ của đơn vị: ai đã xác nhận, ai báo xong. Người nhận: tên người ký phát hành.
privacy-time = <b>Giữ bao lâu</b>
    Nội dung anh/chị nhắn: bỏ ngay khi tôi xử lý xong. Loại và thời điểm các tin thường: { $messages }. Người chỉ ghé hỏi: { $visitors } từ lần cuối. Thông tin khác về anh/chị: đến khi anh/chị xoá. Xác nhận, ý kiến, kết quả là hồ sơ của đơn vị; nhật ký: { $audit }; sau khi xoá đều không còn tên.
privacy-forever = không thời hạn
privacy-law = <b>Căn cứ và trách nhiệm</b>
    Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 và Nghị định 356/2025/NĐ-CP. Bên chịu trách nhiệm: <b>{ $organisation }</b>. Thông tin do đơn vị cung cấp có sai sót thì báo đơn vị sửa; rút lại đồng ý tức là xoá.

## Xoá

privacy-erase = ⚠️ <b>Xoá dữ liệu của anh/chị?</b>

    <b>Xoá ngay:</b> tên, số điện thoại, mã cán bộ, chức vụ, số hiệu Telegram, danh sách tin tôi đã gửi, việc đang làm dở, lời mời dành cho anh/chị và bản nháp chưa trình.

    <b>Giữ lại, không còn tên:</b> lượt xác nhận, ý kiến, kết quả nhiệm vụ và văn bản đã phát hành. Đó là hồ sơ của đơn vị; chỗ có tên sẽ ghi “Người đã xoá dữ liệu”. Nhật ký chỉ còn con số. Bảng Excel ai đó đã xuất trước đây tôi không thu lại được.
privacy-erase-office = <b>Anh/chị đang giữ vai trò ở đơn vị:</b> mọi vai trò kết thúc ngay, chỉ thị không tới anh/chị nữa. Hãy báo đơn vị trước; nếu danh sách của đơn vị vẫn có tên anh/chị thì lần nhập sau tên sẽ có lại.
privacy-erase-final = Xoá rồi thì không lấy lại được. Muốn giữ bản sao, anh/chị quay lại và bấm Lấy bản sao trước. Nút dưới đây có hiệu lực 30 phút.
toast-erased = Đã xoá dữ liệu của anh/chị.
erased = ✅ <b>Đã xoá dữ liệu của anh/chị.</b>

    Từ nay tôi không còn biết anh/chị là ai. Các tin cũ trong khung này nằm ở Telegram của anh/chị; muốn bỏ, hãy xoá cuộc trò chuyện.

    Khi nào cần, anh/chị cứ gõ /start để bắt đầu lại.

## Bản sao

personal-copy = 📎 Bản sao mọi dữ liệu tôi giữ về anh/chị, lúc { $time }. Tệp có thông tin cá nhân: anh/chị giữ cẩn thận.
copy-document = Bản sao mọi dữ liệu cá nhân mà { $organisation } giữ về anh/chị trong Kẻng. Không có tên của người khác.
copy-person = Thông tin về anh/chị: tên, mã, số điện thoại, số hiệu Telegram, ngôn ngữ.
copy-consents = Những lần anh/chị đồng ý cho xử lý dữ liệu.
copy-roles = Vai trò và chức vụ của anh/chị ở các đơn vị, kể cả đã thôi.
copy-receipts = Những văn bản anh/chị được yêu cầu xác nhận, và ý kiến của anh/chị.
copy-tasks = Những nhiệm vụ anh/chị đã báo xong, và kết quả anh/chị viết.
copy-directives = Những văn bản anh/chị đã soạn (prepared) hoặc duyệt (approved).
copy-invitations = Lời mời anh/chị đã tạo, và lời mời dành cho anh/chị (for_you).
copy-handovers = Những lần anh/chị bàn giao công việc, hoặc nhận thay người khác (as_deputy).
copy-messages = Những tin tôi đã gửi anh/chị: chỉ loại tin và thời điểm, lời tin không được lưu.
copy-audit = Nhật ký những việc anh/chị đã làm. Không thể sửa; sau khi xoá chỉ còn con số.
