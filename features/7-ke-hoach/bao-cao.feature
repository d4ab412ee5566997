# language: vi
Tính năng: Báo cáo hằng năm theo kế hoạch
  Nơi nào phải nộp, hạn đến ngày nào là do kế hoạch nêu; “trước ngày” là sớm hơn hẳn ngày đó. Kế hoạch không nêu ngày thì
  không có ai muộn.

  Quy tắc: Kế hoạch của Sở Nông nghiệp và PTNT Kon Tum – đơn vị trước ngày 25/11, Sở trước ngày 01/12

    @bao-cao-nam
    Khung kịch bản: Nộp đúng ngày cuối là đúng hạn, hôm sau là muộn
      Cho hôm nay là ngày <ngày nộp>
      Và kế hoạch "kon-tum-snn"
      Và đơn vị "Chi cục Kiểm lâm" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
      Và bà "Y Lan" là chuyên viên đơn vị của "Chi cục Kiểm lâm"
      Khi bà "Y Lan" nộp báo cáo năm 2025 của "Chi cục Kiểm lâm"
      Thì báo cáo năm 2025 của "Chi cục Kiểm lâm" được ghi "<tình trạng>"

      Dữ liệu:
        | ngày nộp   | tình trạng   |
        | 24/11/2025 | Đã nhận      |
        | 25/11/2025 | Nhận sau hạn |

    @bao-cao-nam
    Kịch bản: Quá ngày mà chưa nộp thì ghi quá hạn, đơn vị khác không nộp thay
      Cho hôm nay là ngày 01/12/2025
      Và kế hoạch "kon-tum-snn"
      Và đơn vị "Chi cục Kiểm lâm" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
      Và đơn vị "Chi cục Thủy lợi" thuộc "Sở Nông nghiệp và Phát triển nông thôn"
      Và bà "Y Lan" là chuyên viên đơn vị của "Chi cục Kiểm lâm"
      Khi bà "Y Lan" nộp báo cáo năm 2025 của "Chi cục Thủy lợi"
      Thì bị từ chối vì "not-found"
      Và báo cáo năm 2025 của "Chi cục Thủy lợi" được ghi "Quá hạn, chưa nhận"

  Quy tắc: Kế hoạch của Văn phòng UBND tỉnh Bắc Kạn – báo cáo định kỳ, không nêu ngày

    @S6-13
    Kịch bản: Kế hoạch không nêu ngày thì không bao giờ báo muộn
      Cho hôm nay là ngày 31/12/2029
      Và kế hoạch "bac-kan-vp"
      Thì báo cáo năm 2024 của "Văn phòng UBND tỉnh" được ghi "Chưa nhận, kế hoạch không nêu hạn"
      Và báo cáo năm 2029 của "Văn phòng UBND tỉnh" được ghi "Chưa nhận, kế hoạch không nêu hạn"
