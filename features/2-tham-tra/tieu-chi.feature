# language: vi
Tính năng: Thẩm tra tiêu chí của kế hoạch
  Tiêu chí loại A đòi quyết định công nhận, loại B đòi tài liệu có ngày trong thời gian thành tích, loại C đòi nhận xét có
  lý do. Tiêu chí là dữ liệu của kế hoạch: cùng một người, kế hoạch này đạt, kế hoạch kia không.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025

  Quy tắc: Hà Tĩnh, tiêu chuẩn cá nhân – nhiều giải pháp, sáng kiến được công nhận

    Bối cảnh:
      Cho kế hoạch "ha-tinh-stp"
      Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
      Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"

    @S1-03 @G03
    Kịch bản: Từ chối Giấy khen khi chỉ có một sáng kiến được công nhận
      Cho "Nguyễn Thị An" có sáng kiến
        | số        | ngày       | nơi công nhận |
        | 12/QĐ-STP | 05/06/2024 | Sở Tư pháp    |
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì chỉ bị từ chối vì "G03"
      Và bị từ chối vì "G03" về "HT-CN-2" do "initiatives-too-few"
      Và hồ sơ vẫn ở bước "Đơn vị đã xét"

    @S1-04 @G03
    Kịch bản: Hồ sơ Hà Tĩnh không đòi danh hiệu Công dân học tập
      Cho "Nguyễn Thị An" không có danh hiệu "Công dân học tập"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Khi hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"

    @G03
    Kịch bản: Sáng kiến được công nhận ngoài thời gian thành tích không được tính
      Cho "Nguyễn Thị An" có các sáng kiến
        | số        | ngày       | nơi công nhận |
        | 12/QĐ-STP | 05/06/2024 | Sở Tư pháp    |
        | 31/QĐ-STP | 02/10/2023 | Sở Tư pháp    |
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "G03" về "HT-CN-2"

    @G05
    Kịch bản: Chưa có nhận xét của người thẩm tra thì chưa qua
      Cho hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì các lý do từ chối gồm
        | mã  | về      |
        | G05 | HT-CN-0 |
        | G05 | HT-CN-1 |

    @G05
    Kịch bản: Nhận xét không đạt thì không qua
      Cho hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Khi cán bộ tổ chức cán bộ đánh giá tiêu chí "HT-CN-0" là đạt vì "Gương mẫu, có nhận xét của chi bộ"
      Và cán bộ tổ chức cán bộ đánh giá tiêu chí "HT-CN-1" là không đạt vì "Sổ đóng góp chỉ ghi một buổi"
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "G05" về "HT-CN-1" do "judged-not-met"
      Và không bị từ chối vì "G05" về "HT-CN-0"

    @G05
    Kịch bản: Nhận xét phải có lý do, và chỉ do người đang thẩm tra
      Cho hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Khi cán bộ tổ chức cán bộ đánh giá tiêu chí "HT-CN-1" là đạt
      Thì bị từ chối vì "invalid-input" về "reason"
      Khi thủ trưởng cơ quan đánh giá tiêu chí "HT-CN-1" là đạt vì "Tôi biết rõ"
      Thì bị từ chối vì "permission-denied"

  Quy tắc: Kon Tum, tiêu chuẩn cá nhân – được công nhận danh hiệu Công dân học tập

    Bối cảnh:
      Cho kế hoạch "kon-tum-snn"
      Và đơn vị "Chi cục Kiểm lâm" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
      Và cá nhân "Y Nga" làm việc tại "Chi cục Kiểm lâm"

    @S1-05 @G03
    Kịch bản: Cùng hồ sơ đó nộp theo kế hoạch Kon Tum thì không qua
      Cho "Y Nga" không có danh hiệu "Công dân học tập"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Y Nga" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "G03" về "KT-CN-1" do "title-absent"

    @S1-06 @G03
    Kịch bản: Công dân học tập 82 điểm nhưng có chỉ số 4 điểm
      Cho "Y Nga" có danh hiệu "Công dân học tập" theo quyết định số "41/QĐ-UBND" ngày 10/06/2024 (tổng điểm 82, chỉ số thấp nhất 4, bộ tiêu chí 324/QĐ-KHVN)
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Y Nga" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "G03" về "KT-CN-1" do "indicator-too-low"

    @S1-06 @G03
    Khung kịch bản: Điểm của bộ tiêu chí 324 – từ 80 điểm và không chỉ số nào dưới 5
      Cho "Y Nga" có danh hiệu "Công dân học tập" theo quyết định số "41/QĐ-UBND" ngày 10/06/2024 (tổng điểm <tổng>, chỉ số thấp nhất <thấp nhất>)
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Y Nga" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì kết quả kiểm tra "G03" về "KT-CN-1" là <kết quả>
      Và <tiếp theo>

      Dữ liệu:
        | tổng | thấp nhất | kết quả   | tiếp theo                             |
        | 80   | 5         | đạt       | hồ sơ ở bước "Đã thẩm tra nhân sự"    |
        | 79   | 6         | không đạt | bị từ chối vì "G03" về "KT-CN-1"      |

    @G03
    Kịch bản: Danh hiệu công nhận sau thời gian thành tích không tính cho thành tích ấy
      Cho "Y Nga" có danh hiệu "Công dân học tập" theo quyết định số "41/QĐ-UBND" ngày 10/02/2025
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Y Nga" dịp "sơ kết"
        | mục      | nội dung   |
        | từ ngày  | 01/01/2024 |
        | đến ngày | 31/12/2024 |
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "G03" về "KT-CN-1" do "decided-after-period"

  Quy tắc: Kế hoạch đào tạo, bồi dưỡng – hằng năm ở Kon Tum, một lần ở Bắc Kạn

    @G04
    Kịch bản: Kon Tum đòi kế hoạch đào tạo của từng năm
      Cho kế hoạch "kon-tum-snn"
      Và đơn vị "Chi cục Kiểm lâm" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
      Và tập thể "Chi cục Kiểm lâm"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Chi cục Kiểm lâm" dịp "sơ kết", chỉ thiếu "KT-TT-4"
      Và hồ sơ có tài liệu
        | loại | số        | ngày       | tiêu chí |
        | E04  | 05/KH-CCL | 12/01/2024 | KT-TT-4  |
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "G04" về "KT-TT-4" do "2025"

    @S1-12 @G04
    Kịch bản: Kế hoạch Bắc Kạn chỉ cần một kế hoạch đào tạo và chương trình, tài liệu
      Cho kế hoạch "bac-kan-vp"
      Và đơn vị "Phòng Tổng hợp" thuộc "Văn phòng UBND tỉnh"
      Và tập thể "Phòng Tổng hợp"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Phòng Tổng hợp" dịp "sơ kết", chỉ thiếu "BK-TT-4"
      Và hồ sơ có tài liệu
        | loại | số       | ngày       | tiêu chí |
        | E04  | 08/KH-VP | 12/02/2024 | BK-TT-4  |
        | E05  | 09/DM-VP | 15/03/2024 | BK-TT-4  |
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì kết quả kiểm tra "G04" về "BK-TT-4" là đạt
      Và hồ sơ ở bước "Đã thẩm tra nhân sự"

  Quy tắc: Gia Lai, tiêu chuẩn theo nhóm – danh hiệu học tập đúng cấp, doanh nghiệp có ghi nhận

    Bối cảnh:
      Cho kế hoạch "gia-lai-ubnd"

    @S3-04 @G03
    Kịch bản: Tập thể sở thiếu danh hiệu Đơn vị học tập
      Cho tỉnh "Gia Lai" có sở "Sở Xây dựng"
      Và tập thể "Sở Xây dựng"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết", chỉ thiếu "GL-c-5"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì chỉ bị từ chối vì "G03"
      Và bị từ chối vì "G03" về "GL-c-5"

    @S3-06 @G03
    Kịch bản: Xã đạt Cộng đồng học tập cấp xã, công nhận trong năm 2025
      Cho hôm nay là ngày 20/05/2025
      Và cơ quan "Ủy ban nhân dân xã Ia Giả" thuộc "tỉnh Gia Lai" (cấp xã)
      Và địa phương "Xã Ia Giả" thuộc "Ủy ban nhân dân xã Ia Giả"
      Và "Xã Ia Giả" có danh hiệu "Cộng đồng học tập" theo quyết định số "77/QĐ-PGD" ngày 28/03/2025 (cấp xã, mức 1)
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Xã Ia Giả" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì kết quả kiểm tra "G03" về "GL-e-3" là đạt
      Và hồ sơ ở bước "Đã thẩm tra nhân sự"

    @G03
    Kịch bản: Danh hiệu Cộng đồng học tập sai cấp
      Cho cơ quan "Ủy ban nhân dân xã Ia Giả" thuộc "tỉnh Gia Lai" (cấp xã)
      Và địa phương "Xã Ia Giả" thuộc "Ủy ban nhân dân xã Ia Giả"
      Và "Xã Ia Giả" có danh hiệu "Cộng đồng học tập" theo quyết định số "78/QĐ" ngày 10/06/2024 (cấp huyện)
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Xã Ia Giả" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "G03" về "GL-e-3" do "title-level"

    @S3-13 @G03 @G17
    Kịch bản: Doanh nghiệp thiếu xác nhận của cấp có thẩm quyền và xác nhận nghĩa vụ
      Cho cơ quan "Công ty Cà phê Giả Định" thuộc "tỉnh Gia Lai" (cấp doanh nghiệp)
      Và doanh nghiệp "Cà phê Giả Định" thuộc "Công ty Cà phê Giả Định"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Cà phê Giả Định" dịp "sơ kết", chỉ thiếu "GL-g-1" và "D11"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì các lý do từ chối gồm
        | mã  | về     |
        | G03 | GL-g-1 |
        | G17 | D11    |

  Quy tắc: Bộ Tài nguyên và Môi trường – mỗi nhóm có tiêu chí riêng

    Bối cảnh:
      Cho kế hoạch "bo-tnmt"

    @S4-03 @G03
    Kịch bản: Cá nhân thuộc Bộ có Công dân học tập nhưng chưa có sáng kiến được công nhận
      Cho đơn vị "Viện Khoa học giả định" thuộc "Bộ Tài nguyên và Môi trường" (cấp đơn vị thuộc bộ)
      Và cá nhân "Phan Quốc Bảo" làm việc tại "Viện Khoa học giả định"
      Và "Phan Quốc Bảo" không có sáng kiến nào
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen cấp bộ" cho "Phan Quốc Bảo" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "G03" về "TM-CN-2"
      Và không bị từ chối vì "G03" về "TM-CN-3"

    @S4-09 @G04 @G05
    Kịch bản: Đoàn thể thuộc Bộ chỉ cần hai tiêu chí
      Cho cơ quan "Công đoàn Bộ giả định" thuộc "Bộ Tài nguyên và Môi trường" (cấp đoàn thể)
      Và tập thể "Công đoàn Bộ giả định"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen cấp bộ" cho "Công đoàn Bộ giả định" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá tiêu chí "TM-DT-1" là đạt vì "Có chương trình tuyên truyền hằng quý"
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì kết quả kiểm tra "G04" về "TM-DT-2" là đạt
      Và kết quả kiểm tra "G05" về "TM-DT-1" là đạt
      Và hồ sơ ở bước "Đã thẩm tra nhân sự"

  Quy tắc: Tách nhiệm vụ – không ai thẩm tra hồ sơ của mình, không ai làm hai bước

    Bối cảnh:
      Cho kế hoạch "ha-tinh-stp"
      Và đơn vị "Văn phòng Sở" thuộc "Sở Tư pháp"

    @S1-15 @G13
    Kịch bản: Người được đề nghị không được tự thẩm tra hồ sơ của mình
      Cho cá nhân "Trần Thị Hòa" làm việc tại "Văn phòng Sở"
      Và bà "Trần Thị Hòa" là cán bộ tổ chức cán bộ của "Sở Tư pháp"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Trần Thị Hòa" dịp "hằng năm"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Khi bà "Trần Thị Hòa" thẩm tra hồ sơ
      Thì bị từ chối vì "G13" về "own-proposal"
      Khi bà "Trần Thị Hòa" đánh giá tiêu chí "HT-CN-1" là đạt vì "Tự nhận xét"
      Thì bị từ chối vì "permission-denied"

    @G13
    Kịch bản: Người lập hồ sơ không được tự xét ở đơn vị
      Cho cá nhân "Nguyễn Thị An" làm việc tại "Văn phòng Sở"
      Và ông "Lý Văn Sơn" là chuyên viên đơn vị của "Văn phòng Sở"
      Và ông "Lý Văn Sơn" là thủ trưởng đơn vị của "Văn phòng Sở"
      Và ông "Lý Văn Sơn" lập hồ sơ đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Và hồ sơ có tài liệu
        | loại | số     | ngày       |
        | D03  | 01/BC  | 01/03/2025 |
      Khi ông "Lý Văn Sơn" xem xét hồ sơ
      Thì bị từ chối vì "G13" về "same-person"
