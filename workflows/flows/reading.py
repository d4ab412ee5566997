"""Reading the tables of a flow file, noting every word that is not known."""

from datetime import date

from workflows.definition import ActSpec, ClockSpec, FlowDefinition, PathStep, Selection, StateSpec
from workflows.definition import TransitionSpec as Move
from workflows.flows import vocabulary as words
from workflows.plans.table_reader import TableReader
from workflows.plans.vocabulary import FORMS, LEVELS, NOMINEE_KINDS
from workflows.policy import roles
from workflows.rules.read_checks import read_citation
from workflows.rules.vocabulary import BASES, PHASES


def read_flow(reader: TableReader, digest: str) -> FlowDefinition:
    """Read a whole flow file; problems gather in the reader."""
    return FlowDefinition(
        code=reader.text("code"),
        version=reader.whole("version", least=1),
        name_vi=reader.text("name_vi"),
        name_en=reader.text("name_en"),
        initial=reader.text("initial"),
        effective_on=_day(reader, "effective_on"),
        citation=read_citation(reader),
        selection=_read_selection(reader.table("selects")),
        states=tuple(_read_state(table) for table in reader.tables("states")),
        path=tuple(_read_step(table) for table in reader.tables("path")),
        transitions=tuple(_read_move(table) for table in reader.tables("transitions")),
        acts=tuple(_read_act(table) for table in reader.tables("acts")),
        digest=digest,
    )


def _day(reader: TableReader, key: str) -> date:
    day = reader.day(key)
    if day is None and not reader.has(key):
        reader.problem(key, "missing")
    return day or date.min


def _read_selection(table: TableReader) -> Selection:
    return Selection(
        forms=table.words("forms", FORMS),
        issuer_levels=table.words("issuer_levels", LEVELS),
        plan_levels=table.words("plan_levels", LEVELS),
        collector=table.word("collector", words.COLLECTOR_RULES, "any"),
        valid_from=table.day("valid_from"),
        valid_to=table.day("valid_to"),
    )


def _read_state(table: TableReader) -> StateSpec:
    code = table.text("code")
    name = words.state_names().get(code)
    if name is None:
        table.problem("code", f"no state is called {code!r}")
        name = words.StateName(code, code, code, "step")
    return StateSpec(
        code=code,
        label_vi=table.text("label_vi", name.vi),
        label_en=table.text("label_en", name.en),
        kind=name.kind,
        editors=table.words("editors", tuple(roles())),
    )


def _read_step(table: TableReader) -> PathStep:
    applies = table.flag("applies")
    return PathStep(
        state=table.text("state"),
        applies=applies,
        role=table.word("role", tuple(roles())) if applies else "",
        body=table.word("body", words.BODIES) if applies else "",
        ground_vi=table.text("ground_vi", ""),
        ground_en=table.text("ground_en", ""),
        citation=read_citation(table) if table.has("citation") else None,
        collector=table.word("collector", words.COLLECTOR_RULES, "any"),
    )


def _read_move(table: TableReader) -> Move:
    action = table.text("action")
    name = words.action_names().get(action)
    if name is None or action == words.DRAFT:
        table.problem("action", f"no move is called {action!r}")
        name = words.ActionName(action, action, action)
    return Move(
        action=action,
        label_vi=table.text("label_vi", name.vi),
        label_en=table.text("label_en", name.en),
        sources=table.texts("sources"),
        target=table.text("target"),
        roles=table.words("roles", tuple(roles())),
        body=table.word("body", words.BODIES) if table.has("body") else "",
        phase=table.word("phase", PHASES),
        guards=table.texts("guards"),
        law=not table.has("law") or table.flag("law"),
        distinct_from=table.words("distinct_from", tuple(words.action_names())),
        reason_required=table.flag("reason_required"),
        collector=table.word("collector", words.COLLECTOR_RULES, "any"),
        clocks=tuple(_read_clock(clock) for clock in table.tables("clocks")),
        resumes=table.texts("resumes"),
    )


def _read_act(table: TableReader) -> ActSpec:
    kind = table.text("kind")
    name = words.act_names().get(kind)
    if name is None:
        table.problem("kind", f"no act is called {kind!r}")
        name = words.ActionName(kind, kind, kind)
    return ActSpec(
        kind=kind,
        label_vi=table.text("label_vi", name.vi),
        label_en=table.text("label_en", name.en),
        at=table.texts("at"),
        roles=table.words("roles", tuple(roles())),
        body=table.word("body", words.BODIES),
        need=table.word("need", words.ACT_NEEDS),
        citation=read_citation(table),
        before=table.words("before", tuple(words.action_names())),
        collector=table.word("collector", words.COLLECTOR_RULES, "any"),
        guards=table.texts("guards"),
        clocks=tuple(_read_clock(clock) for clock in table.tables("clocks")),
        silence=table.word("silence", words.SILENCES, ""),
        after=table.texts("after"),
    )


def _read_clock(table: TableReader) -> ClockSpec:
    return ClockSpec(
        working_days=table.whole("working_days", least=1),
        starts=table.word("starts", words.CLOCK_STARTS),
        citation=read_citation(table),
        valid_from=table.day("valid_from"),
        valid_to=table.day("valid_to"),
        bases=table.words("bases", BASES),
        subjects=table.words("subjects", NOMINEE_KINDS),
        least_cases=table.whole("least_cases", 0),
        most_cases=table.whole("most_cases", 0),
    )
