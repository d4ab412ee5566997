# language: vi
Tính năng: Bỏ phiếu kín mà ai cũng kiểm lại được
  Mỗi người có biên nhận và thấy phiếu của mình trong danh sách công bố; không ai nối được phiếu với người bỏ phiếu.

  Bối cảnh:
    Cho hôm nay là ngày 15/01/2025
    Và kế hoạch "ha-tinh-stp"
    Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
    Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"
    Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
    Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"
    Và ông "Hoàng Gia Nghĩa" là thư ký hội đồng của "Sở Tư pháp"
    Và bà "Lê Thị Chi" là thủ trưởng cơ quan của "Sở Tư pháp"
    Và ông "Trần Văn Bình" là cán bộ tổ chức cán bộ của "Sở Tư pháp"

  Quy tắc: Luật 06/2022/QH15, Điều 84 khoản 2 – việc xét khen thưởng có biên bản; phiếu kín phải kiểm lại được

    @phieu-kin
    Kịch bản: Mỗi người một phiếu, một biên nhận; danh sách tự kiểm lại được
      Khi ông "Hoàng Gia Nghĩa" mở bỏ phiếu kín cho "Hoàng Gia Nghĩa", "Lê Thị Chi" và "Trần Văn Bình"
      Và ông "Hoàng Gia Nghĩa" bỏ phiếu kín "đồng ý"
      Và bà "Lê Thị Chi" bỏ phiếu kín "không đồng ý"
      Và ông "Trần Văn Bình" bỏ phiếu kín "đồng ý"
      Và ông "Hoàng Gia Nghĩa" kiểm phiếu kín
      Thì việc đó thành công
      Và danh sách phiếu kín tự kiểm lại được là "2 đồng ý, 1 không đồng ý, 0 không có ý kiến"
      Và nhật ký có dòng "ballot.closed"

    @phieu-kin
    Kịch bản: Bỏ lần thứ hai bị từ chối
      Khi ông "Hoàng Gia Nghĩa" mở bỏ phiếu kín cho "Lê Thị Chi" và "Trần Văn Bình"
      Và bà "Lê Thị Chi" bỏ phiếu kín "đồng ý"
      Và bà "Lê Thị Chi" bỏ phiếu kín "không đồng ý"
      Thì bị từ chối vì "already-voted"
      Khi ông "Hoàng Gia Nghĩa" kiểm phiếu kín
      Thì danh sách phiếu kín tự kiểm lại được là "1 đồng ý, 0 không đồng ý, 0 không có ý kiến"

    @phieu-kin
    Kịch bản: Không phát nhiều phiếu hơn số người có mặt
      Khi ông "Hoàng Gia Nghĩa" mở bỏ phiếu kín cho "Lê Thị Chi" và "Trần Văn Bình" khi có 1 người có mặt
      Thì bị từ chối vì "invalid-input"

    @phieu-kin
    Kịch bản: Người không có trong danh sách phát phiếu thì không thấy lần bỏ phiếu
      Khi ông "Hoàng Gia Nghĩa" mở bỏ phiếu kín cho "Hoàng Gia Nghĩa" và "Trần Văn Bình"
      Và bà "Lê Thị Chi" bỏ phiếu kín "đồng ý"
      Thì bị từ chối vì "not-found"

    @phieu-kin
    Kịch bản: Kiểm phiếu rồi thì không bỏ thêm được
      Khi ông "Hoàng Gia Nghĩa" mở bỏ phiếu kín cho "Lê Thị Chi" và "Trần Văn Bình"
      Và bà "Lê Thị Chi" bỏ phiếu kín "không có ý kiến"
      Và ông "Hoàng Gia Nghĩa" kiểm phiếu kín
      Và ông "Trần Văn Bình" bỏ phiếu kín "đồng ý"
      Thì bị từ chối vì "ballot-ended"

    @phieu-kin
    Kịch bản: Chỉ thư ký Hội đồng mở bỏ phiếu kín
      Khi ông "Trần Văn Bình" mở bỏ phiếu kín cho "Lê Thị Chi" và "Trần Văn Bình"
      Thì bị từ chối vì "permission-denied"
