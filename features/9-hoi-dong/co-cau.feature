# language: vi
Tính năng: Cơ cấu danh sách được Hội đồng đồng ý
  Thư ký và thành viên thấy tỷ lệ người giữ chức vụ, người trực tiếp lao động, phụ nữ và địa bàn khó khăn trong danh
  sách. Số liệu chỉ để nhắc: không tỷ lệ nào chặn phiên họp, và điều chưa ghi trong sổ thì nói là chưa ghi.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "ha-tinh-stp"
    Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"

  Quy tắc: Luật 06/2022/QH15, Điều 5 – chú trọng người trực tiếp lao động, địa bàn khó khăn; bình đẳng giới

    @hoi-dong
    Kịch bản: Điều đã ghi được tính, điều chưa ghi không suy đoán, và phiên họp vẫn kết thúc được
      Cho cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"
        | giới tính | nữ |
        | địa bàn   | biên giới, biển, đảo hoặc đặc biệt khó khăn |
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và Hội đồng của "Sở Tư pháp" có 3 thành viên theo quy tắc giả định
        | có mặt | đồng ý | tính trên | người không tham gia |
        |        | 1/2    | số phiếu  | bớt                  |
      Khi Hội đồng họp xét hồ sơ, 3 thành viên có mặt
      Và 3 thành viên có mặt biểu quyết đồng ý
      Thì cơ cấu danh sách cho biết "Nữ" được đồng ý 1 trên 1, chưa ghi 0
      Và cơ cấu danh sách cho biết "Ở địa bàn biên giới, biển, đảo, đặc biệt khó khăn" được đồng ý 1 trên 1, chưa ghi 0
      Và cơ cấu danh sách cho biết "Trực tiếp lao động, sản xuất" được đồng ý 0 trên 0, chưa ghi 1
      Và cơ cấu danh sách cho biết "Giữ chức vụ lãnh đạo" được đồng ý 0 trên 1, chưa ghi 0
      Khi thư ký kết thúc phiên họp
      Thì Hội đồng đồng ý hồ sơ với 3 trên 3
