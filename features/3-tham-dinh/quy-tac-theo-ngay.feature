# language: vi
Tính năng: Bộ quy tắc theo ngày tiếp nhận
  Kế hoạch giữ căn cứ như bản in; hồ sơ được xét theo quy định có hiệu lực tại ngày tiếp nhận của chính nó.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "ha-tinh-stp"
    Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
    Và tập thể "Phòng Phổ biến pháp luật"

  Quy tắc: Điều 59, Điều 60 Nghị định 152/2025 – chọn bộ quy tắc theo ngày

    @LG01 @G16
    Khung kịch bản: Mỗi ngày tiếp nhận một bộ quy tắc
      Cho hôm nay là ngày <ngày>
      Và quy định địa phương giả định của "Hà Tĩnh" có hiệu lực từ ngày 01/07/2025
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Phòng Phổ biến pháp luật" dịp "tổng kết"
      Khi hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Thì hồ sơ áp dụng bộ quy tắc "<bộ quy tắc>"
      Và kết quả kiểm tra "LG01" là đạt

      Dữ liệu:
        | ngày       | bộ quy tắc   |
        | 15/01/2024 | national-g1  |
        | 30/06/2025 | national-g1  |
        | 01/07/2025 | national-g2  |
        | 30/09/2026 | national-g2  |
        | 01/10/2026 | national-g3  |

    @LG03
    Kịch bản: Từ 01/10/2026 luật sửa đổi, bộ quy tắc chưa được xác nhận nên phải có người xem
      Cho hôm nay là ngày 05/10/2026
      Và quy định địa phương giả định của "Hà Tĩnh" có hiệu lực từ ngày 01/07/2025
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Phòng Phổ biến pháp luật" dịp "tổng kết"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì chỉ bị từ chối vì "LG03"
      Và có cảnh báo "LG03"
      Khi ghi lý do "Đã đối chiếu với luật sửa đổi" cho "LG03"
      Và thủ trưởng đơn vị xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"

    @LG04
    Kịch bản: Từ 01/03/2027 Nghị định 152 hết hiệu lực, chưa nạp quy định thay thế thì dừng
      Cho hôm nay là ngày 02/03/2027
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Phòng Phổ biến pháp luật" dịp "tổng kết"
      Và ghi lý do "Đã xem" cho mọi cảnh báo
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "LG04"

  Quy tắc: Điều 60 khoản 2 – quy định cũ của địa phương chỉ áp dụng chuyển tiếp đến 31/12/2025

    @LG06
    Kịch bản: Sang năm 2026 còn dùng quy định ban hành theo Nghị định 98 thì phải ghi lý do
      Cho hôm nay là ngày 10/02/2026
      Và quy định địa phương giả định của "Hà Tĩnh" ban hành theo "98/2023/NĐ-CP" có hiệu lực từ ngày 01/01/2024
      Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Phòng Phổ biến pháp luật" dịp "hằng năm"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì chỉ bị từ chối vì "LG06"
      Và có cảnh báo "LG06"
      Khi ghi lý do "Quy định mới đang trình ký" cho "LG06"
      Và thủ trưởng đơn vị xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"

  Quy tắc: Điều 84 – thành tích đột xuất phải có chứng nhận

    @DS04
    Kịch bản: Đột xuất mà không có xác nhận của cơ quan có thẩm quyền
      Cho kế hoạch "gia-lai-ubnd"
      Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
      Và cá nhân "Siu Hà" làm việc tại "Sở Xây dựng"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Siu Hà" dịp "sơ kết"
        | mục        | nội dung |
        | loại khen  | Đột xuất |
        | tiêu chuẩn | 74.1.b   |
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "DS04" về "E07"

  Quy tắc: Hạn nộp do hướng dẫn đặt ra – chưa có hướng dẫn thì không ai đóng được hồ sơ vì quá hạn

    @TX03
    Kịch bản: Đóng vì quá hạn khi không có hạn nào
      Cho hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Phòng Phổ biến pháp luật" dịp "hằng năm"
      Khi cán bộ tổ chức cán bộ đóng vì quá hạn hồ sơ vì "Hết đợt"
      Thì bị từ chối vì "TX03" về "deadline-not-stated"
      Và hồ sơ vẫn ở bước "Đã lập"
