# language: vi
Tính năng: Cơ quan tổng hợp, lựa chọn trước khi Sở Nội vụ thẩm định
  Kế hoạch Gia Lai giao Sở Giáo dục và Đào tạo tổng hợp. Trước khi tổng hợp, Sở Nội vụ chưa thấy hồ sơ.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "gia-lai-ubnd"
    Và tỉnh "Gia Lai" có các sở "Sở Xây dựng", "Sở Y tế" và "Sở Công Thương"
    Và tập thể "Sở Xây dựng"
    Và bà "Lê Thị Lan" là cán bộ thẩm định Nội vụ của "Sở Nội vụ"
    Và ông "Mai Văn Tín" là cán bộ tổng hợp của "Sở Giáo dục và Đào tạo"

  Quy tắc: Kế hoạch Gia Lai, mục VII.2 và VII.3 – Sở GD&ĐT tổng hợp, Sở Nội vụ thẩm định

    @S3-01 @F4b
    Kịch bản: Sở GD&ĐT tổng hợp, lựa chọn rồi mới chuyển Sở Nội vụ
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đi theo quy trình "F4b"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Thì bà "Lê Thị Lan" không xem được hồ sơ
      Và hồ sơ nằm trong hộp việc của ông "Mai Văn Tín"
      Và hồ sơ không nằm trong hộp việc của bà "Lê Thị Lan"
      Khi bà "Lê Thị Lan" thẩm định hồ sơ
      Thì bị từ chối vì "not-found"
      Khi ông "Mai Văn Tín" tổng hợp hồ sơ
      Thì hồ sơ ở bước "Đã tổng hợp, lựa chọn"
      Và bà "Lê Thị Lan" xem được hồ sơ
      Và hồ sơ nằm trong hộp việc của bà "Lê Thị Lan"

    @S3-03
    Kịch bản: Sở GD&ĐT bỏ sót một đơn vị nộp đúng hạn
      Cho tập thể "Sở Y tế"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Y tế" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi ông "Mai Văn Tín" tổng hợp lô hồ sơ gồm "Sở Xây dựng"
      Thì lô có 1 hồ sơ chuyển được và 0 hồ sơ bị từ chối
      Và hồ sơ "Sở Y tế" vẫn ở bước "Đã thẩm tra nhân sự"
      Và chuyên viên đơn vị của "Sở Y tế" xem được hồ sơ "Sở Y tế"
      Và nhật ký của hồ sơ "Sở Y tế" không có dòng "proposal.collected"
      Và hồ sơ "Sở Y tế" nằm trong hộp việc của ông "Mai Văn Tín"

  Quy tắc: Kế hoạch Gia Lai, mục VII.3 – thẩm định từng trường hợp

    @S3-02 @lo @G03
    Kịch bản: Một lô 86 đề nghị của chín sở, 13 trường hợp không đạt, 73 trường hợp đi tiếp
      Cho tỉnh "Gia Lai" có các sở "Sở Tài chính", "Sở Tư pháp", "Sở Khoa học và Công nghệ", "Sở Nông nghiệp và Phát triển nông thôn", "Sở Giao thông vận tải" và "Sở Thông tin và Truyền thông"
      Và 86 hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" dịp "sơ kết" của "Sở Xây dựng", "Sở Y tế", "Sở Công Thương", "Sở Tài chính", "Sở Tư pháp", "Sở Khoa học và Công nghệ", "Sở Nông nghiệp và Phát triển nông thôn", "Sở Giao thông vận tải" và "Sở Thông tin và Truyền thông"
      Và mọi hồ sơ đang ở bước "Đã tổng hợp, lựa chọn"
      Và quyết định số "CDHT-GL-h-1/QĐ" về "Người được đề nghị số 1" bị thu hồi
      Và quyết định số "CDHT-GL-h-1/QĐ" về "Người được đề nghị số 2" bị thu hồi
      Và quyết định số "CDHT-GL-h-1/QĐ" về "Người được đề nghị số 3" bị thu hồi
      Và quyết định số "CDHT-GL-h-1/QĐ" về "Người được đề nghị số 4" bị thu hồi
      Và quyết định số "CDHT-GL-h-1/QĐ" về "Người được đề nghị số 5" bị thu hồi
      Và quyết định số "CDHT-GL-h-1/QĐ" về "Người được đề nghị số 6" bị thu hồi
      Và quyết định số "CDHT-GL-h-1/QĐ" về "Người được đề nghị số 7" bị thu hồi
      Và quyết định số "CDHT-GL-h-1/QĐ" về "Người được đề nghị số 8" bị thu hồi
      Và quyết định số "CDHT-GL-h-1/QĐ" về "Người được đề nghị số 9" bị thu hồi
      Và quyết định số "CDHT-GL-h-1/QĐ" về "Người được đề nghị số 10" bị thu hồi
      Và quyết định số "CDHT-GL-h-1/QĐ" về "Người được đề nghị số 11" bị thu hồi
      Và quyết định số "CDHT-GL-h-1/QĐ" về "Người được đề nghị số 12" bị thu hồi
      Và quyết định số "CDHT-GL-h-1/QĐ" về "Người được đề nghị số 13" bị thu hồi
      Khi bà "Lê Thị Lan" chạy thử thẩm định lô hồ sơ
      Thì lô có 73 hồ sơ chuyển được và 13 hồ sơ bị từ chối
      Và có 86 hồ sơ ở bước "Đã tổng hợp, lựa chọn"
      Khi bà "Lê Thị Lan" thẩm định lô hồ sơ
      Thì lô có 73 hồ sơ chuyển được và 13 hồ sơ bị từ chối
      Và trong lô, hồ sơ "hồ sơ 1" bị từ chối vì "G03" về "GL-h-1"
      Và trong lô, hồ sơ "hồ sơ 2" bị từ chối vì "G03" về "GL-h-1"
      Và trong lô, hồ sơ "hồ sơ 3" bị từ chối vì "G03" về "GL-h-1"
      Và trong lô, hồ sơ "hồ sơ 4" bị từ chối vì "G03" về "GL-h-1"
      Và trong lô, hồ sơ "hồ sơ 5" bị từ chối vì "G03" về "GL-h-1"
      Và trong lô, hồ sơ "hồ sơ 6" bị từ chối vì "G03" về "GL-h-1"
      Và trong lô, hồ sơ "hồ sơ 7" bị từ chối vì "G03" về "GL-h-1"
      Và trong lô, hồ sơ "hồ sơ 8" bị từ chối vì "G03" về "GL-h-1"
      Và trong lô, hồ sơ "hồ sơ 9" bị từ chối vì "G03" về "GL-h-1"
      Và trong lô, hồ sơ "hồ sơ 10" bị từ chối vì "G03" về "GL-h-1"
      Và trong lô, hồ sơ "hồ sơ 11" bị từ chối vì "G03" về "GL-h-1"
      Và trong lô, hồ sơ "hồ sơ 12" bị từ chối vì "G03" về "GL-h-1"
      Và trong lô, hồ sơ "hồ sơ 13" bị từ chối vì "G03" về "GL-h-1"
      Và có 73 hồ sơ ở bước "Sở Nội vụ đã thẩm định"
      Khi bà "Lê Thị Lan" từ chối lô hồ sơ gồm "hồ sơ 1", "hồ sơ 2", "hồ sơ 3", "hồ sơ 4", "hồ sơ 5", "hồ sơ 6", "hồ sơ 7", "hồ sơ 8", "hồ sơ 9", "hồ sơ 10", "hồ sơ 11", "hồ sơ 12" và "hồ sơ 13" vì "Danh hiệu đã bị thu hồi"
      Thì lô có 13 hồ sơ chuyển được và 0 hồ sơ bị từ chối
      Và có 13 hồ sơ ở bước "Đã từ chối"

    @lo @G07
    Kịch bản: Cơ quan tổng hợp nhận một lô, hồ sơ thiếu biên bản Hội đồng ở lại
      Cho 3 hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" dịp "sơ kết" của "Sở Xây dựng" và "Sở Y tế", trong đó 1 hồ sơ thiếu "D05"
      Và mọi hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi ông "Mai Văn Tín" tổng hợp lô hồ sơ
      Thì lô có 2 hồ sơ chuyển được và 1 hồ sơ bị từ chối
      Và trong lô, hồ sơ "hồ sơ 1" bị từ chối vì "G07" về "D05"

    @lo @quyen
    Kịch bản: Lô có hồ sơ không thuộc quyền thì hồ sơ ấy không bị đụng đến
      Cho tập thể "Sở Y tế"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã tổng hợp, lựa chọn"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Y tế" dịp "sơ kết"
      Khi bà "Lê Thị Lan" thẩm định lô hồ sơ gồm "Sở Xây dựng" và "Sở Y tế"
      Thì lô có 1 hồ sơ chuyển được và 1 hồ sơ bị từ chối
      Và trong lô, hồ sơ "Sở Y tế" bị từ chối vì "not-found"
      Và hồ sơ "Sở Y tế" vẫn ở bước "Đã lập"
