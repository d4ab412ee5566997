# language: vi
Tính năng: Công bố khen thưởng – trang ai cũng đọc được, chỉ nêu điều đã công bố
  Công bố là một việc sau quyết định: quyết định đã ban hành thì mới công bố. Trang công bố không cần đăng nhập và chỉ
  nêu tên, hình thức, số và ngày quyết định, cơ quan quyết định, nơi công bố; không có số định danh, ngày sinh, địa chỉ.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "ha-tinh-stp"
    Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
    Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"
    Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
    Và hồ sơ đang ở bước "Đã phê duyệt"

  Quy tắc: Chưa ban hành thì chưa công bố; công bố rồi thì ai cũng đọc được

    @S6-18 @AW02 @publish
    Kịch bản: Quyết định chưa ban hành thì không lên trang công bố
      Khi cán bộ tổ chức cán bộ ghi nhận việc "Công bố"
        | mục | nội dung           |
        | nơi | Trang thông tin Sở |
      Thì bị từ chối vì "AW02" về "issue"
      Và trang khen thưởng đã công bố có 0 dòng

    @S6-18 @AW02 @publish
    Kịch bản: Công bố trên trang thông tin của Sở, không có số định danh cá nhân
      Khi cán bộ tổ chức cán bộ bổ sung tài liệu
        | loại | số        | ngày       |
        | D13  | 45/QĐ-STP | 03/03/2025 |
      Và cán bộ tổ chức cán bộ ghi nhận việc "Ban hành quyết định"
        | mục  | nội dung   |
        | số   | 45/QĐ-STP  |
        | ngày | 03/03/2025 |
      Thì trang khen thưởng đã công bố có 0 dòng
      Khi cán bộ tổ chức cán bộ ghi nhận việc "Công bố"
        | mục | nội dung           |
        | nơi | Trang thông tin Sở |
      Thì việc đó thành công
      Và trang khen thưởng đã công bố có 1 dòng
      Và tìm "nguyen thi an" trên trang khen thưởng đã công bố thấy quyết định số "45/QĐ-STP"
      Và trang khen thưởng đã công bố không nêu đơn vị, số hồ sơ, ngày sinh, số định danh

  Quy tắc: Điều 93 – khen thưởng bị hủy bỏ thì trang công bố nói rõ đã hủy bỏ

    @S6-18 @AF01
    Kịch bản: Đã công bố rồi bị hủy bỏ
      Khi cán bộ tổ chức cán bộ bổ sung tài liệu
        | loại | số        | ngày       |
        | D13  | 45/QĐ-STP | 03/03/2025 |
      Và cán bộ tổ chức cán bộ ghi nhận việc "Ban hành quyết định"
        | mục  | nội dung   |
        | số   | 45/QĐ-STP  |
        | ngày | 03/03/2025 |
      Và cán bộ tổ chức cán bộ ghi nhận việc "Công bố"
        | mục | nội dung           |
        | nơi | Trang thông tin Sở |
      Thì khen thưởng đã công bố không bị ghi là đã hủy bỏ
      Khi thủ trưởng cơ quan bổ sung tài liệu
        | loại | số        | ngày       |
        | D17  | 30/KL-TTr | 03/03/2025 |
      Và thủ trưởng cơ quan hủy bỏ hồ sơ vì "Kê khai sai"
        | mục    | nội dung |
        | căn cứ | 93.2.a   |
      Thì hồ sơ ở bước "Đã hủy bỏ khen thưởng"
      Và khen thưởng đã công bố bị ghi là đã hủy bỏ
