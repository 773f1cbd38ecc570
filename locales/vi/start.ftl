# Những màn hình đầu tiên, ngôn ngữ, kiểm tra tin.

welcome = 👋 Xin chào! Tôi là <b>Kẻng</b> của { $organisation }.

    Tôi chuyển chỉ thị tới cán bộ, nhắc đúng hạn, và báo cho người dân những tin an toàn chính thức. Tin nào của tôi cũng ghi rõ ai phát hành và có mã để kiểm tra.

    Anh/chị là cán bộ? Hãy mở liên kết mời do đơn vị gửi là vào đúng đơn vị mình.

    Tôi chỉ giữ tên và số hiệu Telegram của anh/chị để trả lời; gõ /riengtu để xem hoặc xoá.
help = 🔔 Chào { $name }!

    { $standings }

    Ở đây anh/chị có thể:
help-standing = • <b>{ $role }</b> — { $unit }
help-command = /{ $command } — { $what }
choose-language = Anh/chị muốn dùng ngôn ngữ nào?
toast-language = Từ nay tôi nói tiếng Việt.

## Kiểm tra tin

ask-code = Gửi tôi mã kiểm tra ở cuối tin, ví dụ 7K3F-9QMX.
verify-no-code = ❓ Đây không phải mã kiểm tra. Mã gồm 8 chữ và số, ví dụ 7K3F-9QMX, ở cuối mỗi tin chính thức.
verify-unknown = ⚠️ <b>Không có tin chính thức nào mang mã { $code }.</b>
    Đừng làm theo tin đó và đừng bấm liên kết trong tin. Cần thì hỏi lại đơn vị nêu tên trong tin.
verify-official = ✅ <b>Tin chính thức, còn hiệu lực.</b>
    { $name }
    { $title }
    Nơi phát hành: { $unit }, lúc { $time }
    Mã: <code>{ $code }</code>
verify-corrected = ✏️ <b>Tin chính thức, đã đính chính lúc { $time }.</b>
    { $name }
    { $title }
    Nơi phát hành: { $unit }
    Mã: <code>{ $code }</code>
verify-withdrawn = 🚫 <b>Tin chính thức nhưng đã thu hồi lúc { $time }.</b> Không thực hiện nữa.
    { $name }
    { $title }
    Nơi phát hành: { $unit }
    Mã: <code>{ $code }</code>
