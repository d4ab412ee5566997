"""The words a plan file may use; anything else is refused when the file is read."""

from typing import Final, Literal

FORMS: Final = ("giay_khen", "bang_khen_tinh", "bang_khen_bo", "bang_khen_thu_tuong")
NOMINEE_KINDS: Final = ("person", "collective", "household", "clan", "enterprise", "territory")
USUAL_SUBJECTS: Final = {
    "person": "CN",
    "collective": "TT",
    "household": "HGD",
    "clan": "TT",
    "enterprise": "DN",
    "territory": "TT",
}
LEGAL_SUBJECTS: Final = ("CN", "TT", "HGD", "DN", "NN")
FUNCTIONS: Final = ("education", "administration", "mass_organisation", "party", "business", "home_affairs", "other")
LEVELS: Final = (
    "government",
    "ministry",
    "ministry_unit",
    "province",
    "department",
    "office",
    "district",
    "commune",
    "unit",
    "party",
    "mass_organisation",
    "enterprise",
    "association",
)
DECIDER_ROLES: Final = (
    "agency_head",
    "commune_chair",
    "district_chair",
    "provincial_chair",
    "minister",
    "prime_minister",
)
TITLES: Final = ("CDHT", "DVHT", "CDONGHT", "GDHT", "DHHT")
TERRITORY_LEVELS: Final = ("province", "district", "commune")
DOCUMENT_TYPES: Final = tuple(f"D{n:02}" for n in range(1, 22)) + tuple(f"E{n:02}" for n in range(1, 10))
DUTY_KINDS: Final = (
    "inspection",
    "political_tasks",
    "standing",
    "spreading",
    "publication",
    "non_duplication",
    "merging",
    "registration",
    "task",
    "budget",
    "reporting",
    "difficulty",
    "complaint",
    "guidance",
    "appraisal",
    "collection",
    "training",
    "propaganda",
    "mobilisation",
    "execution",
)
IDENTITY_ITEMS: Final = (
    "title",
    "movement_name",
    "movement_aliases",
    "issuer_name",
    "number_printed",
    "date_printed",
    "signer",
    "sign_mode",
    "effective_on",
    "place",
)

CRITERION_KINDS: Final[tuple[Literal["A", "B", "C"], ...]] = ("A", "B", "C")
PER: Final[tuple[Literal["period", "year"], ...]] = ("period", "year")
STATES: Final[tuple[Literal["stated", "none", "not_stated"], ...]] = ("stated", "none", "not_stated")
SCOPES: Final[tuple[Literal["staff_of_issuer", "units_of_issuer", "territory_of_issuer"], ...]] = (
    "units_of_issuer",
    "staff_of_issuer",
    "territory_of_issuer",
)
OCCASIONS: Final[tuple[Literal["yearly", "so_ket", "tong_ket"], ...]] = ("yearly", "so_ket", "tong_ket")
RECURRENCES: Final[tuple[Literal["yearly", "once", "periodic", "not_stated"], ...]] = (
    "not_stated",
    "yearly",
    "once",
    "periodic",
)
STATUSES: Final[tuple[Literal["chua_ban_hanh", "da_ban_hanh"], ...]] = ("chua_ban_hanh", "da_ban_hanh")
QUALITIES: Final[tuple[Literal["official", "secondary"], ...]] = ("official", "secondary")
CONFIDENCES: Final[tuple[Literal["official", "seen", "general_knowledge"], ...]] = (
    "general_knowledge",
    "official",
    "seen",
)
SIGN_MODES: Final = ("direct", "TM", "KT", "TL", "TUQ")
PLAN_KINDS: Final = ("phat_dong", "ke_hoach", "quyet_dinh_kem_ke_hoach", "khac")
