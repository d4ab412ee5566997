# language: vi
Tính năng: Hướng dẫn khen thưởng của cấp trên
  Hướng dẫn là văn bản do hai người công bố: số lượng, hạn gửi, giấy tờ, diện loại trừ. Mọi hướng dẫn dưới đây là giả
  định; chưa đọc được văn bản thật nào nêu số lượng cho phong trào này.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "ha-tinh-stp"
    Và đơn vị "Phòng Bổ trợ tư pháp" thuộc "Sở Tư pháp"
    Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
    Và tập thể "Phòng Bổ trợ tư pháp"
    Và tập thể "Phòng Phổ biến pháp luật"
    Và nội dung "hướng dẫn" sau đây được công bố
      """
      code = "gia-dinh-snv-2025"
      version = 1
      title_vi = "GIẢ ĐỊNH: hướng dẫn khen thưởng sơ kết (không có thật)"
      title_en = "FICTITIOUS: award guidance of the mid-term review (not real)"
      campaign = "xa-hoi-hoc-tap-2023-2030"
      effective_on = 2025-01-02
      confidence = "V"
      submit_before = { state = "stated", value = 2025-05-05, lines = [7] }
      [issuer]
      code = "ht-so-noi-vu"
      name = "Sở Nội vụ (giả định)"
      [document]
      number = "09/HD-SNV (giả định)"
      issued_on = 2025-01-02
      quality = "official"
      [states]
      quotas = "stated"
      dossier = "stated"
      exclusions = "stated"
      [[awards]]
      forms = ["bang_khen_tinh"]
      occasions = ["so_ket"]
      lines = [4]
      [[quotas]]
      code = "tap-the"
      kind = "per_body"
      value = "1"
      forms = ["bang_khen_tinh"]
      subjects = ["TT"]
      lines = [5]
      [[dossier]]
      document = "D07"
      forms = ["bang_khen_tinh"]
      lines = [6]
      [[exclusions]]
      kind = "rewarded_in_phase"
      awards = ["bang_khen_tinh"]
      first = 2021-01-01
      last = 2023-12-31
      lines = [8]
      """

  Quy tắc: Kế hoạch 004, mục III.3.2 – hình thức cấp trên theo hướng dẫn của Sở Nội vụ

    @S2-09 @G01
    Kịch bản: Đã có hướng dẫn nêu hình thức thì hồ sơ rời cơ quan
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Bổ trợ tư pháp" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"

    @G01
    Kịch bản: Hướng dẫn không nêu hình thức thì vẫn chặn
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Phòng Bổ trợ tư pháp" dịp "sơ kết"
      Và ghi lý do "Đã đối chiếu" cho mọi cảnh báo
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "G01" về "form-not-in-guidance"

  Quy tắc: Số lượng theo hướng dẫn – hồ sơ vượt số lượng bị từ chối, không phải cả lô

    @G11
    Kịch bản: Một chỗ cho mỗi cơ quan, hồ sơ thứ hai bị từ chối cho tới khi hồ sơ giữ chỗ được rút
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Bổ trợ tư pháp" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Phổ biến pháp luật" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì chỉ bị từ chối vì "G11"
      Và lý do "G11" nêu "09/HD-SNV (giả định)"
      Khi chuyên viên đơn vị rút hồ sơ "Phòng Bổ trợ tư pháp" vì "Nhường chỗ cho đơn vị khác (giả định)"
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ "Phòng Phổ biến pháp luật"
      Thì hồ sơ "Phòng Phổ biến pháp luật" ở bước "Đã thẩm tra nhân sự"

    @G11
    Kịch bản: Trả lại để bổ sung thì vẫn giữ chỗ, gửi lại không tốn chỗ thứ hai
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Bổ trợ tư pháp" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Khi cán bộ thẩm định Nội vụ trả lại hồ sơ vì "Bổ sung danh sách (giả định)"
        | mục       | nội dung |
        | còn thiếu | D07      |
        | căn cứ    | Điều 84  |
      Và chuyên viên đơn vị nộp lại hồ sơ
      Và thủ trưởng đơn vị xem xét hồ sơ
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"

    @G11
    Kịch bản: Trong một lô, hồ sơ vượt số lượng bị từ chối, hồ sơ kia vẫn đi
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Bổ trợ tư pháp" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Phổ biến pháp luật" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra lô hồ sơ
      Thì lô có 1 hồ sơ chuyển được và 1 hồ sơ bị từ chối
      Và trong lô, hồ sơ "Phòng Phổ biến pháp luật" bị từ chối vì "G11" về "no-place-left"

    @G11
    Kịch bản: Tỷ lệ trên số đủ điều kiện – 10 % của 19 là một, hướng dẫn đòi biết số thì phải ghi nhận trước
      Cho nội dung "hướng dẫn" sau đây được công bố
        """
        code = "gia-dinh-ty-le"
        version = 1
        title_vi = "GIẢ ĐỊNH: hướng dẫn có tỷ lệ (không có thật)"
        title_en = "FICTITIOUS: guidance with a share (not real)"
        campaign = "xa-hoi-hoc-tap-2023-2030"
        effective_on = 2025-02-01
        confidence = "V"
        [issuer]
        code = "ht-so-noi-vu"
        name = "Sở Nội vụ (giả định)"
        [document]
        number = "15/HD-SNV (giả định)"
        quality = "official"
        [states]
        quotas = "stated"
        [[awards]]
        forms = ["bang_khen_tinh"]
        occasions = ["so_ket"]
        [[quotas]]
        code = "ty-le"
        kind = "percent_of_eligible"
        value = "10/100"
        forms = ["bang_khen_tinh"]
        must_know = true
        lines = [5]
        """
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Bổ trợ tư pháp" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "G11" về "eligible-not-recorded"
      Khi cán bộ tổ chức cán bộ ghi nhận 19 đối tượng đủ điều kiện theo hướng dẫn "gia-dinh-ty-le"
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"

  Quy tắc: Hạn gửi – "trước ngày 05/5" là muộn nhất ngày 04/5

    @G12
    Khung kịch bản: Ngày gửi so với hạn của hướng dẫn
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Bổ trợ tư pháp" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Và hôm nay là ngày <ngày>
      Khi cán bộ tổ chức cán bộ xem trước hồ sơ
      Thì xem trước <kết quả> "G12"

      Dữ liệu:
        | ngày       | kết quả   |
        | 04/05/2025 | không báo |
        | 05/05/2025 | báo       |

    @G12 @TX03
    Kịch bản: Qua hạn của hướng dẫn thì đóng hồ sơ vì quá hạn
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Bổ trợ tư pháp" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Khi cán bộ tổ chức cán bộ đóng vì quá hạn hồ sơ vì "Chưa gửi trước hạn (giả định)"
      Thì bị từ chối vì "TX03" về "deadline-not-passed"
      Khi hôm nay là ngày 05/05/2025
      Và cán bộ tổ chức cán bộ đóng vì quá hạn hồ sơ vì "Chưa gửi trước hạn (giả định)"
      Thì hồ sơ ở bước "Đã quá hạn"

  Quy tắc: Giấy tờ và diện loại trừ do chính hướng dẫn nêu

    @HD02
    Kịch bản: Hướng dẫn đòi danh sách ngay khi gửi
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Bổ trợ tư pháp" dịp "sơ kết", chỉ thiếu "D07"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "HD02" về "D07"
      Và lý do "HD02" nêu "09/HD-SNV (giả định)"

    @HD01
    Kịch bản: Đã được khen ở giai đoạn trước mà chưa rõ phong trào nào thì phải ghi lý do
      Cho "Phòng Bổ trợ tư pháp" đã được khen thưởng
        | hình thức      | số                  | ngày       | loại khen  |
        | Bằng khen tỉnh | 77/QĐ-UBND giả định | 10/10/2023 | phong trào |
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Bổ trợ tư pháp" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "HD01" về "former-movement-not-stated"
      Khi ghi lý do "Quyết định cũ thuộc phong trào khác (giả định)" cho "HD01"
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì hồ sơ ở bước "Đã thẩm tra nhân sự"

  Quy tắc: Hồ sơ đã gửi theo bản hướng dẫn nào thì xét theo bản đó, trừ khi bản sau nói rõ ngày thay bản trước

    @HD02 @G11
    Kịch bản: Bản sửa đổi nạp sau, hiệu lực lùi về trước ngày tiếp nhận, không đổi số lượng, giấy tờ của hồ sơ đã gửi
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Bổ trợ tư pháp" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Thì hồ sơ xét theo hướng dẫn ""
      Khi cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì hồ sơ xét theo hướng dẫn "gia-dinh-snv-2025" bản 1
      Khi hôm nay là ngày 05/03/2025
      Và nội dung "hướng dẫn" sau đây được công bố
        """
        code = "gia-dinh-snv-2025"
        version = 2
        title_vi = "GIẢ ĐỊNH: hướng dẫn khen thưởng sơ kết, sửa đổi (không có thật)"
        title_en = "FICTITIOUS: award guidance of the mid-term review, amended (not real)"
        campaign = "xa-hoi-hoc-tap-2023-2030"
        effective_on = 2025-03-01
        confidence = "V"
        [issuer]
        code = "ht-so-noi-vu"
        name = "Sở Nội vụ (giả định)"
        [document]
        number = "21/HD-SNV (giả định)"
        issued_on = 2025-03-01
        quality = "official"
        [states]
        dossier = "stated"
        [[awards]]
        forms = ["bang_khen_tinh"]
        occasions = ["so_ket"]
        lines = [4]
        [[dossier]]
        document = "D16"
        forms = ["bang_khen_tinh"]
        lines = [6]
        """
      Và hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Phổ biến pháp luật" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đơn vị đã xét"
      Và cán bộ tổ chức cán bộ đánh giá đạt mọi tiêu chí cần nhận xét
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "HD02" về "D16"
      Và lý do "HD02" nêu "21/HD-SNV (giả định)"
      Khi cán bộ thẩm định Nội vụ trả lại hồ sơ "Phòng Bổ trợ tư pháp" vì "Bổ sung danh sách (giả định)"
        | mục       | nội dung |
        | còn thiếu | D07      |
        | căn cứ    | Điều 84  |
      Và chuyên viên đơn vị nộp lại hồ sơ
      Và thủ trưởng đơn vị xem xét hồ sơ
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì hồ sơ "Phòng Bổ trợ tư pháp" ở bước "Đã thẩm tra nhân sự"
      Và hồ sơ "Phòng Bổ trợ tư pháp" xét theo hướng dẫn "gia-dinh-snv-2025" bản 1

    @HD02
    Kịch bản: Bước gửi được lùi lại thì hồ sơ chưa gửi, lần gửi sau theo bản đang có hiệu lực
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Bổ trợ tư pháp" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và nội dung "hướng dẫn" sau đây được công bố
        """
        code = "gia-dinh-snv-2025"
        version = 2
        title_vi = "GIẢ ĐỊNH: hướng dẫn khen thưởng sơ kết, sửa đổi (không có thật)"
        title_en = "FICTITIOUS: award guidance of the mid-term review, amended (not real)"
        campaign = "xa-hoi-hoc-tap-2023-2030"
        effective_on = 2025-03-01
        confidence = "V"
        [issuer]
        code = "ht-so-noi-vu"
        name = "Sở Nội vụ (giả định)"
        [document]
        number = "21/HD-SNV (giả định)"
        issued_on = 2025-03-01
        quality = "official"
        [states]
        dossier = "stated"
        [[awards]]
        forms = ["bang_khen_tinh"]
        occasions = ["so_ket"]
        lines = [4]
        [[dossier]]
        document = "D16"
        forms = ["bang_khen_tinh"]
        lines = [6]
        """
      Khi cán bộ thẩm định Nội vụ cho hồ sơ lùi một bước vì "Thẩm tra lại (giả định)"
      Thì hồ sơ xét theo hướng dẫn ""
      Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "HD02" về "D16"

    @HD02
    Kịch bản: Bản sau nói rõ thay bản trước từ ngày 05/3/2025 thì từ ngày ấy áp dụng cả cho hồ sơ đã gửi
      Cho hồ sơ đủ điều kiện đề nghị "Bằng khen tỉnh" cho "Phòng Bổ trợ tư pháp" dịp "sơ kết"
      Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
      Và nội dung "hướng dẫn" sau đây được công bố
        """
        code = "gia-dinh-snv-2025"
        version = 2
        title_vi = "GIẢ ĐỊNH: hướng dẫn khen thưởng sơ kết, sửa đổi (không có thật)"
        title_en = "FICTITIOUS: award guidance of the mid-term review, amended (not real)"
        campaign = "xa-hoi-hoc-tap-2023-2030"
        effective_on = 2025-03-01
        confidence = "V"
        replaces_from = { state = "stated", value = 2025-03-05, lines = [9] }
        [issuer]
        code = "ht-so-noi-vu"
        name = "Sở Nội vụ (giả định)"
        [document]
        number = "21/HD-SNV (giả định)"
        issued_on = 2025-03-01
        quality = "official"
        [states]
        dossier = "stated"
        [[awards]]
        forms = ["bang_khen_tinh"]
        occasions = ["so_ket"]
        lines = [4]
        [[dossier]]
        document = "D16"
        forms = ["bang_khen_tinh"]
        lines = [6]
        """
      Khi cán bộ thẩm định Nội vụ trả lại hồ sơ vì "Bổ sung danh sách (giả định)"
        | mục       | nội dung |
        | còn thiếu | D07      |
        | căn cứ    | Điều 84  |
      Thì hồ sơ xét theo hướng dẫn "gia-dinh-snv-2025" bản 1
      Khi hôm nay là ngày 05/03/2025
      Và chuyên viên đơn vị nộp lại hồ sơ
      Và thủ trưởng đơn vị xem xét hồ sơ
      Và cán bộ tổ chức cán bộ thẩm tra hồ sơ
      Thì bị từ chối vì "HD02" về "D16"
      Và hồ sơ xét theo hướng dẫn "gia-dinh-snv-2025" bản 2
