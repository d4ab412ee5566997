# language: vi
Tính năng: Vướng mắc, kiến nghị, khiếu nại có đường gửi, thời hạn và trả lời
  Đường gửi là lời của từng kế hoạch; kế hoạch không nêu thì phần mềm không tự chọn nơi nhận. Thời hạn mà không nguồn nào
  nêu thì không đặt ra. Không kiến nghị nào bị xóa: mỗi bước là một dòng nhật ký.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025

  Quy tắc: Gia Lai, dòng 270 – Sở Giáo dục và Đào tạo tổng hợp, UBND tỉnh quyết định

    Bối cảnh:
      Cho kế hoạch "gia-lai-ubnd"
      Và cơ quan "Công ty Cà phê Giả Định" thuộc "tỉnh Gia Lai" (cấp doanh nghiệp)
      Và bà "Siu Mai" là thủ trưởng đơn vị của "Công ty Cà phê Giả Định"
      Và bà "Tổng Hợp" là cán bộ tổng hợp của "Sở Giáo dục và Đào tạo"
      Và ông "Chủ Tịch" là chủ tịch UBND tỉnh của "tỉnh Gia Lai"

    @S3-18
    Kịch bản: Vướng mắc về danh mục g gửi Sở Giáo dục và Đào tạo, UBND tỉnh quyết định
      Khi bà "Siu Mai" gửi "vướng mắc" "Ghi nhận của cấp có thẩm quyền lấy ở đâu" về kế hoạch
        | mục        | nội dung |
        | danh mục   | g        |
        | tiêu chuẩn | GL-g-1   |
      Thì kiến nghị "đã gửi", đang chờ "Sở Giáo dục và Đào tạo"
      Và đường gửi của kiến nghị viện dẫn "dòng 270"
      Và không nguồn nào nêu hạn của kiến nghị
      Khi ông "Chủ Tịch" trả lời kiến nghị: "Lấy ở xã"
      Thì bị từ chối vì "petition-step-closed"
      Khi bà "Tổng Hợp" tổng hợp kiến nghị với ý kiến "Nhiều đơn vị cùng hỏi", đề nghị trả lời trước khi hết ngày 31/03/2025
      Thì kiến nghị "đã chuyển", đang chờ "Ủy ban nhân dân tỉnh"
      Và hạn của kiến nghị là hết ngày 31/03/2025
      Khi bà "Tổng Hợp" trả lời kiến nghị: "Lấy ở xã"
      Thì bị từ chối vì "permission-denied"
      Khi ông "Chủ Tịch" trả lời kiến nghị: "Ghi nhận của cấp xã trở lên đều được" kèm văn bản "tra-loi.pdf"
      Thì kiến nghị "đã trả lời" và đã kết thúc
      Và câu trả lời "cấp xã trở lên" được lưu cùng mã băm của văn bản "tra-loi.pdf"
      Và nhật ký của kiến nghị có các dòng "petition.filed", "petition.forwarded" và "petition.answered"

    @S3-03
    Kịch bản: Đơn vị nộp đúng hạn mà không được tổng hợp thì kiến nghị, nhật ký thấy được
      Cho doanh nghiệp "Cà phê Giả Định" thuộc "Công ty Cà phê Giả Định"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Cà phê Giả Định" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi bà "Siu Mai" gửi "kiến nghị" "Nộp đúng hạn mà chưa được tổng hợp" về hồ sơ
      Thì kiến nghị "đã gửi", đang chờ "Sở Giáo dục và Đào tạo"
      Và hồ sơ có 1 kiến nghị
      Và nhật ký của kiến nghị có các dòng "petition.filed"
      Khi bà "Tổng Hợp" tổng hợp kiến nghị với ý kiến "Sẽ tổng hợp ở đợt này"
      Và ông "Chủ Tịch" trả lời kiến nghị: "Giao Sở Giáo dục và Đào tạo tổng hợp bổ sung"
      Thì kiến nghị "đã trả lời" và đã kết thúc

    Kịch bản: Người không liên quan không thấy; người có xung đột lợi ích không thấy kiến nghị về hồ sơ bị ẩn
      Cho doanh nghiệp "Cà phê Giả Định" thuộc "Công ty Cà phê Giả Định"
      Và bà "Người Nhà" là cán bộ tổng hợp của "Sở Giáo dục và Đào tạo"
      Và đơn vị "Hội Khuyến học giả định" thuộc "tỉnh Gia Lai"
      Và ông "Người Ngoài" là thủ trưởng đơn vị của "Hội Khuyến học giả định"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Cà phê Giả Định" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi bà "Siu Mai" gửi "kiến nghị" "Chưa được tổng hợp" về hồ sơ
      Thì ông "Người Ngoài" không xem được kiến nghị
      Và bà "Tổng Hợp" xem được kiến nghị
      Và bà "Người Nhà" xem được kiến nghị
      Khi bà "Người Nhà" khai xung đột lợi ích: "Là em ruột của chủ doanh nghiệp"
      Thì bà "Người Nhà" không xem được kiến nghị
      Và bà "Tổng Hợp" xem được kiến nghị

    Kịch bản: Người gửi rút được khi chưa có trả lời; kiến nghị vẫn còn đó
      Khi bà "Siu Mai" gửi "kiến nghị" "Đề nghị điều chỉnh kế hoạch" về kế hoạch
      Và bà "Tổng Hợp" rút kiến nghị vì "Không phải của mình"
      Thì bị từ chối vì "permission-denied"
      Khi bà "Siu Mai" rút kiến nghị vì "Đã được giải thích"
      Thì kiến nghị "đã rút" và đã kết thúc
      Khi bà "Tổng Hợp" tổng hợp kiến nghị với ý kiến "Muộn"
      Thì bị từ chối vì "petition-step-closed"
      Và nhật ký của kiến nghị có các dòng "petition.filed" và "petition.withdrawn"

    @S3-18
    Kịch bản: Nơi tổng hợp và nơi quyết định sáp nhập thì cơ quan kế thừa giải quyết tiếp
      Khi bà "Siu Mai" gửi "vướng mắc" "Ghi nhận của cấp có thẩm quyền lấy ở đâu" về kế hoạch
      Cho cơ quan "Ủy ban nhân dân tỉnh Giả Định" thuộc "Chính phủ" (cấp "tỉnh")
      Và cơ quan "Sở Giáo dục Giả Định" thuộc "Ủy ban nhân dân tỉnh Giả Định" (cấp "sở")
      Và "Sở Giáo dục và Đào tạo" giải thể từ ngày 01/07/2025, "Sở Giáo dục Giả Định" kế thừa
      Và "tỉnh Gia Lai" giải thể từ ngày 01/07/2025, "Ủy ban nhân dân tỉnh Giả Định" kế thừa
      Và bà "Kế Thừa" là cán bộ tổng hợp của "Sở Giáo dục Giả Định"
      Và ông "Chủ Tịch Mới" là chủ tịch UBND tỉnh của "Ủy ban nhân dân tỉnh Giả Định"
      Khi hôm nay là ngày 02/07/2025
      Thì kiến nghị "đã gửi", đang chờ "Sở Giáo dục Giả Định"
      Và bà "Kế Thừa" xem được kiến nghị
      Và ông "Chủ Tịch Mới" xem được kiến nghị
      Khi bà "Tổng Hợp" tổng hợp kiến nghị với ý kiến "Nơi cũ không còn giải quyết"
      Thì bị từ chối vì "permission-denied"
      Khi bà "Kế Thừa" tổng hợp kiến nghị với ý kiến "Nhiều đơn vị cùng hỏi"
      Thì kiến nghị "đã chuyển", đang chờ "Ủy ban nhân dân tỉnh Giả Định"
      Khi ông "Chủ Tịch Mới" trả lời kiến nghị: "Ghi nhận của cấp xã trở lên đều được"
      Thì kiến nghị "đã trả lời" và đã kết thúc

  Quy tắc: Hà Tĩnh, dòng 125 – tập thể, cá nhân phản ánh về Văn phòng Sở để trình Giám đốc quyết định

    Bối cảnh:
      Cho kế hoạch "ha-tinh-stp"
      Và đơn vị "Phòng Bổ trợ tư pháp" thuộc "Sở Tư pháp"
      Và cá nhân "Hồ Văn Giả" làm việc tại "Phòng Bổ trợ tư pháp"
      Và bà "Văn Phòng" là chuyên viên đơn vị của "Văn phòng Sở"
      Và ông "Giám Đốc" là thủ trưởng cơ quan của "Sở Tư pháp"

    @S6-19
    Kịch bản: Kiến nghị của cá nhân về kết quả xét khen, có thời hạn để biết
      Cho hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Hồ Văn Giả" dịp "hằng năm"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi thủ trưởng cơ quan từ chối hồ sơ vì "Không đạt tiêu chuẩn"
      Và ông "Hồ Văn Giả" gửi "khiếu nại" "Xin xem xét lại kết quả" về hồ sơ
        | mục               | nội dung   |
        | ngày biết kết quả | 03/03/2025 |
      Thì kiến nghị "đã gửi", đang chờ "Văn phòng Sở"
      Và đường gửi của kiến nghị viện dẫn "dòng 125"
      Và hạn của kiến nghị là hết ngày 13/03/2025
      Khi hôm nay là ngày 05/03/2025
      Và bà "Văn Phòng" tổng hợp kiến nghị với ý kiến "Hồ sơ chưa được xét lại"
      Thì kiến nghị "đã chuyển", đang chờ "Sở Tư pháp"
      Và hạn của kiến nghị là hết ngày 04/04/2025
      Khi ông "Giám Đốc" trả lời kiến nghị: "Giữ nguyên kết quả; lý do nêu trong văn bản"
      Thì kiến nghị "đã trả lời" và đã kết thúc

  Quy tắc: Kế hoạch không nêu đường gửi thì nói rõ, không tự chọn

    Kịch bản: Kế hoạch của Kon Tum không có đường gửi vướng mắc
      Cho kế hoạch "kon-tum-snn"
      Và đơn vị "Chi cục Kiểm lâm" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
      Khi thủ trưởng đơn vị của "Chi cục Kiểm lâm" gửi "vướng mắc" "Hỏi về đăng ký" về kế hoạch
      Thì bị từ chối vì "petition-no-route"

    Kịch bản: Khiếu nại về kết quả theo kế hoạch không nêu đường gửi thì gửi người đã quyết định, theo luật chung
      Cho kế hoạch "kon-tum-snn"
      Và đơn vị "Chi cục Kiểm lâm" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
      Và cá nhân "Lê Văn Dũng" làm việc tại "Chi cục Kiểm lâm"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Lê Văn Dũng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi ông "Lê Văn Dũng" gửi "khiếu nại" "Xin xem xét lại" về hồ sơ
      Thì đường gửi của kiến nghị viện dẫn "Luật Khiếu nại, Điều 7"
      Và hạn của kiến nghị là hết ngày 02/04/2025

    Kịch bản: Khiếu nại sau khi cơ quan đã quyết định sáp nhập thì gửi cơ quan kế thừa
      Cho kế hoạch "kon-tum-snn"
      Và đơn vị "Chi cục Kiểm lâm" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
      Và cá nhân "Lê Văn Dũng" làm việc tại "Chi cục Kiểm lâm"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Lê Văn Dũng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và cơ quan "Ủy ban nhân dân tỉnh Giả Định" thuộc "Chính phủ" (cấp "tỉnh")
      Và "tỉnh Kon Tum" giải thể từ ngày 01/07/2025, "Ủy ban nhân dân tỉnh Giả Định" kế thừa
      Và ông "Chủ Tịch Mới" là chủ tịch UBND tỉnh của "Ủy ban nhân dân tỉnh Giả Định"
      Khi hôm nay là ngày 05/07/2025
      Và ông "Lê Văn Dũng" gửi "khiếu nại" "Xin xem xét lại" về hồ sơ
      Thì kiến nghị "đã gửi", đang chờ "Ủy ban nhân dân tỉnh Giả Định"
      Khi ông "Chủ Tịch Mới" trả lời kiến nghị: "Giữ nguyên kết quả"
      Thì kiến nghị "đã trả lời" và đã kết thúc
