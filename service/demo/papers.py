"""The papers of the stories: which ones a dossier takes, their particulars, and the files themselves."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from service.demo.files import make_file
from service.demo.reading import Row, read_data
from service.usecases.drafting.dossiers import DocumentValues, Upload
from workflows.documents import document_types
from workflows.names import fold


def papers_of(story: Row) -> list[Row]:
    """Return the papers of a story: those of its named sets, a yearly one for each year of the achievement."""
    sets: Mapping[str, list[Row]] = read_data("papers")["sets"]
    leaves_out = story.get("without", ())
    named = [paper for name in story["papers"] for paper in sets[name] if paper["type"] not in leaves_out]
    return [paper for row in [*named, *story.get("more_papers", ())] for paper in _each_year(row, story)]


def paper_for(story: Row, paper: Row, *, ordinal: int, today: date, edition: int, limit: int) -> Upload:
    """Return a paper ready to be attached: what is stated of it, and its file."""
    kind = document_types()[paper["type"]]
    number = paper.get("number", "").replace("%", f"{ordinal:02}").replace("@", str(paper.get("year", today.year)))
    values = DocumentValues(
        type=paper["type"],
        file_name=f"{fold(paper.get('title', kind.label_vi)).replace(' ', '-').replace(',', '')}.{_ending(paper)}",
        title=paper.get("title", kind.label_vi),
        criterion=paper.get("criterion", ""),
        number=number,
        dated_on=_dated_on(story, paper, today),
        issuer=paper.get("issuer", ""),
        copy=paper.get("copy", "original"),
        meta=_meta(paper, story, today),
    )
    lines = [values.title, f"Số: {number or '—'}", f"Ngày: {values.dated_on:%d/%m/%Y}", story.get("text", "")]
    if edition > 1:
        lines.append(f"Bản thay thế lần {edition - 1}, bổ sung số liệu.")
    return Upload(values, make_file(_ending(paper), lines), limit)


def _each_year(paper: Row, story: Row) -> Iterator[Row]:
    if not paper.get("yearly"):
        yield paper
        return
    for year in range(story["period"][0].year, story["period"][1].year + 1):
        yield {**paper, "year": year, "meta": {**paper.get("meta", {}), "year": year}}


def _dated_on(story: Row, paper: Row, today: date) -> date:
    """Return the date of a paper: inside the achievement period for evidence, by the day of the act for the rest."""
    starts: date
    ends: date
    starts, ends = story["period"]
    if "year" in paper:
        return max(starts, min(ends, date(paper["year"], 2, 20)))
    if paper.get("dated") == "inside":
        return starts + (ends - starts) * 2 // 3
    return today + timedelta(days=paper.get("days", 0))


def _meta(paper: Row, story: Row, today: date) -> dict[str, Any]:
    """Return the particulars; `today` among them stands for the day of the act, `form` for the story's form."""
    words = {"today": today.isoformat(), "form": story["form"]}
    meta = {
        name: words.get(value, value) if isinstance(value, str) else value
        for name, value in paper.get("meta", {}).items()
    }
    if meta.get("forms") == ["form"]:
        meta["forms"] = [story["form"]]
    return meta


def _ending(paper: Row) -> str:
    return str(paper.get("file", "txt"))
