"""Any sequence of acts: only states that the file allows, refused moves change nothing, history replays the same."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.unit.flows.flow_files import ACTIONS, CODES, collectors, raw, states, ways
from tests.unit.flows.opened import opened, some_facts
from workflows.engine import MoveNotOpen, UnknownAction, attempt
from workflows.flows.vocabulary import state_names

Act = tuple[str, bool, str]  # action, whether its guards pass, the step wanted


class Walk(RuleBasedStateMachine):
    """One proposal under one flow, moved at random; the file, read on its own, says what should have happened."""

    code: str
    has_collector: bool

    @initialize(code=st.sampled_from(CODES), collector=st.booleans())
    def begin(self, code: str, collector: bool) -> None:
        allowed = collectors(code)
        self.code, self.has_collector = code, collector if collector in allowed else allowed[0]
        self.state, self.resume_state = raw(code)["initial"], ""
        self.history: list[Act] = []

    @rule(action=st.sampled_from(ACTIONS), passes=st.booleans(), wanted=st.sampled_from(tuple(state_names())))
    def act(self, action: str, passes: bool, wanted: str) -> None:
        before = self.state
        expected = self._expected(action, wanted)
        try:
            self._try((action, passes, wanted))
        except (MoveNotOpen, UnknownAction):
            assert not expected
            assert self.state == before
            return
        assert len(expected) == 1
        assert self.state == (expected[0] if passes else before)

    @rule(passes=st.booleans())
    def go_forward(self, passes: bool) -> None:
        """Take the next step of the path, so that walks get far."""
        for action in ("review", "verify", "collect", "appraise", "submit_upward", "approve", "resubmit", "release"):
            if self._expected(action, ""):
                self.act(action, passes, "drafted")
                return

    @invariant()
    def stands_where_the_file_allows(self) -> None:
        if hasattr(self, "code"):
            assert self.state in states(self.code)
            assert self.state != "collected" or self.has_collector
            assert bool(self.resume_state) == (self.state == "on_hold")

    def teardown(self) -> None:
        if not hasattr(self, "code"):
            return
        kept, end = self.history, self.state
        self.state, self.resume_state, self.history = raw(self.code)["initial"], "", []
        for act in kept:
            self._try(act)
        assert self.state == end

    def _expected(self, action: str, wanted: str) -> list[str]:
        found = []
        for row, target in ways(self.code, self.state, action, has_collector=self.has_collector):
            asked = {"resume": self.resume_state, "earlier": wanted}.get(row["target"], target)
            found += [target] if asked == target else []
        return found

    def _try(self, act: Act) -> None:
        action, passes, wanted = act
        facts = some_facts(
            has_collector=self.has_collector, passes=passes, resume_state=self.resume_state, wanted_target=wanted
        )
        outcome = attempt(opened(self.code), self.state, action, facts)
        if outcome.refusals:
            assert outcome.state == self.state
            return
        self.resume_state = self.state if outcome.state == "on_hold" else ""
        self.state = outcome.state
        self.history.append(act)


Walk.TestCase.settings = settings(
    max_examples=60, stateful_step_count=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
TestWalks = Walk.TestCase
