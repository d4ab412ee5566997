# language: vi
Tính năng: Thẩm định ở bộ và thẩm định lần hai ở Bộ Nội vụ

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025

  Quy tắc: Quy trình F5 – Vụ Tổ chức cán bộ thẩm định, không có bước Sở Nội vụ

    @S4-01 @F5 @LG08
    Kịch bản: Bằng khen của Bộ trưởng do Vụ Tổ chức cán bộ thẩm định
      Cho kế hoạch "bo-tnmt"
      Và đơn vị "Viện Khoa học giả định" thuộc "Bộ Tài nguyên và Môi trường" (cấp đơn vị thuộc bộ)
      Và tập thể "Viện Khoa học giả định"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen cấp bộ" cho "Viện Khoa học giả định" dịp "sơ kết"
      Và hồ sơ đi theo quy trình "F5"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi cán bộ thẩm định của bộ thẩm định hồ sơ
      Thì hồ sơ ở bước "Bộ đã thẩm định"
      Và kết quả kiểm tra "LG08" là đạt
      Và bước "Sở Nội vụ đã thẩm định" ghi là không áp dụng
      Khi bộ trưởng phê duyệt hồ sơ
      Thì hồ sơ ở bước "Đã phê duyệt"

    @S4-08 @G13
    Kịch bản: Người thẩm định và người kiểm tra ở Vụ Tổ chức cán bộ phải khác nhau
      Cho kế hoạch "bo-tnmt"
      Và đơn vị "Trung tâm Dữ liệu giả định" thuộc "Bộ Tài nguyên và Môi trường"
      Và tập thể "Trung tâm Dữ liệu giả định"
      Và ông "Tạ Quang Minh" là cán bộ tổ chức cán bộ của "Bộ Tài nguyên và Môi trường"
      Và ông "Tạ Quang Minh" là cán bộ thẩm định của bộ của "Vụ Tổ chức cán bộ"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen cấp bộ" cho "Trung tâm Dữ liệu giả định" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và ông "Tạ Quang Minh" đánh giá đạt mọi tiêu chí cần nhận xét
      Và ông "Tạ Quang Minh" thẩm tra hồ sơ
      Khi ông "Tạ Quang Minh" thẩm định hồ sơ
      Thì bị từ chối vì "G13" về "same-person"
      Và hồ sơ vẫn ở bước "Đã thẩm tra nhân sự"

    @S4-06 @F5b
    Kịch bản: Sở tỉnh gửi thẳng hồ sơ Bằng khen của bộ
      Cho kế hoạch "kon-tum-snn"
      Và bộ "Bộ Nông nghiệp và Phát triển nông thôn"
      Và đơn vị "Chi cục Kiểm lâm" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
      Và tập thể "Chi cục Kiểm lâm"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen cấp bộ" cho "Chi cục Kiểm lâm" dịp "sơ kết"
        | mục            | nội dung                               |
        | cấp quyết định | Bộ Nông nghiệp và Phát triển nông thôn |
      Và hồ sơ đi theo quy trình "F5b"
      Khi hồ sơ đang ở bước "Đã phê duyệt"
      Thì hồ sơ ở bước "Đã phê duyệt"
      Và bước "Sở Nội vụ đã thẩm định" ghi là không áp dụng
      Và cán bộ thẩm định Nội vụ của "Sở Nội vụ" không xem được hồ sơ

  Quy tắc: Quy trình F6 – tỉnh thẩm định, Chủ tịch ký tờ trình, Bộ Nội vụ thẩm định lại, Thủ tướng quyết định

    @S5-01 @F6
    Kịch bản: Bằng khen Thủ tướng qua tỉnh được thẩm định hai lần
      Cho kế hoạch "gia-lai-ubnd"
      Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
      Và tập thể "Sở Xây dựng"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đi theo quy trình "F6"
      Khi hồ sơ đang ở bước "Đã phê duyệt"
      Thì lịch sử hồ sơ đọc thành câu tiếng Việt và gồm các bước
        | sự kiện                   |
        | proposal.drafted          |
        | proposal.reviewed         |
        | proposal.verified         |
        | proposal.collected        |
        | proposal.appraised        |
        | proposal.submitted-upward |
        | proposal.appraised        |
        | proposal.approved         |
      Và "Sở Xây dựng" có khen thưởng "Bằng khen của Thủ tướng" trong sổ

    @F7
    Kịch bản: Bằng khen Thủ tướng qua bộ
      Cho kế hoạch "bo-tnmt"
      Và đơn vị "Viện Khoa học giả định" thuộc "Bộ Tài nguyên và Môi trường" (cấp đơn vị thuộc bộ)
      Và tập thể "Viện Khoa học giả định"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Viện Khoa học giả định" dịp "sơ kết"
      Và hồ sơ đi theo quy trình "F7"
      Khi hồ sơ đang ở bước "Đã phê duyệt"
      Thì bước "Sở Nội vụ đã thẩm định" ghi là không áp dụng
