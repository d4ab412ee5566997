# language: vi
Tính năng: Đăng ký danh hiệu, hình thức trước khi đề nghị
  Kế hoạch 000 (Kon Tum), dòng 88: các đơn vị đăng ký danh hiệu thi đua, hình thức khen thưởng. Bản gửi trên hệ thống
  được đề nghị tự nhận; bản giấy vẫn nộp được là tài liệu D02.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "kon-tum-snn"
    Và đơn vị "Chi cục Thủy lợi" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
    Và tập thể "Chi cục Thủy lợi"
    Và ông "Y Thảo" là thủ trưởng đơn vị của "Chi cục Thủy lợi"
    Và bà "Y Lan" là chuyên viên đơn vị của "Chi cục Thủy lợi"

  Quy tắc: Kon Tum, mục tổ chức thực hiện – đăng ký trước, đề nghị sau

    @S1-13 @G18
    Kịch bản: Đã gửi bản đăng ký thì đề nghị không cần nộp bản giấy
      Khi ông "Y Thảo" lập và gửi bản đăng ký "Giấy khen" cho "Chi cục Thủy lợi" dịp "sơ kết"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Chi cục Thủy lợi" dịp "sơ kết", chỉ thiếu "D02"
      Và ông "Y Thảo" xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"

    @S1-13 @G18
    Kịch bản: Đăng ký hình thức khác thì phải ghi lý do
      Khi ông "Y Thảo" lập và gửi bản đăng ký "Giấy khen" cho "Chi cục Thủy lợi" dịp "sơ kết"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Chi cục Thủy lợi" dịp "sơ kết", chỉ thiếu "D02"
      Và ông "Y Thảo" xem xét hồ sơ
      Thì chỉ bị từ chối vì "G18"
      Và có cảnh báo "G18" về "other-form-registered"
      Khi ghi lý do "Thành tích vượt mức đã đăng ký (giả định)" cho "G18"
      Và ông "Y Thảo" xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"

    @S1-13 @G18
    Kịch bản: Bản đăng ký gửi sau khi đã đề nghị thì không thay cho việc đăng ký trước
      Cho hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Chi cục Thủy lợi" dịp "sơ kết", chỉ thiếu "D02"
      Và ghi lý do "Chưa kịp đăng ký (giả định)" cho mọi cảnh báo
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Khi hôm nay là ngày 10/03/2025
      Và ông "Y Thảo" lập và gửi bản đăng ký "Giấy khen" cho "Chi cục Thủy lợi" dịp "sơ kết"
      Và cán bộ tổ chức cán bộ trả lại hồ sơ vì "Bổ sung báo cáo (giả định)"
        | mục       | nội dung |
        | còn thiếu | D03      |
        | căn cứ    | Điều 84  |
      Và bà "Y Lan" nộp lại hồ sơ
      Và ông "Y Thảo" xem trước hồ sơ
      Thì xem trước báo "G18" về "registered-late"

  Quy tắc: Thủ trưởng đơn vị gửi bản đăng ký

    @G18
    Kịch bản: Chuyên viên lập được nhưng không gửi thay thủ trưởng
      Khi bà "Y Lan" lập và gửi bản đăng ký "Giấy khen" cho "Chi cục Thủy lợi" dịp "sơ kết"
      Thì bị từ chối vì "permission-denied"

    @ke-hoach
    Kịch bản: Kế hoạch không yêu cầu thì không lập bản đăng ký
      Cho kế hoạch "bac-kan-vp"
      Khi ông "Y Thảo" lập và gửi bản đăng ký "Giấy khen" cho "Chi cục Thủy lợi" dịp "sơ kết"
      Thì bị từ chối vì "invalid-input"
