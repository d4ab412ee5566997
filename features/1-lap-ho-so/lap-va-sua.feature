# language: vi
Tính năng: Ai được lập, ai được sửa, tệp nào được nhận

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "ha-tinh-stp"
    Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
    Và đơn vị "Phòng Thanh tra" thuộc "Sở Tư pháp"
    Và bà "Lê Thị Mai" là chuyên viên đơn vị của "Phòng Phổ biến pháp luật"
    Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"

  Quy tắc: Chỉ đơn vị quản lý mới lập hồ sơ của mình

    @lap-ho-so
    Kịch bản: Chuyên viên lập hồ sơ trống, hồ sơ ở bước đầu tiên
      Khi bà "Lê Thị Mai" lập hồ sơ đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Thì hồ sơ ở bước "Đã lập"
      Và hồ sơ đi theo quy trình "F1"
      Và nhật ký có dòng "proposal.drafted"
        | mục     | nội dung      |
        | người   | Lê Thị Mai    |
        | vai trò | unit_clerk    |

    @quyen
    Kịch bản: Chuyên viên đơn vị khác không lập thay
      Cho ông "Bùi Văn Khoa" là chuyên viên đơn vị của "Phòng Thanh tra"
      Khi ông "Bùi Văn Khoa" lập hồ sơ đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Thì bị từ chối vì "permission-denied"

    @quyen
    Kịch bản: Vai trò hết hạn thì không còn quyền
      Cho ông "Bùi Văn Khoa" là chuyên viên đơn vị của "Phòng Phổ biến pháp luật" đến ngày 28/02/2025
      Khi ông "Bùi Văn Khoa" lập hồ sơ đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Thì bị từ chối vì "permission-denied"

    @quyen
    Kịch bản: Người thôi việc không xem xét được nữa
      Cho bà "Hồ Thị Thu" là thủ trưởng đơn vị của "Phòng Phổ biến pháp luật"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Khi bà "Hồ Thị Thu" thôi giữ mọi vai trò từ ngày 01/03/2025
      Và bà "Hồ Thị Thu" xem xét hồ sơ
      Thì bị từ chối vì "not-found"

  Quy tắc: Điều 84 – tài liệu trong hồ sơ phải là văn bản thật, mọi phiên bản được giữ

    @tai-lieu
    Khung kịch bản: Tệp nguy hiểm hoặc hỏng bị từ chối theo nội dung
      Cho bà "Lê Thị Mai" lập hồ sơ đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Khi bà "Lê Thị Mai" nộp một "<tệp>" làm tài liệu "D03"
      Thì bị từ chối vì "upload-refused" về "<lý do>"

      Dữ liệu:
        | tệp                       | lý do            |
        | chương trình giả dạng PDF | type-mismatch    |
        | tệp thực thi              | type-not-allowed |
        | PDF có mã chạy            | active-content   |
        | tệp rỗng                  | empty-file       |

    @tai-lieu
    Kịch bản: Văn bản hợp lệ được nhận và giữ mọi phiên bản
      Cho bà "Lê Thị Mai" lập hồ sơ đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Khi bà "Lê Thị Mai" nộp một "PDF hợp lệ" làm tài liệu "D03"
      Và bà "Lê Thị Mai" thay tài liệu "D03" bằng bản mới
      Thì việc đó thành công
      Và tài liệu "D03" có 2 phiên bản
      Và nhật ký có dòng "document.replaced"

    @tai-lieu
    Kịch bản: Rút một tài liệu thì tài liệu vẫn được lưu
      Cho hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Khi bà "Lê Thị Mai" rút tài liệu "D05"
      Thì việc đó thành công
      Và tài liệu "D05" có 1 phiên bản
      Và nhật ký có dòng "document.removed"

    @sua
    Kịch bản: Sửa danh mục không có trong kế hoạch
      Cho bà "Lê Thị Mai" lập hồ sơ đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Khi bà "Lê Thị Mai" sửa hồ sơ
        | mục      | nội dung |
        | danh mục | ZZ       |
      Thì bị từ chối vì "invalid-input" về "category"

  Quy tắc: Xem trước nói hết mọi điều còn thiếu ở mọi bước

    @xem-truoc @G03 @G05
    Kịch bản: Xem trước hồ sơ trống
      Cho bà "Lê Thị Mai" lập hồ sơ đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Khi bà "Lê Thị Mai" xem trước hồ sơ
      Thì xem trước báo "G03" về "HT-CN-2" ở bước "Đã thẩm tra nhân sự"
      Và xem trước báo "G05" về "HT-CN-1" ở bước "Đã thẩm tra nhân sự"
      Và xem trước báo "G07" về "D05" ở bước "Đã phê duyệt"
      Và xem trước không báo "G02"
      Và hồ sơ vẫn ở bước "Đã lập"

    @xem-truoc
    Kịch bản: Xem trước hồ sơ đủ điều kiện chỉ còn chờ nhận xét của người thẩm tra
      Cho hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Khi bà "Lê Thị Mai" xem trước hồ sơ
      Thì xem trước không báo "G03"
      Và xem trước không báo "G07"
      Và xem trước báo "G05" về "HT-CN-0" ở bước "Đã thẩm tra nhân sự"
