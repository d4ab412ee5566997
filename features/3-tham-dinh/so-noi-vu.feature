# language: vi
Tính năng: Sở Nội vụ thẩm định Bằng khen của Chủ tịch UBND tỉnh
  Cơ quan nào được thấy hồ sơ, thẩm định những gì, trả lại thế nào.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "kon-tum-snn"
    Và đơn vị "Chi cục Kiểm lâm" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
    Và tập thể "Chi cục Kiểm lâm"
    Và bà "Lê Thị Lan" là cán bộ thẩm định Nội vụ của "Sở Nội vụ"
    Và ông "Trần Văn Hùng" là chủ tịch UBND tỉnh của "tỉnh Kon Tum"

  Quy tắc: Quy trình F4 – năm trạng thái, Sở Nội vụ thẩm định, Chủ tịch quyết định

    @S2-01 @F4
    Kịch bản: Bằng khen Chủ tịch UBND tỉnh đi đủ năm trạng thái
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Chi cục Kiểm lâm" dịp "sơ kết"
      Và hồ sơ đi theo quy trình "F4"
      Khi hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và hôm nay là ngày 21/03/2025
      Và bà "Lê Thị Lan" thẩm định hồ sơ
      Thì hồ sơ ở bước "Sở Nội vụ đã thẩm định"
      Khi ông "Trần Văn Hùng" phê duyệt hồ sơ
        | mục             | nội dung      |
        | số quyết định   | 210/QĐ-UBND   |
      Thì hồ sơ ở bước "Đã phê duyệt"
      Và lịch sử hồ sơ đọc thành câu tiếng Việt và gồm các bước
        | sự kiện            |
        | proposal.drafted   |
        | proposal.reviewed  |
        | proposal.verified  |
        | proposal.appraised |
        | proposal.approved  |
      Và "Chi cục Kiểm lâm" có khen thưởng "Bằng khen tỉnh" trong sổ

    @S2-02 @S6-02
    Kịch bản: Không thể phê duyệt khi Sở Nội vụ chưa thẩm định
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Chi cục Kiểm lâm" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và ông "Trần Văn Hùng" là thủ trưởng cơ quan của "Sở Nông nghiệp và Phát triển nông thôn"
      Khi ông "Trần Văn Hùng" phê duyệt hồ sơ
      Thì bị từ chối vì "move-not-open"
      Và hồ sơ vẫn ở bước "Đã thẩm tra nhân sự"
      Và nhật ký có dòng "proposal.move-refused"
        | mục       | nội dung       |
        | người     | Trần Văn Hùng  |
        | hành động | approve        |
        | mã        | move-not-open  |

  Quy tắc: Bấm nhầm thì lùi lại được, bằng một việc được ghi nhật ký như mọi việc khác

    @LG-lui-buoc
    Kịch bản: Người vừa thẩm định hoàn tác bước của mình
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Chi cục Kiểm lâm" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và bà "Lê Thị Lan" thẩm định hồ sơ
      Khi bà "Lê Thị Lan" cho hồ sơ lùi một bước
      Thì bị từ chối vì "invalid-input"
      Khi bà "Lê Thị Lan" cho hồ sơ lùi một bước vì "Bấm nhầm (giả định)"
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"
      Và nhật ký có dòng "proposal.step-undone"
      Khi bà "Lê Thị Lan" thẩm định hồ sơ
      Thì hồ sơ ở bước "Sở Nội vụ đã thẩm định"

    @LG-lui-buoc
    Kịch bản: Chủ tịch chuyển hồ sơ lùi một bước để thẩm định lại; sau phê duyệt thì không lùi
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Chi cục Kiểm lâm" dịp "sơ kết"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi ông "Trần Văn Hùng" cho hồ sơ lùi một bước vì "Cần làm rõ thành tích (giả định)"
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"
      Và nhật ký có dòng "proposal.stepped-back"
      Khi bà "Lê Thị Lan" thẩm định hồ sơ
      Và ông "Trần Văn Hùng" phê duyệt hồ sơ
      Và ông "Trần Văn Hùng" cho hồ sơ lùi một bước vì "Đổi ý (giả định)"
      Thì bị từ chối vì "move-not-open"
      Và hồ sơ vẫn ở bước "Đã phê duyệt"

  Quy tắc: Điều 84 và thủ tục của tỉnh – hồ sơ thiếu thì trả lại, nêu mục còn thiếu

    @S2-03 @G07
    Kịch bản: Sở Nội vụ trả hồ sơ vì thiếu biên bản họp Hội đồng
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Chi cục Kiểm lâm" dịp "sơ kết", chỉ thiếu "D05"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi bà "Lê Thị Lan" thẩm định hồ sơ
      Thì bị từ chối vì "G07" về "D05"
      Khi bà "Lê Thị Lan" trả lại hồ sơ vì "Thiếu biên bản họp Hội đồng"
        | mục        | nội dung |
        | còn thiếu  | D05      |
      Thì hồ sơ ở bước "Đã trả lại"
      Và nhật ký có dòng "proposal.returned"
        | mục   | nội dung            |
        | người | Lê Thị Lan          |
        | từ    | Đã thẩm tra nhân sự |

    @S2-03 @TX02
    Kịch bản: Trả lại mà không nêu lý do và mục còn thiếu thì không được
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Chi cục Kiểm lâm" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi bà "Lê Thị Lan" trả lại hồ sơ
      Thì các lý do từ chối gồm
        | mã   | về            |
        | TX01 | reason        |
        | TX02 | missing-items |

    @tra-lai
    Kịch bản: Đơn vị bổ sung, nộp lại và đi lại từ đầu
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Chi cục Kiểm lâm" dịp "sơ kết", chỉ thiếu "D05"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và bà "Lê Thị Lan" trả lại hồ sơ vì "Thiếu biên bản họp Hội đồng"
        | mục        | nội dung |
        | còn thiếu  | D05      |
      Khi chuyên viên đơn vị bổ sung tài liệu
        | loại | số        | ngày       | thành viên | dự họp | đồng ý |
        | D05  | 02/BB-HĐ  | 04/03/2025 | 9          | 9      | 9      |
      Và chuyên viên đơn vị nộp lại hồ sơ
      Thì hồ sơ ở bước "Đã lập"
      Khi hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và bà "Lê Thị Lan" thẩm định hồ sơ
      Thì hồ sơ ở bước "Sở Nội vụ đã thẩm định"
      Và nhật ký có dòng "proposal.resubmitted"

    @tu-choi
    Kịch bản: Từ chối có lý do thì hồ sơ khép lại
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Chi cục Kiểm lâm" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi bà "Lê Thị Lan" từ chối hồ sơ vì "Không đạt tiêu chuẩn của phong trào"
      Thì hồ sơ ở bước "Đã từ chối"
      Khi chuyên viên đơn vị nộp lại hồ sơ
      Thì bị từ chối vì "move-not-open"

  Quy tắc: Thủ tục của tỉnh – thẩm định trong 25 ngày làm việc kể từ khi hồ sơ đủ

    @S2-05
    Khung kịch bản: Đến ngày làm việc thứ 26 thì báo quá hạn, trạng thái không tự đổi
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Chi cục Kiểm lâm" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi hôm nay là ngày <ngày>
      Và bà "Lê Thị Lan" xem trước hồ sơ
      Thì xem trước báo bước "Sở Nội vụ đã thẩm định" <kết quả> 25 ngày làm việc
      Và hồ sơ vẫn ở bước "Đã thẩm tra nhân sự"

      Dữ liệu:
        | ngày       | kết quả         |
        | 08/04/2025 | không quá hạn   |
        | 09/04/2025 | quá hạn         |

  Quy tắc: Xung đột C4 – cơ quan thẩm định không thẩm định người của mình, người đề nghị không chuẩn bị quyết định

    @G13 @AU11
    Kịch bản: Sở Nội vụ không thẩm định hồ sơ của chính Sở Nội vụ
      Cho kế hoạch "gia-lai-ubnd"
      Và đơn vị "Phòng Cán bộ" thuộc "Sở Nội vụ"
      Và cá nhân "Kpă Lan" làm việc tại "Phòng Cán bộ"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Kpă Lan" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã tổng hợp, lựa chọn"
      Khi cán bộ thẩm định Nội vụ thẩm định hồ sơ
      Thì bị từ chối vì "G13" về "own-body"

    @S2-07 @G13
    Kịch bản: Văn phòng UBND tỉnh đề nghị cho chính mình, người chuẩn bị quyết định phải khác
      Cho kế hoạch "bac-kan-vp"
      Và đơn vị "Phòng Tổng hợp" thuộc "Văn phòng UBND tỉnh"
      Và tập thể "Phòng Tổng hợp"
      Và ông "Hoàng Văn Thái" là thủ trưởng đơn vị của "Phòng Tổng hợp"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Tổng hợp" dịp "sơ kết"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi chủ tịch UBND tỉnh phê duyệt hồ sơ
        | mục             | nội dung        |
        | người chuẩn bị  | Hoàng Văn Thái  |
      Thì bị từ chối vì "G13" về "decision-drafter"
      Khi chủ tịch UBND tỉnh phê duyệt hồ sơ
        | mục             | nội dung        |
        | người chuẩn bị  | Nông Thị Yến    |
      Thì hồ sơ ở bước "Đã phê duyệt"

  Quy tắc: Điều 60 khoản 3 – hồ sơ gửi trước 01/7/2025 giữ quy định cũ

    @S2-19 @law-5.9-5 @LG02 @G16
    Kịch bản: Gửi ngày 30/06/2025, quyết định ngày 15/08/2025 vẫn theo Nghị định 98
      Cho hôm nay là ngày 30/06/2025
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Chi cục Kiểm lâm" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Thì hồ sơ áp dụng bộ quy tắc "national-g1"
      Và ngày tiếp nhận của hồ sơ là ngày 30/06/2025
      Khi hôm nay là ngày 15/08/2025
      Và bà "Lê Thị Lan" thẩm định hồ sơ
      Thì hồ sơ ở bước "Sở Nội vụ đã thẩm định"
      Và hồ sơ áp dụng bộ quy tắc "national-g1"
      Và không hỏi đến "LG05"

    @S2-19 @DS02
    Khung kịch bản: Số bộ hồ sơ trình Thủ tướng theo ngày tiếp nhận
      Cho hôm nay là ngày <ngày>
      Và kế hoạch "gia-lai-ubnd"
      Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
      Và tập thể "Sở Xây dựng"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết", chỉ thiếu "D08"
      Và hồ sơ có tài liệu
        | loại | số       | ngày    | số bộ | phần                                                |
        | D08  | 05/TTr   | <ngày>  | 1     | bases; content; achievements; opinions; appraisal   |
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi chủ tịch UBND tỉnh trình cấp trên hồ sơ
      Thì hồ sơ áp dụng bộ quy tắc "<bộ quy tắc>"
      Và <tiếp theo>

      Dữ liệu:
        | ngày       | bộ quy tắc  | tiếp theo                                     |
        | 20/06/2025 | national-g1 | bị từ chối vì "DS02" về "original-set"        |
        | 10/07/2025 | national-g2 | hồ sơ ở bước "Đã trình Thủ tướng"             |
