# language: vi
Tính năng: Xung đột lợi ích thấy từ dữ liệu
  Phần mềm nêu lý do và chứng cứ; người có trách nhiệm xác nhận thì hồ sơ mới ẩn với người có xung đột.

  Bối cảnh:
    Cho hôm nay là ngày 15/01/2025
    Và kế hoạch "ha-tinh-stp"
    Và đơn vị "Phòng Phổ biến pháp luật" thuộc "Sở Tư pháp"
    Và cá nhân "Nguyễn Thị An" làm việc tại "Phòng Phổ biến pháp luật"
    Và ông "Hà Văn Nam" là thủ trưởng đơn vị của "Phòng Phổ biến pháp luật"
    Và ông "Hoàng Gia Nghĩa" là thư ký hội đồng của "Sở Tư pháp"
    Và bà "Lê Thị Chi" là thủ trưởng cơ quan của "Sở Tư pháp"
    Và ông "Trần Văn Bình" là cán bộ tổ chức cán bộ của "Sở Tư pháp"
    Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Nguyễn Thị An" dịp "hằng năm"
    Và hồ sơ đang ở bước "Đã thẩm tra nhân sự"

  Quy tắc: Quy tắc của phần mềm – xung đột chỉ được nêu ra, người có trách nhiệm xác nhận

    @xung-dot
    Kịch bản: Thủ trưởng đơn vị vừa là người quản lý trực tiếp vừa cùng đơn vị
      Thì dữ liệu cho thấy ông "Hà Văn Nam" có xung đột "Cùng đơn vị với đối tượng được đề nghị"
      Và dữ liệu cho thấy ông "Hà Văn Nam" có xung đột "Là người quản lý trực tiếp của đối tượng được đề nghị"
      Và ông "Hà Văn Nam" xem được hồ sơ

    @xung-dot
    Kịch bản: Thủ trưởng cơ quan của đối tượng là người quản lý trực tiếp
      Thì dữ liệu cho thấy bà "Lê Thị Chi" có xung đột "Là người quản lý trực tiếp của đối tượng được đề nghị"

    @xung-dot
    Kịch bản: Quan hệ thân nhân khai một lần, nêu lại ở hồ sơ
      Khi ông "Trần Văn Bình" khai là "Vợ hoặc chồng" của người được đề nghị
      Thì việc đó thành công
      Và dữ liệu cho thấy ông "Trần Văn Bình" có xung đột "Đã khai là người thân của người được đề nghị"
      Khi ông "Trần Văn Bình" khai là "Con" của người được đề nghị
      Thì bị từ chối vì "kinship-declared"

    @xung-dot
    Kịch bản: Thư ký xác nhận thì hồ sơ ẩn với người có xung đột và người đó không có phiếu
      Khi ông "Trần Văn Bình" khai là "Vợ hoặc chồng" của người được đề nghị
      Và ông "Hoàng Gia Nghĩa" xác nhận ông "Trần Văn Bình" không tham gia vì "Đã khai là người thân của người được đề nghị"
      Thì việc đó thành công
      Và ông "Trần Văn Bình" không xem được hồ sơ
      Và nhật ký có dòng "proposal.recused"
      Khi ông "Hoàng Gia Nghĩa" mở bỏ phiếu kín cho "Lê Thị Chi" và "Trần Văn Bình"
      Thì bị từ chối vì "invalid-input"

    @xung-dot
    Kịch bản: Không xác nhận được lý do mà dữ liệu không cho thấy
      Khi ông "Hoàng Gia Nghĩa" xác nhận ông "Trần Văn Bình" không tham gia vì "Là người được đề nghị"
      Thì bị từ chối vì "conflict-not-found"
