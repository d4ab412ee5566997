"""A folder that someone else wrote, with other plans, people, dates and papers, runs through the same runner."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.tree import ROOT

ELSEWHERE = """# language: vi
@cua-toi
Tính năng: Khen thưởng ở một nơi khác
  Viết bởi người chưa từng thấy mã nguồn; mọi tên là giả định.

  Bối cảnh:
    Biết hôm nay là 11/04/2025

  @thu
  Kịch bản: Trung tâm ở Bắc Kạn được Chánh Văn phòng khen
    Cho kế hoạch "Văn phòng UBND tỉnh Bắc Kạn"
    Và đơn vị "Trung tâm Tin học – Công báo" thuộc "Văn phòng UBND tỉnh"
    Và tập thể "Trung tâm Tin học – Công báo"
    Và anh "Ma Văn Giả" là chuyên viên của "Trung tâm Tin học – Công báo"
    Và chị "Nông Thị Thử" là thủ trưởng đơn vị của "Trung tâm Tin học – Công báo"
    Khi anh "Ma Văn Giả" lập hồ sơ đề nghị "giấy khen" cho "Trung tâm Tin học – Công báo" dịp "tổng kết"
    Và anh "Ma Văn Giả" nộp các tài liệu
      | loại               | số      | ngày       |
      | Báo cáo thành tích | 07/BC   | 10/04/2025 |
    Và chị "Nông Thị Thử" xem xét hồ sơ
    Thì hồ sơ ở bước "đơn vị đã xét"
    Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
    Thì các lý do từ chối gồm
      | mã  | về      |
      | G04 | BK-TT-1 |
      | G05 | BK-TT-3 |
    Nhưng không bị từ chối vì "G03"

  Khung kịch bản: Một người ở Gia Lai, hai kết cục
    Cho kế hoạch "003"
    Và tỉnh "Gia Lai" có sở "Sở Tài nguyên giả định"
    Và cá nhân "Hà Thị Mẫu" ở "Sở Tài nguyên giả định"
    Và hồ sơ đủ điều kiện đề nghị "Bằng khen của Chủ tịch UBND tỉnh" cho bà "Hà Thị Mẫu" dịp "so_ket", chỉ thiếu <thiếu>
    Khi hồ sơ đang ở bước "Đã thẩm tra nhân sự"
    Và cán bộ tổng hợp tổng hợp hồ sơ
    Thì <kết cục>

    Dữ liệu:
      | thiếu | kết cục                            |
      | "D02" | hồ sơ ở bước "collected"           |
      | "D07" | bị từ chối vì "G07" về "D07"       |
"""


BROKEN = """# language: vi
Tính năng: Một lời hứa không được giữ

  Kịch bản: Nói rằng thành công khi hồ sơ bị từ chối
    Cho hôm nay là ngày 11/04/2025
    Và kế hoạch "Văn phòng UBND tỉnh Bắc Kạn"
    Và đơn vị "Phòng Giả Định" thuộc "Văn phòng UBND tỉnh"
    Và tập thể "Phòng Giả Định"
    Và hồ sơ đủ điều kiện đề nghị "Giấy khen" cho "Phòng Giả Định" dịp "tổng kết"
    Khi cán bộ tổ chức cán bộ thẩm tra hồ sơ
    Thì hồ sơ vẫn ở bước "Đã lập"
"""


def test_a_folder_written_elsewhere_runs_on_both_engines_and_a_broken_promise_fails(tmp_path: Path) -> None:
    (tmp_path / "noi-khac.feature").write_text(ELSEWHERE, encoding="utf-8")
    (tmp_path / "khong-giu.feature").write_text(BROKEN, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/bdd"],
        cwd=ROOT,
        env=environment | {"FEATURES": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert "8 passed, 2 errors" in said or "6 passed, 2 failed" in said, said
