# Theo dõi văn bản đã phát hành: thẻ của người phát hành và mọi thứ mở ra từ đó.

## Thẻ theo dõi

follow-withdrawn = 🚫 <b>ĐÃ THU HỒI</b> lúc { $time }
follow-reason = Lý do: { $reason }
follow-corrected = ✏️ <b>Đã đính chính</b> lúc { $time }. { $what }
follow-name = 📣 <b>{ $name }</b>
follow-title = { $title }
follow-code = Mã kiểm tra: <code>{ $code }</code> · phát hành { $time }
follow-counts = { $bar } <b>{ NUM($percent) }%</b>
    📨 { NUM($sent) }/{ NUM($asked) } đã gửi
    ✅ <b>{ NUM($confirmed) }</b> đã xác nhận
    ⏳ <b>{ NUM($unconfirmed) }</b> chưa xác nhận
    📵 <b>{ NUM($unreachable) }</b> không tới được
follow-task-count = 📋 Nhiệm vụ: { NUM($done) }/{ NUM($total) } đã xong
follow-task-late = , <b>{ NUM($count) } quá hạn</b>
follow-sending = 📤 <b>Đang gửi</b>: còn { NUM($count) } tin, khoảng { $span } nữa.
follow-groups-unreached = 👥 { NUM($count) } nhóm <b>không tới được</b>: { $names }
follow-sending-soon = 📤 <b>Đang gửi</b>: còn { NUM($count) } tin, chưa đến 1 phút nữa.
follow-units-behind = 🏢 <b>{ NUM($complete) }/{ NUM($units) } đơn vị đã xác nhận đủ.</b> Còn thiếu nhiều nhất:
follow-units-complete = 🏢 <b>Cả { NUM($units) } đơn vị đã xác nhận đủ.</b>
follow-units-more = … và { NUM($count) } đơn vị khác
follow-unit = { $mark } { $unit }: { NUM($confirmed) }/{ NUM($asked) }
follow-unit-unreachable = , { NUM($count) } không tới được
follow-updated = <i>Cập nhật lúc { $time }</i>

button-by-unit = Theo đơn vị
button-task-progress = Nhiệm vụ
follow-button-notes = Ý kiến ({ NUM($count) })

## Các danh sách mở từ thẻ

follow-heading = { $what }
    <b>{ $name }</b>: { $title }
follow-by-unit = 🏢 <b>Theo đơn vị ({ NUM($count) })</b>
follow-nobody-asked = Văn bản này không gửi tới ai.
follow-missing = ⏳ <b>{ NUM($unconfirmed) } chưa xác nhận, { NUM($unreachable) } không tới được</b>
follow-nobody-missing = 🎉 Mọi người đã xác nhận.
follow-missing-unit = <b>{ $unit }</b>
follow-person-waiting = • { $name }: chưa xác nhận
follow-person-unsent = • { $name }: đang chờ gửi
follow-person-unreachable = • { $name }: không tới được ({ $reason })
follow-person-reminded = , đã nhắc { NUM($count) } lần
follow-notes = 💬 <b>Ý kiến ({ NUM($count) })</b>
follow-no-notes = Chưa có ý kiến nào.
follow-note = <b>{ $name }</b> · { $unit }
    <i>{ $time }</i>
    “{ $note }”
follow-tasks = 📋 <b>Nhiệm vụ ({ NUM($count) })</b>
follow-no-tasks = Văn bản này không giao nhiệm vụ nào.
follow-task = { $mark } <b>{ $no }.</b> { $title }
    ⏰ { $deadline } · { NUM($done) }/{ NUM($total) } đơn vị đã xong
follow-task-late-units = Quá hạn { NUM($count) } đơn vị: { $units }

## Đính chính và thu hồi

follow-correct = ✏️ <b>Đính chính</b>
follow-correct-choose = Chạm vào chỗ cần sửa. Mọi bản đã gửi sẽ được sửa theo và ghi rõ “đã đính chính”.
follow-correct-line = <b>{ $no }.</b> { $title }
    ⏰ { $deadline }
follow-correct-text = Mục { $no }: nội dung
follow-correct-deadline = Mục { $no }: thời hạn
follow-substance = { $what }

    <b>Việc phải làm có thay đổi không?</b>
    • Chỉ sửa câu chữ: các bản đã gửi được sửa lặng lẽ, ai đã xác nhận thì vẫn tính.
    • Thay đổi nội dung: mọi người nhận tin báo và phải xác nhận lại.
