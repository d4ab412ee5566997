# language: vi
@F1
Tính năng: Giấy khen của Giám đốc Sở
  Quy tắc: Điều 75, 80 – người đứng đầu sở quyết định tặng Giấy khen, không qua Sở Nội vụ

    @S1-01 @LG08
    Kịch bản: Giám đốc Sở Tư pháp tặng Giấy khen hằng năm cho cá nhân đủ tiêu chuẩn
      Cho hôm nay là ngày 15/01/2025
      Và kế hoạch "ha-tinh-stp"
      Và đơn vị "Phòng Phổ biến, giáo dục pháp luật" thuộc "Sở Tư pháp"
      Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến, giáo dục pháp luật"
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"
      Khi cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Và thủ trưởng cơ quan phê duyệt hồ sơ
      Thì hồ sơ ở bước "Đã phê duyệt"
