# language: vi
Tính năng: Diễn tập phiên họp Hội đồng
  Thư ký thử phiên họp với số người dự và số phiếu giả định. Phần mềm trả lời như lúc kết thúc thật và không ghi lại gì:
  không điểm danh, không phiếu, không nhật ký, không số thứ tự.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "ha-tinh-stp"
    Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
    Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"
    Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
    Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
    Và Hội đồng của "Sở Tư pháp" có 9 thành viên theo quy tắc giả định
      | có mặt | đồng ý | tính trên          | người không tham gia |
      | 2/3    | 80/100 | tổng số thành viên | bớt                  |

  Quy tắc: Luật 06/2022/QH15, Điều 84 khoản 2 – Hội đồng xét trước khi quyết định; diễn tập không thay cho phiên họp

    @G08 @hoi-dong
    Kịch bản: Chưa triệu tập đã biết bảy phiếu chưa đủ, thêm hai văn bản thì đủ
      Cho thư ký lập phiên họp xét hồ sơ, chưa triệu tập
      Khi thư ký diễn tập với 7 thành viên có mặt, 7 phiếu đồng ý
      Thì diễn tập cho biết còn thiếu "7/9 có mặt, 80 % cần 8 phiếu, còn thiếu 1 (Quy chế giả định, Điều 1)"
      Khi thư ký diễn tập với 7 thành viên có mặt, 7 phiếu đồng ý, 2 văn bản đồng ý
      Thì diễn tập cho biết Hội đồng đồng ý hồ sơ với 9 trên 9
      Và diễn tập không để lại gì trong dữ liệu

    @hoi-dong
    Kịch bản: Không đủ người dự thì diễn tập nói theo điều nào
      Cho thư ký lập phiên họp xét hồ sơ, chưa triệu tập
      Khi thư ký diễn tập với 5 thành viên có mặt, 5 phiếu đồng ý, 4 văn bản đồng ý
      Thì diễn tập cho biết còn thiếu "5/9 có mặt, 2/3 của 9 cần 6 người, còn thiếu 1 (Quy chế giả định, Điều 1)"

    @hoi-dong
    Kịch bản: Diễn tập rồi họp thật với cùng số phiếu thì ra cùng kết quả
      Khi thành viên thứ 9 của Hội đồng không tham gia vì "Là vợ của người được đề nghị"
      Và Hội đồng họp xét hồ sơ, 9 thành viên có mặt
      Và thư ký diễn tập với 9 thành viên có mặt, 7 phiếu đồng ý
      Thì diễn tập cho biết Hội đồng đồng ý hồ sơ với 7 trên 8
      Và diễn tập không để lại gì trong dữ liệu
      Khi 7 thành viên có mặt biểu quyết đồng ý
      Và 1 thành viên có mặt biểu quyết không đồng ý
      Và thư ký kết thúc phiên họp
      Thì Hội đồng đồng ý hồ sơ với 7 trên 8
