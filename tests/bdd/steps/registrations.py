"""Chapter 8 goes on: registration before proposing, and numbers of eligible subjects under a guidance."""

from typing import Any

from service.db.work import Work
from service.usecases.attempts import perform
from service.usecases.publishing.guidances import record_eligible
from service.usecases.registrations.registrations import add_entry, open_registration, send_registration
from service.usecases.streams import publication_stream, registration_stream
from tests.bdd.staff import Member
from tests.bdd.vocabulary import step
from tests.bdd.words import find_code
from tests.bdd.world import World

CHAPTER = "8. Nội dung kế hoạch (What a plan says)"


@step("{who:who} lập và gửi bản đăng ký {form} cho {nominee:person} dịp {occasion}", chapter=CHAPTER)
def registers(world: World, who: str, form: str, nominee: str, occasion: str) -> None:
    """Lập bản đăng ký của đơn vị trong năm của kịch bản, thêm đối tượng và hình thức, rồi gửi.

    EN: Begins a registration of the person's unit in the scenario's year, adds the subject and the form, and sends it.
    VD: Khi ông "Y Thảo" lập và gửi bản đăng ký "Giấy khen" cho "Chi cục Thủy lợi" dịp "sơ kết"
    """
    member = world.person(who)
    plan, unit_id = world.current_plan(), member.roles[-1][1]
    opening = {"plan_code": plan.code, "occasion": find_code("occasions", occasion), "year": world.today.year}
    entry = {"nominee_id": world.registry.find(nominee)["id"], "form": find_code("forms", form)}
    actor, catalog = world.staff.actor(member), world.services.catalog

    def act(work: Work) -> dict[str, Any]:
        made = open_registration(work, catalog, actor=actor, values=opening | {"unit_id": unit_id})
        filled = add_entry(
            work,
            catalog,
            actor=actor,
            registration_id=made["id"],
            expected_version=made["version"],
            values=entry,
        )
        return send_registration(
            work, catalog, actor=actor, registration_id=made["id"], expected_version=filled["version"]
        )

    _try(world, member, f"{who} đăng ký", act, registration_stream(""), "register")


@step("{who:who} ghi nhận {number:count} đối tượng đủ điều kiện theo hướng dẫn {code}", chapter=CHAPTER)
def counts(world: World, who: str, number: int, code: str) -> None:
    """Ghi số đối tượng đủ điều kiện của cơ quan cho số lượng tính theo tỷ lệ của hướng dẫn, kèm văn bản.

    EN: Records how many eligible subjects the person's body has under the share of a guidance.
    VD: Khi cán bộ tổ chức cán bộ ghi nhận 39 đối tượng đủ điều kiện theo hướng dẫn "gia-dinh-snv-2025"
    """
    member = world.person(who)
    actor, catalog = world.staff.actor(member), world.services.catalog
    guidance = world.services.database.read(lambda work: catalog.guidance(work, code, 1))
    quota = next(item.code for item in guidance.quotas if item.kind == "percent_of_eligible")
    values = {"quota": quota, "body_id": member.roles[-1][1], "number": number, "document": "12/BC (giả định)"}
    _try(
        world,
        member,
        f"{who} ghi nhận {number}",
        lambda work: record_eligible(work, catalog, actor=actor, code=code, values=values),
        publication_stream("guidance", code),
        "count-eligible",
    )


def _try(world: World, member: Member, what: str, act: Any, stream: str, action: str) -> None:
    actor = world.staff.actor(member)
    world.try_to(what, lambda: perform(world.services, act, actor=actor, stream=stream, action=action))
