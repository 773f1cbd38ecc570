# Bàn giao việc: người nhận thay trong một thời gian.

## Bàn giao

handover-choose-deputy = 🤝 <b>Anh/chị bàn giao cho ai?</b>
    Chạm vào tên, hoặc gõ một phần tên để tìm (không cần dấu). Có { NUM($count) } người nhận thay được.
handover-nobody = 🤝 Chưa có đồng nghiệp nào nhận thay được: người nhận thay phải cùng đơn vị, đã kết nối và không đang bàn giao. Mời anh/chị báo văn thư mời thêm người.
handover-not-found = Không thấy ai tên “{ $search }” nhận thay được. Người nhận thay phải cùng đơn vị, đã kết nối và không đang bàn giao. Mời anh/chị gõ tên khác.
handover-choose-from = 🤝 <b>{ $name }</b> nhận thay từ khi nào?
    Bấm nút, hoặc gõ ngày, ví dụ: 25/11 hoặc 14h 25/11.
handover-choose-until = 🤝 <b>{ $name }</b> nhận thay từ { $from }, đến khi nào?
    Bấm nút, hoặc gõ, ví dụ: 2 tuần, đến 30/11.
handover-from-now = bây giờ
handover-confirm = 🤝 <b>Bàn giao cho { $name }</b>
    Từ { $from }
    Đến { $until }

    Trong thời gian đó, { $name } nhận chỉ thị và lời nhắc thay anh/chị, được làm những việc anh/chị được làm. Nhật ký ghi tên cả hai người.
handover-present = 🤝 <b>{ $name }</b> đang nhận thay anh/chị, từ { $from } đến { $until }.
handover-planned = 🤝 <b>{ $name }</b> sẽ nhận thay anh/chị từ { $from } đến { $until }.
handover-extend = 🤝 <b>{ $name }</b> đang nhận thay đến { $until }. Gia hạn đến khi nào?
    Bấm để thêm, hoặc gõ, ví dụ: đến 30/11.
handover-none = Hiện anh/chị không bàn giao việc cho ai. Gõ /bangiao khi cần.
handover-end-of-day = hết { $date }
handover-deeds = Trong thời gian đó { $name } đã { $deeds } thay anh/chị.
handover-no-deeds = Trong thời gian đó { $name } không phải làm việc gì thay anh/chị.
deeds-confirmed = xác nhận { NUM($count) } văn bản
deeds-finished = báo xong { NUM($count) } nhiệm vụ
deeds-other = làm { NUM($count) } việc khác
handover-left = Việc còn lại nay lại là của anh/chị: { NUM($receipts) } văn bản chưa xác nhận, { NUM($tasks) } nhiệm vụ chưa xong. Gõ /nhiemvu để xem.

handover-ended-time = 🤝 Đã hết thời gian { $name } nhận thay anh/chị.
handover-ended-early = 🤝 Anh/chị đã nhận lại việc từ { $name }.
handover-ended-declined = 🙏 { $name } báo không nhận thay anh/chị được. Mời anh/chị chọn người khác: /bangiao
handover-ended-deputy_left = ⚠️ { $name } không còn làm ở đơn vị nên thôi nhận thay anh/chị. Chỉ thị và lời nhắc lại đến anh/chị; mời chọn người khác: /bangiao
handover-ended-deputy_unreachable = ⚠️ Tôi không gửi tin được cho { $name } nên { $name } thôi nhận thay anh/chị. Chỉ thị và lời nhắc lại đến anh/chị; mời chọn người khác: /bangiao
handover-ended-person_left = 🤝 Anh/chị không còn việc ở đơn vị đó, nên { $name } thôi nhận thay.

## Người nhận thay

deputyship = 🤝 <b>{ $name }</b> nhờ anh/chị nhận thay
    Từ { $from }
    Đến { $until }
    { $duties }

    Chỉ thị và lời nhắc gửi { $name } sẽ đến anh/chị, có ghi “Nhận thay { $name }”. Anh/chị được xác nhận, cho ý kiến, báo kết quả và làm những việc { $name } được làm; nhật ký ghi tên cả hai người.
