# Mời người khác vào: /moi, liên kết mời, thu hồi.

inviting-heading = ✉️ <b>Liên kết mời đang dùng được: { $count }</b>
inviting-none = Chưa có liên kết nào. Bấm <b>Tạo liên kết mới</b> để mời người vào đơn vị.
inviting-hint = Bấm số để xem liên kết, chuyển tiếp hoặc thu hồi.
inviting-no-unit = Chưa có đơn vị nào để mời vào. Hãy nhập danh sách đơn vị trước.
inviting-line = <b>{ $number }.</b> { $unit } — { $role }
    còn { NUM($left) }/{ NUM($uses) } lượt · { $lasts } · { $inviter }
inviting-offer = ✉️ <b>Liên kết mời mới</b>

    Đơn vị: <b>{ $unit }</b>
    Vai trò: <b>{ $role }</b>
    Số người vào được: <b>{ NUM($uses) }</b>
    Dùng được đến: <b>{ $until }</b>

    Ai có liên kết cũng vào được với vai trò này, nên anh/chị chỉ gửi cho đúng người.
inviting-people = { NUM($count) } người
inviting-units = 🏢 <b>Mời vào đơn vị nào?</b>
    Bấm một đơn vị, hoặc gõ tên hay mã đơn vị.
button-new-invitation = Tạo liên kết mới
button-choose-unit = Đổi đơn vị
button-make-invitation = Tạo liên kết
button-qr = Mã QR
button-revoke = Thu hồi
button-revoke-sure = Thu hồi hẳn
toast-invited = Đã tạo liên kết, ở tin bên dưới.
toast-revoked = Đã thu hồi. Không ai vào bằng liên kết này được nữa.

invitation-shared = 📨 <b>{ $inviter }</b> mời anh/chị vào <b>{ $unit }</b> trên Kẻng, với vai trò <b>{ $role }</b>. Bấm liên kết rồi bấm <b>Bắt đầu</b>:

    { $link }

    Dành cho { NUM($uses) } người, { $lasts }. Chỉ chuyển cho người trong đơn vị.
invitation-residents = 📨 <b>{ $inviter }</b> mời bà con nhận tin an toàn chính thức của <b>{ $unit }</b> qua Kẻng. Bấm liên kết rồi bấm <b>Bắt đầu</b>:

    { $link }

    Dành cho { NUM($uses) } người, { $lasts }. Xin chuyển cho người cùng địa bàn.
invitation-personal = 📨 <b>{ $inviter }</b> mời <b>{ $name }</b> vào <b>{ $unit }</b> trên Kẻng, với vai trò <b>{ $role }</b>. Bấm liên kết rồi bấm <b>Bắt đầu</b>:

    { $link }

    Liên kết dành riêng cho { $name }, { $lasts }. Xin đừng chuyển cho người khác.
invitation-qr = 📷 Mã QR để vào <b>{ $unit }</b> với vai trò <b>{ $role }</b>. Ai quét cũng vào được, nên chỉ đưa cho đúng người.
invitation-qr-file = ma-qr-loi-moi
invitation-until = đến { $until }
invitation-for-ever = không thời hạn
invitation-revoke-question = ⚠️ <b>Thu hồi liên kết này?</b> Ai đã vào vẫn ở lại; người khác không vào bằng nó được nữa.
invitation-revoked = 🚫 Liên kết mời vào { $unit } ({ $role }) đã thu hồi. Đã có { NUM($joined) } người vào bằng liên kết này.
invitation-expired = ⌛ Liên kết mời vào { $unit } ({ $role }) đã hết hạn. Đã có { NUM($joined) } người vào bằng liên kết này.
invitation-used-up = ✅ Liên kết mời vào { $unit } ({ $role }) đã dùng hết lượt: { NUM($joined) } người đã vào.

refusal-not-inviter = Anh/chị không phải người mời của đơn vị. Việc này nhờ lãnh đạo, văn thư hoặc quản trị viên.
refusal-invitation-revoked-before = Liên kết này đã được thu hồi trước đó rồi.
refusal-person-has-joined = Người này đã vào hoặc không còn trong danh sách, nên không cần liên kết mới.
refusal-unit-not-found = Không có đơn vị nào tên hay mã “{ $typed }” trong phạm vi của anh/chị. Hãy gõ lại, hoặc bấm một đơn vị ở trên.
refusal-unit-ambiguous = Có nhiều đơn vị như vậy: { $names }. Hãy gõ rõ hơn.
