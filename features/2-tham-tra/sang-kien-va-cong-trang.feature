# language: vi
Tính năng: Sáng kiến, xếp loại và hồ sơ theo công trạng

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "gia-lai-ubnd"
    Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
    Và đơn vị "Phòng Quy hoạch" thuộc "Sở Xây dựng"
    Và cá nhân "Siu Hà" làm việc tại "Phòng Quy hoạch"

  Quy tắc: Điều 74 khoản 1 điểm d – hai lần liên tục Chiến sĩ thi đua cơ sở, hoặc hai năm xuất sắc kèm hai sáng kiến

    @ST07 @ST12
    Kịch bản: Chưa có xếp loại, chưa có danh hiệu
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Siu Hà" dịp "sơ kết"
        | mục        | nội dung   |
        | loại khen  | Công trạng |
        | tiêu chuẩn | 74.1.d     |
        | từ ngày    | 01/01/2024 |
        | đến ngày   | 31/12/2024 |
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì các lý do từ chối gồm
        | mã   | về          |
        | ST12 | rating-2024 |
      Và bị từ chối vì "ST07"

    @ST07 @ST12
    Kịch bản: Hai năm Chiến sĩ thi đua cơ sở liên tục
      Cho hôm nay là ngày 02/02/2026
      Và quy định địa phương giả định của "Gia Lai" có hiệu lực từ ngày 01/07/2025
      Và "Siu Hà" đã được khen thưởng
        | hình thức               | số        | ngày       | từ ngày    | đến ngày   |
        | Chiến sĩ thi đua cơ sở  | 01/QĐ-SXD | 20/12/2024 | 01/01/2024 | 31/12/2024 |
        | Chiến sĩ thi đua cơ sở  | 02/QĐ-SXD | 20/12/2025 | 01/01/2025 | 31/12/2025 |
      Và "Siu Hà" được xếp loại
        | năm  | mức     | số        | nơi đánh giá |
        | 2024 | HTXSNV  | 09/QĐ-SXD | Sở Xây dựng  |
        | 2025 | HTTNV   | 10/QĐ-SXD | Sở Xây dựng  |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Siu Hà" dịp "sơ kết"
        | mục        | nội dung   |
        | loại khen  | Công trạng |
        | tiêu chuẩn | 74.1.d     |
        | từ ngày    | 01/01/2024 |
        | đến ngày   | 31/12/2025 |
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì kết quả kiểm tra "ST07" là đạt
      Và kết quả kiểm tra "ST12" về "rating-2025" là đạt
      Và hồ sơ ở bước "Đã thẩm tra nhân sự"

    @ST07 @ST12
    Kịch bản: Xếp loại đã bị hủy trong sổ thì không còn được tính
      Cho hôm nay là ngày 02/02/2026
      Và quy định địa phương giả định của "Gia Lai" có hiệu lực từ ngày 01/07/2025
      Và "Siu Hà" đã được khen thưởng
        | hình thức               | số        | ngày       | từ ngày    | đến ngày   |
        | Chiến sĩ thi đua cơ sở  | 01/QĐ-SXD | 20/12/2024 | 01/01/2024 | 31/12/2024 |
        | Chiến sĩ thi đua cơ sở  | 02/QĐ-SXD | 20/12/2025 | 01/01/2025 | 31/12/2025 |
      Và "Siu Hà" được xếp loại
        | năm  | mức     | số        | nơi đánh giá |
        | 2024 | HTXSNV  | 09/QĐ-SXD | Sở Xây dựng  |
        | 2025 | HTTNV   | 10/QĐ-SXD | Sở Xây dựng  |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Siu Hà" dịp "sơ kết"
        | mục        | nội dung   |
        | loại khen  | Công trạng |
        | tiêu chuẩn | 74.1.d     |
        | từ ngày    | 01/01/2024 |
        | đến ngày   | 31/12/2025 |
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi quyết định số "10/QĐ-SXD" về "Siu Hà" bị thu hồi
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "ST12" về "rating-2025"

  Quy tắc: Công văn 5007 – mỗi sáng kiến chỉ dùng một lần

    @ST08
    Kịch bản: Sáng kiến đã dùng cho danh hiệu khác thì phải ghi lý do
      Cho hôm nay là ngày 03/03/2025
      Và kế hoạch "bo-tnmt"
      Và đơn vị "Viện Khoa học giả định" thuộc "Bộ Tài nguyên và Môi trường" (cấp đơn vị thuộc bộ)
      Và cá nhân "Phan Quốc Bảo" làm việc tại "Viện Khoa học giả định"
      Và "Phan Quốc Bảo" có sáng kiến
        | số     | ngày       | nơi công nhận | đã dùng cho | năm dùng |
        | 07/QĐ  | 05/06/2024 | Viện          | CSTĐCS 2024 | 2024     |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen cấp bộ" cho "Phan Quốc Bảo" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì chỉ bị từ chối vì "ST08"
      Và có cảnh báo "ST08"
      Khi ghi lý do "Danh hiệu cũ đã được thu hồi" cho "ST08"
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"

  Quy tắc: Điều 84 khoản 2 – tờ trình, báo cáo, biên bản là phần tối thiểu của hồ sơ

    @ST03
    Kịch bản: Rút biên bản bình xét sau khi đơn vị đã xét thì đơn vị phải xét lại
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Siu Hà" dịp "sơ kết", chỉ thiếu "D05"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Khi chuyên viên đơn vị rút tài liệu "D04"
      Thì hồ sơ trở lại bước "Đã lập"
      Và nhật ký có dòng "proposal.reopened"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "ST03" về "D04"

    @DS01
    Kịch bản: Thiếu tờ trình khi thẩm tra
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Siu Hà" dịp "sơ kết", chỉ thiếu "D08"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "DS01" về "D08"

    @DS05
    Kịch bản: Minh chứng là bản sao thường thì phải ghi lý do
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Siu Hà" dịp "sơ kết"
      Và hồ sơ có tài liệu
        | loại | số     | ngày       | bản     |
        | E09  | 03/TL  | 05/06/2024 | bản sao |
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì có cảnh báo "DS05" về "E09"
      Và chỉ bị từ chối vì "DS05"
