"""Days as people write them, in each language."""

from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def spell_day(language: str, day: date) -> str:
    """Return a day as people write it: 01/7/2025 in Vietnamese, 1 July 2025 in English."""
    if language == "vi":
        # The practice of official papers: a zero before days and before the first two months only.
        return f"{day.day:02}/{day.month:02}/{day.year}" if day.month <= 2 else f"{day.day:02}/{day.month}/{day.year}"  # noqa: PLR2004  # January and February
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def spell_money(language: str, amount: int) -> str:
    """Return an amount of whole đồng as people write it: 7.590.000 đồng, or 7,590,000 VND in English."""
    grouped = f"{amount:,}"
    return f"{grouped} VND" if language == "en" else f"{grouped.replace(',', '.')} đồng"
