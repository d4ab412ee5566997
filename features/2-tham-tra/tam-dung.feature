# language: vi
Tính năng: Tạm dừng khi đang xác minh, tiếp tục khi có kết luận
  Đơn thư tự nó không làm dừng hồ sơ; quyết định xác minh của cơ quan có thẩm quyền thì có.

  Bối cảnh:
    Cho hôm nay là ngày 14/04/2025
    Và kế hoạch "kon-tum-snn"
    Và đơn vị "Chi cục Kiểm lâm" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
    Và cá nhân "Lê Văn Dũng" làm việc tại "Chi cục Kiểm lâm"

  Quy tắc: Điều 4 khoản 4 – chưa khen, chưa đề nghị khi cơ quan có thẩm quyền đang xác minh

    @law-5.9-3 @PR05 @G09
    Kịch bản: Đơn chưa được thụ lý thì không chặn
      Cho "Thanh tra tỉnh" đã nhận nhưng chưa thụ lý vụ việc "tố cáo" đối với "Lê Văn Dũng" từ ngày 01/04/2025
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Lê Văn Dũng" dịp "sơ kết"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"
      Và kết quả kiểm tra "PR05" là đạt

    @law-5.9-3 @S2-15 @PR05 @PR07 @G09
    Kịch bản: Quyết định xác minh thì chặn, kết luận không sai phạm thì mở
      Cho "Thanh tra tỉnh" đang xác minh vụ việc "tố cáo" đối với "Lê Văn Dũng" theo văn bản số "15/QĐ-TTr" từ ngày 12/04/2025
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Lê Văn Dũng" dịp "sơ kết"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì các lý do từ chối gồm
        | mã   | về                 |
        | PR05 | under-verification |
        | G09  | matter-open        |
      Và lý do "PR05" nêu "15/QĐ-TTr"
      Khi hôm nay là ngày 26/05/2025
      Và vụ việc theo văn bản số "15/QĐ-TTr" đối với "Lê Văn Dũng" được kết luận là không có sai phạm bằng văn bản số "20/KL-TTr" ngày 23/05/2025
      Và thủ trưởng đơn vị xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"

    @G09
    Kịch bản: Kết luận có sai phạm thì vẫn chặn
      Cho "Thanh tra tỉnh" đang xác minh vụ việc "thanh tra" đối với "Lê Văn Dũng" theo văn bản số "16/QĐ-TTr" từ ngày 01/02/2025
      Và vụ việc theo văn bản số "16/QĐ-TTr" đối với "Lê Văn Dũng" được kết luận là có sai phạm bằng văn bản số "21/KL-TTr" ngày 01/04/2025
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Lê Văn Dũng" dịp "sơ kết"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "G09" về "violation-concluded"

    @S2-15 @PR05 @G09
    Kịch bản: Việc đang xác minh chỉ kết thúc bằng kết luận, không bằng cách hủy bản ghi trong sổ
      Cho "Thanh tra tỉnh" đang xác minh vụ việc "tố cáo" đối với "Lê Văn Dũng" theo văn bản số "15/QĐ-TTr" từ ngày 12/04/2025
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Lê Văn Dũng" dịp "sơ kết"
      Khi quyết định số "15/QĐ-TTr" về "Lê Văn Dũng" bị thu hồi
      Thì bị từ chối vì "hold-needs-conclusion"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "PR05" về "under-verification"

  Quy tắc: Tạm dừng phải có cơ quan và văn bản xác minh; tiếp tục phải có kết luận

    @S2-15 @PR06
    Kịch bản: Tạm dừng mà không nêu văn bản xác minh
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Lê Văn Dũng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi cán bộ thẩm định Nội vụ tạm dừng hồ sơ vì "Có đơn thư"
      Thì các lý do từ chối gồm
        | mã   | về            |
        | PR06 | source-body   |
        | PR06 | source-number |
      Và hồ sơ vẫn ở bước "Đã thẩm tra nhân sự"

    @S2-15 @PR06 @PR07 @TX01
    Kịch bản: Tạm dừng đúng, tiếp tục về đúng bước cũ
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Lê Văn Dũng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi cán bộ thẩm định Nội vụ tạm dừng hồ sơ vì "Đang xác minh đơn tố cáo"
        | mục               | nội dung      |
        | cơ quan xác minh  | Thanh tra tỉnh |
        | văn bản xác minh  | 15/QĐ-TTr     |
        | loại việc         | tố cáo        |
      Thì hồ sơ ở bước "Đang tạm dừng"
      Khi cán bộ thẩm định Nội vụ thẩm định hồ sơ
      Thì bị từ chối vì "move-not-open"
      Khi cán bộ thẩm định Nội vụ cho tiếp tục hồ sơ
      Thì bị từ chối vì "PR07" về "conclusion"
      Khi cán bộ thẩm định Nội vụ cho tiếp tục hồ sơ
        | mục               | nội dung    |
        | văn bản kết luận  | 20/KL-TTr   |
        | không sai phạm    | có          |
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"
      Và nhật ký có dòng "proposal.held"
      Và nhật ký có dòng "proposal.released"
      Khi cán bộ thẩm định Nội vụ thẩm định hồ sơ
      Thì hồ sơ ở bước "Sở Nội vụ đã thẩm định"

    @S2-15 @PR07
    Kịch bản: Kết luận của lần tạm dừng trước không mở lần tạm dừng sau
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Lê Văn Dũng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi cán bộ thẩm định Nội vụ tạm dừng hồ sơ vì "Đang xác minh đơn tố cáo"
        | mục               | nội dung       |
        | cơ quan xác minh  | Thanh tra tỉnh |
        | văn bản xác minh  | 15/QĐ-TTr      |
        | loại việc         | tố cáo         |
      Và cán bộ thẩm định Nội vụ bổ sung tài liệu
        | loại | số        | ngày       |
        | D19  | 20/KL-TTr | 14/04/2025 |
      Và cán bộ thẩm định Nội vụ cho tiếp tục hồ sơ
        | mục             | nội dung |
        | không sai phạm  | có       |
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"
      Và dòng "proposal.released" của nhật ký ghi "văn bản kết luận"
      Và vụ việc theo văn bản số "15/QĐ-TTr" đối với "Lê Văn Dũng" đã đóng theo kết luận số "20/KL-TTr"
      Khi hôm nay là ngày 12/05/2025
      Và cán bộ thẩm định Nội vụ tạm dừng hồ sơ vì "Cơ quan điều tra đang xác minh"
        | mục               | nội dung       |
        | cơ quan xác minh  | Công an tỉnh   |
        | văn bản xác minh  | 77/QĐ-ANĐT     |
        | loại việc         | điều tra       |
      Và cán bộ thẩm định Nội vụ cho tiếp tục hồ sơ
        | mục             | nội dung |
        | không sai phạm  | có       |
      Thì bị từ chối vì "PR07" về "conclusion"
      Và hồ sơ vẫn ở bước "Đang tạm dừng"
      Khi cán bộ thẩm định Nội vụ bổ sung tài liệu
        | loại | số       | ngày       |
        | D19  | 88/KL-CA | 12/05/2025 |
      Và cán bộ thẩm định Nội vụ cho tiếp tục hồ sơ
        | mục             | nội dung |
        | không sai phạm  | có       |
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"
      Và vụ việc theo văn bản số "77/QĐ-ANĐT" đối với "Lê Văn Dũng" đã đóng theo kết luận số "88/KL-CA"

  Quy tắc: Điều 4 khoản 4 – thành tích chỉ tính từ sau khi chấp hành xong kỷ luật

    @PR08 @G09
    Kịch bản: Thành tích bắt đầu trước khi hết kỷ luật
      Cho "Lê Văn Dũng" bị kỷ luật "khiển trách" theo quyết định số "09/QĐ-SNN" từ ngày 01/02/2023 đến ngày 01/03/2024
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Lê Văn Dũng" dịp "sơ kết"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì các lý do từ chối gồm
        | mã   | về                             |
        | PR08 | achievement-period             |
        | G09  | merit-before-end-of-discipline |

    @PR08
    Kịch bản: Thành tích bắt đầu sau ngày chấp hành xong
      Cho "Lê Văn Dũng" bị kỷ luật "khiển trách" theo quyết định số "09/QĐ-SNN" từ ngày 01/02/2023 đến ngày 01/03/2024
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Lê Văn Dũng" dịp "sơ kết"
        | mục      | nội dung   |
        | từ ngày  | 02/03/2024 |
        | đến ngày | 31/03/2025 |
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"

    @PR08 @G09
    Kịch bản: Kỷ luật ghi nhầm người, đã hủy trong sổ thì không còn chặn
      Cho "Lê Văn Dũng" bị kỷ luật "khiển trách" theo quyết định số "09/QĐ-SNN" từ ngày 01/02/2023 đến ngày 01/03/2024
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Lê Văn Dũng" dịp "sơ kết"
      Khi thủ trưởng đơn vị xem xét hồ sơ
      Thì bị từ chối vì "PR08" về "achievement-period"
      Khi quyết định số "09/QĐ-SNN" về "Lê Văn Dũng" bị thu hồi
      Và thủ trưởng đơn vị xem xét hồ sơ
      Thì hồ sơ ở bước "Đơn vị đã xét"

  Quy tắc: Điều 4 khoản 5 – thời gian nghỉ thai sản được tính

    @PR09
    Kịch bản: Nghỉ thai sản trong thời gian thành tích không làm đứt thời gian
      Cho cá nhân "Y Thảo" làm việc tại "Chi cục Kiểm lâm"
        | mục       | nội dung |
        | giới tính | nữ       |
      Và "Y Thảo" nghỉ thai sản từ ngày 01/03/2024 đến ngày 31/08/2024
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Y Thảo" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì kết quả kiểm tra "PR09" là đạt
      Và hồ sơ ở bước "Đã thẩm tra nhân sự"
