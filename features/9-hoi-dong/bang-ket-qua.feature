# language: vi
Tính năng: Bảng kết quả của phiên họp: dự kiến, lý do khi khác ý kiến thẩm định, phát hành một lần
  Kết quả dự kiến chỉ là bản nháp. Phiếu của Hội đồng quyết định; khác ý kiến thẩm định thì phải ghi lý do.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "ha-tinh-stp"
    Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
    Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"
    Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "tổng kết"
    Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
    Và Hội đồng của "Sở Tư pháp" có 9 thành viên theo quy tắc giả định
      | có mặt | đồng ý | tính trên          | người không tham gia |
      | 2/3    | 80/100 | tổng số thành viên | giữ                  |
    Và Hội đồng họp xét hồ sơ, 9 thành viên có mặt

  Quy tắc: Luật 06/2022/QH15, Điều 84 khoản 2 – kết quả theo phiếu của Hội đồng

    @hoi-dong
    Kịch bản: Kết quả dự kiến không làm hồ sơ thay đổi
      Khi thư ký ghi kết quả dự kiến "Đồng ý"
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"
      Và kết quả dự kiến của hồ sơ là "Đồng ý", chưa phát hành

    @hoi-dong
    Kịch bản: Đồng ý theo phiếu và theo ý kiến thẩm định thì không cần lý do
      Khi 9 thành viên có mặt biểu quyết đồng ý
      Và thư ký ghi kết quả dự kiến "Đồng ý"
      Và thư ký phát hành bảng kết quả
      Thì kết quả "Đồng ý" của hồ sơ đã phát hành
      Và Hội đồng đồng ý hồ sơ với 9 trên 9

    @hoi-dong
    Kịch bản: Khác ý kiến thẩm định mà chưa có lý do thì bảng chưa phát hành được
      Khi 9 thành viên có mặt biểu quyết không đồng ý
      Và thư ký ghi kết quả dự kiến "Không đồng ý"
      Và thư ký phát hành bảng kết quả
      Thì bảng kết quả bị từ chối, vì "mà chưa có lý do. Hãy ghi lý do ở mục này"
      Khi thư ký ghi kết quả dự kiến "Không đồng ý" vì "Thành tích chưa nổi bật"
      Và thư ký phát hành bảng kết quả
      Thì kết quả "Không đồng ý" của hồ sơ đã phát hành

    @hoi-dong
    Khung kịch bản: Kết quả dự kiến trái với phiếu thì bảng chưa phát hành được
      Khi 9 thành viên có mặt biểu quyết <phiếu>
      Và thư ký ghi kết quả dự kiến "<kết quả>" vì "Ý kiến của thư ký"
      Và thư ký phát hành bảng kết quả
      Thì bảng kết quả bị từ chối, vì "trái với phiếu của Hội đồng: <đã nói>. Hãy chọn kết quả theo phiếu (Quy chế giả định, Điều 1)"

      Dữ liệu:
        | phiếu        | kết quả                     | đã nói               |
        | đồng ý       | Không đồng ý                | Đồng ý đề nghị       |
        | đồng ý       | Kiến nghị hình thức cao hơn | Đồng ý đề nghị       |
        | không đồng ý | Đồng ý                      | Không đồng ý đề nghị |
        | không đồng ý | Để lại phiên sau            | Không đồng ý đề nghị |

    @hoi-dong
    Kịch bản: Mục chưa đủ phiếu ở lại cùng lý do, đủ phiếu thì phát hành lại
      Khi 7 thành viên có mặt biểu quyết đồng ý
      Và thư ký ghi kết quả dự kiến "Đồng ý"
      Và thư ký phát hành bảng kết quả
      Thì kết quả của hồ sơ ở lại, vì "còn 2 thành viên có mặt chưa biểu quyết"
      Khi 2 thành viên có mặt biểu quyết đồng ý
      Và thư ký phát hành bảng kết quả
      Thì kết quả "Đồng ý" của hồ sơ đã phát hành

    @hoi-dong
    Kịch bản: Để lại phiên sau thì hồ sơ rời chương trình và chờ phiên khác
      Khi thư ký ghi kết quả dự kiến "Để lại phiên sau" vì "Cần xác minh thêm"
      Và thư ký phát hành bảng kết quả
      Thì kết quả "Để lại phiên sau" của hồ sơ đã phát hành
      Và hồ sơ ở bước "Đã thẩm tra nhân sự"

  Quy tắc: Luật 06/2022/QH15, Điều 73, Điều 74, Điều 80 – kiến nghị hình thức khác mở đề nghị mới, đề nghị cũ không được duyệt

    @G08 @hoi-dong
    Kịch bản: Kiến nghị hình thức cao hơn mở đề nghị mới của chính đơn vị đó
      Khi 9 thành viên có mặt biểu quyết không đồng ý
      Và thư ký ghi kết quả dự kiến "Kiến nghị hình thức cao hơn" vì "Thành tích có ảnh hưởng toàn tỉnh"
      Và thư ký phát hành bảng kết quả
      Thì kết quả "Kiến nghị hình thức cao hơn" của hồ sơ đã phát hành, mở đề nghị "Bằng khen của Chủ tịch UBND tỉnh"
      Khi thủ trưởng cơ quan phê duyệt hồ sơ
      Thì bị từ chối vì "G08" về "D05"

    @hoi-dong @G10 @PR01
    Kịch bản: Đề nghị mới cùng thành tích chờ đề nghị cũ; đề nghị cũ được rút thì đề nghị mới đi tiếp
      Khi 9 thành viên có mặt biểu quyết không đồng ý
      Và thư ký ghi kết quả dự kiến "Kiến nghị hình thức cao hơn" vì "Thành tích có ảnh hưởng toàn tỉnh"
      Và thư ký phát hành bảng kết quả
      Và đang xét đề nghị mới do Hội đồng kiến nghị (gọi là "đề nghị mới")
      Và chuyên viên đơn vị sửa hồ sơ "đề nghị mới"
        | mục        | nội dung |
        | tiêu chuẩn | 74.1.a   |
      Và chuyên viên đơn vị nộp tài liệu vào hồ sơ "đề nghị mới"
        | loại | số    | ngày       |
        | D03  | 02/TT | 03/03/2025 |
        | D04  | 02/BC | 03/03/2025 |
      Và thủ trưởng đơn vị xem xét hồ sơ "đề nghị mới"
      Thì bị từ chối vì "G10" về "already-proposed"
      Và lý do "G10" nêu "Nguyễn Thị An"
      Và cách khắc phục "G10" nêu "rút hồ sơ ấy"
      Và cách khắc phục "G10" nêu "chờ đến khi hồ sơ ấy bị từ chối hoặc quá hạn"
      Khi chuyên viên đơn vị rút hồ sơ "Nguyễn Thị An" vì "Theo kiến nghị của Hội đồng (giả định)"
      Và thủ trưởng đơn vị xem xét hồ sơ "đề nghị mới"
      Thì hồ sơ "đề nghị mới" ở bước "Đơn vị đã xét"

    @hoi-dong @G10 @PR01
    Kịch bản: Đề nghị cũ bị người quyết định từ chối thì đề nghị mới cùng thành tích đi tiếp
      Khi 9 thành viên có mặt biểu quyết không đồng ý
      Và thư ký ghi kết quả dự kiến "Kiến nghị hình thức cao hơn" vì "Thành tích có ảnh hưởng toàn tỉnh"
      Và thư ký phát hành bảng kết quả
      Và thủ trưởng cơ quan từ chối hồ sơ vì "Hội đồng không đồng ý hình thức này (giả định)"
      Và đang xét đề nghị mới do Hội đồng kiến nghị (gọi là "đề nghị mới")
      Và chuyên viên đơn vị sửa hồ sơ "đề nghị mới"
        | mục        | nội dung |
        | tiêu chuẩn | 74.1.a   |
      Và chuyên viên đơn vị nộp tài liệu vào hồ sơ "đề nghị mới"
        | loại | số    | ngày       |
        | D03  | 02/TT | 03/03/2025 |
        | D04  | 02/BC | 03/03/2025 |
      Và thủ trưởng đơn vị xem xét hồ sơ "đề nghị mới"
      Thì hồ sơ "đề nghị mới" ở bước "Đơn vị đã xét"

    @hoi-dong
    Kịch bản: Kế hoạch không có hình thức thấp hơn thì không ghi được kiến nghị
      Khi 9 thành viên có mặt biểu quyết không đồng ý
      Và thư ký ghi kết quả dự kiến "Kiến nghị hình thức thấp hơn" vì "Thành tích ở mức đơn vị"
      Thì bảng kết quả bị từ chối, vì "Mục 1: kế hoạch không có hình thức nào kế trên hoặc kế dưới"
