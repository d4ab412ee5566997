# language: vi
Tính năng: Rút hồ sơ, hủy bỏ khen thưởng

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "ha-tinh-stp"
    Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
    Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"
    Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"

  Quy tắc: Người được đề nghị hoặc đơn vị đề nghị rút được hồ sơ trước khi phê duyệt

    @S6-15
    Kịch bản: Chính người được đề nghị rút hồ sơ
      Cho hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi người được đề nghị rút hồ sơ vì "Tôi đã được khen ở nơi khác"
      Thì hồ sơ ở bước "Đã rút"
      Và nhật ký có dòng "proposal.withdrawn"
        | mục     | nội dung       |
        | người   | Nguyễn Thị An  |

    @S6-15 @G10
    Kịch bản: Hồ sơ đã rút không còn cản hồ sơ mới cho cùng thành tích
      Cho hồ sơ đang ở bước "Đơn vị đã xét"
      Và chuyên viên đơn vị rút hồ sơ vì "Lập lại cho đủ"
      Khi hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm" (gọi là "hồ sơ mới")
      Và thủ trưởng đơn vị xem xét hồ sơ "hồ sơ mới"
      Thì hồ sơ "hồ sơ mới" ở bước "Đơn vị đã xét"

    @S6-15
    Kịch bản: Đã phê duyệt thì không rút được nữa, người ngoài không rút được
      Cho ông "Bùi Văn Khoa" là chuyên viên đơn vị của "Văn phòng Sở"
      Khi ông "Bùi Văn Khoa" rút hồ sơ vì "Nhầm"
      Thì bị từ chối vì "not-found"
      Khi hồ sơ đang ở bước "Đã phê duyệt"
      Và người được đề nghị rút hồ sơ vì "Đổi ý"
      Thì bị từ chối vì "move-not-open"

  Quy tắc: Điều 93 – hủy bỏ phải có căn cứ, có hồ sơ, và do người quyết định tặng

    @AF01 @AF03
    Kịch bản: Hủy bỏ mà không nêu căn cứ, không có hồ sơ hủy bỏ
      Cho hồ sơ đang ở bước "Đã phê duyệt"
      Khi thủ trưởng cơ quan hủy bỏ hồ sơ vì "Kê khai gian dối"
      Thì các lý do từ chối gồm
        | mã   | về     |
        | AF01 | ground |
        | AF01 | D17    |
      Và "Nguyễn Thị An" có khen thưởng "Giấy khen" trong sổ

    @AF01 @AF02
    Kịch bản: Khen thưởng do hồ sơ ghi vào sổ thì chỉ hủy bỏ theo hồ sơ đó
      Cho hồ sơ đang ở bước "Đã phê duyệt"
      Khi quyết định số "DN-2025-000001/QĐ" về "Nguyễn Thị An" bị thu hồi
      Thì bị từ chối vì "award-of-proposal"
      Và "Nguyễn Thị An" có khen thưởng "Giấy khen" trong sổ

    @AF01 @AF02
    Kịch bản: Hủy bỏ đúng căn cứ thì khen thưởng không còn trong sổ
      Cho hồ sơ đang ở bước "Đã phê duyệt"
      Khi thủ trưởng cơ quan bổ sung tài liệu
        | loại | số       | ngày       |
        | D17  | 30/KL-TT | 03/03/2025 |
      Và thủ trưởng cơ quan hủy bỏ hồ sơ vì "Xét duyệt trái quy định"
        | mục    | nội dung |
        | căn cứ | 93.2.c   |
      Thì hồ sơ ở bước "Đã hủy bỏ khen thưởng"
      Và kết quả kiểm tra "AF02" là đạt
      Và "Nguyễn Thị An" không có khen thưởng "Giấy khen" trong sổ

    @AF03
    Kịch bản: Người không quyết định tặng thì không hủy được
      Cho hồ sơ đang ở bước "Đã phê duyệt"
      Khi cán bộ tổ chức cán bộ hủy bỏ hồ sơ vì "Thấy sai"
      Thì bị từ chối vì "permission-denied"
      Và hồ sơ vẫn ở bước "Đã phê duyệt"
