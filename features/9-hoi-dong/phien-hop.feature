# language: vi
Tính năng: Hội đồng họp, biểu quyết và kết thúc phiên họp
  Tỷ lệ là dữ liệu của quy tắc Hội đồng, tính bằng phân số chính xác; phiên họp nói rõ còn thiếu gì, theo điều nào.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "ha-tinh-stp"
    Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
    Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"
    Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
    Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"

  Quy tắc: Luật 06/2022/QH15, Điều 84 khoản 2 – Hội đồng xét trước khi quyết định; tỷ lệ theo quy chế của Hội đồng

    @S2-12 @G08 @hoi-dong @council
    Kịch bản: Bảy phiếu trên chín thành viên chưa đủ 80 %, thêm hai văn bản thì đủ
      Cho Hội đồng của "Sở Tư pháp" có 9 thành viên theo quy tắc giả định
        | có mặt | đồng ý | tính trên          | người không tham gia |
        | 2/3    | 80/100 | tổng số thành viên | giữ                  |
      Khi Hội đồng họp xét hồ sơ, 7 thành viên có mặt
      Và 7 thành viên có mặt biểu quyết đồng ý
      Và thư ký kết thúc phiên họp
      Thì phiên họp chưa kết thúc được, còn thiếu "7/9 có mặt, 80 % cần 8 phiếu, còn thiếu 1 (Quy chế giả định, Điều 1)"
      Khi 2 thành viên vắng mặt gửi văn bản đồng ý
      Và thư ký kết thúc phiên họp
      Thì Hội đồng đồng ý hồ sơ với 9 trên 9

    @hoi-dong @council
    Kịch bản: Mười một trên mười lăm có mặt, 90 % cần 14 phiếu
      Cho Hội đồng của "Sở Tư pháp" có 15 thành viên theo quy tắc giả định
        | có mặt | đồng ý | tính trên          | người không tham gia |
        |        | 90/100 | tổng số thành viên | giữ                  |
      Khi Hội đồng họp xét hồ sơ, 11 thành viên có mặt
      Và 11 thành viên có mặt biểu quyết đồng ý
      Và 1 thành viên vắng mặt gửi văn bản đồng ý
      Và thư ký kết thúc phiên họp
      Thì phiên họp chưa kết thúc được, còn thiếu "11/15 có mặt, 90 % cần 14 phiếu, còn thiếu 2"

    @hoi-dong @council
    Kịch bản: Không đủ hai phần ba thành viên có mặt thì phiên họp chưa hợp lệ
      Cho Hội đồng của "Sở Tư pháp" có 9 thành viên theo quy tắc giả định
        | có mặt | đồng ý | tính trên | người không tham gia |
        | 2/3    | 1/2    | số phiếu  | giữ                  |
      Khi Hội đồng họp xét hồ sơ, 5 thành viên có mặt
      Và 5 thành viên có mặt biểu quyết đồng ý
      Và 4 thành viên vắng mặt gửi văn bản đồng ý
      Và thư ký kết thúc phiên họp, không chờ ý kiến nữa vì "Hết hạn gửi ý kiến"
      Thì phiên họp chưa kết thúc được, còn thiếu "5/9 có mặt, 2/3 của 9 cần 6 người, còn thiếu 1"

    @hoi-dong @council
    Kịch bản: Có người trong phòng chưa biểu quyết
      Cho Hội đồng của "Sở Tư pháp" có 9 thành viên theo quy tắc giả định
        | có mặt | đồng ý | tính trên          | người không tham gia |
        |        | 80/100 | tổng số thành viên | giữ                  |
      Khi Hội đồng họp xét hồ sơ, 9 thành viên có mặt
      Và 8 thành viên có mặt biểu quyết đồng ý
      Và thư ký kết thúc phiên họp
      Thì phiên họp chưa kết thúc được, còn thiếu "còn 1 thành viên có mặt chưa biểu quyết"

    @G08 @hoi-dong @council
    Kịch bản: Hội đồng không đồng ý thì chưa phê duyệt được, dù có biên bản giấy
      Cho Hội đồng của "Sở Tư pháp" có 9 thành viên theo quy tắc giả định
        | có mặt | đồng ý | tính trên          | người không tham gia |
        | 2/3    | 80/100 | tổng số thành viên | giữ                  |
      Khi Hội đồng họp xét hồ sơ, 9 thành viên có mặt
      Và 7 thành viên có mặt biểu quyết đồng ý
      Và 2 thành viên có mặt biểu quyết không đồng ý
      Và thư ký kết thúc phiên họp
      Thì Hội đồng không đồng ý hồ sơ với 7 trên 9
      Khi thủ trưởng cơ quan phê duyệt hồ sơ
      Thì bị từ chối vì "G08" về "D05"

    @hoi-dong @council
    Kịch bản: Không chờ ý kiến nữa phải ghi lý do, và kết quả là không đồng ý
      Cho Hội đồng của "Sở Tư pháp" có 9 thành viên theo quy tắc giả định
        | có mặt | đồng ý | tính trên          | người không tham gia |
        | 2/3    | 80/100 | tổng số thành viên | giữ                  |
      Khi Hội đồng họp xét hồ sơ, 7 thành viên có mặt
      Và 7 thành viên có mặt biểu quyết đồng ý
      Và thư ký kết thúc phiên họp, không chờ ý kiến nữa vì "Hết hạn gửi ý kiến"
      Thì Hội đồng không đồng ý hồ sơ với 7 trên 9

    @G08 @hoi-dong @council
    Kịch bản: Hồ sơ bị trả lại sau khi Hội đồng đồng ý thì Hội đồng phải xét lại
      Cho Hội đồng của "Sở Tư pháp" có 9 thành viên theo quy tắc giả định
        | có mặt | đồng ý | tính trên          | người không tham gia |
        | 2/3    | 80/100 | tổng số thành viên | giữ                  |
      Khi Hội đồng họp xét hồ sơ, 9 thành viên có mặt
      Và 9 thành viên có mặt biểu quyết đồng ý
      Và thư ký kết thúc phiên họp
      Và thủ trưởng cơ quan trả lại hồ sơ vì "Thành tích kê khai sai (giả định)"
        | mục       | nội dung |
        | còn thiếu | D04      |
      Và chuyên viên đơn vị nộp lại hồ sơ
      Và thủ trưởng đơn vị xem xét hồ sơ
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Và thủ trưởng cơ quan phê duyệt hồ sơ
      Thì bị từ chối vì "G08" về "D05"
      Khi Hội đồng họp xét hồ sơ, 9 thành viên có mặt
      Và 9 thành viên có mặt biểu quyết đồng ý
      Và thư ký kết thúc phiên họp
      Và thủ trưởng cơ quan phê duyệt hồ sơ
      Thì hồ sơ ở bước "Đã phê duyệt"

    @G08 @hoi-dong @council
    Kịch bản: Bước thẩm tra bị hoàn tác sau khi Hội đồng đồng ý, thẩm tra lại thì Hội đồng phải xét lại
      Cho Hội đồng của "Sở Tư pháp" có 9 thành viên theo quy tắc giả định
        | có mặt | đồng ý | tính trên          | người không tham gia |
        | 2/3    | 80/100 | tổng số thành viên | giữ                  |
      Khi Hội đồng họp xét hồ sơ, 9 thành viên có mặt
      Và 9 thành viên có mặt biểu quyết đồng ý
      Và thư ký kết thúc phiên họp
      Và thủ trưởng cơ quan cho hồ sơ lùi một bước vì "Thẩm tra chưa kỹ (giả định)"
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Và thủ trưởng cơ quan phê duyệt hồ sơ
      Thì bị từ chối vì "G08" về "D05"

  Quy tắc: Luật 06/2022/QH15, Điều 5 khoản 2 – thành viên có lợi ích liên quan không tham gia

    @S6-14 @hoi-dong @council
    Khung kịch bản: Thành viên Hội đồng là người liên quan không bỏ phiếu; cơ số theo quy tắc
      Cho Hội đồng của "Sở Tư pháp" có 9 thành viên theo quy tắc giả định
        | có mặt | đồng ý | tính trên          | người không tham gia |
        | 2/3    | 80/100 | tổng số thành viên | <quy tắc>            |
      Khi thành viên thứ 9 của Hội đồng không tham gia vì "Là vợ của người được đề nghị"
      Và Hội đồng họp xét hồ sơ, 9 thành viên có mặt
      Và 7 thành viên có mặt biểu quyết đồng ý
      Và 1 thành viên có mặt biểu quyết không đồng ý
      Và thư ký kết thúc phiên họp
      Thì Hội đồng <kết quả> hồ sơ với 7 trên <cơ số>
      Và bà "Ủy viên 9" không xem được hồ sơ

      Dữ liệu:
        | quy tắc | kết quả       | cơ số |
        | bớt     | đồng ý        | 8     |
        | giữ     | không đồng ý  | 9     |
