# language: vi
Tính năng: Thời hạn tính theo ngày làm việc, chỉ để nhắc
  Thời hạn suy ra từ các bước đã ghi: dừng khi hồ sơ tạm dừng hoặc bị trả lại, tính lại khi hồ sơ đủ. Quá hạn thì báo,
  không tự đổi trạng thái.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "kon-tum-snn"
    Và đơn vị "Chi cục Kiểm lâm" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
    Và tập thể "Chi cục Kiểm lâm"
    Và bà "Lê Thị Lan" là cán bộ thẩm định Nội vụ của "Sở Nội vụ"
    Và ông "Trần Văn Hùng" là chủ tịch UBND tỉnh của "tỉnh Kon Tum"
    Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Chi cục Kiểm lâm" dịp "sơ kết"
    Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"

  Quy tắc: Thủ tục do tỉnh công bố – Sở Nội vụ thẩm định trong 25 ngày làm việc từ ngày nhận đủ hồ sơ

    @S2-05
    Kịch bản: Sang ngày làm việc thứ 26 thì báo quá hạn, trạng thái giữ nguyên
      Thì thời hạn 25 ngày làm việc đến hạn ngày 08/04/2025
      Khi hôm nay là ngày 08/04/2025
      Và phần mềm nhắc việc
      Thì bà "Lê Thị Lan" được nhắc "Hồ sơ sắp đến hạn xử lý" 1 lần
      Khi hôm nay là ngày 09/04/2025
      Và phần mềm nhắc việc
      Và phần mềm nhắc việc
      Thì bà "Lê Thị Lan" được nhắc "Hồ sơ đã quá hạn xử lý" 1 lần
      Và ông "Trần Văn Hùng" được nhắc "Hồ sơ đã quá hạn xử lý" 0 lần
      Và hồ sơ vẫn ở bước "Đã thẩm tra nhân sự"

    @S2-16
    Kịch bản: Tạm dừng thì thời hạn đứng yên, tiếp tục thì tính nốt phần còn lại
      Khi hôm nay là ngày 14/03/2025
      Và cán bộ thẩm định Nội vụ tạm dừng hồ sơ vì "Đang xác minh đơn tố cáo"
        | mục               | nội dung       |
        | cơ quan xác minh  | Thanh tra tỉnh |
        | văn bản xác minh  | 15/QĐ-TTr      |
        | loại việc         | tố cáo         |
      Thì thời hạn 25 ngày làm việc đang dừng, còn 16 ngày
      Khi hôm nay là ngày 31/03/2025
      Và phần mềm nhắc việc
      Thì bà "Lê Thị Lan" được nhắc "Hồ sơ đã quá hạn xử lý" 0 lần
      Khi cán bộ thẩm định Nội vụ cho tiếp tục hồ sơ
        | mục               | nội dung  |
        | văn bản kết luận  | 20/KL-TTr |
        | không sai phạm    | có        |
      Thì thời hạn 25 ngày làm việc đến hạn ngày 23/04/2025

    @S2-16 @PR05 @G09
    Kịch bản: Việc đang xác minh ghi trong sổ bộ thì hạn giữ nguyên nhưng không nhắc quá hạn, có kết luận mới nhắc
      Cho "Thanh tra tỉnh" đang xác minh vụ việc "thanh tra" đối với "Chi cục Kiểm lâm" theo văn bản số "15/QĐ-TTr" từ ngày 03/03/2025
      Thì thời hạn 25 ngày làm việc đến hạn ngày 08/04/2025
      Khi hôm nay là ngày 08/04/2025
      Và phần mềm nhắc việc
      Thì bà "Lê Thị Lan" được nhắc "Hồ sơ sắp đến hạn xử lý" 0 lần
      Khi hôm nay là ngày 21/04/2025
      Và phần mềm nhắc việc
      Thì bà "Lê Thị Lan" được nhắc "Hồ sơ đã quá hạn xử lý" 0 lần
      Và thủ trưởng cơ quan của "Sở Nội vụ" được nhắc "Hồ sơ quá hạn ở cơ quan anh/chị đứng đầu" 0 lần
      Khi vụ việc theo văn bản số "15/QĐ-TTr" đối với "Chi cục Kiểm lâm" được kết luận là không có sai phạm bằng văn bản số "20/KL-TTr" ngày 21/04/2025
      Và phần mềm nhắc việc
      Thì bà "Lê Thị Lan" được nhắc "Hồ sơ đã quá hạn xử lý" 1 lần
      Và thủ trưởng cơ quan của "Sở Nội vụ" được nhắc "Hồ sơ quá hạn ở cơ quan anh/chị đứng đầu" 1 lần

    @S2-16 @PR05
    Kịch bản: Đơn chưa được thụ lý không làm dừng gì nên vẫn nhắc
      Cho "Thanh tra tỉnh" đã nhận nhưng chưa thụ lý vụ việc "tố cáo" đối với "Chi cục Kiểm lâm" từ ngày 03/03/2025
      Khi hôm nay là ngày 09/04/2025
      Và phần mềm nhắc việc
      Thì bà "Lê Thị Lan" được nhắc "Hồ sơ đã quá hạn xử lý" 1 lần

  Quy tắc: Lịch làm việc là dữ liệu từng năm; danh mục chính thức thay ngày tạm tính

    @lich-lam-viec
    Kịch bản: Danh mục mới công bố thì hạn đổi theo, danh mục hỏng thì không nhận
      Khi nội dung "lịch làm việc" sau đây được công bố
        """
        year = 2025
        version = 2
        [weekly_rest]
        weekdays = ["monday", "ngày không có"]
        """
      Thì bị từ chối vì "invalid-input"
      Và thời hạn 25 ngày làm việc đến hạn ngày 08/04/2025
      Khi nội dung "lịch làm việc" sau đây được công bố
        """
        year = 2025
        version = 2
        issuer = "danh mục giả định"
        [weekly_rest]
        weekdays = ["saturday", "sunday"]
        [[holidays]]
        on = 2025-04-07
        name = "Giỗ Tổ Hùng Vương (10/3 âm lịch)"
        name_en = "Hung Kings' Commemoration Day"
        citation = "Bộ luật Lao động 2019, Điều 112.1.e"
        confidence = "V2"
        [[holidays]]
        on = 2025-03-10
        name = "Ngày nghỉ giả định"
        name_en = "Fictitious day off"
        citation = "danh mục giả định"
        confidence = "V"
        """
      Thì thời hạn 25 ngày làm việc đến hạn ngày 09/04/2025
