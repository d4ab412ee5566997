# language: vi
Tính năng: Phê duyệt Bằng khen
  Hội đồng, tờ trình, bản điện tử, chữ ký và thẩm quyền tại ngày quyết định.

  Quy tắc: Điều 84 khoản 2 – tỷ lệ phiếu chỉ tính khi bộ, tỉnh có quy định, và tính trên tổng số thành viên

    @S2-12 @G08
    Khung kịch bản: Tỷ lệ phiếu tính trên tổng số thành viên Hội đồng, quy định 80 %
      Cho hôm nay là ngày 03/03/2025
      Và kế hoạch "gia-lai-ubnd"
      Và quy định địa phương giả định của "Gia Lai" có hiệu lực từ ngày 01/01/2025
        | mã  | tham số | giá trị |
        | G08 | share   | 80/100  |
      Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
      Và tập thể "Sở Xây dựng"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết", chỉ thiếu "D05"
      Và hồ sơ có tài liệu
        | loại | số       | ngày       | thành viên   | dự họp   | đồng ý   | ý kiến bằng văn bản | đồng ý bằng văn bản |
        | D05  | 09/BB-HĐ | 02/03/2025 | <thành viên> | <dự họp> | <đồng ý> | <văn bản>           | <văn bản>           |
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi chủ tịch UBND tỉnh phê duyệt hồ sơ
      Thì kết quả kiểm tra "G08" là <kết quả>
      Và lý do "G08" nêu "<tỷ lệ>"
      Và <tiếp theo>

      Dữ liệu:
        | thành viên | dự họp | đồng ý | văn bản | kết quả   | tỷ lệ | tiếp theo                       |
        | 9          | 7      | 7      | 0       | không đạt | 77,8  | bị từ chối vì "G08" về "D05"    |

    @S2-12 @G08
    Khung kịch bản: Có đủ ý kiến bằng văn bản, hoặc không địa phương nào quy định tỷ lệ
      Cho hôm nay là ngày 03/03/2025
      Và kế hoạch "gia-lai-ubnd"
      Và quy định địa phương giả định của "Gia Lai" có hiệu lực từ ngày 01/01/2025
        | mã  | tham số | giá trị   |
        | G08 | share   | <tỷ lệ>   |
      Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
      Và tập thể "Sở Xây dựng"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết", chỉ thiếu "D05"
      Và hồ sơ có tài liệu
        | loại | số       | ngày       | thành viên   | dự họp   | đồng ý   | ý kiến bằng văn bản | đồng ý bằng văn bản |
        | D05  | 09/BB-HĐ | 02/03/2025 | <thành viên> | <dự họp> | <đồng ý> | <văn bản>           | <văn bản>           |
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi chủ tịch UBND tỉnh phê duyệt hồ sơ
      Thì kết quả kiểm tra "G08" là đạt
      Và hồ sơ ở bước "Đã phê duyệt"

      Dữ liệu:
        | tỷ lệ  | thành viên | dự họp | đồng ý | văn bản |
        | 80/100 | 9          | 7      | 7      | 2       |
        | 80/100 | 10         | 8      | 8      | 0       |
        |        | 9          | 5      | 3      | 0       |

  Quy tắc: Điều 83 khoản 4 – tờ trình Thủ tướng do người đứng đầu bộ, tỉnh ký, đủ phần, đủ tệp

    @S5-03 @G14 @AU06
    Kịch bản: Tờ trình gửi Thủ tướng thiếu chữ ký Chủ tịch UBND tỉnh
      Cho hôm nay là ngày 03/03/2025
      Và kế hoạch "gia-lai-ubnd"
      Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
      Và tập thể "Sở Xây dựng"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi chủ tịch UBND tỉnh trình cấp trên hồ sơ
        | mục               | nội dung           |
        | người ký tờ trình | thủ trưởng cơ quan |
      Thì các lý do từ chối gồm
        | mã   | về        |
        | G14  | submitter |
        | AU06 | signer    |

    @S5-04 @G07 @DS07
    Kịch bản: Hồ sơ trình Thủ tướng thiếu tệp điện tử
      Cho hôm nay là ngày 10/07/2025
      Và kế hoạch "gia-lai-ubnd"
      Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
      Và tập thể "Sở Xây dựng"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết", chỉ thiếu "D20"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi chủ tịch UBND tỉnh xem trước hồ sơ
      Thì xem trước báo "G07" về "D20" ở bước "Bộ Nội vụ đã thẩm định"
      Khi chủ tịch UBND tỉnh trình cấp trên hồ sơ
      Thì bị từ chối vì "DS07" về "electronic-files"

    @DS06
    Kịch bản: Tờ trình thiếu phần ý kiến thẩm định
      Cho hôm nay là ngày 10/07/2025
      Và kế hoạch "gia-lai-ubnd"
      Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
      Và tập thể "Sở Xây dựng"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết", chỉ thiếu "D08"
      Và hồ sơ có tài liệu
        | loại | số     | ngày       |
        | D08  | 05/TTr | 10/07/2025 |
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi chủ tịch UBND tỉnh trình cấp trên hồ sơ
        | mục      | nội dung                                 |
        | các phần | bases; content; achievements; opinions   |
      Thì bị từ chối vì "DS06" về "appraisal"

    @S5-08 @CO05
    Kịch bản: Cán bộ thuộc diện Tỉnh ủy quản lý cần ý kiến trước
      Cho hôm nay là ngày 10/07/2025
      Và kế hoạch "gia-lai-ubnd"
      Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
      Và cá nhân "Võ Minh Đức" làm việc tại "Sở Xây dựng"
        | mục             | nội dung |
        | cấp ủy quản lý  | có       |
        | lãnh đạo        | có       |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Võ Minh Đức" dịp "sơ kết", chỉ thiếu "D18"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi chủ tịch UBND tỉnh trình cấp trên hồ sơ
      Thì bị từ chối vì "CO05" về "D18"
      Khi chủ tịch UBND tỉnh bổ sung tài liệu
        | loại | số       | ngày       |
        | D18  | 77-CV/TU | 09/07/2025 |
      Và chủ tịch UBND tỉnh trình cấp trên hồ sơ
      Thì hồ sơ ở bước "Đã trình Thủ tướng"

    @law-5.9-9 @DS08
    Khung kịch bản: Thành tích tính đến 01/01/2026 – trình chậm nhất 01/07/2026
      Cho hôm nay là ngày 15/06/2026
      Và kế hoạch "gia-lai-ubnd"
      Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
      Và tập thể "Sở Xây dựng"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "tổng kết"
        | mục      | nội dung   |
        | từ ngày  | 01/01/2024 |
        | đến ngày | 01/01/2026 |
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi hôm nay là ngày <ngày trình>
      Và chủ tịch UBND tỉnh trình cấp trên hồ sơ
      Thì <tiếp theo>

      Dữ liệu:
        | ngày trình | tiếp theo                          |
        | 01/07/2026 | hồ sơ ở bước "Đã trình Thủ tướng"  |
        | 02/07/2026 | bị từ chối vì "DS08"               |

    @law-5.9-10 @DS07
    Kịch bản: Bản giấy tới thứ Hai, bản điện tử tới thứ Năm thì ngày nhận là thứ Năm
      Cho hôm nay là ngày 14/07/2025
      Và kế hoạch "gia-lai-ubnd"
      Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
      Và tập thể "Sở Xây dựng"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết", chỉ thiếu "D20"
      Và hồ sơ có tài liệu
        | loại | số    | ngày       | định dạng | nhận bản giấy | nhận bản điện tử |
        | D20  | 01/ĐT | 14/07/2025 | pdf; word | 14/07/2025    | 17/07/2025       |
      Và hồ sơ đang ở bước "Đã trình Thủ tướng"
      Khi hôm nay là ngày 16/07/2025
      Và cán bộ thẩm định Trung ương thẩm định hồ sơ
      Thì bị từ chối vì "DS07" về "receipt"
      Và lý do "DS07" nêu "2025-07-17"
      Khi hôm nay là ngày 17/07/2025
      Và cán bộ thẩm định Trung ương thẩm định hồ sơ
      Thì kết quả kiểm tra "DS07" về "receipt" là đạt
      Và hồ sơ ở bước "Bộ Nội vụ đã thẩm định"

  Quy tắc: Nghị quyết 202/2025 – tỉnh cũ không ban hành quyết định sau ngày hợp nhất

    @law-5.9-7 @AU09 @G15
    Kịch bản: Bằng khen do Chủ tịch UBND tỉnh Kon Tum ký ngày 10/07/2025
      Cho hôm nay là ngày 20/06/2025
      Và kế hoạch "kon-tum-snn"
      Và đơn vị "Chi cục Kiểm lâm" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
      Và cá nhân "Y Nga" làm việc tại "Chi cục Kiểm lâm"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Y Nga" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã lập"
      Và tỉnh "Quảng Ngãi" có sở "Sở Nông nghiệp và Môi trường"
      Và "tỉnh Kon Tum" giải thể từ ngày 01/07/2025, "tỉnh Quảng Ngãi" kế thừa
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi hôm nay là ngày 10/07/2025
      Và chủ tịch UBND tỉnh phê duyệt hồ sơ
      Thì bị từ chối vì "G15" về "decider"
      Và lý do "G15" nêu "Quảng Ngãi"

    @law-5.9-7 @AU09
    Kịch bản: Hồ sơ tiếp nhận sau 01/07/2025 mà tỉnh cũ quyết định thì nêu tỉnh kế thừa
      Cho hôm nay là ngày 10/07/2025
      Và kế hoạch "kon-tum-snn"
      Và quy định địa phương giả định của "Kon Tum" có hiệu lực từ ngày 01/07/2025
      Và đơn vị "Chi cục Kiểm lâm" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
      Và cá nhân "Y Nga" làm việc tại "Chi cục Kiểm lâm"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Y Nga" dịp "sơ kết"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi chủ tịch UBND tỉnh phê duyệt hồ sơ
      Thì bị từ chối vì "AU09" về "decider"
      Và lý do "AU09" nêu "Quảng Ngãi"

  Quy tắc: Thông tư 15/2025 – không khen tập thể đã giải thể; người của tập thể ấy do cơ quan kế thừa đề nghị

    @G15 @AU07
    Kịch bản: Tập thể đã giải thể
      Cho hôm nay là ngày 15/08/2025
      Và kế hoạch "ha-tinh-stp"
      Và quy định địa phương giả định của "Hà Tĩnh" có hiệu lực từ ngày 01/07/2025
      Và đơn vị "Phòng Lý lịch tư pháp" thuộc "Sở Tư pháp"
      Và tập thể "Phòng Lý lịch tư pháp"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Phòng Lý lịch tư pháp" dịp "hằng năm"
      Và "Phòng Lý lịch tư pháp" giải thể từ ngày 10/08/2025
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì các lý do từ chối gồm
        | mã   | về             |
        | G15  | body-dissolved |
        | AU07 | collective     |

  Quy tắc: Nghị định 30/2020 Điều 13 – người quyết định và người ký thay

    @S3-19 @G19
    Kịch bản: Người duyệt là Chủ tịch, người ký là Phó Chủ tịch
      Cho hôm nay là ngày 03/03/2025
      Và kế hoạch "gia-lai-ubnd"
      Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
      Và tập thể "Sở Xây dựng"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi chủ tịch UBND tỉnh phê duyệt hồ sơ
        | mục                | nội dung               |
        | số quyết định      | 88/QĐ-UBND             |
        | chức vụ quyết định | chủ tịch UBND tỉnh     |
        | người ký           | Nguyễn Thị Thanh       |
        | chức vụ người ký   | Phó Chủ tịch UBND tỉnh |
        | ký thay            | KT.                    |
      Thì hồ sơ ở bước "Đã phê duyệt"
      Và quyết định của hồ sơ ghi
        | mục                | nội dung               |
        | số quyết định      | 88/QĐ-UBND             |
        | chức vụ quyết định | chủ tịch UBND tỉnh     |
        | người ký           | Nguyễn Thị Thanh       |
        | chức vụ người ký   | Phó Chủ tịch UBND tỉnh |
        | ký thay            | KT.                    |

    @G19 @AU10
    Kịch bản: Ký thừa ủy quyền mà không có văn bản ủy quyền có thời hạn
      Cho hôm nay là ngày 03/03/2025
      Và kế hoạch "gia-lai-ubnd"
      Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
      Và tập thể "Sở Xây dựng"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi chủ tịch UBND tỉnh phê duyệt hồ sơ
        | mục              | nội dung            |
        | người ký         | Phan Văn Lợi        |
        | chức vụ người ký | Giám đốc Sở Nội vụ  |
        | ký thay          | TUQ.                |
      Thì các lý do từ chối gồm
        | mã   | về              |
        | G19  | mandate-absent  |
        | AU10 | mandate-missing |
      Khi chủ tịch UBND tỉnh phê duyệt hồ sơ
        | mục                | nội dung            |
        | người ký           | Phan Văn Lợi        |
        | chức vụ người ký   | Giám đốc Sở Nội vụ  |
        | ký thay            | TUQ.                |
        | văn bản ủy quyền   | 15/UQ-UBND          |
        | ủy quyền từ        | 01/01/2025          |
        | ủy quyền đến       | 31/12/2025          |
      Thì hồ sơ ở bước "Đã phê duyệt"

  Quy tắc: Điều 74 – hộ gia đình qua xã, Sở GD&ĐT, Sở Nội vụ

    @S3-11 @ST10
    Kịch bản: Hộ gia đình được đề nghị Bằng khen Chủ tịch tỉnh qua xã
      Cho hôm nay là ngày 03/03/2025
      Và kế hoạch "gia-lai-ubnd"
      Và cơ quan "Ủy ban nhân dân xã Ia Giả" thuộc "tỉnh Gia Lai" (cấp xã)
      Và hộ gia đình "Gia đình ông Ksor Thanh" thuộc "Ủy ban nhân dân xã Ia Giả"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Gia đình ông Ksor Thanh" dịp "sơ kết"
      Và hồ sơ đi theo quy trình "F4b"
      Khi hồ sơ đang ở bước "Đã phê duyệt"
      Thì lịch sử hồ sơ đọc thành câu tiếng Việt và gồm các bước
        | sự kiện            |
        | proposal.drafted   |
        | proposal.reviewed  |
        | proposal.verified  |
        | proposal.collected |
        | proposal.appraised |
        | proposal.approved  |

    @S3-16 @LG07
    Kịch bản: Căn cứ pháp lý đã hết hiệu lực không chặn hồ sơ
      Cho hôm nay là ngày 03/03/2025
      Và kế hoạch "gia-lai-ubnd"
      Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
      Và tập thể "Sở Xây dựng"
      Thì có cảnh báo "A2"
      Khi hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Và chủ tịch UBND tỉnh phê duyệt hồ sơ
        | mục        | nội dung                                                              |
        | căn cứ in  | Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003; Luật 06/2022/QH15 |
      Thì chỉ bị từ chối vì "LG07"
      Và có cảnh báo "LG07"
      Khi ghi lý do "Căn cứ in theo kế hoạch; xét theo luật đang có hiệu lực" cho "LG07"
      Và chủ tịch UBND tỉnh phê duyệt hồ sơ
        | mục        | nội dung                                                              |
        | căn cứ in  | Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003; Luật 06/2022/QH15 |
      Thì hồ sơ ở bước "Đã phê duyệt"

    @TM01
    Kịch bản: Bộ Nội vụ thẩm định quá 20 ngày làm việc thì có cảnh báo, trạng thái không đổi
      Cho hôm nay là ngày 14/07/2025
      Và kế hoạch "gia-lai-ubnd"
      Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
      Và tập thể "Sở Xây dựng"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã trình Thủ tướng"
      Khi hôm nay là ngày 20/08/2025
      Và cán bộ thẩm định Trung ương xem trước hồ sơ
      Thì xem trước báo "TM01" về "appraisal" ở bước "Bộ Nội vụ đã thẩm định"
      Và hồ sơ vẫn ở bước "Đã trình Thủ tướng"
