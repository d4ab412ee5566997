# language: vi
Tính năng: Tờ trình – gom đề nghị, ký, gửi một lượt, mỗi trường hợp có kết quả riêng
  Kế hoạch Gia Lai giao Sở Giáo dục và Đào tạo tổng hợp, Sở Nội vụ thẩm định từng trường hợp. Mọi tên là giả định.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "gia-lai-ubnd"
    Và tỉnh "Gia Lai" có các sở "Sở Xây dựng", "Sở Y tế" và "Sở Công Thương"
    Và tập thể "Sở Xây dựng"
    Và bà "Lê Thị Lan" là cán bộ thẩm định Nội vụ của "Sở Nội vụ"
    Và ông "Mai Văn Tín" là cán bộ tổng hợp của "Sở Giáo dục và Đào tạo"

  Quy tắc: Kế hoạch Gia Lai, mục VII.2 và VII.3 – Sở GD&ĐT tổng hợp, lựa chọn rồi gửi Sở Nội vụ

    @S3-01 @F4b @submission
    Kịch bản: Sở Nội vụ chỉ thấy hồ sơ khi Sở GD&ĐT đã gửi tờ trình
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi ông "Mai Văn Tín" lập tờ trình "15/TTr-SGDĐT" gồm "Sở Xây dựng"
      Thì tờ trình "15/TTr-SGDĐT" ở tình trạng "Đang lập"
      Và bà "Lê Thị Lan" không xem được tờ trình "15/TTr-SGDĐT"
      Và bà "Lê Thị Lan" không xem được hồ sơ
      Khi ông "Mai Văn Tín" ký gửi tờ trình "15/TTr-SGDĐT"
      Thì tờ trình "15/TTr-SGDĐT" ở tình trạng "Đã gửi"
      Và hồ sơ ở bước "Đã tổng hợp, lựa chọn"
      Và bà "Lê Thị Lan" xem được tờ trình "15/TTr-SGDĐT"
      Và bà "Lê Thị Lan" xem được hồ sơ
      Và nhật ký có dòng "proposal.entered-submission"

    @S3-03
    Kịch bản: Đơn vị nộp đúng hạn bị bỏ sót thấy “chưa tổng hợp” và có thể kiến nghị
      Cho tập thể "Sở Y tế"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Y tế" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Thì hồ sơ "Sở Y tế" không bị ghi là chưa tổng hợp
      Khi ông "Mai Văn Tín" lập tờ trình "16/TTr-SGDĐT" gồm "Sở Xây dựng"
      Và ông "Mai Văn Tín" ký gửi tờ trình "16/TTr-SGDĐT"
      Thì hồ sơ "Sở Y tế" bị ghi là chưa tổng hợp
      Và nhật ký của hồ sơ "Sở Y tế" có dòng "proposal.left-out"
      Và hồ sơ "Sở Xây dựng" không bị ghi là chưa tổng hợp
      Khi ông "Mai Văn Tín" lập tờ trình "17/TTr-SGDĐT" gồm "Sở Y tế"
      Và ông "Mai Văn Tín" ký gửi tờ trình "17/TTr-SGDĐT"
      Thì hồ sơ "Sở Y tế" ở bước "Đã tổng hợp, lựa chọn"
      Và hồ sơ "Sở Y tế" không bị ghi là chưa tổng hợp

    @S3-03 @to-trinh
    Kịch bản: Đề nghị đã chọn vào tờ trình khác đang lập, hoặc đề nghị hình thức khác, không bị ghi là chưa tổng hợp
      Cho tập thể "Sở Y tế"
      Và tập thể "Sở Công Thương"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Y tế" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Công Thương" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi ông "Mai Văn Tín" lập tờ trình "17/TTr-SGDĐT" gồm "Sở Y tế"
      Và ông "Mai Văn Tín" lập tờ trình "16/TTr-SGDĐT" gồm "Sở Xây dựng"
      Và ông "Mai Văn Tín" ký gửi tờ trình "16/TTr-SGDĐT"
      Thì tờ trình "16/TTr-SGDĐT" ở tình trạng "Đã gửi"
      Và hồ sơ "Sở Y tế" không bị ghi là chưa tổng hợp
      Và hồ sơ "Sở Công Thương" không bị ghi là chưa tổng hợp

    @to-trinh
    Kịch bản: Một đề nghị chỉ nằm trong một tờ trình chưa kết thúc của mỗi cấp
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi ông "Mai Văn Tín" lập tờ trình "18/TTr-SGDĐT" gồm "Sở Xây dựng"
      Và ông "Mai Văn Tín" lập tờ trình "19/TTr-SGDĐT" gồm "Sở Xây dựng"
      Thì bị từ chối vì "invalid-input" về "id" do "not-to-submit"
      Khi ông "Mai Văn Tín" bỏ tờ trình "18/TTr-SGDĐT"
      Và ông "Mai Văn Tín" lập tờ trình "19/TTr-SGDĐT" gồm "Sở Xây dựng"
      Thì tờ trình "19/TTr-SGDĐT" ở tình trạng "Đang lập"

  Quy tắc: Kế hoạch Gia Lai, mục VII.3 – thẩm định từng trường hợp trong tờ trình

    @S3-02 @lo @G03 @submission
    Kịch bản: Tờ trình 86 đề nghị, 73 đạt và vào tờ trình đi, 13 bị từ chối có mã
      Cho tỉnh "Gia Lai" có các sở "Sở Tài chính", "Sở Tư pháp", "Sở Khoa học và Công nghệ", "Sở Nông nghiệp và Phát triển nông thôn", "Sở Giao thông vận tải" và "Sở Thông tin và Truyền thông"
      Và 86 hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" dịp "sơ kết" của "Sở Xây dựng", "Sở Y tế", "Sở Công Thương", "Sở Tài chính", "Sở Tư pháp", "Sở Khoa học và Công nghệ", "Sở Nông nghiệp và Phát triển nông thôn", "Sở Giao thông vận tải" và "Sở Thông tin và Truyền thông"
      Và mọi hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi ông "Mai Văn Tín" lập tờ trình "20/TTr-SGDĐT" gồm mọi hồ sơ
      Và ông "Mai Văn Tín" ký gửi tờ trình "20/TTr-SGDĐT"
      Thì kết quả của tờ trình "20/TTr-SGDĐT" gồm
        | kết quả         | số hồ sơ |
        | Chưa có kết quả | 86       |
      Và bản in tờ trình "20/TTr-SGDĐT" liệt kê 86 trường hợp và ghi "86 cá nhân"
      Khi quyết định số "CDHT-GL-h-1/QĐ" về "Người được đề nghị số 1" bị thu hồi
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
      Và bà "Lê Thị Lan" tiếp nhận tờ trình "20/TTr-SGDĐT"
      Và bà "Lê Thị Lan" lập tờ trình "63/TTr-SNV" gồm mọi hồ sơ
      Và bà "Lê Thị Lan" kiểm tra thử tờ trình "63/TTr-SNV"
      Thì có 86 hồ sơ ở bước "Đã tổng hợp, lựa chọn"
      Và trong tờ trình "63/TTr-SNV", hồ sơ "hồ sơ 13" có mã "G03" về "GL-h-1"
      Khi bà "Lê Thị Lan" ký gửi tờ trình "63/TTr-SNV"
      Thì kết quả của tờ trình "63/TTr-SNV" gồm
        | kết quả            | số hồ sơ |
        | Chưa có kết quả    | 73       |
        | Ở lại, chưa gửi    | 13       |
      Và trong tờ trình "63/TTr-SNV", hồ sơ "hồ sơ 1" có mã "G03" về "GL-h-1"
      Và có 73 hồ sơ ở bước "Sở Nội vụ đã thẩm định"
      Và bản in tờ trình "63/TTr-SNV" liệt kê 73 trường hợp và ghi "86 đề nghị", "73 đề nghị đạt", "13 đề nghị chưa có kết quả" và "20/TTr-SGDĐT"
      Khi bà "Lê Thị Lan" kết thúc tờ trình "20/TTr-SGDĐT"
      Thì bị từ chối vì "submission-not-settled"
      Khi bà "Lê Thị Lan" từ chối lô hồ sơ gồm "hồ sơ 1", "hồ sơ 2", "hồ sơ 3", "hồ sơ 4", "hồ sơ 5", "hồ sơ 6", "hồ sơ 7", "hồ sơ 8", "hồ sơ 9", "hồ sơ 10", "hồ sơ 11", "hồ sơ 12" và "hồ sơ 13" vì "Danh hiệu đã bị thu hồi"
      Thì lô có 13 hồ sơ chuyển được và 0 hồ sơ bị từ chối
      Và kết quả của tờ trình "20/TTr-SGDĐT" gồm
        | kết quả               | số hồ sơ |
        | Đạt, đi tiếp          | 73       |
        | Không đạt, bị từ chối | 13       |
      Và trong tờ trình "20/TTr-SGDĐT", hồ sơ "hồ sơ 1" có mã "G03"
      Và bản in tờ trình "63/TTr-SNV" liệt kê 73 trường hợp và ghi "73 đề nghị đạt", "0 đề nghị không đạt" và "13 đề nghị chưa có kết quả"
      Khi bà "Lê Thị Lan" kết thúc tờ trình "20/TTr-SGDĐT"
      Thì tờ trình "20/TTr-SGDĐT" ở tình trạng "Đã giải quyết xong"

    @S3-02 @G03 @to-trinh
    Kịch bản: Đề nghị bị từ chối mà trước đó không ai thử cho đi tiếp vẫn có mã của quy tắc đứng cản
      Cho 2 hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" dịp "sơ kết" của "Sở Xây dựng" và "Sở Y tế"
      Và mọi hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi ông "Mai Văn Tín" lập tờ trình "15/TTr-SGDĐT" gồm mọi hồ sơ
      Và ông "Mai Văn Tín" ký gửi tờ trình "15/TTr-SGDĐT"
      Và quyết định số "CDHT-GL-h-1/QĐ" về "Người được đề nghị số 1" bị thu hồi
      Và bà "Lê Thị Lan" từ chối hồ sơ "hồ sơ 1" vì "Danh hiệu đã bị thu hồi (giả định)"
      Thì trong tờ trình "15/TTr-SGDĐT", hồ sơ "hồ sơ 1" có mã "G03"

    @S3-02 @to-trinh
    Kịch bản: Đề nghị bị trả lại rồi gửi lại tính vào tờ trình sau; kết quả của tờ trình trước giữ nguyên
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi ông "Mai Văn Tín" lập tờ trình "15/TTr-SGDĐT" gồm "Sở Xây dựng"
      Và ông "Mai Văn Tín" ký gửi tờ trình "15/TTr-SGDĐT"
      Và bà "Lê Thị Lan" trả lại hồ sơ vì "Bổ sung báo cáo (giả định)"
        | mục       | nội dung |
        | còn thiếu | D03      |
        | căn cứ    | Điều 84  |
      Và chuyên viên đơn vị nộp lại hồ sơ
      Và thủ trưởng đơn vị xem xét hồ sơ
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Và ông "Mai Văn Tín" lập tờ trình "16/TTr-SGDĐT" gồm "Sở Xây dựng"
      Và ông "Mai Văn Tín" ký gửi tờ trình "16/TTr-SGDĐT"
      Thì kết quả của tờ trình "15/TTr-SGDĐT" gồm
        | kết quả         | số hồ sơ |
        | Bị trả lại      | 1        |
      Và kết quả của tờ trình "16/TTr-SGDĐT" gồm
        | kết quả         | số hồ sơ |
        | Chưa có kết quả | 1        |
      Khi bà "Lê Thị Lan" tiếp nhận tờ trình "15/TTr-SGDĐT"
      Và bà "Lê Thị Lan" kết thúc tờ trình "15/TTr-SGDĐT"
      Thì tờ trình "15/TTr-SGDĐT" ở tình trạng "Đã giải quyết xong"
      Khi bà "Lê Thị Lan" lập tờ trình "63/TTr-SNV" gồm "Sở Xây dựng"
      Và bà "Lê Thị Lan" ký gửi tờ trình "63/TTr-SNV"
      Thì bản in tờ trình "63/TTr-SNV" liệt kê 1 trường hợp và ghi "1 đề nghị theo Tờ trình số 16/TTr-SGDĐT", "1 đề nghị đạt", "0 đề nghị không đạt" và "0 đề nghị chưa có kết quả"
      Và kết quả của tờ trình "15/TTr-SGDĐT" gồm
        | kết quả         | số hồ sơ |
        | Bị trả lại      | 1        |

    @S3-02 @to-trinh
    Kịch bản: Tờ trình đã giải quyết xong giữ kết quả của từng đề nghị
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi ông "Mai Văn Tín" lập tờ trình "15/TTr-SGDĐT" gồm "Sở Xây dựng"
      Và ông "Mai Văn Tín" ký gửi tờ trình "15/TTr-SGDĐT"
      Và bà "Lê Thị Lan" tiếp nhận tờ trình "15/TTr-SGDĐT"
      Và bà "Lê Thị Lan" thẩm định hồ sơ
      Và bà "Lê Thị Lan" kết thúc tờ trình "15/TTr-SGDĐT"
      Thì tờ trình "15/TTr-SGDĐT" ở tình trạng "Đã giải quyết xong"
      Khi bà "Lê Thị Lan" cho hồ sơ lùi một bước vì "Bấm nhầm (giả định)"
      Thì hồ sơ ở bước "Đã tổng hợp, lựa chọn"
      Và kết quả của tờ trình "15/TTr-SGDĐT" gồm
        | kết quả         | số hồ sơ |
        | Đạt, đi tiếp    | 1        |

    @S3-02 @to-trinh
    Kịch bản: Đề nghị bị ẩn với người kết thúc tờ trình vẫn chờ trong tờ trình ấy, không vào tờ trình khác
      Cho tập thể "Sở Y tế"
      Và ông "Đỗ Văn Hai" là cán bộ thẩm định Nội vụ của "Sở Nội vụ"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Y tế" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi ông "Mai Văn Tín" lập tờ trình "15/TTr-SGDĐT" gồm "Sở Xây dựng" và "Sở Y tế"
      Và ông "Mai Văn Tín" ký gửi tờ trình "15/TTr-SGDĐT"
      Và bà "Lê Thị Lan" tiếp nhận tờ trình "15/TTr-SGDĐT"
      Và bà "Lê Thị Lan" khai xung đột lợi ích: "Người thân công tác tại đó (giả định)"
      Và bà "Lê Thị Lan" thẩm định hồ sơ "Sở Xây dựng"
      Và bà "Lê Thị Lan" kết thúc tờ trình "15/TTr-SGDĐT"
      Thì tờ trình "15/TTr-SGDĐT" ở tình trạng "Đã giải quyết xong"
      Và kết quả của tờ trình "15/TTr-SGDĐT" gồm
        | kết quả         | số hồ sơ |
        | Đạt, đi tiếp    | 1        |
        | Chưa có kết quả | 1        |
      Khi ông "Mai Văn Tín" lập tờ trình "16/TTr-SGDĐT" gồm "Sở Y tế"
      Thì bị từ chối vì "invalid-input" về "id" do "not-to-submit"
      Khi ông "Đỗ Văn Hai" thẩm định hồ sơ "Sở Y tế"
      Thì kết quả của tờ trình "15/TTr-SGDĐT" gồm
        | kết quả         | số hồ sơ |
        | Đạt, đi tiếp    | 2        |

    @S3-02 @to-trinh
    Khung kịch bản: Bản in của tờ trình đã gửi giữ nguyên điều nó đã ghi, dù sau đó có kết quả khác
      Cho tập thể "Sở Y tế"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Y tế" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi ông "Mai Văn Tín" lập tờ trình "15/TTr-SGDĐT" gồm "Sở Xây dựng" và "Sở Y tế"
      Và ông "Mai Văn Tín" ký gửi tờ trình "15/TTr-SGDĐT"
      Và bà "Lê Thị Lan" <trước>
      Và bà "Lê Thị Lan" lập tờ trình "63/TTr-SNV" gồm "Sở Xây dựng"
      Và bà "Lê Thị Lan" ký gửi tờ trình "63/TTr-SNV"
      Thì bản in tờ trình "63/TTr-SNV" liệt kê 1 trường hợp và ghi "2 đề nghị theo", "1 đề nghị đạt", "<không đạt> đề nghị không đạt" và "<còn lại> đề nghị chưa có kết quả"
      Khi bà "Lê Thị Lan" <sau>
      Thì bản in tờ trình "63/TTr-SNV" liệt kê 1 trường hợp và ghi "2 đề nghị theo", "1 đề nghị đạt", "<không đạt> đề nghị không đạt" và "<còn lại> đề nghị chưa có kết quả"

      Dữ liệu:
        | trước                                                | sau                                                  | không đạt | còn lại |
        | từ chối hồ sơ "Sở Y tế" vì "Không đạt (giả định)"     | tiếp nhận tờ trình "15/TTr-SGDĐT"                    | 1         | 0       |
        | tiếp nhận tờ trình "15/TTr-SGDĐT"                    | từ chối hồ sơ "Sở Y tế" vì "Không đạt (giả định)"    | 0         | 1       |

  Quy tắc: Điều 84 khoản 2 – hồ sơ khen thưởng có tờ trình; tờ trình đã ghi số, ngày, người ký trong phần mềm cũng là tờ trình

    @DS01 @G07 @to-trinh @submission
    Kịch bản: Hồ sơ không đính kèm tờ trình, danh sách nhưng gửi theo tờ trình của cơ quan
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết", chỉ thiếu "D07" và "D08"
      Và bà "Cao Thị Thử" là cán bộ tổ chức cán bộ của "Sở Xây dựng"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và bà "Cao Thị Thử" đánh giá đạt mọi tiêu chí cần nhận xét
      Khi bà "Cao Thị Thử" thẩm tra hồ sơ
      Thì bị từ chối vì "DS01" về "D08"
      Khi bà "Cao Thị Thử" lập tờ trình "05/TTr-SXD" gồm "Sở Xây dựng"
      Và bà "Cao Thị Thử" thẩm tra hồ sơ
      Thì bị từ chối vì "DS01" về "D08"
      Khi bà "Cao Thị Thử" ký gửi tờ trình "05/TTr-SXD"
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"
      Khi ông "Mai Văn Tín" tổng hợp hồ sơ
      Thì hồ sơ ở bước "Đã tổng hợp, lựa chọn"
      Và kết quả của tờ trình "05/TTr-SXD" gồm
        | kết quả      | số hồ sơ |
        | Đạt, đi tiếp | 1        |

    @G07 @to-trinh
    Kịch bản: Hồ sơ thiếu biên bản Hội đồng ở lại, tờ trình trở lại bước đang lập
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết", chỉ thiếu "D05"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi ông "Mai Văn Tín" lập tờ trình "21/TTr-SGDĐT" gồm "Sở Xây dựng"
      Và ông "Mai Văn Tín" ký gửi tờ trình "21/TTr-SGDĐT"
      Thì tờ trình "21/TTr-SGDĐT" ở tình trạng "Đang lập"
      Và trong tờ trình "21/TTr-SGDĐT", hồ sơ "Sở Xây dựng" có mã "G07" về "D05"
      Và hồ sơ vẫn ở bước "Đã thẩm tra nhân sự"

  Quy tắc: Điều 13 Nghị định 30/2020/NĐ-CP – người ký và thể thức ký

    @to-trinh
    Khung kịch bản: Chức vụ người ký phải hợp với thể thức ký; ký thừa ủy quyền phải có văn bản còn hạn
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và ông "Mai Văn Tín" lập tờ trình "22/TTr-SGDĐT" gồm "Sở Xây dựng"
      Khi ông "Mai Văn Tín" ký gửi tờ trình "22/TTr-SGDĐT"
        | mục              | nội dung              |
        | người ký         | Võ Thị Mẫu (giả định) |
        | chức vụ          | <chức vụ>             |
        | thể thức ký      | <thể thức>            |
        | văn bản ủy quyền | <văn bản>             |
        | ủy quyền từ ngày | 01/01/2025            |
        | ủy quyền đến ngày | <đến ngày>           |
      Thì <tiếp theo>

      Dữ liệu:
        | chức vụ             | thể thức | văn bản  | đến ngày   | tiếp theo                                          |
        | cấp phó             | KT.      |          | 31/12/2025 | tờ trình "22/TTr-SGDĐT" ở tình trạng "Đã gửi"      |
        | cấp phó             | TM.      |          | 31/12/2025 | bị từ chối vì "invalid-input" về "signer_post" do "post-not-of-capacity" |
        | người được ủy quyền | TUQ.     | 12/UQ-SGD | 31/12/2025 | tờ trình "22/TTr-SGDĐT" ở tình trạng "Đã gửi"     |
        | người được ủy quyền | TUQ.     |          | 31/12/2025 | bị từ chối vì "invalid-input" về "mandate_number" do "required"       |
        | người được ủy quyền | TUQ.     | 12/UQ-SGD | 31/01/2025 | bị từ chối vì "invalid-input" về "mandate_to" do "mandate-does-not-cover" |
