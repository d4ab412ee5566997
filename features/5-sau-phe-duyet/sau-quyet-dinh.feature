# language: vi
Tính năng: Sau quyết định – ban hành, trao tặng, chi thưởng, báo cáo để hủy bỏ
  Quyết định chưa ban hành thì chưa trao, chưa chi; cấp nào quyết định, cấp đó chi; hủy bỏ đi theo báo cáo có căn cứ.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "ha-tinh-stp"
    Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
    Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"
    Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
    Và hồ sơ đang ở bước "Đã phê duyệt"

  Quy tắc: Quyết định có số, ngày ký và văn bản rồi mới trao tặng, chi thưởng

    @AW02 @confer
    Kịch bản: Chưa ban hành thì chưa trao tặng
      Khi cán bộ tổ chức cán bộ ghi nhận việc "Trao tặng"
      Thì bị từ chối vì "AW02" về "issue"

    @AW01 @issue
    Kịch bản: Ghi nhận ban hành mà thiếu số, ngày, văn bản
      Khi cán bộ tổ chức cán bộ ghi nhận việc "Ban hành quyết định"
      Thì các lý do từ chối gồm
        | mã   | về              |
        | AW01 | decision-number |
        | AW01 | decision-date   |
        | AW01 | decision-text   |

    @AW01 @AW02
    Kịch bản: Việc chưa làm sau quyết định được nêu tên cho đến khi ghi nhận
      Thì cán bộ tổ chức cán bộ thấy còn nợ sau quyết định: "Ban hành quyết định", "Trao tặng" và "Chi thưởng"
      Khi cán bộ tổ chức cán bộ bổ sung tài liệu
        | loại | số        | ngày       |
        | D13  | 45/QĐ-STP | 03/03/2025 |
      Và cán bộ tổ chức cán bộ ghi nhận việc "Ban hành quyết định"
        | mục  | nội dung   |
        | số   | 45/QĐ-STP  |
        | ngày | 03/03/2025 |
      Thì cán bộ tổ chức cán bộ thấy còn nợ sau quyết định: "Trao tặng" và "Chi thưởng"

    @AW01 @AW02 @issue @confer
    Kịch bản: Ban hành rồi trao tặng
      Khi cán bộ tổ chức cán bộ bổ sung tài liệu
        | loại | số        | ngày       |
        | D13  | 45/QĐ-STP | 03/03/2025 |
      Và cán bộ tổ chức cán bộ ghi nhận việc "Ban hành quyết định"
        | mục  | nội dung   |
        | số   | 45/QĐ-STP  |
        | ngày | 03/03/2025 |
      Thì việc đó thành công
      Khi cán bộ tổ chức cán bộ ghi nhận việc "Trao tặng"
      Thì việc đó thành công
      Và hồ sơ vẫn ở bước "Đã phê duyệt"
      Và nhật ký có dòng "award.conferred"

    @AW01 @issue
    Kịch bản: Số, ngày ghi khi ban hành là số, ngày của quyết định đã ký trong hồ sơ
      Cho hôm nay là ngày 05/03/2025
      Khi cán bộ tổ chức cán bộ bổ sung tài liệu
        | loại | số        | ngày       |
        | D13  | 45/QĐ-STP | 04/03/2025 |
      Và cán bộ tổ chức cán bộ ghi nhận việc "Ban hành quyết định"
        | mục  | nội dung   |
        | số   | 99/QĐ-STP  |
        | ngày | 04/03/2025 |
      Thì bị từ chối vì "AW01" về "decision-number"
      Khi cán bộ tổ chức cán bộ ghi nhận việc "Ban hành quyết định"
        | mục  | nội dung   |
        | số   | 45/QĐ-STP  |
        | ngày | 05/03/2025 |
      Thì bị từ chối vì "AW01" về "decision-date"
      Khi cán bộ tổ chức cán bộ ghi nhận việc "Ban hành quyết định"
        | mục  | nội dung   |
        | số   | 45/QĐ-STP  |
        | ngày | 04/03/2025 |
      Thì việc đó thành công

  Quy tắc: Luật Điều 11 khoản 4 – cấp quyết định chi thưởng từ quỹ của mình

    @S6-17 @AW03 @pay
    Kịch bản: Giấy khen của Sở không chi từ quỹ của tỉnh
      Khi cán bộ tổ chức cán bộ bổ sung tài liệu
        | loại | số        | ngày       |
        | D13  | 45/QĐ-STP | 03/03/2025 |
      Và cán bộ tổ chức cán bộ ghi nhận việc "Ban hành quyết định"
        | mục  | nội dung   |
        | số   | 45/QĐ-STP  |
        | ngày | 03/03/2025 |
      Và cán bộ tổ chức cán bộ ghi nhận việc "Chi thưởng"
        | mục     | nội dung      |
        | số tiền | 710000        |
        | quỹ của | UBND tỉnh Hà Tĩnh |
      Thì bị từ chối vì "AW03" về "payer-is-another"
      Khi cán bộ tổ chức cán bộ ghi nhận việc "Chi thưởng"
        | mục     | nội dung   |
        | số tiền | 710000     |
        | quỹ của | Sở Tư pháp |
      Thì việc đó thành công

  Quy tắc: Điều 93 khoản 2 – báo cáo đề nghị hủy bỏ có căn cứ, kết luận và kịp thời

    @AW05 @revocation
    Kịch bản: Báo cáo mà không có căn cứ, kết luận
      Khi cán bộ tổ chức cán bộ báo cáo đề nghị hủy bỏ vì "Nghe nói kê khai sai"
      Thì các lý do từ chối gồm
        | mã   | về                |
        | AW05 | revocation-ground |
        | AW05 | conclusion-body   |
        | AW05 | conclusion-number |
        | AW05 | found-on          |

    @AW06 @revocation
    Kịch bản: Báo cáo chậm phải ghi lý do
      Khi cán bộ tổ chức cán bộ báo cáo đề nghị hủy bỏ vì "Kê khai sai"
        | mục            | nội dung       |
        | căn cứ         | 93.2.a         |
        | cơ quan        | Thanh tra tỉnh |
        | số             | 30/KL-TTr      |
        | ngày phát hiện | 20/02/2025     |
      Thì bị từ chối vì "AW06" về "report"

    @AW05 @AW06 @AF01 @revocation @recovery
    Kịch bản: Báo cáo, rồi người quyết định hủy bỏ
      Khi cán bộ tổ chức cán bộ báo cáo đề nghị hủy bỏ vì "Kê khai sai"
        | mục            | nội dung       |
        | căn cứ         | 93.2.a         |
        | cơ quan        | Thanh tra tỉnh |
        | số             | 30/KL-TTr      |
        | ngày phát hiện | 01/03/2025     |
      Thì việc đó thành công
      Khi thủ trưởng cơ quan bổ sung tài liệu
        | loại | số        | ngày       |
        | D17  | 30/KL-TTr | 03/03/2025 |
      Và thủ trưởng cơ quan hủy bỏ hồ sơ vì "Kê khai sai"
        | mục    | nội dung |
        | căn cứ | 93.2.a   |
      Thì hồ sơ ở bước "Đã hủy bỏ khen thưởng"
      Và vụ việc đề nghị hủy bỏ kết thúc bằng việc hủy bỏ
