# language: vi
Tính năng: Lấy ý kiến công khai nơi quy định của tỉnh, bộ yêu cầu
  Điều 44 của Nghị định 152/2025/NĐ-CP không bắt buộc công khai với bốn hình thức ở đây; tỉnh, bộ có thể yêu cầu. Trang
  công khai chỉ nêu tên, đơn vị, hình thức, một dòng tóm tắt. Ý kiến của người dân không hiện công khai và phải được
  kết luận trước khi phê duyệt.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "gia-lai-ubnd"
    Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
    Và tập thể "Sở Xây dựng"
    Và bà "Lê Thị Lan" là cán bộ thẩm định Nội vụ của "Sở Nội vụ"

  Quy tắc: Quy định của tỉnh yêu cầu công khai (ví dụ 10 ngày làm việc)

    @G20 @F4b @public-notice
    Kịch bản: Chưa công khai xong thì chưa phê duyệt
      Cho quy định địa phương giả định của "Gia Lai" ban hành theo "98/2023/NĐ-CP" có hiệu lực từ ngày 01/01/2025
        | mã  | tham số | giá trị |
        | G20 |         |         |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi chủ tịch UBND tỉnh phê duyệt hồ sơ
      Thì bị từ chối vì "G20" do "notice-missing"
      Khi bà "Lê Thị Lan" đăng công khai hồ sơ: "Nhiều năm duy trì tủ sách và lớp học buổi tối (giả định)"
      Thì trang công khai có 1 hồ sơ
      Khi người dân gửi ý kiến: "Lớp học đã ngừng từ lâu (giả định)"
      Và hôm nay là ngày 17/03/2025
      Và bà "Lê Thị Lan" kết thúc công khai hồ sơ
      Thì bị từ chối vì "invalid-input"
      Khi hôm nay là ngày 18/03/2025
      Thì trang công khai có 0 hồ sơ
      Khi bà "Lê Thị Lan" kết thúc công khai hồ sơ
      Thì bị từ chối vì "invalid-input"
      Khi bà "Lê Thị Lan" kết luận phản ánh "không đúng": "Đã kiểm tra sổ lớp năm 2024 (giả định)"
      Và bà "Lê Thị Lan" kết thúc công khai hồ sơ
      Và chủ tịch UBND tỉnh phê duyệt hồ sơ
      Thì hồ sơ ở bước "Đã phê duyệt"
      Và nhật ký có dòng "public-notice.concluded"

    @G20 @F4b @public-notice
    Kịch bản: Phản ánh đúng thì phải xử lý rồi công khai lại
      Cho quy định địa phương giả định của "Gia Lai" ban hành theo "98/2023/NĐ-CP" có hiệu lực từ ngày 01/01/2025
        | mã  | tham số | giá trị |
        | G20 |         |         |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi bà "Lê Thị Lan" đăng công khai hồ sơ: "Nhiều năm duy trì tủ sách (giả định)"
      Và người dân gửi ý kiến: "Tủ sách không còn (giả định)"
      Và bà "Lê Thị Lan" kết luận phản ánh "đúng": "Tủ sách đã đóng cửa (giả định)"
      Và hôm nay là ngày 18/03/2025
      Và bà "Lê Thị Lan" kết thúc công khai hồ sơ
      Và chủ tịch UBND tỉnh phê duyệt hồ sơ
      Thì bị từ chối vì "G20" do "objection-upheld"

    @G20 @F4b @public-notice
    Kịch bản: Hồ sơ tạm dừng thì trang công khai không còn nêu
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi bà "Lê Thị Lan" đăng công khai hồ sơ: "Nhiều năm duy trì tủ sách (giả định)"
      Và chủ tịch UBND tỉnh tạm dừng hồ sơ vì "Xác minh phản ánh (giả định)"
        | mục               | nội dung                   |
        | cơ quan xác minh  | Thanh tra tỉnh (giả định)  |
        | văn bản xác minh  | 15/CV-TTr                  |
        | loại việc         | thanh tra                  |
      Thì trang công khai có 0 hồ sơ

    @G20 @F4b @public-notice
    Kịch bản: Thời gian tạm dừng không tính vào thời gian công khai
      Cho quy định địa phương giả định của "Gia Lai" ban hành theo "98/2023/NĐ-CP" có hiệu lực từ ngày 01/01/2025
        | mã  | tham số | giá trị |
        | G20 |         |         |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi bà "Lê Thị Lan" đăng công khai hồ sơ: "Nhiều năm duy trì tủ sách (giả định)"
      Và chủ tịch UBND tỉnh tạm dừng hồ sơ vì "Xác minh phản ánh (giả định)"
        | mục               | nội dung                   |
        | cơ quan xác minh  | Thanh tra tỉnh (giả định)  |
        | văn bản xác minh  | 15/CV-TTr                  |
        | loại việc         | thanh tra                  |
      Và hôm nay là ngày 18/03/2025
      Và bà "Lê Thị Lan" kết thúc công khai hồ sơ
      Thì bị từ chối vì "act-not-open"
      Khi chủ tịch UBND tỉnh cho tiếp tục hồ sơ
        | mục               | nội dung   |
        | văn bản kết luận  | 20/KL-TTr  |
        | không sai phạm    | có         |
      Thì nhật ký có dòng "public-notice.moved-on"
      Và trang công khai có 1 hồ sơ
      Khi hôm nay là ngày 01/04/2025
      Và bà "Lê Thị Lan" kết thúc công khai hồ sơ
      Thì bị từ chối vì "invalid-input"
      Khi hôm nay là ngày 02/04/2025
      Và bà "Lê Thị Lan" kết thúc công khai hồ sơ
      Và chủ tịch UBND tỉnh phê duyệt hồ sơ
      Thì hồ sơ ở bước "Đã phê duyệt"

    @G20 @F4b @public-notice
    Kịch bản: Hồ sơ bị trả lại khi đang công khai thì việc công khai kết thúc, đến lại bước đó phải đăng lại
      Cho quy định địa phương giả định của "Gia Lai" ban hành theo "98/2023/NĐ-CP" có hiệu lực từ ngày 01/01/2025
        | mã  | tham số | giá trị |
        | G20 |         |         |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi bà "Lê Thị Lan" đăng công khai hồ sơ: "Nhiều năm duy trì tủ sách (giả định)"
      Và chủ tịch UBND tỉnh trả lại hồ sơ vì "Bổ sung báo cáo (giả định)"
        | mục       | nội dung |
        | còn thiếu | D03      |
        | căn cứ    | Điều 84  |
      Thì nhật ký có dòng "public-notice.ended"
      Khi hôm nay là ngày 18/03/2025
      Và bà "Lê Thị Lan" kết thúc công khai hồ sơ
      Thì bị từ chối vì "act-ended"
      Khi chuyên viên đơn vị nộp lại hồ sơ
      Và thủ trưởng đơn vị xem xét hồ sơ
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Và cán bộ tổng hợp tổng hợp hồ sơ
      Và bà "Lê Thị Lan" thẩm định hồ sơ
      Và chủ tịch UBND tỉnh phê duyệt hồ sơ
      Thì bị từ chối vì "G20" do "notice-missing"

    @G20 @F4b @public-notice
    Kịch bản: Đã công khai xong mà hồ sơ bị trả lại thì công khai lại
      Cho quy định địa phương giả định của "Gia Lai" ban hành theo "98/2023/NĐ-CP" có hiệu lực từ ngày 01/01/2025
        | mã  | tham số | giá trị |
        | G20 |         |         |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi bà "Lê Thị Lan" đăng công khai hồ sơ: "Nhiều năm duy trì tủ sách (giả định)"
      Và hôm nay là ngày 18/03/2025
      Và bà "Lê Thị Lan" kết thúc công khai hồ sơ
      Và chủ tịch UBND tỉnh trả lại hồ sơ vì "Bổ sung báo cáo (giả định)"
        | mục       | nội dung |
        | còn thiếu | D03      |
        | căn cứ    | Điều 84  |
      Khi chuyên viên đơn vị nộp lại hồ sơ
      Và thủ trưởng đơn vị xem xét hồ sơ
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Và cán bộ tổng hợp tổng hợp hồ sơ
      Và bà "Lê Thị Lan" thẩm định hồ sơ
      Và chủ tịch UBND tỉnh phê duyệt hồ sơ
      Thì bị từ chối vì "G20" do "notice-missing"

    @G20 @F4b @public-notice
    Kịch bản: Hồ sơ được chuyển lùi một bước thì việc công khai kết thúc
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi bà "Lê Thị Lan" đăng công khai hồ sơ: "Nhiều năm duy trì tủ sách (giả định)"
      Và chủ tịch UBND tỉnh cho hồ sơ lùi một bước vì "Xem lại số liệu (giả định)"
      Thì nhật ký có dòng "public-notice.ended"
      Và trang công khai có 0 hồ sơ
      Khi bà "Lê Thị Lan" kết thúc công khai hồ sơ
      Thì bị từ chối vì "act-ended"

    @G20 @F4b @public-notice
    Kịch bản: Hồ sơ bị từ chối khi đang công khai thì cách liên hệ của người dân bị xóa
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi bà "Lê Thị Lan" đăng công khai hồ sơ: "Nhiều năm duy trì tủ sách (giả định)"
      Và người dân gửi ý kiến: "Tủ sách không còn (giả định)" và để lại "0912 000 000 (giả định)"
      Thì phần mềm "còn" giữ cách liên hệ của người gửi ý kiến
      Khi chủ tịch UBND tỉnh từ chối hồ sơ vì "Không đủ tiêu chuẩn (giả định)"
      Thì phần mềm "không còn" giữ cách liên hệ của người gửi ý kiến
      Và nhật ký có dòng "public-notice.ended"

  Quy tắc: Không có yêu cầu của tỉnh, bộ thì không phải công khai

    @G20 @F4b @public-notice
    Kịch bản: Tỉnh không yêu cầu thì phê duyệt không cần công khai
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi chủ tịch UBND tỉnh phê duyệt hồ sơ
      Thì hồ sơ ở bước "Đã phê duyệt"

    @G20 @F4b @public-notice
    Kịch bản: Dòng tóm tắt không được mang số điện thoại, số giấy tờ
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi bà "Lê Thị Lan" đăng công khai hồ sơ: "Liên hệ 0912 345 678 (giả định)"
      Thì bị từ chối vì "invalid-input"
