# language: vi
Tính năng: Lập hồ sơ đúng đối tượng, đúng hình thức, đúng dịp
  Kế hoạch nói ai được xét, hình thức nào, dịp nào. Hồ sơ đi ngoài điều đó bị từ chối ngay khi đơn vị xét.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025

  Quy tắc: Mục đối tượng của kế hoạch – chỉ người và đơn vị thuộc cơ quan ban hành

    @S1-17 @G02
    Kịch bản: Cán bộ Sở khác được đề nghị trong kế hoạch của Sở Tư pháp
      Cho kế hoạch "ha-tinh-stp"
      Và tỉnh "Hà Tĩnh" có sở "Sở Y tế"
      Và đơn vị "Phòng Nghiệp vụ Y" thuộc "Sở Y tế"
      Và cá nhân "Đặng Thị Hồng" làm việc tại "Phòng Nghiệp vụ Y"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Đặng Thị Hồng" dịp "hằng năm"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "G02" về "foreign-scope"
      Và hồ sơ vẫn ở bước "Đã lập"

    @S4-02 @G02
    Kịch bản: Trường thuộc Bộ không được chấm theo danh mục cơ quan
      Cho kế hoạch "bo-tnmt"
      Và đơn vị "Trường Cao đẳng Tài nguyên giả định" thuộc "Bộ Tài nguyên và Môi trường"
        | mục       | nội dung        |
        | cấp       | đơn vị thuộc bộ |
        | chức năng | giáo dục        |
      Và tập thể "Trường Cao đẳng Tài nguyên giả định"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen cấp bộ" cho "Trường Cao đẳng Tài nguyên giả định" dịp "sơ kết"
        | mục      | nội dung |
        | danh mục | CQ       |
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "G02" về "body-function"

    @S4-02 @G02
    Kịch bản: Cũng trường ấy theo danh mục cơ sở giáo dục thì được
      Cho kế hoạch "bo-tnmt"
      Và đơn vị "Trường Cao đẳng Tài nguyên giả định" thuộc "Bộ Tài nguyên và Môi trường"
        | mục       | nội dung        |
        | cấp       | đơn vị thuộc bộ |
        | chức năng | giáo dục        |
      Và tập thể "Trường Cao đẳng Tài nguyên giả định"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen cấp bộ" cho "Trường Cao đẳng Tài nguyên giả định" dịp "sơ kết"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"

  Quy tắc: Danh mục đóng theo ngày – cấp huyện kết thúc hoạt động từ 01/7/2025

    @S3-09 @G02
    Kịch bản: Danh mục cấp huyện đóng từ 01/7/2025
      Cho hôm nay là ngày 15/08/2025
      Và kế hoạch "gia-lai-ubnd"
      Và quy định địa phương giả định của "Gia Lai" có hiệu lực từ ngày 01/07/2025
      Và cơ quan "Ủy ban nhân dân huyện Chư Giả" thuộc "tỉnh Gia Lai" (cấp huyện)
      Và địa phương "Huyện Chư Giả" thuộc "Ủy ban nhân dân huyện Chư Giả"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Huyện Chư Giả" dịp "sơ kết"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "G02" về "category-closed"

    @S3-09 @G02
    Kịch bản: Hồ sơ cấp huyện của năm 2024 vẫn đọc được sau khi danh mục đóng
      Cho hôm nay là ngày 15/10/2024
      Và kế hoạch "gia-lai-ubnd"
      Và cơ quan "Ủy ban nhân dân huyện Chư Giả" thuộc "tỉnh Gia Lai" (cấp huyện)
      Và địa phương "Huyện Chư Giả" thuộc "Ủy ban nhân dân huyện Chư Giả"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Huyện Chư Giả" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Khi hôm nay là ngày 15/08/2025
      Thì kiểm toán viên xem được hồ sơ
      Và hồ sơ vẫn ở bước "Đơn vị đã xét"

  Quy tắc: Mục hình thức khen thưởng của kế hoạch – chỉ hình thức được nêu

    @S2-06 @G01
    Kịch bản: Kế hoạch Bắc Kạn không cho đề nghị Bằng khen của Thủ tướng
      Cho kế hoạch "bac-kan-vp"
      Và đơn vị "Phòng Khoa giáo – Văn xã" thuộc "Văn phòng UBND tỉnh"
      Và tập thể "Phòng Khoa giáo – Văn xã"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Phòng Khoa giáo – Văn xã" dịp "sơ kết"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "G01" về "form-not-listed"
      Và lý do "G01" viện dẫn "kế hoạch"

    @S2-06 @G01
    Khung kịch bản: Hình thức nào được nêu thì đi qua, hình thức nào không nêu thì bị từ chối
      Cho kế hoạch "<kế hoạch>"
      Thì kế hoạch cho phép các hình thức <hình thức> dịp "<dịp>"

      Dữ liệu:
        | kế hoạch     | dịp       | hình thức                                                                          |
        | bac-kan-vp   | sơ kết    | "Bằng khen tỉnh" và "Giấy khen"                                                    |
        | kon-tum-snn  | tổng kết  | "Bằng khen của Thủ tướng", "Bằng khen cấp bộ", "Bằng khen tỉnh" và "Giấy khen"     |
        | ha-tinh-stp  | hằng năm  | "Giấy khen"                                                                        |

    @S4-05 @P01 @S6-24
    Kịch bản: Kế hoạch 002 chưa có hình thức khen thưởng trong nguồn thì chỉ đi tiếp khi có văn bản chính thức
      Cho kế hoạch "bo-tnmt"
      Và đơn vị "Viện Khoa học giả định" thuộc "Bộ Tài nguyên và Môi trường" (cấp đơn vị thuộc bộ)
      Và tập thể "Viện Khoa học giả định"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen cấp bộ" cho "Viện Khoa học giả định" dịp "sơ kết", chỉ thiếu "D01"
      Thì nguồn của kế hoạch là "nguồn thứ cấp"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì các lý do từ chối gồm
        | mã  | về              |
        | P01 | D01             |
        | G01 | form-not-stated |
      Khi chuyên viên đơn vị nộp tài liệu
        | loại | số           | ngày       | hình thức        |
        | D01  | 615/QĐ-BTNMT | 13/03/2024 | Bằng khen cấp bộ |
      Và thủ trưởng đơn vị xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"

    @S2-09 @G01
    Kịch bản: Hà Tĩnh trình lên khi chưa có hướng dẫn của Sở Nội vụ
      Cho kế hoạch "ha-tinh-stp"
      Và đơn vị "Phòng Bổ trợ tư pháp" thuộc "Sở Tư pháp"
      Và tập thể "Phòng Bổ trợ tư pháp"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Bổ trợ tư pháp" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức thẩm tra hồ sơ
      Thì bị từ chối vì "G01" về "guidance-absent"
      Và hồ sơ vẫn ở bước "Đơn vị đã xét"

  Quy tắc: Mục giai đoạn của kế hoạch – thành tích nằm trong dịp được xét

    @G06 @ST16
    Kịch bản: Thành tích bắt đầu trước giai đoạn sơ kết
      Cho kế hoạch "kon-tum-snn"
      Và đơn vị "Chi cục Kiểm lâm" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
      Và tập thể "Chi cục Kiểm lâm"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Chi cục Kiểm lâm" dịp "sơ kết"
        | mục      | nội dung   |
        | từ ngày  | 01/07/2023 |
        | đến ngày | 31/12/2024 |
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "G06" về "period-outside"
      Và có cảnh báo "ST16"

  Quy tắc: Kon Tum, mục tổ chức thực hiện – đơn vị đăng ký danh hiệu, hình thức trước khi đề nghị

    @S1-13 @G18
    Kịch bản: Đơn vị Kon Tum đề nghị khi chưa đăng ký hình thức khen thưởng
      Cho kế hoạch "kon-tum-snn"
      Và đơn vị "Chi cục Thủy lợi" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
      Và tập thể "Chi cục Thủy lợi"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Chi cục Thủy lợi" dịp "sơ kết", chỉ thiếu "D02"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì chỉ bị từ chối vì "G18"
      Và có cảnh báo "G18" về "not-registered"

    @S1-13 @G18
    Kịch bản: Chưa đăng ký nhưng thủ trưởng đơn vị ghi lý do
      Cho kế hoạch "kon-tum-snn"
      Và đơn vị "Chi cục Thủy lợi" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
      Và tập thể "Chi cục Thủy lợi"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Chi cục Thủy lợi" dịp "sơ kết", chỉ thiếu "D02"
      Và ghi lý do "Đơn vị mới thành lập sau hạn đăng ký" cho "G18"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"
      Và dòng "proposal.reviewed" của nhật ký ghi "lý do", "kết quả kiểm tra" và "người"

  Quy tắc: Điều 83 – cấp quản lý tổ chức, cán bộ, quỹ lương đề nghị

    @S3-14 @G13 @AU05
    Kịch bản: Đơn vị sử dụng không đề nghị, xã đề nghị thay cho công chức của sở
      Cho kế hoạch "gia-lai-ubnd"
      Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
      Và cơ quan "Ủy ban nhân dân xã Ia Giả" thuộc "tỉnh Gia Lai" (cấp xã)
      Và cá nhân "Rơ Châm Hùng" làm việc tại "Sở Xây dựng"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Rơ Châm Hùng" dịp "sơ kết"
        | mục    | nội dung                   |
        | đơn vị | Ủy ban nhân dân xã Ia Giả  |
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì các lý do từ chối gồm
        | mã   | về       |
        | G13  | route    |
        | AU05 | proposer |

  Quy tắc: Điều 78 đến 80 – người quyết định phải có thẩm quyền với hình thức ấy

    @S1-10 @G14
    Kịch bản: Trưởng phòng không có thẩm quyền ký Giấy khen
      Cho kế hoạch "bac-kan-vp"
      Và đơn vị "Tổ Tin học" thuộc "Phòng Hành chính tổ chức - Quản trị tài vụ"
      Và cá nhân "Nông Văn Tú" làm việc tại "Tổ Tin học"
      Khi chuyên viên lập hồ sơ đề nghị "Giấy khen" cho "Nông Văn Tú" dịp "hằng năm"
        | mục            | nội dung                                    |
        | cấp quyết định | Phòng Hành chính tổ chức - Quản trị tài vụ  |
      Và thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "G14"

    @S3-20 @G14
    Kịch bản: Tỉnh không tự tặng Bằng khen cho chính tỉnh
      Cho kế hoạch "gia-lai-ubnd"
      Và địa phương "Tỉnh Gia Lai" thuộc "Ủy ban nhân dân tỉnh Gia Lai"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Tỉnh Gia Lai" dịp "sơ kết"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "G14" về "own-territory"

    @S3-20 @G14
    Kịch bản: Tỉnh được đề nghị Bằng khen của Thủ tướng
      Cho kế hoạch "gia-lai-ubnd"
      Và địa phương "Tỉnh Gia Lai" thuộc "Ủy ban nhân dân tỉnh Gia Lai"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Tỉnh Gia Lai" dịp "sơ kết"
      Và ghi lý do "Đã đối chiếu" cho mọi cảnh báo
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì không bị từ chối vì "G14"
      Và hồ sơ ở bước "Đơn vị đã xét"

  Quy tắc: Điều 6 khoản 2 Nghị định 152/2025 – tiêu chuẩn, hồ sơ do bộ, tỉnh quy định

    @LG05
    Kịch bản: Từ 01/7/2025 chưa có quy định của tỉnh thì chưa lập Giấy khen
      Cho hôm nay là ngày 15/08/2025
      Và kế hoạch "ha-tinh-stp"
      Và đơn vị "Phòng Hành chính tư pháp" thuộc "Sở Tư pháp"
      Và tập thể "Phòng Hành chính tư pháp"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Phòng Hành chính tư pháp" dịp "hằng năm"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "LG05" về "local-pack"
      Khi quy định địa phương giả định của "Hà Tĩnh" có hiệu lực từ ngày 01/07/2025
      Và thủ trưởng đơn vị xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"
