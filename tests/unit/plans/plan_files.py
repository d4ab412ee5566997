"""An invented plan file and the invented text it was read from, for tests of reading and comparing."""

import copy
import tomllib
from collections.abc import Callable
from typing import Any

SMALL_PLAN = """
code = "so-mau"
version = 1
file_ref = "900"
period = { state = "stated", value = { starts = 2024, ends = 2030 }, lines = [3] }

[identity]
kind = "ke_hoach"
title = "KẾ HOẠCH mẫu"
movement_name = "Thi đua học tập"
issuer_code = "so-mau"
issuer_name = "Sở Mẫu"
issuer_level = "department"
number = "7/KH-SM"
date_printed = "ngày 02 tháng 5 năm 2024"
issued_on = 2024-05-02
status = "da_ban_hanh"
source_quality = "official"

[identity.lines]
issuer_name = [1]
date_printed = [2]

[source]
criteria_from = "1. Tiêu chí"
criteria_until = "2. Hình thức"
footnotes = [9]

[[bodies]]
code = "so-mau"
name = "Sở Mẫu"
level = "department"
lines = [1]

[[phases]]
number = 1
starts = 2024
ends = 2030
review = "yearly"
lines = [3]

[[categories]]
code = "CN"
printed_label = "1.1. Đối với cá nhân"
label = "Cá nhân"
label_en = "Individuals"
nominee_kinds = ["person"]
scope = "staff_of_issuer"
lines = [5]

[[criteria]]
code = "SM-1"
category = "CN"
kind = "A"
wording = "Được công nhận … Công dân học tập"
lines = [6]
title = { titles = ["CDHT"] }
paraphrase_en = "Holds the title."

[[criteria]]
code = "SM-2"
category = "CN"
kind = "C"
wording = "Có nhiều đóng góp cho phong trào ở cơ quan và địa phương"
source_wording = ["Có nhiều đóng góp cho phong chào ở cơ quan", "và địa phương"]
lines = [7, 10]
needs_evidence = true
evidence = [{ document_type = "E06" }]
paraphrase_en = "Contributed much."

[[occasions]]
code = "yearly"
label = "Khen thưởng hằng năm"
label_en = "Yearly awards"
forms = { state = "stated", value = ["giay_khen"], lines = [12] }
lines = [12]
"""

SMALL_SOURCE = """**SỞ MẪU**
Số: 7/KH-SM, ngày 02 tháng 5 năm 2024
Phong trào được triển khai từ năm 2024 đến năm 2030
#### **1. Tiêu chí**
1.1. Đối với cá nhân
- Được công nhận danh hiệu  “Công dân học tập”… nay gọi là Công dân học tập.
- Có nhiều đóng góp cho phong chào ở cơ quan

¹ Một chú thích cuối trang.
và địa phương.
2. Hình thức khen thưởng
Hằng năm: Giấy khen."""

Change = Callable[[dict[str, Any]], object]


def a_plan_file(*changes: Change) -> dict[str, Any]:
    """The parsed small plan after the changes, each a function that alters the data in place."""
    data = copy.deepcopy(tomllib.loads(SMALL_PLAN))
    for change in changes:
        change(data)
    return data
