# language: vi
Tính năng: Làm thay theo ủy quyền, nhật ký ghi tên cả hai người

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "ha-tinh-stp"
    Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
    Và bà "Lê Thị Mai" là chuyên viên đơn vị của "Phòng Phổ biến pháp luật"
    Và bà "Hồ Thị Thu" là thủ trưởng đơn vị của "Phòng Phổ biến pháp luật"
    Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"
    Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"

  Quy tắc: Nghị định 30/2020/NĐ-CP, Điều 13 – ủy quyền bằng văn bản, có thời hạn, không ủy quyền lại việc ký

    @uy-quyen
    Kịch bản: Người được ủy quyền làm thay, câu nhật ký nêu cả hai tên và văn bản
      Khi ông "Bùi Văn Khoa" xem xét hồ sơ
      Thì bị từ chối vì "not-found"
      Khi bà "Hồ Thị Thu" ủy quyền cho ông "Bùi Văn Khoa" việc "xem xét" theo văn bản "05/UQ" đến ngày 31/03/2025
      Thì hồ sơ nằm trong hộp việc của ông "Bùi Văn Khoa"
      Khi ông "Bùi Văn Khoa" xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"
      Và nhật ký của hồ sơ có câu "Bùi Văn Khoa thay Hồ Thị Thu theo văn bản 05/UQ (Thủ trưởng đơn vị, Phòng Phổ biến pháp luật)"

    @uy-quyen
    Kịch bản: Việc không ghi trong ủy quyền thì không làm thay được
      Khi bà "Hồ Thị Thu" ủy quyền cho ông "Bùi Văn Khoa" việc "rút" theo văn bản "05/UQ" đến ngày 31/03/2025
      Và ông "Bùi Văn Khoa" xem xét hồ sơ
      Thì bị từ chối vì "permission-denied"
      Và hồ sơ vẫn ở bước "Đã lập"

    @uy-quyen
    Kịch bản: Hết ngày cuối thì hết quyền
      Khi bà "Hồ Thị Thu" ủy quyền cho ông "Bùi Văn Khoa" việc "xem xét" theo văn bản "05/UQ" đến ngày 31/03/2025
      Và hôm nay là ngày 01/04/2025
      Và ông "Bùi Văn Khoa" xem xét hồ sơ
      Thì bị từ chối vì "not-found"

    @uy-quyen
    Kịch bản: Chấm dứt thì hết quyền ngay, kể cả người được ủy quyền lại
      Khi quản trị hệ thống ghi nhận bà "Hồ Thị Thu" ủy quyền cho ông "Bùi Văn Khoa" việc "xem xét" theo văn bản "05/UQ" đến ngày 31/03/2025
      Và ông "Bùi Văn Khoa" ủy quyền cho bà "Cao Thị Thử" việc "xem xét" theo văn bản "06/UQ" đến ngày 31/03/2025
      Thì hồ sơ nằm trong hộp việc của bà "Cao Thị Thử"
      Khi bà "Hồ Thị Thu" chấm dứt ủy quyền theo văn bản "05/UQ"
      Thì bà "Cao Thị Thử" không xem được hồ sơ
      Và ông "Bùi Văn Khoa" không xem được hồ sơ

    @uy-quyen
    Kịch bản: Người giữ vai trò thôi việc thì ủy quyền cũng hết
      Khi bà "Hồ Thị Thu" ủy quyền cho ông "Bùi Văn Khoa" việc "xem xét" theo văn bản "05/UQ" đến ngày 31/03/2025
      Và bà "Hồ Thị Thu" thôi giữ mọi vai trò từ ngày 03/03/2025
      Và ông "Bùi Văn Khoa" xem xét hồ sơ
      Thì bị từ chối vì "not-found"

    @uy-quyen
    Kịch bản: Việc ký đã được ủy quyền thì không ủy quyền lại
      Cho ông "Đinh Văn Giám" là thủ trưởng cơ quan của "Sở Tư pháp"
      Khi ông "Đinh Văn Giám" ủy quyền cho ông "Bùi Văn Khoa" việc "phê duyệt" và "từ chối" theo văn bản "07/UQ" đến ngày 31/03/2025
      Và ông "Bùi Văn Khoa" ủy quyền cho bà "Cao Thị Thử" việc "phê duyệt" theo văn bản "08/UQ" đến ngày 31/03/2025
      Thì bị từ chối vì "invalid-input" do "act-not-passed-on"

    @uy-quyen
    Kịch bản: Không ai ủy quyền cho chính mình, không ủy quyền việc mình không có
      Khi bà "Hồ Thị Thu" ủy quyền cho bà "Hồ Thị Thu" việc "xem xét" theo văn bản "05/UQ" đến ngày 31/03/2025
      Thì bị từ chối vì "invalid-input" do "self-delegation"
      Khi bà "Hồ Thị Thu" ủy quyền cho ông "Bùi Văn Khoa" việc "phê duyệt" theo văn bản "05/UQ" đến ngày 31/03/2025
      Thì bị từ chối vì "invalid-input" do "act-not-held"

  Quy tắc: Người làm thay được tính là cả hai người

    @uy-quyen @G13
    Kịch bản: Người được đề nghị không làm thay cho ai trên hồ sơ của mình
      Khi bà "Hồ Thị Thu" ủy quyền cho bà "Nguyễn Thị An" việc "xem xét" theo văn bản "05/UQ" đến ngày 31/03/2025
      Và bà "Nguyễn Thị An" xem xét hồ sơ
      Thì bị từ chối vì "G13" về "own-proposal"

    @uy-quyen
    Kịch bản: Người đã lập hồ sơ không xem xét thay thủ trưởng
      Cho cá nhân "Trần Văn Bình" làm việc tại "Phòng Phổ biến pháp luật"
      Và bà "Lê Thị Mai" lập hồ sơ đề nghị "Giấy khen" cho "Trần Văn Bình" dịp "hằng năm"
      Khi bà "Hồ Thị Thu" ủy quyền cho bà "Lê Thị Mai" việc "xem xét" theo văn bản "05/UQ" đến ngày 31/03/2025
      Và bà "Lê Thị Mai" xem xét hồ sơ
      Thì bị từ chối vì "G13" về "same-person"
