# Chỉ thị: từ bản nháp đến khi mọi người đã nhận.

## Đầu văn bản

directive-name = { $kind } số { $number }
directive-urgency = 🔴 <b>{ $urgency }</b>
directive-head = 📄 <b>{ $name }</b>
directive-origin = { $origin }
directive-title = <b>{ $title }</b>
directive-summary = { $summary }
directive-tasks-of = <b>Nhiệm vụ của { $unit }</b>
directive-task = { $mark }<b>{ $no }.</b> { $title }
directive-task-deadline = ⏰ { $deadline }
directive-foot = Mã kiểm tra: <code>{ $code }</code>
    Phát hành: { $issuer }
directive-preview-unit = đơn vị nhận
page-of = Trang { NUM($page) }/{ NUM($pages) }

## Sau khi nhận

directive-confirmed = ✅ Anh/chị đã xác nhận lúc { $time }.
directive-confirmed-note = ✅ Anh/chị đã xác nhận lúc { $time }, kèm ý kiến: “{ $note }”
directive-corrected = ✏️ <b>ĐÃ ĐÍNH CHÍNH</b> lúc { $time }
    { $what }
directive-correction-news = ✏️ <b>Đính chính { $name }</b>
    { $title }

    Nội dung thay đổi: { $what }

    Mong anh/chị đọc lại và xác nhận đã nhận bản đính chính.
directive-withdrawn = 🚫 <b>ĐÃ THU HỒI</b>
    { $name }: <s>{ $title }</s>

    Thu hồi lúc { $time }. Không thực hiện văn bản này nữa.
directive-reason = Lý do: { $reason }
directive-sent-back = ↩️ { $name } trả lại “{ $title }”.
    Lý do: { $reason }

    Anh/chị sửa trên thẻ nháp rồi trình lại.
group-confirmed = { $confirmed ->
    [0] ✅ Đã xác nhận 0/{ NUM($asked) }
   *[other] ✅ Đã xác nhận { NUM($confirmed) }/{ NUM($asked) }: { $names }
 }
group-more-tasks = … và { NUM($count) } nhiệm vụ nữa, xem ở tin riêng của mỗi người
group-waiting = ⏳ Chưa xác nhận: { $names }
full-text-caption = Toàn văn { $name }
full-text-part = 📃 <b>{ $name }</b> ({ NUM($part) }/{ NUM($parts) })

    { $text }
full-text-lost = Không mở được tệp gốc. Quản trị đã được báo; mong anh/chị thử lại sau.

## Thẻ nháp

draft-new = 📝 <b>Bản nháp</b> — xin xem lại trước khi trình
draft-returned = ↩️ <b>Bị trả lại</b>: { $reason }
draft-taken-back = ✏️ <b>{ $name }</b> đã rút lại để sửa, anh/chị sẽ nhận thẻ mới khi trình lại.
draft-submitted = ⏳ <b>Đang chờ duyệt</b>
draft-to-approve = 🖊 <b>{ $name }</b> trình duyệt
draft-approved = ✅ <b>Đã phát hành</b> lúc { $time }, { $name } duyệt. Mã: <code>{ $code }</code>
draft-published = ✅ <b>Đã phát hành</b> lúc { $time }. Mã: <code>{ $code }</code>
draft-discarded = 🗑 Đã huỷ bản nháp.
draft-tasks = <b>Nhiệm vụ ({ NUM($count) })</b>
draft-responsible = 👥 { $who }
draft-warnings = ⚠️ <b>Xin xem kỹ:</b>
draft-recipients = <b>Nơi nhận:</b> { $units }
draft-no-recipients = <b>Nơi nhận:</b> chưa chọn
card-moved = ⬇️ Thẻ này đã chuyển xuống dưới.
draft-preview = 👁 <b>Xem trước</b> — cán bộ sẽ nhận đúng như sau:
draft-choose-kind = Đây là loại văn bản nào?
draft-field-missing = chưa có
draft-edit = ✏️ <b>Sửa bản nháp</b>

    <b>Loại:</b> { $kind }
    <b>Số:</b> { $number }
    <b>Cơ quan:</b> { $authority }
    <b>Ngày:</b> { $date }
    <b>Trích yếu:</b> { $title }
    <b>Tóm tắt:</b> { $summary }

    Chạm vào mục cần sửa.
