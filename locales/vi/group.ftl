# Nhóm: gắn với đơn vị, quyền của bot, chủ đề, ngôn ngữ.

## Thẻ của nhóm

group-unconnected = 👋 Tôi là Kẻng. Nhóm này chưa gắn với đơn vị nào.
    Quản trị viên của nhóm gõ /ketnoi kèm mã đơn vị, ví dụ: /ketnoi 20194
group-connected-cadre = 🔗 Nhóm <b>cán bộ</b> của <b>{ $unit }</b>. Chỉ thị của đơn vị sẽ đến đây, ai cũng xác nhận được bằng một chạm.
group-connected-resident = 🔗 Nhóm <b>dân cư</b> của <b>{ $unit }</b>. Tin an toàn chính thức sẽ đến đây.
group-topic = 🧵 Mọi tin đều gửi vào chủ đề đã chọn khi gắn nhóm.
group-topic-lost = ⚠️ Chủ đề đã chọn bị đóng hoặc bị xoá, nên tôi gửi vào chủ đề chung. Muốn đổi, quản trị viên gõ /ketnoi trong chủ đề mong muốn.
group-lacks = ⚠️ Ở đây tôi chưa được phép: <b>{ $rights }</b>.
    Quản trị viên mở thông tin nhóm → Chỉnh sửa → Quyền và bật các mục này, hoặc cho tôi làm quản trị viên. Xong thì bấm “Kiểm tra lại”.
right-messages = gửi tin
right-documents = gửi tệp
right-photos = gửi ảnh
right-polls = gửi bình chọn
button-check-again = Kiểm tra lại
button-untie = Gỡ kết nối

## Gắn nhóm với đơn vị

group-question = Nhóm này của <b>{ $unit }</b> dành cho ai?
    Tin của cán bộ và tin của người dân không bao giờ gửi lẫn nhau.
group-choose-unit = <b>{ $name }</b> muốn gắn nhóm này với đơn vị nào?
button-group-unit = Chọn đơn vị
button-group-cadre = Nhóm cán bộ
button-group-resident = Nhóm dân cư
toast-group-cadre = Từ nay đây là nhóm cán bộ của { $unit }.
toast-group-resident = Từ nay đây là nhóm dân cư của { $unit }.
toast-group-untied = Đã gỡ. Tin của đơn vị không đến nhóm này nữa.

## Kiểm tra quyền, ngôn ngữ

toast-group-good = ✅ Tôi gửi được tin, tệp, ảnh và bình chọn ở đây.
toast-group-lacks = ⚠️ Tôi vẫn chưa đủ quyền, xem trên thẻ.
toast-group-unreachable = ⚠️ Tôi vẫn chưa gửi được tin vào nhóm.
toast-group-unknown = Telegram chưa trả lời. Mời anh/chị thử lại sau ít phút.
toast-group-language = Từ nay tôi nói tiếng Việt trong nhóm này.

## Nhóm không tới được

group-lost = ⚠️ <b>Nhóm “{ $title }” không tới được</b>: { $reason }.
group-lost-of-unit = Nhóm của { $unit }. Tin cho nhóm được giữ lại và gửi khi tôi trở lại.
group-lost-removed = Hãy thêm lại tôi vào nhóm. Nếu không dùng nhóm này nữa thì không cần làm gì.
group-lost-rights = Quản trị viên mở thông tin nhóm → Chỉnh sửa → Quyền và bật “Gửi tin nhắn”, hoặc cho tôi làm quản trị viên. Xong thì bấm “Kiểm tra lại”.
group-found = ✅ Nhóm “{ $title }” lại nhận được tin. Tin được giữ lại đã gửi vào nhóm.
card-taken-back = 🚫 Tin này đã được thu lại.

## Vì sao chưa làm được

refusal-anonymous = Anh/chị đang viết ẩn danh nên tôi không biết là ai. Hãy tắt ẩn danh (hoặc chọn viết bằng tên mình) rồi gõ lại lệnh.
refusal-not-administrator = Chỉ quản trị viên của nhóm mới làm được việc này. Hãy nhờ một quản trị viên.
refusal-connect-stranger = Tôi chưa biết anh/chị là ai trong hệ thống. Hãy mở liên kết mời của đơn vị mình rồi thử lại.
refusal-connect-nowhere = Anh/chị chưa phụ trách đơn vị nào nên chưa gắn nhóm được. Hãy nhờ lãnh đạo hoặc văn thư của đơn vị.
refusal-connect-unknown = Không có đơn vị nào mang mã “{ $code }”. Gõ /ketnoi không kèm mã để chọn từ danh sách.
refusal-connect-not-yours = Anh/chị không phụ trách { $unit } nên không gắn nhóm được. Hãy nhờ lãnh đạo hoặc văn thư của đơn vị đó.
refusal-group-of-another-unit = Nhóm này đang gắn với { $unit }. Người phụ trách đơn vị đó phải gỡ ra trước.
refusal-group-not-connected = Nhóm này chưa gắn với đơn vị nào.
refusal-connect-in-group = Lệnh này dùng trong nhóm: thêm tôi vào nhóm rồi gõ /ketnoi kèm mã đơn vị.
refusal-in-private = Việc này mời anh/chị làm trong tin riêng với tôi.
