"""Deadlines and reports at the interface: who may ask, and what a wrong address or a wrong form is told."""

from collections.abc import Callable

from flask.testing import FlaskClient

from service.usecases.publishing.publications import publish_packaged
from service.usecases.services import Services
from tests.integration.api.conftest import Headers, Ministry


def test_deadlines_and_reports_answer_as_described(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry, services: Services
) -> None:
    services.database.write(publish_packaged)
    clerk = sign_in("chuyenvien", "unit_clerk", tree.division)
    administrator = sign_in("quantri", "administrator", tree.government)
    assert client.get("/api/v1/deadlines?lang=en", headers=clerk).json == {"items": [], "next": None}
    assert client.get("/api/v1/deadlines", headers=administrator).status_code == 403
    assert client.get("/api/v1/deadlines?part=khong-co", headers=clerk).status_code == 422
    assert client.get("/api/v1/proposals/khong-co/limits", headers=clerk).status_code == 404
    assert client.get("/api/v1/plans/khong-co/reports", headers=clerk).status_code == 404
    told = client.get("/api/v1/plans/ha-tinh-stp/reports?year=2025&lang=vi", headers=clerk).json
    assert (told["year"], told["items"]) == (2025, [])
    sent = client.post(
        "/api/v1/plans/ha-tinh-stp/reports", headers=clerk, data={"chain": "x"}, content_type="multipart/form-data"
    )
    assert sent.status_code == 422
    assert client.get("/api/v1/calendars/vietnam-2026", headers=clerk).json["meta"]["kind"] == "calendar"