draft-task = ✏️ <b>Nhiệm vụ { $no }</b>

    { $text }

    👥 { $who }
    ⏰ { $deadline }
draft-everybody = mọi đơn vị nhận
draft-no-tasks = Bản nháp chưa có nhiệm vụ nào. Thêm ở mục Sửa.
draft-deadlines = ⏰ <b>Thời hạn từng nhiệm vụ</b>
draft-deadline-line = <b>{ $no }.</b> { $title }
    { $deadline }
draft-deadline = ⏰ <b>Thời hạn của nhiệm vụ { $no }</b>
    { $title }

    Hiện nay: { $deadline }
draft-without-deadline = không ghi thời hạn

## Nơi nhận

audience-heading = 📮 <b>Nơi nhận</b> { $unit }
    { $count }

    Chạm tên đơn vị để chọn cả cấp dưới, chạm ▸ để mở.
audience-count = { NUM($units) } đơn vị · { NUM($people) } cán bộ
audience-not-joined = { NUM($count) } chưa kết nối
audience-unreachable = { NUM($count) } không tới được
audience-empty-units = { NUM($count) } đơn vị chưa có người nhận
audience-with-below = { $unit } và cấp dưới
audience-alone = { $unit }
audience-more = và { NUM($count) } đơn vị khác
audience-all-below = Cả cấp dưới
audience-only-this = Chỉ đơn vị này

## Nút riêng của phần này

button-add-task = Thêm nhiệm vụ
button-drop-task = Bỏ nhiệm vụ
button-take-back = Rút lại
button-my-tasks = Nhiệm vụ của tôi
button-other-day = Ngày khác…
button-no-deadline = Không thời hạn
button-open = ▸
button-up = Lên một cấp
field-kind = Loại
field-number = Số
field-date = Ngày
field-authority = Cơ quan
field-title = Trích yếu
field-summary = Tóm tắt
field-text = Nội dung
field-responsible = Đơn vị
task-number = Mục { $no }

## Câu hỏi

ask-directive = Gửi tôi tệp .docx, .pdf hoặc .txt của văn bản, hoặc dán toàn văn vào đây.
ask-number = Số và ký hiệu đúng là gì? Ví dụ: 12/CT-UBND
ask-authority = Cơ quan ban hành là cơ quan nào? Ví dụ: Ủy ban nhân dân thành phố Sông Hàn
ask-date = Văn bản ký ngày nào? Ví dụ: 23/11/2026
ask-title = Gửi tôi trích yếu đúng, một hai dòng.
ask-summary = Gửi tôi tóm tắt: việc gì, ai làm, bao giờ xong. Tối đa 800 ký tự.
ask-task-text = Gửi tôi nội dung đúng của nhiệm vụ này.
ask-task-responsible = Đơn vị nào thực hiện? Nhiều đơn vị thì cách nhau bằng dấu chấm phẩy.
ask-deadline = Hạn là khi nào? Ví dụ: 17h 28/11 hoặc 28/11/2026
ask-new-task = Gửi tôi nội dung nhiệm vụ cần thêm.
ask-send-back = Vì sao trả lại? Người trình sẽ đọc được lý do này.
ask-comment = Mời anh/chị viết ý kiến. Gửi đi là cũng xác nhận đã nhận.
ask-result = Kết quả thế nào? Viết một hai câu, hoặc bấm Bỏ qua.

## Trả lời ngắn

