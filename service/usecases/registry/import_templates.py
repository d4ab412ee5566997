"""The workbook that an import is filled in on."""

from service.documents.templates import Heading, write_template
from service.usecases.cases import require
from service.usecases.registry.import_sheets import sheets
from service.usecases.registry.imports import ACCOUNTS
from workflows.policy import Actor

NAME = "mau-nhap-don-vi-nguoi-dung.xlsx"
GUIDE = (
    "Hướng dẫn",
    [
        "Nhập đơn vị, người dùng và vai trò",
        "Điền ba trang Đơn vị, Người, Vai trò; trang không dùng thì để trống. Cột có dấu * là bắt buộc.",
        "Không đổi tên trang và tên cột. Ngày viết dạng 01/07/2025. Không dùng công thức.",
        "Đơn vị cấp trên phải đứng trước đơn vị cấp dưới, hoặc đã có trong hệ thống.",
        "Nhập lại cùng mã đơn vị hoặc cùng tên đăng nhập thì không tạo thêm: chỗ khác được sửa, chỗ giống được giữ.",
        "Hệ thống kiểm tra thử trước và nêu từng dòng, từng cột sai. Chỉ khi mọi dòng đều đúng, dữ liệu mới được ghi.",
        "Người mới chưa có mật khẩu: quản trị viên cấp mật khẩu ban đầu tại trang tài khoản.",
    ],
)


def make_template(*, actor: Actor) -> bytes:
    """Return the workbook to fill in; raises PermissionDenied."""
    require(actor, ACCOUNTS)
    filled = [
        (sheet.name, [Heading(one.title, one.hint, one.is_required, one.choices) for one in sheet.columns])
        for sheet in sheets()
    ]
    return write_template(filled, GUIDE)
