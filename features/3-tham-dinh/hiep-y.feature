# language: vi
Tính năng: Lấy ý kiến (hiệp y) và ý kiến cấp ủy
  Cơ quan được hỏi chỉ thấy điều được hỏi. Hồ sơ cho biết ai còn nợ ý kiến. Quá hạn mà không trả lời chỉ được bỏ qua ở
  bước của Bộ Nội vụ; ở tỉnh và bộ, muốn đi tiếp phải ghi lý do.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "gia-lai-ubnd"
    Và tỉnh "Gia Lai" có các sở "Sở Xây dựng" và "Công an tỉnh giả định"
    Và tập thể "Sở Xây dựng"
    Và bà "Lê Thị Lan" là cán bộ thẩm định Nội vụ của "Sở Nội vụ"

  Quy tắc: Nghị định 152/2025/NĐ-CP, Điều 34 – cơ quan được hỏi trả lời; hồ sơ ghi ai còn nợ

    @CO07 @F4b @consultation
    Kịch bản: Cơ quan được hỏi trả lời bằng tài khoản của mình và không xem được hồ sơ
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã tổng hợp, lựa chọn"
      Và ông "Phan Công Tâm" là cán bộ trả lời hiệp y của "Công an tỉnh giả định"
      Khi bà "Lê Thị Lan" lấy ý kiến của "Công an tỉnh giả định" qua "tài khoản"
      Thì hồ sơ còn chờ ý kiến của "Công an tỉnh giả định"
      Và ông "Phan Công Tâm" không xem được hồ sơ
      Khi bà "Lê Thị Lan" thẩm định hồ sơ
      Thì bị từ chối vì "CO07" do "answer-awaited"
      Khi ông "Phan Công Tâm" trả lời lấy ý kiến: "đồng ý"
      Và bà "Lê Thị Lan" thẩm định hồ sơ
      Thì hồ sơ ở bước "Sở Nội vụ đã thẩm định"
      Và nhật ký có dòng "consultation.answered"
        | mục   | nội dung      |
        | người | Phan Công Tâm |
      Và nhật ký có dòng "document.attached"

    @CO07 @F4b @consultation
    Kịch bản: Cơ quan được hỏi không đồng ý thì người thẩm định phải ghi lý do mới đi tiếp
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã tổng hợp, lựa chọn"
      Khi bà "Lê Thị Lan" lấy ý kiến của "Thanh tra tỉnh giả định" qua "liên kết"
      Và cơ quan giữ liên kết trả lời lấy ý kiến: "không đồng ý"
      Thì bị từ chối vì "invalid-input"
      Khi bà "Lê Thị Lan" lấy ý kiến của "Sở Y tế giả định" qua "liên kết"
      Và cơ quan giữ liên kết trả lời lấy ý kiến: "không đồng ý" vì "Đang có đơn tố cáo (giả định)"
      Và bà "Lê Thị Lan" thẩm định hồ sơ
      Thì bị từ chối vì "CO07" do "body-disagrees"
      Khi ghi lý do "Đơn tố cáo đã có kết luận (giả định)" cho "CO07"
      Và bà "Lê Thị Lan" thẩm định hồ sơ
      Thì hồ sơ ở bước "Sở Nội vụ đã thẩm định"

    @CO07 @F4b @consultation
    Kịch bản: Cơ quan đã không đồng ý, hỏi lại thì đồng ý: ý kiến sau cùng được tính
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã tổng hợp, lựa chọn"
      Khi bà "Lê Thị Lan" lấy ý kiến của "Thanh tra tỉnh giả định" qua "giấy"
      Và bà "Lê Thị Lan" ghi nhận văn bản trả lời lấy ý kiến: "không đồng ý" vì "Đang có đơn (giả định)"
      Và bà "Lê Thị Lan" lấy ý kiến của "Thanh tra tỉnh giả định" qua "giấy"
      Và bà "Lê Thị Lan" thẩm định hồ sơ
      Thì bị từ chối vì "CO07" do "body-disagrees"
      Khi bà "Lê Thị Lan" ghi nhận văn bản trả lời lấy ý kiến: "đồng ý"
      Và bà "Lê Thị Lan" thẩm định hồ sơ
      Thì hồ sơ ở bước "Sở Nội vụ đã thẩm định"

    @CO07 @F4b @consultation
    Kịch bản: Hai cơ quan được hỏi song song, hồ sơ còn chờ đúng cơ quan chưa trả lời
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã tổng hợp, lựa chọn"
      Khi bà "Lê Thị Lan" lấy ý kiến của "Thanh tra tỉnh giả định" qua "giấy"
      Và bà "Lê Thị Lan" lấy ý kiến của "Bảo hiểm xã hội tỉnh giả định" qua "giấy"
      Và bà "Lê Thị Lan" ghi nhận văn bản trả lời lấy ý kiến: "ý kiến khác" vì "Không có dữ liệu (giả định)"
      Thì hồ sơ còn chờ ý kiến của "Thanh tra tỉnh giả định"
      Khi bà "Lê Thị Lan" lấy ý kiến của "Thanh tra tỉnh giả định" qua "giấy"
      Thì bị từ chối vì "invalid-input"

    @CO07 @G13
    Kịch bản: Chỉ người thẩm định của bước đó được gửi lấy ý kiến
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã tổng hợp, lựa chọn"
      Khi chuyên viên đơn vị lấy ý kiến của "Thanh tra tỉnh giả định" qua "giấy"
      Thì bị từ chối vì "permission-denied"

  Quy tắc: Nghị định 152/2025/NĐ-CP, Điều 34 khoản 6 – 10 ngày làm việc; im lặng không dừng Bộ Nội vụ

    @CO07 @F6 @consultation
    Kịch bản: Quá 10 ngày làm việc không trả lời thì Bộ Nội vụ được đi tiếp
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã trình Thủ tướng"
      Khi cán bộ thẩm định trung ương lấy ý kiến của "Bộ Công an (giả định)" qua "giấy"
      Và hôm nay là ngày 17/03/2025
      Và cán bộ thẩm định trung ương thẩm định hồ sơ
      Thì bị từ chối vì "CO07" do "answer-awaited"
      Khi hôm nay là ngày 18/03/2025
      Và cán bộ thẩm định trung ương thẩm định hồ sơ
      Thì hồ sơ ở bước "Bộ Nội vụ đã thẩm định"

    @CO07 @F6 @consultation
    Kịch bản: Ở tỉnh, quá hạn không trả lời thì ý kiến vẫn là việc còn nợ
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã tổng hợp, lựa chọn"
      Khi bà "Lê Thị Lan" lấy ý kiến của "Bộ Xây dựng (giả định)" qua "giấy"
      Và hôm nay là ngày 18/03/2025
      Và bà "Lê Thị Lan" thẩm định hồ sơ
      Thì bị từ chối vì "CO07" do "answer-overdue"
      Khi ghi lý do "Đã đôn đốc hai lần (giả định)" cho "CO07"
      Và bà "Lê Thị Lan" thẩm định hồ sơ
      Thì hồ sơ ở bước "Sở Nội vụ đã thẩm định"

    @CO07 @F6 @consultation
    Kịch bản: Tạm dừng thì thời hạn trả lời đứng lại, im lặng không được tính trong lúc đó
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã trình Thủ tướng"
      Khi cán bộ thẩm định trung ương lấy ý kiến của "Bộ Công an (giả định)" qua "giấy"
      Và hôm nay là ngày 04/03/2025
      Và cán bộ thẩm định trung ương tạm dừng hồ sơ vì "Xác minh đơn (giả định)"
        | mục               | nội dung                   |
        | cơ quan xác minh  | Thanh tra tỉnh (giả định)  |
        | văn bản xác minh  | 15/CV-TTr                  |
        | loại việc         | thanh tra                  |
      Và hôm nay là ngày 18/03/2025
      Và cán bộ thẩm định trung ương cho tiếp tục hồ sơ
        | mục               | nội dung   |
        | văn bản kết luận  | 20/KL-TTr  |
        | không sai phạm    | có         |
      Thì nhật ký có dòng "consultation.moved-on"
      Khi cán bộ thẩm định trung ương thẩm định hồ sơ
      Thì bị từ chối vì "CO07" do "answer-awaited"
      Khi hôm nay là ngày 31/03/2025
      Và cán bộ thẩm định trung ương thẩm định hồ sơ
      Thì bị từ chối vì "CO07" do "answer-awaited"
      Khi hôm nay là ngày 01/04/2025
      Và cán bộ thẩm định trung ương thẩm định hồ sơ
      Thì hồ sơ ở bước "Bộ Nội vụ đã thẩm định"

    @CO07 @F4b @consultation
    Kịch bản: Hồ sơ đã rút thì thôi lấy ý kiến, không nhắc ai nữa và liên kết không còn mở được
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã tổng hợp, lựa chọn"
      Khi bà "Lê Thị Lan" lấy ý kiến của "Thanh tra tỉnh giả định" qua "liên kết"
      Và chuyên viên đơn vị rút hồ sơ "Sở Xây dựng" vì "Thôi đề nghị (giả định)"
      Thì nhật ký có dòng "consultation.ended"
      Khi cơ quan giữ liên kết trả lời lấy ý kiến: "đồng ý"
      Thì bị từ chối vì "not-found"

    @CO07 @F6 @consultation
    Kịch bản: Tạm dừng thì không nhắc cơ quan được hỏi; xem xét tiếp thì nhắc theo hạn mới; từ chối thì thôi
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã trình Thủ tướng"
      Và ông "Phan Công Tâm" là cán bộ trả lời hiệp y của "Công an tỉnh giả định"
      Khi cán bộ thẩm định trung ương lấy ý kiến của "Công an tỉnh giả định" qua "tài khoản"
      Và hôm nay là ngày 04/03/2025
      Và cán bộ thẩm định trung ương tạm dừng hồ sơ vì "Xác minh đơn (giả định)"
        | mục               | nội dung                   |
        | cơ quan xác minh  | Thanh tra tỉnh (giả định)  |
        | văn bản xác minh  | 15/CV-TTr                  |
        | loại việc         | thanh tra                  |
      Và hôm nay là ngày 18/03/2025
      Và phần mềm nhắc việc
      Thì ông "Phan Công Tâm" được nhắc "Sắp hết hạn trả lời lấy ý kiến" 0 lần
      Khi cán bộ thẩm định trung ương cho tiếp tục hồ sơ
        | mục               | nội dung   |
        | văn bản kết luận  | 20/KL-TTr  |
        | không sai phạm    | có         |
      Và hôm nay là ngày 31/03/2025
      Và phần mềm nhắc việc
      Thì ông "Phan Công Tâm" được nhắc "Sắp hết hạn trả lời lấy ý kiến" 1 lần
      Khi cán bộ thẩm định trung ương từ chối hồ sơ vì "Không đủ tiêu chuẩn (giả định)"
      Và hôm nay là ngày 01/04/2025
      Và phần mềm nhắc việc
      Thì ông "Phan Công Tâm" được nhắc "Sắp hết hạn trả lời lấy ý kiến" 0 lần

    @CO07 @F6 @consultation
    Kịch bản: Hồ sơ được chuyển lùi rồi trình lại thì thời hạn trả lời chạy tiếp phần còn lại
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã trình Thủ tướng"
      Khi cán bộ thẩm định trung ương lấy ý kiến của "Bộ Công an (giả định)" qua "giấy"
      Và hôm nay là ngày 04/03/2025
      Và cán bộ thẩm định trung ương cho hồ sơ lùi một bước vì "Xem lại tờ trình (giả định)"
      Và hôm nay là ngày 10/03/2025
      Và ghi lý do "Bộ Nội vụ đang hỏi (giả định)" cho "CO07"
      Và chủ tịch UBND tỉnh trình cấp trên hồ sơ
      Thì nhật ký có dòng "consultation.moved-on"
      Khi hôm nay là ngày 21/03/2025
      Và cán bộ thẩm định trung ương thẩm định hồ sơ
      Thì bị từ chối vì "CO07" do "answer-awaited"
      Khi hôm nay là ngày 24/03/2025
      Và cán bộ thẩm định trung ương thẩm định hồ sơ
      Thì hồ sơ ở bước "Bộ Nội vụ đã thẩm định"

    @CO07 @F6 @consultation
    Kịch bản: Cơ quan nào hỏi thì cơ quan đó ghi nhận trả lời; tỉnh không ghi thay Bộ Nội vụ
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã trình Thủ tướng"
      Khi cán bộ thẩm định trung ương lấy ý kiến của "Bộ Công an (giả định)" qua "giấy"
      Và bà "Lê Thị Lan" ghi nhận văn bản trả lời lấy ý kiến: "đồng ý"
      Thì bị từ chối vì "permission-denied"
      Khi cán bộ thẩm định trung ương thẩm định hồ sơ
      Thì bị từ chối vì "CO07" do "answer-awaited"
      Khi cán bộ thẩm định trung ương ghi nhận văn bản trả lời lấy ý kiến: "đồng ý"
      Và cán bộ thẩm định trung ương thẩm định hồ sơ
      Thì hồ sơ ở bước "Bộ Nội vụ đã thẩm định"

    @CO07 @F6 @consultation
    Kịch bản: Sở Nội vụ ghi nhận trả lời cho lần hỏi của mình cả khi hồ sơ đã trình lên
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã tổng hợp, lựa chọn"
      Khi bà "Lê Thị Lan" lấy ý kiến của "Bộ Xây dựng (giả định)" qua "giấy"
      Và ghi lý do "Đã đôn đốc hai lần (giả định)" cho "CO07"
      Và bà "Lê Thị Lan" thẩm định hồ sơ
      Và ghi lý do "Đã đôn đốc hai lần (giả định)" cho "CO07"
      Và chủ tịch UBND tỉnh trình cấp trên hồ sơ
      Thì hồ sơ ở bước "Đã trình Thủ tướng"
      Khi cán bộ thẩm định trung ương ghi nhận văn bản trả lời lấy ý kiến: "đồng ý"
      Thì bị từ chối vì "permission-denied"
      Khi bà "Lê Thị Lan" ghi nhận văn bản trả lời lấy ý kiến: "đồng ý"
      Và cán bộ thẩm định trung ương thẩm định hồ sơ
      Thì hồ sơ ở bước "Bộ Nội vụ đã thẩm định"

  Quy tắc: Nghị định 152/2025/NĐ-CP, Điều 34 khoản 7 – các cơ quan thống nhất thì Bộ Nội vụ trình trong 10 ngày làm việc

    @consultation @F6
    Kịch bản: Hạn 10 ngày làm việc tính từ khi cơ quan cuối cùng thống nhất, sớm hơn hạn thẩm định thì nhắc theo nó
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã trình Thủ tướng"
      Khi cán bộ thẩm định trung ương lấy ý kiến của "Bộ Công an (giả định)" qua "giấy"
      Và hôm nay là ngày 05/03/2025
      Và cán bộ thẩm định trung ương ghi nhận văn bản trả lời lấy ý kiến: "đồng ý"
      Thì thời hạn 10 ngày làm việc đến hạn ngày 19/03/2025
      Khi hôm nay là ngày 20/03/2025
      Và phần mềm nhắc việc
      Thì cán bộ thẩm định trung ương được nhắc "Hồ sơ đã quá hạn xử lý" 1 lần
      Và hồ sơ vẫn ở bước "Đã trình Thủ tướng"

    @consultation @F6
    Kịch bản: Có cơ quan không đồng ý thì hạn 10 ngày này không tính
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã trình Thủ tướng"
      Khi cán bộ thẩm định trung ương lấy ý kiến của "Bộ Công an (giả định)" qua "giấy"
      Và hôm nay là ngày 05/03/2025
      Và cán bộ thẩm định trung ương ghi nhận văn bản trả lời lấy ý kiến: "không đồng ý" vì "Đang xác minh (giả định)"
      Thì không có thời hạn 10 ngày làm việc
      Và thời hạn 20 ngày làm việc đến hạn ngày 31/03/2025

  Quy tắc: Nghị định 152/2025/NĐ-CP, Điều 34 – cơ quan mà pháp luật nêu chỉ bắt buộc khi quy định của tỉnh, bộ nói như vậy

    @CO06 @F6
    Kịch bản: Quy định của tỉnh bắt buộc lấy ý kiến bộ quản lý ngành
      Cho quy định địa phương giả định của "Gia Lai" ban hành theo "98/2023/NĐ-CP" có hiệu lực từ ngày 01/01/2025
        | mã   | tham số | giá trị |
        | CO06 |         |         |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã tổng hợp, lựa chọn"
      Khi bà "Lê Thị Lan" thẩm định hồ sơ
      Thì bị từ chối vì "CO06" về "provincial-agency"
      Khi bà "Lê Thị Lan" lấy ý kiến của "Bộ Xây dựng (giả định)" qua "giấy" theo gợi ý "provincial-agency"
      Và bà "Lê Thị Lan" ghi nhận văn bản trả lời lấy ý kiến: "đồng ý"
      Và bà "Lê Thị Lan" thẩm định hồ sơ
      Thì hồ sơ ở bước "Sở Nội vụ đã thẩm định"

  Quy tắc: Nghị định 152/2025/NĐ-CP, Điều 33 khoản 2 điểm a – ý kiến cấp ủy trước khi trình Thủ tướng

    @S5-08 @CO05 @F6 @party-opinion
    Kịch bản: Ý kiến cấp ủy được xin và ghi nhận ngay trong hồ sơ
      Cho hôm nay là ngày 10/07/2025
      Và cá nhân "Võ Minh Đức" làm việc tại "Sở Xây dựng"
        | mục            | nội dung |
        | cấp ủy quản lý | có       |
        | lãnh đạo       | có       |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Võ Minh Đức" dịp "sơ kết", chỉ thiếu "D18"
      Và hồ sơ đang ở bước "Sở Nội vụ đã thẩm định"
      Khi bà "Lê Thị Lan" lấy ý kiến của "Ban Thường vụ Tỉnh ủy giả định" qua "giấy" về "cấp ủy"
      Và chủ tịch UBND tỉnh trình cấp trên hồ sơ
      Thì bị từ chối vì "CO05" về "D18"
      Khi bà "Lê Thị Lan" ghi nhận văn bản trả lời lấy ý kiến: "đồng ý"
      Và chủ tịch UBND tỉnh trình cấp trên hồ sơ
      Thì hồ sơ ở bước "Đã trình Thủ tướng"