toast-saved = Đã lưu.
toast-confirmed = Đã ghi nhận. Cảm ơn anh/chị!
toast-submitted = Đã trình. Lãnh đạo thứ hai sẽ thấy ngay.
toast-taken-back = Đã rút lại để sửa.
toast-discarded = Đã huỷ bản nháp.
toast-published = Đã phát hành, đang gửi đi.
toast-task-dropped = Đã bỏ nhiệm vụ.
toast-look-in-private = Mời anh/chị xem tin riêng của tôi.
sent-back = ↩️ Đã trả lại và gửi lý do cho người trình.
comment-kept = ✅ Đã xác nhận và chuyển ý kiến của anh/chị tới nơi phát hành.
withdrawn = 🚫 Đã thu hồi. Mọi bản đã gửi đang được đánh dấu.
cancelled = Đã dừng. Không có gì thay đổi.
nothing-to-cancel = Hiện không có việc gì đang làm dở.
not-understood = Tôi chưa hiểu ý anh/chị. Gõ /trogiup để xem tôi giúp được gì.

## Vì sao chưa được

refusal-not-draft = Văn bản này không còn là bản nháp nên không sửa được nữa.
refusal-not-submitted = Văn bản này hiện không chờ duyệt.
refusal-not-published = Văn bản này chưa phát hành.
refusal-withdrawn = Văn bản này đã được thu hồi, không cần xác nhận hay thực hiện nữa.
refusal-own-work = Anh/chị là người trình nên không tự duyệt được; cần một lãnh đạo khác.
refusal-needs-approval = Văn bản phải có lãnh đạo thứ hai duyệt. Mời anh/chị bấm Trình duyệt.
refusal-no-recipients = Chưa có ai nhận. Mời anh/chị chọn Nơi nhận trước.
refusal-no-second-leader = Chưa có lãnh đạo thứ hai kết nối để duyệt. Mời thêm một lãnh đạo rồi trình lại.
refusal-chosen-above = Đơn vị này đã nằm trong “{ $unit } và cấp dưới”. Bỏ chọn ở trên trước nếu muốn chọn riêng.
refusal-empty-text = Tin trống. Mời anh/chị gửi lại bằng chữ.
refusal-no-date = Tôi chưa đọc được ngày này. Mời viết như 23/11/2026.
refusal-no-deadline = Tôi chưa đọc được thời hạn này. Mời viết như 17h 28/11 hoặc 28/11/2026.
refusal-too-long = Dài quá: { $length } ký tự, tối đa { $limit }. Mời anh/chị rút gọn rồi gửi lại.
refusal-task-gone = Nhiệm vụ này không còn nữa.
refusal-not-recipient = Anh/chị không có tên trong danh sách nhận văn bản này.
refusal-own-directive = Anh/chị là người phát hành nên không cần xác nhận.
refusal-corrected-since = Văn bản đã được đính chính. Mời anh/chị xác nhận ở tin đính chính mới nhất.
refusal-already-confirmed = Anh/chị đã xác nhận lúc { $time } rồi. Cảm ơn anh/chị!
refusal-already-done = { $name } đã báo xong việc này rồi.
refusal-no-directives = Ở đây chỉ lãnh đạo và văn thư soạn văn bản. Gõ /trogiup để xem anh/chị làm được gì.
refusal-file = Tôi chỉ nhận văn bản từ lãnh đạo và văn thư. Gõ /trogiup để xem anh/chị làm được gì.
refusal-nothing-asked = Hiện tôi không chờ câu trả lời nào.
refusal-press-a-button = Mời anh/chị chọn bằng nút ở tin trên.
refusal-old-button = Nút này cũ quá rồi. Mời anh/chị mở lại bằng lệnh trong thực đơn.
refusal-start-first = Mời anh/chị mở tin riêng với tôi và bấm Bắt đầu trước.

## Không đọc được tệp

