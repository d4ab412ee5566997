"""What people are told of the release of a line: done, or every reason why it stays behind."""

from collections.abc import Mapping
from typing import Any

from service.i18n import name_of, sentence


def tell_answer(answer: Mapping[str, Any], language: str) -> list[str]:
    """Return the sentences of an answer: what was released, or why it was not and what to do."""
    if answer["result"] == "released":
        said = [name_of("sheet_outcomes", answer["outcome"], language)]
        if started := answer.get("started"):
            said.append(f"{name_of('forms', started['form'], language)} ({started['number']})")
        return [": ".join(said)]
    problems = answer.get("problems", ())
    told = [sentence("problems", one["code"], one.get("params", {}), language) for one in problems]
    return [sentence("errors", answer["code"], answer.get("params", {}), language), *told]
