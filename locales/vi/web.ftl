# Những trang mà người dân và cán bộ mở bằng trình duyệt.

## Kiểm tra tin: /verify

web-verify-title = Tin này có chính thức không?
web-verify-intro = Tin chính thức nào cũng có mã kiểm tra ở cuối. Nhập mã vào đây để biết ai phát hành và tin còn hiệu lực hay không.
web-verify-label = Mã kiểm tra
web-verify-button = Kiểm tra
web-verify-warning = Trang này không hỏi tên, số điện thoại hay mật khẩu. Ai hỏi những điều đó để “kiểm tra tin” là giả mạo.
web-verify-official = Tin chính thức, còn hiệu lực.
web-verify-corrected = Tin chính thức, đã đính chính lúc { $time }.
web-verify-withdrawn = Tin chính thức nhưng đã thu hồi lúc { $time }. Không thực hiện nữa.
web-verify-no-code = Đây không phải mã kiểm tra. Mã gồm 8 chữ và số, ví dụ 7K3F-9QMX.
web-verify-unknown = Không có tin chính thức nào mang mã này.
web-verify-unknown-advice = Đừng làm theo tin đó và đừng bấm liên kết trong tin. Cần thì hỏi lại đơn vị nêu tên trong tin.
web-verify-busy = Có quá nhiều lượt kiểm tra từ nơi này. Mời anh/chị thử lại sau một phút.
web-verify-failed = Hiện chưa tra cứu được. Mời anh/chị thử lại sau ít phút.
web-verify-kind = Loại văn bản
web-verify-number = Số, ký hiệu
web-verify-about = Nội dung
web-verify-unit = Nơi phát hành
web-verify-published = Phát hành lúc
web-verify-code = Mã kiểm tra
