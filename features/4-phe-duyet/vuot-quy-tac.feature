# language: vi
Tính năng: Vượt quy tắc chỉ khi hai người cho, theo một văn bản, một lần
  Không có nút nào bỏ qua điều kiện mà không để lại dấu vết. Điều gì được vượt là dữ liệu của bộ quy tắc chung; tách
  nhiệm vụ, xung đột lợi ích, phiếu của Hội đồng và điều luật đã đọc nguyên văn thì không ai vượt được.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "gia-lai-ubnd"
    Và cơ quan "Công ty Cà phê Giả Định" thuộc "tỉnh Gia Lai" (cấp doanh nghiệp)
    Và doanh nghiệp "Cà phê Giả Định" thuộc "Công ty Cà phê Giả Định"
    Và bà "Tổ Chức" là cán bộ tổ chức cán bộ của "Công ty Cà phê Giả Định"
    Và bà "Tổ Chức Khác" là cán bộ tổ chức cán bộ của "Công ty Cà phê Giả Định"
    Và ông "Giám Đốc" là thủ trưởng cơ quan của "Công ty Cà phê Giả Định"
    Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Cà phê Giả Định" dịp "sơ kết", chỉ thiếu "D11"
    Và hồ sơ đang ở bước "Đơn vị đã xét"
    Và bà "Tổ Chức" đánh giá đạt mọi tiêu chí cần nhận xét

  Quy tắc: Hai người khác nhau, văn bản và lý do; sau đó người có thẩm quyền mới làm thao tác

    @G17 @override
    Kịch bản: Đề nghị, xác nhận, rồi thẩm tra; điều kiện vẫn ghi là không đạt và việc vượt đứng trong nhật ký
      Khi bà "Tổ Chức" thẩm tra hồ sơ
      Thì chỉ bị từ chối vì "G17"
      Khi bà "Tổ Chức" đề nghị vượt quy tắc "G17" để thẩm tra hồ sơ theo văn bản số "05/TB" vì "Cơ quan thuế chưa trả lời"
      Thì việc vượt quy tắc là "chờ người thứ hai"
      Khi bà "Tổ Chức" thẩm tra hồ sơ
      Thì chỉ bị từ chối vì "G17"
      Khi ông "Giám Đốc" xác nhận việc vượt quy tắc
      Thì việc vượt quy tắc là "có hiệu lực"
      Và hồ sơ vẫn ở bước "Đơn vị đã xét"
      Khi bà "Tổ Chức" thẩm tra hồ sơ
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"
      Và kết quả kiểm tra "G17" về "D11" là không đạt
      Và việc vượt quy tắc là "đã dùng"
      Và lịch sử hồ sơ đọc thành câu tiếng Việt và gồm các bước
        | sự kiện                     |
        | proposal.reviewed           |
        | proposal.override-proposed  |
        | proposal.override-confirmed |
        | proposal.overridden         |
        | proposal.verified           |
      Và dòng "proposal.overridden" của nhật ký ghi "người", "vai trò" và "kết quả kiểm tra"
      Và phát lại nhật ký chứng minh mọi bước, có 1 lần vượt quy tắc

    @override
    Kịch bản: Một người không tự xác nhận đề nghị của mình
      Khi bà "Tổ Chức" đề nghị vượt quy tắc "G17" để thẩm tra hồ sơ theo văn bản số "05/TB" vì "Cơ quan thuế chưa trả lời"
      Và bà "Tổ Chức" xác nhận việc vượt quy tắc
      Thì bị từ chối vì "override-second-person"
      Và việc vượt quy tắc là "chờ người thứ hai"

    @override
    Kịch bản: Người đã xử lý hồ sơ này không làm người thứ hai
      Cho ông "Kiêm Nhiệm" là thủ trưởng đơn vị của "Công ty Cà phê Giả Định"
      Và ông "Kiêm Nhiệm" là cán bộ tổ chức cán bộ của "Công ty Cà phê Giả Định"
      Và doanh nghiệp "Chè Giả Định" thuộc "Công ty Cà phê Giả Định"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Chè Giả Định" dịp "sơ kết", chỉ thiếu "D11"
      Khi ông "Kiêm Nhiệm" xem xét hồ sơ
      Và bà "Tổ Chức" đề nghị vượt quy tắc "G17" để thẩm tra hồ sơ theo văn bản số "05/TB" vì "Cơ quan thuế chưa trả lời"
      Và ông "Kiêm Nhiệm" xác nhận việc vượt quy tắc
      Thì bị từ chối vì "override-second-person"
      Khi ông "Giám Đốc" xác nhận việc vượt quy tắc
      Thì việc vượt quy tắc là "có hiệu lực"

    @override
    Kịch bản: Người đã đánh giá tiêu chí không làm người thứ hai, dù đánh giá ấy đã được người khác thay
      Cho cá nhân "Lê Văn Chủ" làm việc tại "Công ty Cà phê Giả Định"
        | mục            | nội dung |
        | người đứng đầu | có       |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Lê Văn Chủ" dịp "sơ kết", chỉ thiếu "D11"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Khi bà "Tổ Chức Khác" đánh giá đạt mọi tiêu chí cần nhận xét
      Và bà "Tổ Chức" đánh giá đạt mọi tiêu chí cần nhận xét
      Và bà "Tổ Chức" đề nghị vượt quy tắc "G17" để thẩm tra hồ sơ theo văn bản số "05/TB" vì "Cơ quan thuế chưa trả lời"
      Và bà "Tổ Chức Khác" xác nhận việc vượt quy tắc
      Thì bị từ chối vì "override-second-person"
      Và việc vượt quy tắc là "chờ người thứ hai"

    @override
    Kịch bản: Thiếu văn bản hoặc lý do thì không đề nghị được
      Khi bà "Tổ Chức" đề nghị vượt quy tắc "G17" để thẩm tra hồ sơ theo văn bản số ""
      Thì bị từ chối vì "invalid-input" về "number"
      Khi bà "Tổ Chức" đề nghị vượt quy tắc "G17" để thẩm tra hồ sơ theo văn bản số "05/TB"
      Thì bị từ chối vì "invalid-input" về "reason"

    @override
    Kịch bản: Người không thuộc cơ quan thẩm tra, thẩm định, quyết định thì không đề nghị được
      Khi thủ trưởng đơn vị đề nghị vượt quy tắc "G17" để thẩm tra hồ sơ theo văn bản số "05/TB" vì "Gấp"
      Thì bị từ chối vì "permission-denied"
      Và nhật ký có dòng "proposal.move-forbidden"

  Quy tắc: Chỉ điều được phép vượt, chỉ một thao tác, chỉ khi hồ sơ chưa đổi

    @override @G03
    Kịch bản: Tiêu chuẩn của kế hoạch không ai vượt được
      Cho doanh nghiệp "Chè Giả Định" thuộc "Công ty Cà phê Giả Định"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Chè Giả Định" dịp "sơ kết", chỉ thiếu "GL-g-1"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Khi bà "Tổ Chức" đề nghị vượt quy tắc "G03" để thẩm tra hồ sơ theo văn bản số "05/TB" vì "Gấp"
      Thì bị từ chối vì "invalid-input" về "findings" do "not-overridable"

    @override @G17
    Kịch bản: Hồ sơ đổi sau khi xác nhận thì việc vượt hết giá trị
      Khi bà "Tổ Chức" đề nghị vượt quy tắc "G17" để thẩm tra hồ sơ theo văn bản số "05/TB" vì "Cơ quan thuế chưa trả lời"
      Và ông "Giám Đốc" xác nhận việc vượt quy tắc
      Và cán bộ tổ chức cán bộ nộp tài liệu
        | loại | số    | ngày       |
        | D16  | 01/GT | 03/03/2025 |
      Thì việc vượt quy tắc là "hết giá trị"
      Khi bà "Tổ Chức" thẩm tra hồ sơ
      Thì chỉ bị từ chối vì "G17"

    @override @G17
    Kịch bản: Hồ sơ đổi trước khi xác nhận thì phải đề nghị lại
      Khi bà "Tổ Chức" đề nghị vượt quy tắc "G17" để thẩm tra hồ sơ theo văn bản số "05/TB" vì "Cơ quan thuế chưa trả lời"
      Và cán bộ tổ chức cán bộ nộp tài liệu
        | loại | số    | ngày       |
        | D16  | 01/GT | 03/03/2025 |
      Và ông "Giám Đốc" xác nhận việc vượt quy tắc
      Thì bị từ chối vì "override-expired"
      Và việc vượt quy tắc là "hết giá trị"

    @override @G17
    Kịch bản: Dùng một lần; quay lại bước cũ thì phải đề nghị lại
      Khi bà "Tổ Chức" đề nghị vượt quy tắc "G17" để thẩm tra hồ sơ theo văn bản số "05/TB" vì "Cơ quan thuế chưa trả lời"
      Và ông "Giám Đốc" xác nhận việc vượt quy tắc
      Và bà "Tổ Chức" thẩm tra hồ sơ
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"
      Khi bà "Tổ Chức" cho hồ sơ lùi một bước vì "Thẩm tra lại (giả định)"
      Và bà "Tổ Chức" thẩm tra hồ sơ
      Thì chỉ bị từ chối vì "G17"
      Và việc vượt quy tắc là "đã dùng"

    @override @G17
    Kịch bản: Rút đề nghị, hoặc không xác nhận, đều có lý do và không cho gì đi qua
      Khi bà "Tổ Chức" đề nghị vượt quy tắc "G17" để thẩm tra hồ sơ theo văn bản số "05/TB" vì "Cơ quan thuế chưa trả lời"
      Và bà "Tổ Chức" rút việc vượt quy tắc vì "Đã hỏi lại cơ quan thuế"
      Thì việc vượt quy tắc là "đã rút"
      Khi bà "Tổ Chức" đề nghị vượt quy tắc "G17" để thẩm tra hồ sơ theo văn bản số "05/TB" vì "Cơ quan thuế chưa trả lời"
      Và ông "Giám Đốc" không xác nhận việc vượt quy tắc vì "Chờ cơ quan thuế trả lời"
      Thì việc vượt quy tắc là "không được xác nhận"
      Khi bà "Tổ Chức" thẩm tra hồ sơ
      Thì chỉ bị từ chối vì "G17"
      Và nhật ký có dòng "proposal.override-dropped"