deputyship-over = ⏹ Đã kết thúc lúc { $time }.
deputyship-deeds = Trong thời gian đó anh/chị đã { $deeds } thay { $name }. Xin cảm ơn anh/chị!
deputyship-no-deeds = Trong thời gian đó không có việc gì phải làm thay { $name }. Xin cảm ơn anh/chị!
deputyship-ended-time = 🤝 Đã hết thời gian anh/chị nhận thay { $name }.
deputyship-ended-early = 🤝 { $name } đã nhận lại việc; anh/chị không cần nhận thay nữa.
deputyship-ended-declined = 🤝 Anh/chị không nhận thay { $name } nữa; tôi đã báo lại.
deputyship-ended-deputy_left = 🤝 Anh/chị không còn làm ở đơn vị đó nên thôi nhận thay { $name }.
deputyship-ended-deputy_unreachable = 🤝 Có lúc tôi không gửi tin được cho anh/chị, nên anh/chị đã thôi nhận thay { $name }.
deputyship-ended-person_left = 🤝 { $name } không còn việc ở đơn vị đó, nên anh/chị thôi nhận thay.
in-place-heading = 🤝 <b>Nhận thay { $name }</b>
in-place-over = ⏹ Anh/chị đã thôi nhận thay.
in-place-name = { $name } (thay { $person })
in-your-place-name = { $name } (thay anh/chị)
confirmed-by = ✅ { $name } đã xác nhận lúc { $time }.
confirmed-by-note = ✅ { $name } đã xác nhận lúc { $time }, kèm ý kiến: “{ $note }”
reminder-settled-by = ✅ { $name }: { $title }
    { $who } đã xác nhận lúc { $time }.
help-standing-in-place = • <b>{ $role }</b> — { $unit } (thay { $name })
directive-not-yours = 📄 { $name }: { $title }

    Văn bản này không còn gửi tới anh/chị: anh/chị không làm ở đơn vị nhận nữa.

## Nút

button-from-now = Từ bây giờ
button-from-tomorrow = Từ sáng mai
button-one-day = 1 ngày
button-three-days = 3 ngày
button-one-week = 1 tuần
button-hand-over = Bàn giao
button-end-now = Kết thúc ngay
button-extend-handover = Gia hạn
button-decline-handover = Không nhận được
toast-handed-over = Đã bàn giao. Tôi đã báo người nhận thay.
toast-taken-back-duties = Anh/chị đã nhận lại việc.
toast-declined = Tôi đã báo lại.

## Vì sao chưa được

refusal-nothing-to-hand-over = Anh/chị không có việc gì để bàn giao: chỉ lãnh đạo, văn thư, cán bộ và trực ban bàn giao được; quyền quản trị thì không.
refusal-handover-already = Anh/chị đang bàn giao cho một người rồi. Gõ /bangiao để gia hạn hoặc kết thúc trước.
refusal-no-handover = Lần bàn giao này không còn nữa. Gõ /bangiao để xem hiện nay thế nào.
refusal-handover-over = Thời gian này đã qua, hoặc kết thúc trước khi bắt đầu. Mời anh/chị chọn lại.
refusal-handover-too-long = Bàn giao dài nhất một năm. Mời anh/chị chọn ngày gần hơn.
refusal-no-period = Tôi chưa đọc được thời gian này. Mời viết như: 3 ngày, 1 tuần, 30/11 hoặc 14h 30/11.
refusal-deputy-elsewhere = Chỉ bàn giao được cho người cùng đơn vị; lãnh đạo còn bàn giao được cho lãnh đạo cấp trên trực tiếp. Mời anh/chị chọn người khác.
refusal-deputy-unreachable = { $name } chưa kết nối hoặc tôi không gửi tin được. Mời anh/chị chọn người khác.
refusal-deputy-away = { $name } cũng bàn giao việc trong thời gian đó. Mời anh/chị chọn người khác hoặc thời gian khác.
refusal-deputy-yourself = Trong thời gian đó anh/chị đang nhận thay { $name }. Mời anh/chị bấm Không nhận được ở tin đó trước, hoặc chọn thời gian khác.
refusal-deputyship-over = Anh/chị không còn nhận thay nên việc này không làm được nữa. Gõ /huy nếu đang làm dở.
refusal-left-unit = Anh/chị không còn làm ở { $unit } nên nút này không dùng được nữa. Gõ /nhiemvu để xem việc hiện nay.