button-words-only = Chỉ sửa câu chữ
button-substance = Thay đổi nội dung
follow-withdraw-heading = 🚫 <b>Thu hồi văn bản?</b>
follow-withdraw = Đã gửi tới { NUM($sent) } người, { NUM($confirmed) } người đã xác nhận. Mọi bản sẽ ghi “ĐÃ THU HỒI”, tệp toàn văn được xoá ở nơi Telegram còn cho phép, và không ai bị nhắc nữa. Thu hồi rồi thì không lấy lại được.

    <b>Vì sao thu hồi?</b> Anh/chị viết lý do rồi gửi vào đây, người nhận sẽ đọc được. Bấm Bỏ qua để thu hồi ngay, không kèm lý do.

# Câu ghi trên mọi bản đã gửi.
correction-number = Số, ký hiệu nay là: { $typed }
correction-authority = Cơ quan ban hành nay là: { $typed }
correction-date = Ngày ban hành nay là: { $typed }
correction-title = Trích yếu nay là: { $typed }
correction-summary = Tóm tắt nay là: { $typed }
correction-task-text = Nhiệm vụ { $no } nay là: { $typed }
correction-task-responsible = Đơn vị thực hiện nhiệm vụ { $no } nay là: { $typed }
correction-task-deadline = Thời hạn nhiệm vụ { $no } nay là: { $typed }

## Danh sách văn bản

follow-list-heading = 📚 <b>Văn bản ({ NUM($count) })</b>
connected-some =
    👥 Đã kết nối { NUM($connected) }/{ NUM($people) } cán bộ
    { $bar }
connected-all = 👥 Cả { NUM($people) } cán bộ đã kết nối.
button-not-connected = 👥 Chưa kết nối ({ NUM($count) })
not-connected-heading = 👥 <b>Chưa kết nối ({ NUM($count) })</b>
not-connected-none = Mọi người đều đã kết nối.
not-connected-hint = <i>Ai chưa kết nối thì không nhận được gì. Gõ /moi để gửi liên kết mời.</i>
not-connected-line = • { $name }: { $reason }
follow-list-none = Chưa có văn bản nào. Anh/chị gửi tôi tệp văn bản, hoặc gõ /chithi để bắt đầu.
follow-list-line = <b>{ NUM($number) }.</b> { $mark } <b>{ $name }</b> · { $state }
    { $title }
follow-list-hint = <i>Chạm số để mở.</i>
follow-list-counts = { $bar } { NUM($confirmed) }/{ NUM($asked) } đã xác nhận
follow-state-draft = bản nháp
follow-state-submitted = đang chờ duyệt
follow-state-published = đã phát hành
follow-state-withdrawn = đã thu hồi
follow-state-discarded = đã huỷ

## Tệp Excel

sheet-caption = 📊 { $name }: { NUM($confirmed) }/{ NUM($asked) } đã xác nhận, tính đến { $time }.
sheet-failed = Tôi chưa lập được tệp Excel. Mong anh/chị thử lại sau ít phút.
sheet-receipts = Người nhận
sheet-tasks = Nhiệm vụ
sheet-unit = Đơn vị
sheet-name = Họ và tên
sheet-state = Trạng thái
sheet-reason = Lý do
sheet-sent-at = Gửi lúc
sheet-confirmed-at = Xác nhận lúc
sheet-note = Ý kiến
sheet-reminders = Số lần nhắc
sheet-no = Số mục
sheet-task = Nhiệm vụ
sheet-due-at = Thời hạn
sheet-done-by = Người báo
sheet-done-at = Xong lúc
sheet-result = Kết quả
sheet-open = chưa xong
sheet-late = quá hạn
sheet-done = đã xong
sheet-done-late = đã xong, muộn

## Trả lời ngắn

toast-reminded = Đã nhắc { NUM($count) } người.
toast-nobody-reminded = Không còn ai cần nhắc lúc này. Ai vừa được nhắc trong 15 phút qua thì chưa nhắc lại.
toast-exporting = Tôi đang lập tệp Excel, xin chờ một chút.
toast-corrected-words = Đã đính chính. Các bản đã gửi đang được sửa.
toast-corrected-substance = Đã đính chính. Mọi người đang được báo để xác nhận lại.