unreadable-empty = 📭 Tệp trống, không có chữ nào. Mời anh/chị kiểm tra rồi gửi lại.
unreadable-too_large = 📦 Tệp quá lớn. Mời anh/chị gửi bản .docx hoặc .pdf dưới 20 MB.
unreadable-encrypted = 🔐 Tệp có mật khẩu nên tôi không đọc được. Mời anh/chị bỏ mật khẩu rồi gửi lại.
unreadable-image_only = 🖼 Tệp là bản quét, chỉ có ảnh. Mời anh/chị gửi bản gõ .docx hoặc .pdf có chữ.
unreadable-damaged = 💔 Tệp bị hỏng hoặc tải lên chưa đủ. Mời anh/chị lưu lại và gửi lần nữa.
unreadable-old_word = 📄 Đây là tệp Word đời cũ (.doc). Mời anh/chị lưu thành .docx hoặc .pdf rồi gửi lại.
unreadable-not_a_document = ❓ Tệp này không phải văn bản. Mời anh/chị gửi tệp .docx, .pdf, .odt hoặc .txt.
unreadable-unknown_encoding = 🔤 Tôi không nhận ra bảng mã của chữ (có thể là TCVN3 hoặc VNI). Mời anh/chị chuyển sang Unicode rồi gửi lại.
unreadable-timed_out = ⌛ Đọc tệp lâu quá nên tôi phải dừng. Mời anh/chị gửi bản gọn hơn hoặc dán chữ vào đây.
unreadable-reader_failed = 😕 Tôi không đọc được tệp này. Mời anh/chị lưu lại thành .docx hoặc .pdf rồi gửi lần nữa.
unreadable-secret = ⛔ Văn bản có dấu mật nên không được chuyển qua kênh này. Tôi không lưu lại nội dung nào. Mời anh/chị xoá tin vừa gửi và chuyển theo đường văn thư bảo mật.

## Điều người đọc máy chưa chắc

warning-number_missing = • Chưa thấy số, ký hiệu.
warning-number_ambiguous = • Có hơn một số có thể là số của văn bản.
warning-date_missing = • Chưa thấy ngày ban hành.
warning-authority_missing = • Chưa thấy cơ quan ban hành.
warning-title_missing = • Chưa thấy trích yếu.
warning-kind_unknown = • Chưa rõ loại văn bản.
warning-tasks_missing = • Chưa thấy nhiệm vụ nào được đánh số.
warning-tasks_uneven = • Số thứ tự nhiệm vụ không liền nhau, có thể thiếu hoặc thừa.
warning-deadline_past = • Có thời hạn trước ngày ban hành.
warning-legacy_encoding = • Chữ ở bảng mã cũ đã được chuyển sang Unicode.
warning-personal_data = • Có số điện thoại, số giấy tờ hoặc tài khoản.
warning-active_content = • Tệp có macro hoặc liên kết ngoài, đã bỏ qua.

## Nhắc

reminder-receipt = 🔔 <b>Nhắc lần { NUM($step) }</b>: anh/chị chưa xác nhận
    <b>{ $name }</b>, gửi lúc { $since }
    { $title }
reminder-receipt-settled = ✅ { $name }: { $title }
    Anh/chị đã xác nhận lúc { $time }.
reminder-task = 🔔 <b>Sắp đến hạn</b> (nhắc lần { NUM($step) })
reminder-task-late = ⏰ <b>Đã quá hạn</b> (nhắc lần { NUM($step) })

## Nhiệm vụ

tasks-none = 🌿 Anh/chị không còn nhiệm vụ nào đang mở.
tasks-heading = 📋 <b>Nhiệm vụ của anh/chị ({ NUM($count) })</b> — chạm số để mở
tasks-line = <b>{ NUM($number) }.</b> { $title }
    <i>{ $name }</i>
    ⏰ { $left }
task-left = còn { $span }
task-late = quá hạn { $span }
task-card = 📌 <b>Nhiệm vụ { $no }</b> · { $name }
    { $unit }

    { $text }

    ⏰ { $left }
task-done = ✅ { $name } báo xong lúc { $time }.
task-result = Kết quả: { $result }
task-withdrawn = 🚫 Văn bản đã thu hồi, không cần làm nữa.
