"""What makes two achievements the same: subject, period and content (Luật Thi đua, khen thưởng 2022, Điều 5.2)."""

import hashlib
from datetime import date

from workflows.names import fold

DOMAIN = b"vinhdanh-achievement/v1\n"


def achievement_key(nominee_id: str, starts_on: date | None, ends_on: date | None, content: str) -> str:
    """Return the key by which one achievement is known in every channel, or "" while its content is unwritten.

    Case, diacritics and spacing of the content do not count: retyping a report does not make a new achievement.
    """
    folded = fold(content)
    if not folded:
        return ""
    parts = [nominee_id, starts_on.isoformat() if starts_on else "", ends_on.isoformat() if ends_on else "", folded]
    return hashlib.sha256(DOMAIN + "\n".join(parts).encode()).hexdigest()
