# language: vi
Tính năng: Gửi kết quả khen thưởng cấp Nhà nước
  Bộ Nội vụ gửi quyết định cho cơ quan trình, cấp hiện vật, hoặc báo việc không khen thưởng; cơ quan trình chuyển quyết
  định cho người được khen. Hạn chỉ để nhắc: quá hạn thì báo, không việc nào bị chặn.

  Bối cảnh:
    Cho hôm nay là ngày 03/03/2025
    Và kế hoạch "gia-lai-ubnd"
    Và tỉnh "Gia Lai" có sở "Sở Xây dựng"
    Và tập thể "Sở Xây dựng"
    Và bà "Lê Thị Lan" là cán bộ thẩm định Nội vụ của "Sở Nội vụ"
    Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Thủ tướng" cho "Sở Xây dựng" dịp "sơ kết"

  Quy tắc: Nghị định 98/2023/NĐ-CP, Nghị định 152/2025/NĐ-CP – quyết định về tới cơ quan trình rồi tới người được khen

    @send-copy @pass-on @deliver @F6
    Kịch bản: Gửi quyết định và cấp hiện vật trong 10 ngày làm việc; chuyển tiếp tính từ ngày gửi
      Cho hồ sơ đang ở bước "Đã phê duyệt"
      Thì việc "Gửi quyết định cho cơ quan trình" còn nợ đến hạn ngày 17/03/2025
      Và việc "Cấp hiện vật khen thưởng" còn nợ đến hạn ngày 17/03/2025
      Và việc "Chuyển quyết định cho người được khen thưởng" còn nợ mà chưa tính hạn
      Khi hôm nay là ngày 10/03/2025
      Và cán bộ thẩm định trung ương ghi nhận việc "Gửi quyết định cho cơ quan trình"
      Thì việc đó thành công
      Và việc "Chuyển quyết định cho người được khen thưởng" còn nợ đến hạn ngày 24/03/2025
      Và nhật ký có dòng "award.copy-sent"
      Khi bà "Lê Thị Lan" ghi nhận việc "Chuyển quyết định cho người được khen thưởng"
      Thì việc đó thành công
      Và nhật ký có dòng "award.copy-passed-on"

    @deliver @F6
    Kịch bản: Quá hạn cấp hiện vật thì nhắc một lần, hồ sơ giữ nguyên và việc vẫn ghi nhận được
      Cho hồ sơ đang ở bước "Đã phê duyệt"
      Khi cán bộ thẩm định trung ương ghi nhận việc "Gửi quyết định cho cơ quan trình"
      Và hôm nay là ngày 18/03/2025
      Và phần mềm nhắc việc
      Và phần mềm nhắc việc
      Thì cán bộ thẩm định trung ương được nhắc "Hồ sơ đã quá hạn xử lý" 1 lần
      Và hồ sơ vẫn ở bước "Đã phê duyệt"
      Khi cán bộ thẩm định trung ương ghi nhận việc "Cấp hiện vật khen thưởng"
      Thì việc đó thành công

  Quy tắc: Nghị định 98/2023/NĐ-CP, Nghị định 152/2025/NĐ-CP – Thủ tướng không khen thưởng thì thông báo cho bộ, tỉnh đã trình

    @tell-refusal @F6
    Kịch bản: Thông báo trong 10 ngày làm việc kể từ ngày Thủ tướng không chấp thuận
      Cho hồ sơ đang ở bước "Bộ Nội vụ đã thẩm định"
      Khi Thủ tướng từ chối hồ sơ vì "Chưa đủ mức độ ảnh hưởng (giả định)"
      Thì hồ sơ ở bước "Đã từ chối"
      Và việc "Thông báo việc không khen thưởng" còn nợ đến hạn ngày 17/03/2025
      Khi cán bộ thẩm định trung ương ghi nhận việc "Thông báo việc không khen thưởng"
      Thì việc đó thành công
      Và nhật ký có dòng "award.refusal-told"

    @tell-refusal @F6
    Kịch bản: Hồ sơ bị từ chối trước khi đến Thủ tướng thì không có việc thông báo này
      Cho hồ sơ đang ở bước "Đã trình Thủ tướng"
      Khi cán bộ thẩm định trung ương từ chối hồ sơ vì "Thành tích chưa rõ (giả định)"
      Thì hồ sơ ở bước "Đã từ chối"
      Và không còn nợ việc nào sau quyết định
      Khi cán bộ thẩm định trung ương ghi nhận việc "Thông báo việc không khen thưởng"
      Thì bị từ chối vì "act-not-open"
