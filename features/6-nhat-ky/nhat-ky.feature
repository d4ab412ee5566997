# language: vi
Tính năng: Nhật ký nói đủ, không ai sửa được
  Mỗi việc để lại một dòng: ai, vai trò nào, lúc nào, từ đâu tới đâu, kiểm tra ra sao. Việc bị từ chối cũng được ghi.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "ha-tinh-stp"
    Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
    Và đơn vị "Phòng Thanh tra" thuộc "Sở Tư pháp"
    Và bà "Lê Thị Mai" là chuyên viên đơn vị của "Phòng Phổ biến pháp luật"
    Và bà "Phạm Thu Hà" là cán bộ tổ chức cán bộ của "Sở Tư pháp"
    Và ông "Đinh Công Tráng" là thủ trưởng cơ quan của "Sở Tư pháp"
    Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"
    Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"

  Quy tắc: Điều 13 Luật, Điều 33 khoản 3 Nghị định 152 – mỗi bước có người, vai trò, thời điểm, kết quả, lý do

    @S6-01 @AF12
    Kịch bản: Mỗi chuyển trạng thái có người, vai trò, thời điểm, kết quả kiểm tra, tài liệu
      Khi hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Thì nhật ký có dòng "proposal.verified"
        | mục     | nội dung               |
        | người   | Phạm Thu Hà            |
        | vai trò | hr_officer             |
        | từ      | Đơn vị đã xét          |
        | đến     | Đã thẩm tra nhân sự    |
      Và dòng "proposal.verified" của nhật ký ghi "người", "vai trò", "đơn vị", "thời điểm", "quy trình", "bộ quy tắc", "kết quả kiểm tra" và "tài liệu"
      Và kết quả kiểm tra "AF12" là đạt

    @S6-02
    Kịch bản: Lần chuyển bị từ chối cũng được ghi, hồ sơ không đổi
      Khi bà "Phạm Thu Hà" thẩm tra hồ sơ
      Thì bị từ chối vì "move-not-open"
      Và nhật ký có dòng "proposal.move-refused"
        | mục       | nội dung      |
        | người     | Phạm Thu Hà   |
        | hành động | verify        |
        | mã        | move-not-open |
      Và hồ sơ vẫn ở bước "Đã lập"

    @S6-02 @quyen
    Kịch bản: Làm việc không thuộc vai trò mình thì bị từ chối và bị ghi
      Khi bà "Lê Thị Mai" xem xét hồ sơ
      Thì bị từ chối vì "permission-denied"
      Và nhật ký có dòng "proposal.move-forbidden"
        | mục   | nội dung     |
        | người | Lê Thị Mai   |

    @S6-02 @quyen
    Kịch bản: Cố mở hồ sơ không được xem cũng bị ghi
      Cho ông "Bùi Văn Khoa" là chuyên viên đơn vị của "Phòng Thanh tra"
      Khi ông "Bùi Văn Khoa" mở hồ sơ
      Thì bị từ chối vì "not-found"
      Và nhật ký có dòng "proposal.access-denied"
        | mục   | nội dung     |
        | người | Bùi Văn Khoa |

    @S6-01
    Kịch bản: Lịch sử đọc thành câu
      Khi hồ sơ đang ở bước "Đã phê duyệt"
      Thì lịch sử hồ sơ đọc thành câu tiếng Việt và gồm các bước
        | sự kiện           |
        | proposal.drafted  |
        | proposal.reviewed |
        | proposal.verified |
        | proposal.approved |

  Quy tắc: QCVN 12:2026/BCA – nhật ký chỉ được ghi thêm

    @S6-04 @AF13
    Khung kịch bản: Không ai sửa hoặc xóa được nhật ký, kể cả ngay trong cơ sở dữ liệu
      Cho hồ sơ đang ở bước "Đơn vị đã xét"
      Khi có người <làm gì> một dòng nhật ký ngay trong cơ sở dữ liệu
      Thì cơ sở dữ liệu ngăn lại
      Và kiểm tra nhật ký không thấy sai lệch

      Dữ liệu:
        | làm gì  |
        | sửa     |
        | xóa     |
        | chèn đè |

    @AF13
    Khung kịch bản: Kiểm tra gọi tên chỗ hỏng trên một bản sao bị sửa
      Cho hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Thì kiểm tra nhật ký không thấy sai lệch
      Và kiểm tra một bản sao nhật ký bị "<làm gì>" thì thấy sai lệch "<sai lệch>"

      Dữ liệu:
        | làm gì        | sai lệch        |
        | sửa nội dung  | content-altered |
        | sửa ngày giờ  | columns-differ  |
        | mất một dòng  | gap             |
        | mất dòng cuối | tail-missing    |
        | lặp một dòng  | repeated        |

  Quy tắc: Hai người cùng lúc, một người hai lần – chỉ một kết quả

    @S6-05
    Kịch bản: Hai người duyệt cùng lúc chỉ một người thành công
      Cho bà "Võ Thị Sáng" là thủ trưởng cơ quan của "Sở Tư pháp"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi ông "Đinh Công Tráng" và bà "Võ Thị Sáng" cùng lúc phê duyệt hồ sơ
      Thì chỉ một người thành công
      Và hồ sơ ở bước "Đã phê duyệt"
      Và kiểm tra nhật ký không thấy sai lệch

    @phien-ban
    Kịch bản: Duyệt theo bản cũ trong khi hồ sơ đã được bổ sung
      Cho hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi ông "Đinh Công Tráng" mở hồ sơ
      Và bà "Lê Thị Mai" bổ sung tài liệu
        | loại | số    | ngày       |
        | D07  | 09/DS | 03/03/2025 |
      Và ông "Đinh Công Tráng" phê duyệt hồ sơ theo bản đã đọc
      Thì bị từ chối vì "stale"
      Khi ông "Đinh Công Tráng" phê duyệt hồ sơ
      Thì hồ sơ ở bước "Đã phê duyệt"

    @gui-lai
    Kịch bản: Gửi lại cùng một yêu cầu thì không làm hai lần
      Cho hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi ông "Đinh Công Tráng" phê duyệt hồ sơ với mã yêu cầu "yc-001"
      Và ông "Đinh Công Tráng" phê duyệt hồ sơ với mã yêu cầu "yc-001"
      Thì lần gửi lại trả lời như lần đầu và không làm thêm gì
      Và hồ sơ ở bước "Đã phê duyệt"

    @gui-lai
    Kịch bản: Mã yêu cầu đã dùng cho việc khác thì bị từ chối
      Cho hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi ông "Đinh Công Tráng" phê duyệt hồ sơ với mã yêu cầu "yc-001"
      Và ông "Đinh Công Tráng" hủy bỏ hồ sơ vì "Nhầm" với mã yêu cầu "yc-001"
      Thì bị từ chối vì "idempotency-key-reused"

  Quy tắc: Tài liệu đã được xem mà bị thay thì người đã xem phải xem lại

    @thay-tai-lieu
    Kịch bản: Thay minh chứng của tiêu chí đã nhận xét
      Cho hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi bà "Lê Thị Mai" thay tài liệu "E06" của tiêu chí "HT-CN-1" bằng bản mới
      Thì hồ sơ trở lại bước "Đã lập"
      Và đánh giá tiêu chí "HT-CN-1" không còn hiệu lực
      Và đánh giá tiêu chí "HT-CN-0" còn hiệu lực
      Và tài liệu "E06" của tiêu chí "HT-CN-1" có 2 phiên bản
      Và nhật ký có dòng "proposal.reopened"

    @thay-tai-lieu
    Kịch bản: Tài liệu nộp sau khi đơn vị xét, thay đi thì chỉ người thẩm tra phải xem lại
      Cho hồ sơ đang ở bước "Đơn vị đã xét"
      Và bà "Lê Thị Mai" bổ sung tài liệu
        | loại | số    | ngày       |
        | D07  | 09/DS | 03/03/2025 |
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi bà "Lê Thị Mai" thay tài liệu "D07" bằng bản mới
      Thì hồ sơ trở lại bước "Đơn vị đã xét"

    @thay-tai-lieu
    Kịch bản: Sửa báo cáo thành tích sau khi thẩm tra thì mọi nhận xét hết hiệu lực
      Cho hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi bà "Lê Thị Mai" sửa hồ sơ
        | mục        | nội dung                     |
        | thành tích | Nội dung báo cáo viết lại    |
      Thì hồ sơ trở lại bước "Đã lập"
      Và đánh giá tiêu chí "HT-CN-0" không còn hiệu lực

  Quy tắc: Một quyết định xuất được trọn gói cho kiểm toán

    @S6-21 @AF12
    Kịch bản: Quyết định khen hai cá nhân, gói có mọi tài liệu, nhật ký và lần bị từ chối
      Cho 2 hồ sơ đủ điều kiện đề nghị "Giấy khen" dịp "hằng năm" của "Phòng Thanh tra"
      Và hồ sơ "hồ sơ 1" đang ở bước "Đã thẩm tra nhân sự"
      Và hồ sơ "hồ sơ 2" đang ở bước "Đã thẩm tra nhân sự"
      Khi bà "Phạm Thu Hà" phê duyệt hồ sơ "hồ sơ 1"
      Thì bị từ chối vì "permission-denied"
      Khi ông "Đinh Công Tráng" phê duyệt hồ sơ "hồ sơ 1"
        | mục           | nội dung  |
        | số quyết định | 45/QĐ-STP |
      Và ông "Đinh Công Tráng" phê duyệt hồ sơ "hồ sơ 2"
        | mục           | nội dung  |
        | số quyết định | 45/QĐ-STP |
      Và kiểm toán viên xuất gói kiểm toán của quyết định số "45/QĐ-STP"
      Thì gói kiểm toán có 2 đề nghị, đủ tài liệu, nhật ký và các lần bị từ chối

    Kịch bản: Người không phải kiểm toán viên không xuất được gói
      Khi ông "Đinh Công Tráng" xuất gói kiểm toán của quyết định số "45/QĐ-STP"
      Thì bị từ chối vì "permission-denied"
