"""The dossiers that browser tests drive really go through, for each of the four award forms."""

import pytest

from tests.browser.dossiers import STEPS, new_dossier
from tests.browser.serving import Site


@pytest.mark.parametrize("form", STEPS)
def test_a_prepared_dossier_goes_from_draft_to_decision(own_site: Site, form: str) -> None:
    dossier = new_dossier(own_site, form)
    for step in STEPS[form]:
        dossier.prepare(step)
        dossier.move(step)
    assert dossier.state == "approved"
