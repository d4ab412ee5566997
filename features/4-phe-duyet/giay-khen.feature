# language: vi
Tính năng: Phê duyệt Giấy khen
  Người đứng đầu cơ quan có thẩm quyền quyết định; Sở Nội vụ không có phần trong đường đi này, và nhật ký nói rõ điều đó.

  Quy tắc: Điều 80 khoản 1 – người đứng đầu sở, văn phòng quyết định tặng Giấy khen

    @S1-01 @F1 @LG08
    Kịch bản: Giám đốc Sở Tư pháp tặng Giấy khen hằng năm cho cá nhân đủ tiêu chuẩn
      Cho hôm nay là ngày 15/01/2025
      Và kế hoạch "ha-tinh-stp"
      Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
      Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"
      Và "Nguyễn Thị An" có các sáng kiến
        | số        | ngày       | nơi công nhận | phạm vi |
        | 12/QĐ-STP | 05/06/2024 | Sở Tư pháp    | cơ quan |
        | 31/QĐ-STP | 02/10/2024 | Sở Tư pháp    | cơ quan |
      Và "Nguyễn Thị An" không có danh hiệu "Công dân học tập"
      Và bà "Lê Thị Mai" là chuyên viên đơn vị của "Phòng Phổ biến pháp luật"
      Và ông "Hà Văn Nam" là thủ trưởng đơn vị của "Phòng Phổ biến pháp luật"
      Và bà "Phạm Thu Hà" là cán bộ tổ chức cán bộ của "Sở Tư pháp"
      Và ông "Đinh Công Tráng" là thủ trưởng cơ quan của "Sở Tư pháp"
      Và bà "Lê Thị Mai" lập hồ sơ đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
        | mục        | nội dung                                      |
        | từ ngày    | 01/01/2024                                    |
        | đến ngày   | 31/12/2024                                    |
        | thành tích | Tổ chức 24 buổi phổ biến pháp luật tại thôn   |
      Và bà "Lê Thị Mai" nộp tài liệu
        | loại | số         | ngày       | tiêu chí | thành viên | dự họp | đồng ý |
        | D03  | 01/BC-PBPL | 05/01/2025 |          |            |        |        |
        | D04  | 02/BB-PBPL | 06/01/2025 |          | 7          | 7      | 7      |
        | D05  | 03/BB-HĐ   | 10/01/2025 |          | 9          | 9      | 9      |
        | D08  | 04/TTr     | 12/01/2025 |          |            |        |        |
        | E06  | 05/XN-UBND | 20/07/2024 | HT-CN-1  |            |        |        |
        | E06  | 06/XN-UBND | 20/11/2024 | HT-CN-1  |            |        |        |
      Khi ông "Hà Văn Nam" xem xét hồ sơ
      Và bà "Phạm Thu Hà" đánh giá tiêu chí "HT-CN-0" là đạt vì "Không vi phạm, tích cực trong phong trào"
      Và bà "Phạm Thu Hà" đánh giá tiêu chí "HT-CN-1" là đạt vì "Hai xác nhận đóng góp của xã"
      Và bà "Phạm Thu Hà" thẩm tra hồ sơ
      Và ông "Đinh Công Tráng" phê duyệt hồ sơ
        | mục                | nội dung      |
        | số quyết định      | 45/QĐ-STP     |
        | chức vụ quyết định | thủ trưởng cơ quan |
        | người ký           | Đinh Công Tráng |
        | chức vụ người ký   | thủ trưởng cơ quan |
      Thì hồ sơ ở bước "Đã phê duyệt"
      Và bước "Sở Nội vụ đã thẩm định" ghi là không áp dụng
      Và kết quả kiểm tra "LG08" là đạt
      Và dòng "proposal.approved" của nhật ký ghi "không áp dụng", "quyết định", "bộ quy tắc" và "tài liệu"
      Và "Nguyễn Thị An" có khen thưởng "Giấy khen" trong sổ

    @S1-02
    Kịch bản: Giấy khen của Sở không qua Sở Nội vụ
      Cho hôm nay là ngày 15/01/2025
      Và kế hoạch "ha-tinh-stp"
      Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
      Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi cán bộ thẩm định Nội vụ của "Sở Nội vụ" thẩm định hồ sơ
      Thì bị từ chối vì "not-found"
      Khi thủ trưởng cơ quan thẩm định hồ sơ
      Thì bị từ chối vì "move-not-open"
      Và hồ sơ vẫn ở bước "Đã thẩm tra nhân sự"

    @S1-09 @F1b
    Kịch bản: Chánh Văn phòng tặng Giấy khen cho phòng chuyên môn
      Cho hôm nay là ngày 03/03/2025
      Và kế hoạch "bac-kan-vp"
      Và đơn vị "Phòng Khoa giáo – Văn xã" thuộc "Văn phòng UBND tỉnh"
      Và tập thể "Phòng Khoa giáo – Văn xã"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Phòng Khoa giáo – Văn xã" dịp "sơ kết"
      Và hồ sơ đi theo quy trình "F1b"
      Khi hồ sơ đang ở bước "Đã phê duyệt"
      Thì quyết định của hồ sơ ghi
        | mục                | nội dung           |
        | chức vụ quyết định | thủ trưởng cơ quan |
      Và bước "Sở Nội vụ đã thẩm định" ghi là không áp dụng

    @F1c @AU02
    Kịch bản: Đơn vị của bộ có tư cách pháp nhân thì người đứng đầu được tặng Giấy khen
      Cho hôm nay là ngày 03/03/2025
      Và kế hoạch "bo-tnmt"
      Và đơn vị "Viện Khoa học giả định" thuộc "Bộ Tài nguyên và Môi trường" (cấp đơn vị thuộc bộ)
      Và đơn vị "Phòng Bản đồ" thuộc "Viện Khoa học giả định"
      Và tập thể "Phòng Bản đồ"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Phòng Bản đồ" dịp "sơ kết"
      Và hồ sơ đi theo quy trình "F1c"
      Khi hồ sơ đang ở bước "Đã phê duyệt"
      Thì "Phòng Bản đồ" có khen thưởng "Giấy khen" trong sổ

    @AU02 @G14
    Kịch bản: Đơn vị của bộ không có tư cách pháp nhân thì không
      Cho hôm nay là ngày 03/03/2025
      Và kế hoạch "bo-tnmt"
      Và đơn vị "Vụ Giả định" thuộc "Bộ Tài nguyên và Môi trường"
        | mục                | nội dung        |
        | cấp                | đơn vị thuộc bộ |
        | tư cách pháp nhân  | không           |
      Và tập thể "Vụ Giả định"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Vụ Giả định" dịp "sơ kết"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "G14" về "no-legal-personality"

  Quy tắc: Điều 80 khoản 2 và khoản 3 – cấp huyện đến 30/6/2025, cấp xã

    @S3-15 @F2
    Kịch bản: Giấy khen của Chủ tịch UBND huyện do Phòng Nội vụ thẩm định (trước 01/7/2025)
      Cho hôm nay là ngày 10/10/2024
      Và kế hoạch "gia-lai-ubnd"
      Và cơ quan "Ủy ban nhân dân huyện Chư Giả" thuộc "tỉnh Gia Lai" (cấp huyện)
      Và đơn vị "Phòng Nội vụ huyện Chư Giả" thuộc "Ủy ban nhân dân huyện Chư Giả"
        | mục       | nội dung |
        | chức năng | nội vụ   |
      Và cơ quan "Ủy ban nhân dân xã Ia Giả" thuộc "Ủy ban nhân dân huyện Chư Giả" (cấp xã)
      Và địa phương "Xã Ia Giả" thuộc "Ủy ban nhân dân xã Ia Giả"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Xã Ia Giả" dịp "sơ kết"
        | mục            | nội dung                        |
        | cấp quyết định | Ủy ban nhân dân huyện Chư Giả   |
      Và hồ sơ đi theo quy trình "F2"
      Khi hồ sơ đang ở bước "Đã phê duyệt"
      Thì lịch sử hồ sơ đọc thành câu tiếng Việt và gồm các bước
        | sự kiện            |
        | proposal.drafted   |
        | proposal.reviewed  |
        | proposal.appraised |
        | proposal.approved  |

    @S3-10 @F3 @AU04
    Kịch bản: Hộ gia đình được Chủ tịch UBND xã tặng Giấy khen
      Cho hôm nay là ngày 03/03/2025
      Và kế hoạch "gia-lai-ubnd"
      Và cơ quan "Ủy ban nhân dân xã Ia Giả" thuộc "tỉnh Gia Lai" (cấp xã)
      Và hộ gia đình "Gia đình ông Ksor Thanh" thuộc "Ủy ban nhân dân xã Ia Giả"
      Và "Gia đình ông Ksor Thanh" có danh hiệu "Gia đình học tập" theo quyết định số "12/QĐ-UBND" ngày 20/11/2024
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Gia đình ông Ksor Thanh" dịp "sơ kết"
      Và hồ sơ đi theo quy trình "F3"
      Khi hồ sơ đang ở bước "Đã phê duyệt"
      Thì "Gia đình ông Ksor Thanh" có khen thưởng "Giấy khen" trong sổ

    @law-5.9-6 @AU03 @G14
    Kịch bản: Chủ tịch UBND huyện ký Giấy khen ngày 02/07/2025 thì bị từ chối
      Cho hôm nay là ngày 20/06/2025
      Và kế hoạch "gia-lai-ubnd"
      Và cơ quan "Ủy ban nhân dân huyện Chư Giả" thuộc "tỉnh Gia Lai" (cấp huyện)
      Và đơn vị "Phòng Nội vụ huyện Chư Giả" thuộc "Ủy ban nhân dân huyện Chư Giả"
        | mục       | nội dung |
        | chức năng | nội vụ   |
      Và cơ quan "Ủy ban nhân dân xã Ia Giả" thuộc "Ủy ban nhân dân huyện Chư Giả" (cấp xã)
      Và địa phương "Xã Ia Giả" thuộc "Ủy ban nhân dân xã Ia Giả"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Xã Ia Giả" dịp "sơ kết"
        | mục            | nội dung                        |
        | cấp quyết định | Ủy ban nhân dân huyện Chư Giả   |
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi hôm nay là ngày 02/07/2025
      Và chủ tịch UBND huyện phê duyệt hồ sơ
      Thì bị từ chối vì "G14" về "power-ended"
      Và hồ sơ vẫn ở bước "Sở Nội vụ đã thẩm định"

    @law-5.9-6 @AU03
    Kịch bản: Giấy khen của Chủ tịch UBND xã sau 01/7/2025 thì được
      Cho hôm nay là ngày 02/07/2025
      Và kế hoạch "gia-lai-ubnd"
      Và quy định địa phương giả định của "Gia Lai" có hiệu lực từ ngày 01/07/2025
      Và cơ quan "Ủy ban nhân dân xã Ia Giả" thuộc "tỉnh Gia Lai" (cấp xã)
      Và dòng họ "Dòng họ Rơ Châm" thuộc "Ủy ban nhân dân xã Ia Giả"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Dòng họ Rơ Châm" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi chủ tịch UBND xã phê duyệt hồ sơ
      Thì hồ sơ ở bước "Đã phê duyệt"
      Và kết quả kiểm tra "AU03" là đạt
