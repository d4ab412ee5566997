"""What the pages of the wizard take beyond what the API takes."""

from marshmallow import fields

from service.schemas.base import InputSchema, QueryInput, line, text, whole
from service.schemas.proposals import DocumentForm
from service.schemas.registry import NomineeInput


class ChoiceQuery(QueryInput):
    """What was chosen in the first steps: unit and offer (plan, occasion, form), and the nominee once there is one."""

    unit = line()
    offer = line()
    nominee = line()
    q = line()
    kind = line()
    after = fields.String(load_default=None, allow_none=True)


class OpenInput(InputSchema):
    """The last words before a proposal is opened: the category and, where there are several, who decides."""

    category = line(required=True)
    decider = line()


class AddNomineeInput(NomineeInput):
    """A nominee as the wizard takes it; `anyway` adds one although another bears the same name."""

    women_percent = whole(most=100, load_default=None, allow_none=True)
    anyway = fields.Boolean(load_default=False)


class StatementForm(InputSchema):
    """What a proposal says, with what the page knows of the writing: on which version, which copy, in which window."""

    text = text()
    starts_on = fields.Date(load_default=None, allow_none=True)
    ends_on = fields.Date(load_default=None, allow_none=True)
    theme = line()
    occasion = line()
    category = line()
    basis = line()
    standard = line()
    channel = line()
    base_version = whole(least=1, required=True)
    copy = whole(load_default=0)
    window = line()
    onward = line()


class SlotForm(DocumentForm):
    """A document as the wizard takes it: particulars as fields of their own, and a file kept from an earlier try."""

    class Meta(DocumentForm.Meta):
        """The JSON form of the particulars is the API's."""

        exclude = ("meta",)

    version = whole(least=1, required=True)
    held = line()


class RemovalForm(InputSchema):
    """Taking a document out, on the version that was seen."""

    version = whole(least=1, required=True)


class CompareQuery(QueryInput):
    """Two versions of a dossier."""

    first = whole(least=1, load_default=None, allow_none=True, data_key="from")
    last = whole(least=1, load_default=None, allow_none=True, data_key="to")
