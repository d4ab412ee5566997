# language: vi
Tính năng: Ai xem được gì

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "ha-tinh-stp"
    Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
    Và đơn vị "Phòng Thanh tra" thuộc "Sở Tư pháp"
    Và bà "Lê Thị Mai" là chuyên viên đơn vị của "Phòng Phổ biến pháp luật"
    Và ông "Bùi Văn Khoa" là chuyên viên đơn vị của "Phòng Thanh tra"
    Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"
    Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"

  Quy tắc: Không nêu quyền thì không được xem

    @quyen
    Kịch bản: Quản trị hệ thống không mở được hồ sơ nào
      Thì quản trị hệ thống không xem được hồ sơ
      Khi quản trị hệ thống xem xét hồ sơ
      Thì bị từ chối vì "not-found"

    @quyen
    Kịch bản: Kiểm toán viên đọc mọi hồ sơ nhưng không thay đổi gì
      Thì kiểm toán viên xem được hồ sơ
      Và kiểm toán viên thấy 1 hồ sơ khi tìm "nguyen thi an"
      Khi kiểm toán viên xem xét hồ sơ
      Thì bị từ chối vì "permission-denied"
      Và hồ sơ vẫn ở bước "Đã lập"

    @quyen
    Kịch bản: Đơn vị khác, cấp khác chưa đến lượt thì như không có hồ sơ
      Cho bà "Lê Thị Lan" là cán bộ thẩm định Nội vụ của "Sở Nội vụ"
      Thì ông "Bùi Văn Khoa" không xem được hồ sơ
      Và bà "Lê Thị Lan" không xem được hồ sơ
      Và bà "Lê Thị Mai" xem được hồ sơ
      Và bà "Lê Thị Mai" thấy 1 hồ sơ
      Và ông "Bùi Văn Khoa" thấy 0 hồ sơ

    @quyen
    Kịch bản: Người được đề nghị xem được hồ sơ của mình
      Thì người được đề nghị xem được hồ sơ

    @hop-viec
    Kịch bản: Hộp việc đi theo bước của hồ sơ
      Cho ông "Hà Văn Nam" là thủ trưởng đơn vị của "Phòng Phổ biến pháp luật"
      Và bà "Phạm Thu Hà" là cán bộ tổ chức cán bộ của "Sở Tư pháp"
      Thì hồ sơ nằm trong hộp việc của ông "Hà Văn Nam"
      Và hồ sơ không nằm trong hộp việc của bà "Phạm Thu Hà"
      Khi ông "Hà Văn Nam" xem xét hồ sơ
      Thì hồ sơ không nằm trong hộp việc của ông "Hà Văn Nam"
      Và hồ sơ nằm trong hộp việc của bà "Phạm Thu Hà"

  Quy tắc: Người có xung đột lợi ích không tham gia và không còn thấy hồ sơ

    @quyen @xung-dot
    Kịch bản: Tự khai thì không còn thấy hồ sơ ở đâu nữa, và không tự rút lại được
      Cho ông "Hà Văn Nam" là thủ trưởng đơn vị của "Phòng Phổ biến pháp luật"
      Thì hồ sơ nằm trong hộp việc của ông "Hà Văn Nam"
      Khi ông "Hà Văn Nam" khai xung đột lợi ích: "Là anh ruột của người được đề nghị"
      Thì việc đó thành công
      Và ông "Hà Văn Nam" không xem được hồ sơ
      Và ông "Hà Văn Nam" thấy 0 hồ sơ khi tìm "nguyen thi an"
      Và hồ sơ không nằm trong hộp việc của ông "Hà Văn Nam"
      Khi ông "Hà Văn Nam" xem xét hồ sơ
      Thì bị từ chối vì "not-found"
      Khi ông "Hà Văn Nam" cho ông "Hà Văn Nam" tham gia trở lại: "Tôi thấy không sao"
      Thì bị từ chối vì "not-found"
      Và bà "Lê Thị Mai" xem được hồ sơ
      Và nhật ký có dòng "proposal.recused"

    @quyen @xung-dot
    Kịch bản: Thủ trưởng ghi nhận thay, rồi cho tham gia trở lại với lý do
      Cho ông "Hà Văn Nam" là thủ trưởng đơn vị của "Phòng Phổ biến pháp luật"
      Khi ông "Hà Văn Nam" ghi nhận bà "Lê Thị Mai" không tham gia giải quyết: "Là vợ của người được đề nghị"
      Thì việc đó thành công
      Và bà "Lê Thị Mai" không xem được hồ sơ
      Khi ông "Hà Văn Nam" cho bà "Lê Thị Mai" tham gia trở lại: ""
      Thì bị từ chối vì "invalid-input"
      Khi ông "Hà Văn Nam" cho bà "Lê Thị Mai" tham gia trở lại: "Đã xác minh, chỉ trùng họ tên"
      Thì việc đó thành công
      Và bà "Lê Thị Mai" xem được hồ sơ
      Và nhật ký có dòng "proposal.recusal-lifted"

    @quyen @xung-dot
    Kịch bản: Kiểm toán viên đã khai xung đột cũng không đọc được hồ sơ, nhật ký của hồ sơ
      Khi kiểm toán viên khai xung đột lợi ích: "Là con của người được đề nghị"
      Thì việc đó thành công
      Và kiểm toán viên không xem được hồ sơ
      Và kiểm toán viên thấy 0 hồ sơ khi tìm "nguyen thi an"

    @quyen @xung-dot
    Kịch bản: Không phải thủ trưởng, thư ký thì không ghi nhận thay người khác
      Cho ông "Hà Văn Nam" là thủ trưởng đơn vị của "Phòng Phổ biến pháp luật"
      Khi bà "Lê Thị Mai" ghi nhận ông "Hà Văn Nam" không tham gia giải quyết: "Không thích"
      Thì bị từ chối vì "permission-denied"
      Và ông "Hà Văn Nam" xem được hồ sơ
