"""What is owed once a proposal has come to its end: the acts that its flow always asks for there, until done.

An act that is only offered (the publication) is never owed.
"""

from collections.abc import Collection

from workflows.definition import ActSpec, FlowDefinition

ALWAYS, FINAL = "always", "final"


def owed_acts(
    definition: FlowDefinition, state: str, done: Collection[str] = (), *, has_collector: bool
) -> tuple[ActSpec, ...]:
    """Return the acts still owed in a state, in the order of the flow; none while a proposal is on its way.

    `done` are the kinds of acts that were done.
    """
    if definition.state(state).kind != FINAL:
        return ()
    acts = definition.find_acts(state, has_collector=has_collector)
    return tuple(act for act in acts if act.need == ALWAYS and act.kind not in done)
