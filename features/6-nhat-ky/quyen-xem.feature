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
