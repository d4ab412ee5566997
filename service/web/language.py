"""The language and the clock of pages: Vietnamese sentences are written in place, English ones in catalogues."""

from babel.support import NullTranslations
from flask_babel import Domain, get_locale

from service.i18n.catalogues import translations

ZONE = "Asia/Ho_Chi_Minh"


class VietnameseFirst(Domain):
    """Sentences as the templates write them, or their English from the catalogues."""

    def get_translations(self) -> NullTranslations:
        """Return the sentences of the language that is asked for."""
        return translations(str(get_locale() or "vi"))


def time_zone() -> str:
    """Return the zone in which instants are shown."""
    return ZONE
