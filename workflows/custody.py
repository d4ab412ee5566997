"""Which states of a flow lie with one receiving level, so that its time limits run through all of them."""

from workflows.definition import FlowDefinition, TransitionSpec, admitted

RECEIVING_BODIES = frozenset({"appraiser", "ministry"})


def is_received(definition: FlowDefinition, state: str, *, has_collector: bool) -> bool:
    """Tell whether a dossier in this state lies with the body that appraises it, so that its regime is fixed.

    The appraising body is Home Affairs or the ministry's office; where a flow has none, the agency that verifies.
    """
    moves = _open(definition, has_collector=has_collector)
    appraisals = [move for move in moves if move.phase == "T3" and move.body in RECEIVING_BODIES]
    receiving = appraisals or [move for move in moves if move.phase == "T2"]
    return any(state in move.sources for move in receiving)


def custody(definition: FlowDefinition, state: str, *, has_collector: bool) -> frozenset[str]:
    """Return the states that lie with the level which has a dossier in this state; empty for one off the path.

    Up to the receipt each step is a body of its own; then everything is one level, and above a submission another.
    """
    order = [step.state for step in definition.path_for(has_collector=has_collector) if step.applies]
    if state not in order:
        return frozenset()
    received = (is_received(definition, code, has_collector=has_collector) for code in order)
    cuts = [next((place for place, is_here in enumerate(received) if is_here), len(order))]
    sent_up = {move.target for move in _open(definition, has_collector=has_collector) if move.phase == "T4S"}
    cuts += [place for place, code in enumerate(order) if code in sent_up]
    here = order.index(state)
    if here < cuts[0]:
        return frozenset({state})
    begin = max(cut for cut in cuts if cut <= here)
    end = min((cut for cut in cuts if cut > here), default=len(order))
    return frozenset(order[begin:end])


def _open(definition: FlowDefinition, *, has_collector: bool) -> list[TransitionSpec]:
    wanted = admitted(has_collector=has_collector)
    return [move for move in definition.transitions if move.collector in wanted]
