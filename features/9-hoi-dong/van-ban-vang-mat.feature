# language: vi
Tính năng: Văn bản ý kiến của thành viên Hội đồng vắng mặt
  Ý kiến của người không dự họp là một văn bản có tệp và mã băm, không chỉ là số và ngày. Tệp nằm cạnh lá phiếu, không
  nằm trong hồ sơ: chỉ ai được xem từng phiếu mới mở được.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "ha-tinh-stp"
    Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
    Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"
    Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
    Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
    Và Hội đồng của "Sở Tư pháp" có 5 thành viên theo quy tắc giả định
      | có mặt | đồng ý | tính trên          | người không tham gia |
      | 1/2    | 1/2    | tổng số thành viên | bớt                  |

  Quy tắc: Luật 06/2022/QH15, Điều 84 khoản 2 – Hội đồng xét; ý kiến của thành viên vắng mặt bằng văn bản

    @hoi-dong
    Kịch bản: Ý kiến bằng văn bản phải kèm tệp
      Khi Hội đồng họp xét hồ sơ, 3 thành viên có mặt
      Và thư ký ghi ý kiến của thành viên thứ 5, không kèm tệp
      Thì bị từ chối vì "invalid-input" về "file" do "required"

    @hoi-dong
    Kịch bản: Biên bản nêu văn bản và mã băm của tệp
      Khi Hội đồng họp xét hồ sơ, 3 thành viên có mặt
      Và 3 thành viên có mặt biểu quyết đồng ý
      Và thư ký ghi ý kiến của thành viên thứ 5 kèm tệp "không đồng ý, 07/YK"
      Thì biên bản nêu tệp "không đồng ý, 07/YK" của thành viên thứ 5 kèm mã băm
      Và thành viên thứ 2 không mở được tệp của thành viên thứ 5
      Khi thư ký kết thúc phiên họp, không chờ ý kiến nữa vì "Hết hạn gửi ý kiến"
      Thì Hội đồng đồng ý hồ sơ với 3 trên 5
      Và thành viên thứ 2 mở được tệp của thành viên thứ 5

    @hoi-dong
    Kịch bản: Văn bản mới thay văn bản cũ, nhật ký vẫn giữ mã băm của cả hai
      Khi Hội đồng họp xét hồ sơ, 3 thành viên có mặt
      Và thư ký ghi ý kiến của thành viên thứ 5 kèm tệp "bản thứ nhất"
      Và thư ký ghi ý kiến của thành viên thứ 5 kèm tệp "bản thứ hai"
      Thì biên bản nêu tệp "bản thứ hai" của thành viên thứ 5 kèm mã băm
      Và nhật ký phiên họp nêu mã băm của tệp "bản thứ nhất" và "bản thứ hai"

  Quy tắc: Luật 06/2022/QH15, Điều 5 khoản 2 – thành viên có lợi ích liên quan không tham gia

    @hoi-dong
    Kịch bản: Người không tham gia không mở được văn bản của người khác
      Khi thành viên thứ 4 của Hội đồng không tham gia vì "Là vợ của người được đề nghị"
      Và Hội đồng họp xét hồ sơ, 4 thành viên có mặt
      Và 3 thành viên có mặt biểu quyết đồng ý
      Và thư ký ghi ý kiến của thành viên thứ 5 kèm tệp "đồng ý"
      Và thư ký kết thúc phiên họp
      Thì Hội đồng đồng ý hồ sơ với 4 trên 4
      Và thành viên thứ 4 không mở được tệp của thành viên thứ 5
