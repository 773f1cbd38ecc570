# Biểu đồ tiến độ: hình vẽ theo đơn vị và dòng chữ dưới hình.

chart-caption = 📊 <b>{ $name }</b>: { NUM($confirmed) }/{ NUM($asked) } đã xác nhận.
    <i>Số liệu lúc { $time }</i>
chart-percent = { NUM($percent) }%
chart-receipts = { NUM($confirmed) }/{ NUM($asked) } người đã xác nhận, { NUM($unreachable) } không tới được
chart-work = Nhiệm vụ: { NUM($done) }/{ NUM($total) } đã xong, { NUM($late) } quá hạn
chart-bars = Vạch trên: người xác nhận. Vạch dưới: nhiệm vụ.
chart-done = nhiệm vụ đã xong
chart-waiting = chưa xác nhận, chưa xong
chart-late = nhiệm vụ quá hạn
chart-more = … còn { NUM($count) } đơn vị nữa (xem Theo đơn vị)
chart-foot = Số liệu lúc { $time } · Mã kiểm tra { $code }
chart-failed = Chưa vẽ được biểu đồ. Anh/chị xem số liệu bằng nút Theo đơn vị hoặc Xuất Excel.
button-ground-dark = Nền tối
button-ground-light = Nền sáng
