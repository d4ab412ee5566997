# language: vi
Tính năng: Việc đang xác minh hiện trên mọi hồ sơ còn mở của một người
  Đơn thư nằm trong sổ mà chưa ai thụ lý thì không làm dừng gì. Khi cơ quan có thẩm quyền thụ lý, có văn bản, thì mọi hồ
  sơ còn mở của người ấy đều thấy và đều bị chặn, dù việc được ghi ở hồ sơ nào.

  Bối cảnh:
    Cho hôm nay là ngày 14/04/2025
    Và kế hoạch "kon-tum-snn"
    Và đơn vị "Chi cục Kiểm lâm" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
    Và cá nhân "Lê Văn Dũng" làm việc tại "Chi cục Kiểm lâm"
    Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Lê Văn Dũng" dịp "sơ kết"

  Quy tắc: Điều 4 khoản 4 – đơn thư chưa thụ lý không chặn; thụ lý có văn bản thì chặn

    @PR05 @G09
    Kịch bản: Ghi nhận thụ lý thì đơn thư mới thành việc đang xác minh
      Cho "Thanh tra tỉnh" đã nhận nhưng chưa thụ lý vụ việc "tố cáo" đối với "Lê Văn Dũng" từ ngày 01/04/2025
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi "Thanh tra tỉnh" thụ lý đơn thư đối với "Lê Văn Dũng" theo văn bản số "15/QĐ-TTr" từ ngày 12/04/2025
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì các lý do từ chối gồm
        | mã   | về                 |
        | PR05 | under-verification |
        | G09  | matter-open        |
      Và lý do "PR05" nêu "15/QĐ-TTr"
      Và danh sách tạm dừng của cán bộ tổ chức cán bộ có hồ sơ "Lê Văn Dũng" vì văn bản số "15/QĐ-TTr" từ ngày 12/04/2025

    @PR05
    Kịch bản: Việc không còn chờ thụ lý thì không thụ lý lần nữa
      Cho "Thanh tra tỉnh" đã nhận nhưng chưa thụ lý vụ việc "khiếu nại" đối với "Lê Văn Dũng" từ ngày 01/04/2025
      Khi "Thanh tra tỉnh" thụ lý đơn thư đối với "Lê Văn Dũng" theo văn bản số "15/QĐ-TTr" từ ngày 12/04/2025
      Thì việc đó thành công
      Khi "Thanh tra tỉnh" thụ lý đơn thư đối với "Lê Văn Dũng" theo văn bản số "16/QĐ-TTr" từ ngày 13/04/2025
      Thì bị từ chối vì "record-not-active"

    @PR06 @PR07
    Kịch bản: Danh sách tạm dừng nêu nguồn và từ ngày nào; người ngoài và người có xung đột lợi ích không thấy
      Cho hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và bà "Nội Vụ" là cán bộ thẩm định Nội vụ của "Sở Nội vụ"
      Và ông "Người Nhà" là cán bộ thẩm định Nội vụ của "Sở Nội vụ"
      Và đơn vị "Trạm Thú y giả định" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
      Khi bà "Nội Vụ" tạm dừng hồ sơ vì "Đang xác minh đơn tố cáo"
        | mục               | nội dung       |
        | cơ quan xác minh  | Thanh tra tỉnh |
        | văn bản xác minh  | 15/QĐ-TTr      |
        | loại việc         | tố cáo         |
      Thì hồ sơ ở bước "Đang tạm dừng"
      Và danh sách tạm dừng của bà "Nội Vụ" có hồ sơ "Lê Văn Dũng" vì văn bản số "15/QĐ-TTr" từ ngày 14/04/2025
      Và danh sách tạm dừng của thủ trưởng đơn vị của "Trạm Thú y giả định" không có hồ sơ "Lê Văn Dũng"
      Khi ông "Người Nhà" khai xung đột lợi ích: "Là em rể"
      Thì danh sách tạm dừng của ông "Người Nhà" không có hồ sơ "Lê Văn Dũng"
      Khi bà "Nội Vụ" cho tiếp tục hồ sơ
        | mục               | nội dung  |
        | văn bản kết luận  | 20/KL-TTr |
        | không sai phạm    | có        |
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"
      Và danh sách tạm dừng của bà "Nội Vụ" không có hồ sơ "Lê Văn Dũng"
