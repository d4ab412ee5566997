"""Rules for new passwords: long, not guessed first, and nothing else is asked."""

import pytest

from service.usecases.accounts.password_rules import SHORTEST, common_words, find_weakness
from service.usecases.passwords import LONGEST

KNOWN = ["Nguyễn Thị Lan", "Sở Tư pháp tỉnh Hà Tĩnh", "Sở Tư pháp"]


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("mười bốn chữ à", "too-short"),
        ("a" * (LONGEST + 1), "too-long"),
        ("xin chào LAN.nguyen nhé", "contains-username"),
        ("password12345678", "too-common"),
        ("Mật khẩu 12345678", "too-common"),
        ("qwertyuiopasdfgh", "too-common"),
        ("123456789012345", "too-common"),
        ("aaaaaaaaaaaaaaa", "too-common"),
        ("abcdefghijklmnop", "too-common"),
        ("hoa lan hoa lan hoa lan", "too-common"),
        ("thi đua khen thưởng 2026", "too-common"),
        ("Nguyễn Thị Lan 1985", "too-common"),
        ("SoTuPhap@2026!!", "too-common"),
        ("1qaz2wsx3edc4rfv", "too-common"),
    ],
)
def test_weak_password_is_told(password: str, weakness: str) -> None:
    assert find_weakness(password, "lan.nguyen", KNOWN) == weakness


@pytest.mark.parametrize(
    "password",
    [
        "Học, học nữa, học mãi",
        "con mèo trèo cây cau",
        "correct horse battery staple",
        "8374629384756201",
        "xK9#mQ2$vL7&pR4!",
        "パスワードはとても長いですよね",
        "ờ ờ ờ mưa rơi trên phố núi",
        "x y" * 50 + "hai con vịt xuống ao tắm",
    ],
)
def test_long_password_of_any_letters_is_accepted(password: str) -> None:
    assert not find_weakness(password, "lan.nguyen", KNOWN)


def test_name_of_the_own_body_counts_only_when_it_is_known() -> None:
    assert find_weakness("So Tu Phap 2026", "lan.nguyen", KNOWN) == "too-common"
    assert not find_weakness("So Tu Phap 2026", "lan.nguyen")


def test_length_is_counted_in_letters_as_people_see_them() -> None:
    decomposed = "e\u0302\u0301" * SHORTEST
    assert find_weakness(decomposed[: 3 * (SHORTEST - 1)], "lan.nguyen") == "too-short"
    assert find_weakness(decomposed, "lan.nguyen") != "too-short"


def test_list_holds_what_is_guessed_first() -> None:
    assert len(common_words()) > 9000
    assert {"password", "qwertyuiop", "matkhau", "anhyeuem", "thiduakhenthuong"} <= common_words()
