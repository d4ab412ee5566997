# language: vi
Tính năng: Kế hoạch được giữ đúng như bản in
  Không sửa lặng lẽ, không bịa, không gộp. Điều chưa nêu khác với điều nêu là không có.

  Quy tắc: Chỗ bản in sai hoặc để trống được giữ nguyên và cảnh báo

    @S6-08
    Kịch bản: Quyết định 1315 ghi ngày 09/01/2023 được giữ với cảnh báo
      Cho kế hoạch "ha-tinh-stp"
      Thì căn cứ "1315/QĐ-TTg" giữ ngày in "ngày 09/01/2023" và ngày đúng 09/11/2023
      Và có cảnh báo "A1"

    @S6-09
    Khung kịch bản: Kế hoạch chưa có số vẫn dùng được
      Cho kế hoạch "<kế hoạch>"
      Thì kế hoạch không nêu "số"
      Và có cảnh báo "A6"

      Dữ liệu:
        | kế hoạch    |
        | kon-tum-snn |
        | bac-kan-vp  |
        | ha-tinh-stp |

    @S3-16
    Kịch bản: Kế hoạch dẫn luật đã hết hiệu lực
      Cho kế hoạch "gia-lai-ubnd"
      Thì có cảnh báo "A2"
      Và kế hoạch nêu rõ "số"

    @S6-25
    Kịch bản: Tiêu chí bị ngắt bởi chú thích cuối trang được ghép lại
      Cho kế hoạch "kon-tum-snn"
      Thì tiêu chí "KT-TT-3" được ghép từ 2 đoạn của bản in

    @S6-24
    Kịch bản: Văn bản nguồn là bài báo thì hiện mức tin cậy
      Cho kế hoạch "bo-tnmt"
      Thì nguồn của kế hoạch là "nguồn thứ cấp"
      Và kế hoạch không nêu "đăng ký trước"

  Quy tắc: Hạn báo cáo và phong trào

    @S6-10
    Kịch bản: Tên phong trào 2024–2030 và 2023–2030 nhận là một
      Thì kế hoạch "bac-kan-vp" và kế hoạch "gia-lai-ubnd" thuộc cùng một phong trào

    @S6-13
    Kịch bản: Kế hoạch Bắc Kạn không có hạn báo cáo thì không báo trễ
      Cho kế hoạch "bac-kan-vp"
      Thì kế hoạch không có hạn báo cáo nào theo ngày

    @ke-hoach
    Khung kịch bản: Hạn báo cáo là trước ngày
      Cho kế hoạch "<kế hoạch>"
      Thì kế hoạch có hạn báo cáo trước ngày "<ngày>"

      Dữ liệu:
        | kế hoạch     | ngày  |
        | kon-tum-snn  | 25/11 |
        | kon-tum-snn  | 01/12 |
        | gia-lai-ubnd | 05/12 |
        | ha-tinh-stp  | 01/12 |

  Quy tắc: Tiêu chí là dữ liệu của kế hoạch

    @ke-hoach
    Kịch bản: Cá nhân – ba kế hoạch, ba bộ tiêu chí
      Cho kế hoạch "kon-tum-snn"
      Thì kế hoạch có các tiêu chí
        | mã      | loại | danh mục |
        | KT-CN-1 | A    | CN       |
        | KT-CN-2 | C    | CN       |
      Khi kế hoạch "ha-tinh-stp"
      Thì kế hoạch có các tiêu chí
        | mã      | loại | danh mục |
        | HT-CN-0 | C    | CN       |
        | HT-CN-1 | C    | CN       |
        | HT-CN-2 | A    | CN       |
      Khi kế hoạch "bo-tnmt"
      Thì kế hoạch có các tiêu chí
        | mã      | loại | danh mục |
        | TM-CN-2 | A    | CN       |
        | TM-CN-3 | A    | CN       |
