# language: vi
Tính năng: Rút hồ sơ khỏi chương trình phiên họp
  Thành viên chỉ đọc những gì Hội đồng xét. Hồ sơ rút khỏi chương trình thì đóng lại với người chỉ mở được nhờ chương
  trình ấy; hồ sơ chờ phiên họp khác.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "ha-tinh-stp"
    Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
    Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"
    Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
    Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
    Và Hội đồng của "Sở Tư pháp" có 3 thành viên theo quy tắc giả định
      | có mặt | đồng ý | tính trên | người không tham gia |
      |        | 1/2    | số phiếu  | bớt                  |

  @hoi-dong
  Kịch bản: Hồ sơ rút khỏi chương trình không còn mở với thành viên, phiên sau xét lại thì mở lại
    Khi Hội đồng họp xét hồ sơ, 3 thành viên có mặt
    Và thư ký rút hồ sơ khỏi chương trình
    Thì bà "Ủy viên 2" không xem được hồ sơ
    Khi Hội đồng họp xét hồ sơ, 3 thành viên có mặt
    Và 3 thành viên có mặt biểu quyết đồng ý
    Và thư ký kết thúc phiên họp
    Thì Hội đồng đồng ý hồ sơ với 3 trên 3
