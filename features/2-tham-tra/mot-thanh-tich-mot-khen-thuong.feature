# language: vi
Tính năng: Một thành tích chỉ khen một lần, một hình thức
  Điều kiện so thành tích (người, thời gian, nội dung), không so con người, và so ở mọi kênh đề nghị.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "gia-lai-ubnd"
    Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
    Và đơn vị "Phòng Quy hoạch" thuộc "Sở Xây dựng"
    Và cá nhân "Trần Văn Bình" làm việc tại "Phòng Quy hoạch"

  Quy tắc: Điều 5 khoản 2 – không khen nhiều lần, nhiều hình thức cho một thành tích

    @S6-06 @S6-23 @G10 @PR01
    Kịch bản: Cùng người, cùng thành tích, hai hồ sơ
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Trần Văn Bình" dịp "sơ kết" (gọi là "hồ sơ thứ nhất")
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Trần Văn Bình" dịp "sơ kết" (gọi là "hồ sơ thứ hai")
      Và đang xét hồ sơ "hồ sơ thứ hai"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì các lý do từ chối gồm
        | mã   | về               |
        | G10  | already-proposed |
        | PR01 | already-proposed |
      Và lý do "G10" nêu "hồ sơ thứ nhất"
      Và kế hoạch không có quy định về "chống trùng lặp"

    @law-5.9-1 @G10 @PR01
    Kịch bản: Thành tích đã được khen bằng hình thức khác
      Cho "Trần Văn Bình" đã được khen thưởng
        | hình thức | số         | ngày       | từ ngày    | đến ngày   | thành tích              |
        | Giấy khen | 44/QĐ-SXD  | 20/12/2024 | 01/01/2024 | 28/02/2025 | Mở 12 lớp học buổi tối  |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Trần Văn Bình" dịp "sơ kết"
        | mục        | nội dung                |
        | từ ngày    | 01/01/2024              |
        | đến ngày   | 28/02/2025              |
        | thành tích | mở 12 lớp  học BUỔI TỐI |
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "PR01" về "already-rewarded"
      Và bị từ chối vì "G10" về "already-rewarded"
      Và lý do "PR01" nêu "44/QĐ-SXD"

    @law-5.9-1 @PR02
    Kịch bản: Cùng hình thức nhưng thành tích khác thì được
      Cho "Trần Văn Bình" đã được khen thưởng
        | hình thức      | số          | ngày       | từ ngày    | đến ngày   | thành tích             |
        | Bằng khen tỉnh | 12/QĐ-UBND  | 20/12/2023 | 01/01/2023 | 30/11/2023 | Xây thư viện thôn bản  |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Trần Văn Bình" dịp "sơ kết"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì kết quả kiểm tra "PR02" là đạt
      Và hồ sơ ở bước "Đơn vị đã xét"

    @G10 @PR01
    Kịch bản: Khen thưởng đã bị hủy không còn cản hồ sơ sau
      Cho "Trần Văn Bình" đã được khen thưởng
        | hình thức | số         | ngày       | từ ngày    | đến ngày   | thành tích              |
        | Giấy khen | 44/QĐ-SXD  | 20/12/2024 | 01/01/2024 | 28/02/2025 | Mở 12 lớp học buổi tối  |
      Và quyết định số "44/QĐ-SXD" về "Trần Văn Bình" bị thu hồi
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Trần Văn Bình" dịp "sơ kết"
        | mục        | nội dung                |
        | từ ngày    | 01/01/2024              |
        | đến ngày   | 28/02/2025              |
        | thành tích | Mở 12 lớp học buổi tối  |
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"

  Quy tắc: Hai kênh đề nghị cho gần như cùng một thành tích – Quyết định 1315 và Quyết định 387

    @S5-05 @G10 @PR01
    Kịch bản: Cùng thành tích đã được Hội Khuyến học đề nghị theo kênh khác
      Cho đơn vị "Ban Phong trào" thuộc "Hội Khuyến học tỉnh"
      Và "Trần Văn Bình" đã được khen thưởng
        | hình thức                | số          | ngày       | từ ngày    | đến ngày   | kênh           | chủ đề           | thành tích                    |
        | Bằng khen của Thủ tướng  | 900/QĐ-TTg  | 02/01/2025 | 01/01/2024 | 28/02/2025 | 387/QĐ-TTg     | xa-hoi-hoc-tap   | Hai mươi năm khuyến học       |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Trần Văn Bình" dịp "sơ kết"
        | mục        | nội dung                |
        | từ ngày    | 01/01/2024              |
        | đến ngày   | 28/02/2025              |
        | kênh       | 1315/QĐ-TTg             |
        | chủ đề     | xa-hoi-hoc-tap          |
        | thành tích | Hai mươi năm khuyến học |
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "G10" về "already-rewarded"

    @S5-05 @G10
    Kịch bản: Kênh khác, cùng chủ đề, thời gian trùng nhau thì phải có người xem xét
      Cho "Trần Văn Bình" đã được khen thưởng
        | hình thức | số        | ngày       | từ ngày    | đến ngày   | kênh       | chủ đề         | thành tích            |
        | Giấy khen | 07/QĐ-HKH | 02/01/2025 | 01/01/2024 | 31/12/2024 | 387/QĐ-TTg | xa-hoi-hoc-tap | Vận động quỹ học bổng |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Trần Văn Bình" dịp "sơ kết"
        | mục        | nội dung                   |
        | kênh       | 1315/QĐ-TTg                |
        | chủ đề     | xa-hoi-hoc-tap             |
        | thành tích | Mở lớp xóa mù chữ ban đêm  |
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "G10" về "similar-award"
      Khi ghi lý do "Hai thành tích khác nội dung, đã đối chiếu báo cáo" cho mọi cảnh báo
      Và thủ trưởng đơn vị xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"

  Quy tắc: Quy tắc dự thảo bật thử – thành tích theo chuyên đề chỉ khen một lần

    @S6-20
    Kịch bản: Bật thử quy tắc dự thảo thì cùng chuyên đề bị chặn
      Cho nội dung "bộ quy tắc" sau đây được công bố
        """
        code = "du-thao-gia-dinh"
        version = 1
        level = "province"
        title_vi = "GIẢ ĐỊNH: quy tắc dự thảo bật thử"
        title_en = "FICTITIOUS: a draft rule on trial"
        starts_on = 2025-01-01
        issuer = "gl-ubnd-tinh"
        forms = ["bang_khen_tinh"]

        [[checks]]
        code = "DT01"
        kind = "achievement-distinct-from-others"
        force = "block"
        at = ["T1"]
        title_vi = "Một chuyên đề chỉ khen một lần (dự thảo)"
        title_en = "One theme, one award (draft)"
        message_vi = "Thành tích theo chuyên đề này đã được khen tại {other}."
        message_en = "This theme was rewarded by {other}."
        remedy_vi = "Không đề nghị lần nữa."
        remedy_en = "Do not propose again."
        citation = { text = "Quy tắc dự thảo giả định", source = "house", confidence = "V" }
        settle = false
        needs = ["theme", "awards"]
        needs_params = ["other", "form"]
        """
      Và "Trần Văn Bình" đã được khen thưởng
        | hình thức | số        | ngày       | từ ngày    | đến ngày   | chủ đề         | thành tích    |
        | Giấy khen | 44/QĐ-SXD | 20/12/2024 | 01/01/2024 | 30/11/2024 | xa-hoi-hoc-tap | Mở lớp đêm    |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Trần Văn Bình" dịp "sơ kết"
        | mục    | nội dung       |
        | chủ đề | xa-hoi-hoc-tap |
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "DT01" về "same-theme-and-period"

    @S6-20 @PR01
    Kịch bản: Không bật thì chỉ so nội dung thành tích, và nhắc người xét
      Cho "Trần Văn Bình" đã được khen thưởng
        | hình thức | số        | ngày       | từ ngày    | đến ngày   | chủ đề         | thành tích    |
        | Giấy khen | 44/QĐ-SXD | 20/12/2024 | 01/01/2024 | 30/11/2024 | xa-hoi-hoc-tap | Mở lớp đêm    |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Trần Văn Bình" dịp "sơ kết"
        | mục    | nội dung       |
        | chủ đề | xa-hoi-hoc-tap |
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì chỉ bị từ chối vì "PR01"
      Và có cảnh báo "PR01" về "same-theme-and-period"
      Khi ghi lý do "Thành tích khác nội dung" cho "PR01"
      Và thủ trưởng đơn vị xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"

  Quy tắc: Điều 4 khoản 1 – khen thưởng trước không phải bậc thang

    @S2-18 @PR03
    Kịch bản: Chưa từng có Giấy khen vẫn được đề nghị Bằng khen
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Trần Văn Bình" dịp "sơ kết"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì kết quả kiểm tra "PR03" là đạt
      Và hồ sơ ở bước "Đơn vị đã xét"

    @S5-07 @PR03
    Kịch bản: Không có Bằng khen tỉnh vẫn đề nghị được Thủ tướng khi được bình xét trong phong trào
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Trần Văn Bình" dịp "sơ kết"
      Và ghi lý do "Đã đối chiếu" cho mọi cảnh báo
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì kết quả kiểm tra "PR03" là đạt
      Và hồ sơ ở bước "Đơn vị đã xét"

    @law-5.9-2 @ST04
    Kịch bản: Theo công trạng 73.1.b mà chưa có Bằng khen bộ, tỉnh thì không qua
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Trần Văn Bình" dịp "sơ kết"
        | mục        | nội dung   |
        | loại khen  | Công trạng |
        | tiêu chuẩn | 73.1.b     |
      Và ghi lý do "Đã đối chiếu" cho mọi cảnh báo
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "ST04"

    @law-5.9-2 @PR03
    Kịch bản: Theo thành tích đột xuất thì không cần Bằng khen trước
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Trần Văn Bình" dịp "sơ kết"
        | mục        | nội dung    |
        | loại khen  | Đột xuất    |
        | tiêu chuẩn | 73.sudden   |
      Và hồ sơ có tài liệu
        | loại | số        | ngày       | xác nhận bởi                 |
        | E07  | 18/XN-CA  | 10/02/2025 | Công an tỉnh (giả định)      |
      Và ghi lý do "Đã đối chiếu" cho mọi cảnh báo
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì kết quả kiểm tra "PR03" là đạt
      Khi hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"
