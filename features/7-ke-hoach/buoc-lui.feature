# language: vi
Tính năng: Bước đã hoàn tác không được tính vào đâu
  Bấm nhầm rồi hoàn tác, hoặc bị chuyển lùi một bước, thì hồ sơ được xét như chưa có bước ấy: hạn gửi, ngày tiếp nhận,
  đăng ký, chỗ trong số lượng, người phải khác nhau. Mọi hướng dẫn dưới đây là giả định.

  Quy tắc: Hạn gửi của hướng dẫn – "trước ngày 05/5" tính theo lần gửi còn giá trị

    @G12 @LG-lui-buoc
    Kịch bản: Thẩm tra trước hạn rồi hoàn tác, gửi lại sau hạn cho cơ quan tổng hợp thì quá hạn
      Cho hôm nay là ngày 03/03/2025
      Và kế hoạch "gia-lai-ubnd"
      Và tỉnh "Gia Lai" có các sở "Sở Xây dựng" và "Sở Y tế"
      Và tập thể "Sở Xây dựng"
      Và bà "Cao Thị Thử" là cán bộ tổ chức cán bộ của "Sở Xây dựng"
      Và nội dung "hướng dẫn" sau đây được công bố
        """
        code = "gia-dinh-han"
        version = 1
        title_vi = "GIẢ ĐỊNH: hướng dẫn có hạn gửi (không có thật)"
        title_en = "FICTITIOUS: guidance with a last day (not real)"
        campaign = "xa-hoi-hoc-tap-2023-2030"
        effective_on = 2025-02-01
        confidence = "V"
        submit_before = { state = "stated", value = 2025-05-05, lines = [7] }
        submit_to = { state = "stated", value = "collector", lines = [7] }
        [issuer]
        code = "gl-so-noi-vu"
        name = "Sở Nội vụ (giả định)"
        [document]
        number = "15/HD-SNV (giả định)"
        quality = "official"
        [states]
        quotas = "stated"
        [[awards]]
        forms = ["bang_khen_tinh"]
        occasions = ["so_ket"]
        [[quotas]]
        code = "tap-the"
        kind = "per_body"
        value = "1"
        forms = ["bang_khen_tinh"]
        lines = [5]
        """
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và hôm nay là ngày 04/05/2025
      Và bà "Cao Thị Thử" đánh giá đạt mọi tiêu chí cần nhận xét
      Khi bà "Cao Thị Thử" thẩm tra hồ sơ
      Và bà "Cao Thị Thử" cho hồ sơ lùi một bước vì "Bấm nhầm (giả định)"
      Và hôm nay là ngày 20/05/2025
      Và bà "Cao Thị Thử" thẩm tra hồ sơ
      Thì chỉ bị từ chối vì "G12"

    @G12 @TX03 @LG-lui-buoc
    Kịch bản: Không có cơ quan tổng hợp, Sở Nội vụ chưa tiếp nhận sau khi bước gửi được hoàn tác
      Cho hôm nay là ngày 03/03/2025
      Và kế hoạch "ha-tinh-stp"
      Và đơn vị "Phòng Bổ trợ tư pháp" thuộc "Sở Tư pháp"
      Và tập thể "Phòng Bổ trợ tư pháp"
      Và bà "Cao Thị Thử" là cán bộ tổ chức cán bộ của "Sở Tư pháp"
      Và nội dung "hướng dẫn" sau đây được công bố
        """
        code = "gia-dinh-han"
        version = 1
        title_vi = "GIẢ ĐỊNH: hướng dẫn có hạn gửi (không có thật)"
        title_en = "FICTITIOUS: guidance with a last day (not real)"
        campaign = "xa-hoi-hoc-tap-2023-2030"
        effective_on = 2025-02-01
        confidence = "V"
        submit_before = { state = "stated", value = 2025-05-05, lines = [7] }
        [issuer]
        code = "ht-so-noi-vu"
        name = "Sở Nội vụ (giả định)"
        [document]
        number = "15/HD-SNV (giả định)"
        quality = "official"
        [states]
        quotas = "stated"
        [[awards]]
        forms = ["bang_khen_tinh"]
        occasions = ["so_ket"]
        [[quotas]]
        code = "tap-the"
        kind = "per_body"
        value = "1"
        forms = ["bang_khen_tinh"]
        lines = [5]
        """
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Bổ trợ tư pháp" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và hôm nay là ngày 04/05/2025
      Và bà "Cao Thị Thử" đánh giá đạt mọi tiêu chí cần nhận xét
      Khi bà "Cao Thị Thử" thẩm tra hồ sơ
      Và bà "Cao Thị Thử" cho hồ sơ lùi một bước vì "Bấm nhầm (giả định)"
      Và hôm nay là ngày 20/05/2025
      Và bà "Cao Thị Thử" thẩm tra hồ sơ
      Thì chỉ bị từ chối vì "G12"
      Khi bà "Cao Thị Thử" đóng vì quá hạn hồ sơ vì "Không gửi trước hạn (giả định)"
      Thì hồ sơ ở bước "Đã quá hạn"

    @G11 @G12 @LG-lui-buoc
    Kịch bản: Đã gửi, bị trả lại rồi bấm nhầm một lần gửi lại – vẫn giữ chỗ và vẫn trong hạn của lần gửi đầu
      Cho hôm nay là ngày 03/03/2025
      Và kế hoạch "ha-tinh-stp"
      Và đơn vị "Phòng Bổ trợ tư pháp" thuộc "Sở Tư pháp"
      Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
      Và tập thể "Phòng Bổ trợ tư pháp"
      Và tập thể "Phòng Phổ biến pháp luật"
      Và nội dung "hướng dẫn" sau đây được công bố
        """
        code = "gia-dinh-han"
        version = 1
        title_vi = "GIẢ ĐỊNH: hướng dẫn có hạn gửi (không có thật)"
        title_en = "FICTITIOUS: guidance with a last day (not real)"
        campaign = "xa-hoi-hoc-tap-2023-2030"
        effective_on = 2025-02-01
        confidence = "V"
        submit_before = { state = "stated", value = 2025-05-05, lines = [7] }
        [issuer]
        code = "ht-so-noi-vu"
        name = "Sở Nội vụ (giả định)"
        [document]
        number = "15/HD-SNV (giả định)"
        quality = "official"
        [states]
        quotas = "stated"
        [[awards]]
        forms = ["bang_khen_tinh"]
        occasions = ["so_ket"]
        [[quotas]]
        code = "tap-the"
        kind = "per_body"
        value = "1"
        forms = ["bang_khen_tinh"]
        lines = [5]
        """
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Phổ biến pháp luật" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Bổ trợ tư pháp" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi cán bộ thẩm định Nội vụ trả lại hồ sơ vì "Bổ sung danh sách (giả định)"
        | mục       | nội dung |
        | còn thiếu | D07      |
        | căn cứ    | Điều 84  |
      Và chuyên viên đơn vị nộp lại hồ sơ
      Và thủ trưởng đơn vị xem xét hồ sơ
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Và cán bộ tổ chức cán bộ cho hồ sơ lùi một bước vì "Bấm nhầm (giả định)"
      Thì hồ sơ xét theo hướng dẫn "gia-dinh-han" bản 1
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ "Phòng Phổ biến pháp luật"
      Thì chỉ bị từ chối vì "G11"
      Khi hôm nay là ngày 20/05/2025
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ "Phòng Bổ trợ tư pháp"
      Thì hồ sơ "Phòng Bổ trợ tư pháp" ở bước "Đã thẩm tra nhân sự"

  Quy tắc: Kon Tum, mục tổ chức thực hiện – đăng ký trước lần đề nghị còn giá trị

    @S1-13 @G18 @LG-lui-buoc
    Kịch bản: Bấm nhầm xem xét, hoàn tác, đăng ký rồi mới xem xét lại
      Cho hôm nay là ngày 03/03/2025
      Và kế hoạch "kon-tum-snn"
      Và đơn vị "Chi cục Thủy lợi" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
      Và tập thể "Chi cục Thủy lợi"
      Và ông "Y Thảo" là thủ trưởng đơn vị của "Chi cục Thủy lợi"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Chi cục Thủy lợi" dịp "sơ kết", chỉ thiếu "D02"
      Khi ghi lý do "Chưa kịp đăng ký (giả định)" cho "G18"
      Và ông "Y Thảo" xem xét hồ sơ
      Và ông "Y Thảo" cho hồ sơ lùi một bước vì "Bấm nhầm (giả định)"
      Và hôm nay là ngày 05/03/2025
      Và ông "Y Thảo" lập và gửi bản đăng ký "Giấy khen" cho "Chi cục Thủy lợi" dịp "sơ kết"
      Và ông "Y Thảo" xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"

  Quy tắc: Hai bước do hai người – bước đã hoàn tác không phải là một bước

    @G13 @LG-lui-buoc
    Kịch bản: Người bấm nhầm xem xét rồi hoàn tác vẫn thẩm tra được hồ sơ do người khác xem xét
      Cho hôm nay là ngày 03/03/2025
      Và kế hoạch "ha-tinh-stp"
      Và đơn vị "Phòng Bổ trợ tư pháp" thuộc "Sở Tư pháp"
      Và tập thể "Phòng Bổ trợ tư pháp"
      Và bà "Cao Thị Thử" là thủ trưởng đơn vị của "Phòng Bổ trợ tư pháp"
      Và ông "Mai Văn Tín" là thủ trưởng đơn vị của "Phòng Bổ trợ tư pháp"
      Và bà "Cao Thị Thử" là cán bộ tổ chức cán bộ của "Sở Tư pháp"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Phòng Bổ trợ tư pháp" dịp "sơ kết"
      Khi bà "Cao Thị Thử" xem xét hồ sơ
      Và bà "Cao Thị Thử" cho hồ sơ lùi một bước vì "Bấm nhầm (giả định)"
      Và ông "Mai Văn Tín" xem xét hồ sơ
      Và bà "Cao Thị Thử" đánh giá đạt mọi tiêu chí cần nhận xét
      Và bà "Cao Thị Thử" thẩm tra hồ sơ
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"
