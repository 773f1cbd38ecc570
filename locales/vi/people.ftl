# Ai là ai: vào hệ thống, lời mời, nhóm, danh sách nhập từ tệp.

## Vì sao chưa làm được

refusal-not-allowed = Anh/chị không có quyền làm việc này ở đơn vị đó.
refusal-invitation-unknown = Không có lời mời này. Hãy kiểm tra lại liên kết, hoặc xin người mời gửi lại.
refusal-invitation-used-up = Lời mời này đã dùng hết lượt. Hãy xin người mời gửi liên kết mới.
refusal-invitation-expired = Lời mời này đã hết hạn. Hãy xin người mời gửi liên kết mới.
refusal-invitation-revoked = Lời mời này đã được thu hồi. Nếu cần, hãy xin người mời gửi liên kết mới.
refusal-invitation-other-person = Liên kết này dành riêng cho một người khác. Hãy dùng liên kết của chính anh/chị; nếu chưa có, hãy hỏi văn thư đơn vị.
refusal-invitation-needs-unit = Lời mời này cần có đơn vị.
refusal-invitation-uses = Số lượt dùng phải từ 1 đến { $most }.
refusal-invitation-ends-in-past = Hạn dùng của lời mời phải ở tương lai.
refusal-already-member = Anh/chị đã ở { $unit } với vai trò này rồi, không cần làm gì thêm.
refusal-already-joined = Anh/chị đã tham gia rồi, không cần làm gì thêm.
refusal-unit-unknown = Không có đơn vị nào mang mã “{ $code }”.

## Vì sao không tới được

unreachable-not_joined = chưa kết nối
unreachable-blocked = đã chặn bot
unreachable-deactivated = tài khoản không còn
unreachable-not_started = chưa bấm Bắt đầu
unreachable-removed = bot đã bị đưa ra khỏi nhóm
unreachable-not_found = không tìm thấy cuộc trò chuyện
unreachable-no_rights = bot không có quyền gửi tin
