"""The forms of the pages about bodies and people: by codes and names that people know."""

from marshmallow import fields, validate

from service.schemas.base import InputSchema, line


class SearchForm(InputSchema):
    """Words to look for."""

    q = line()


class BodyForm(InputSchema):
    """A new body below another, which is named by its code."""

    code = line(required=True)
    name = line(required=True)
    level = line(required=True)
    function = line()
    legal_personality = fields.Boolean(load_default=False)
    specialised_agency = fields.Boolean(load_default=False)
    head_role = line()
    valid_from = fields.Date()
    valid_to = fields.Date()
    note = line()


class BodyChangeForm(InputSchema):
    """What is corrected of a body; another name is a renaming."""

    function = line()
    legal_personality = fields.Boolean(load_default=False)
    specialised_agency = fields.Boolean(load_default=False)
    head_role = line()
    valid_from = fields.Date(load_default=None)
    valid_to = fields.Date(load_default=None)
    note = line()


class ReorganisationForm(InputSchema):
    """A merger or a division: the other bodies by their codes, one on each line."""

    way = fields.String(required=True, validate=validate.OneOf(("into", "out_of")))
    codes = fields.String(required=True)
    since = fields.Date(required=True)
    document = line(required=True)
    ends_old = fields.Boolean(load_default=False)


class NewAccountForm(InputSchema):
    """A new account; its password is issued afterwards."""

    username = line(required=True)
    name = line(required=True)


class AccountForm(InputSchema):
    """An account's name, and whether it may be used."""

    name = line(required=True)
    is_active = fields.Boolean(load_default=False)
    reason = line()


class RoleForm(InputSchema):
    """A role for an account in a body, which is named by its code; `seen` says that the warnings were read."""

    role = line(required=True)
    organisation = line(required=True)
    valid_from = fields.Date(load_default=None)
    valid_to = fields.Date(load_default=None)
    document = line(required=True)
    seen = fields.Boolean(load_default=False)


class DelegationForm(InputSchema):
    """A delegation of the source that the page is for; `seen` says that the warnings were read."""

    delegate = line(required=True)
    acts = fields.List(fields.String(), load_default=list)
    document = line(required=True)
    valid_from = fields.Date(required=True)
    valid_to = fields.Date(required=True)
    seen = fields.Boolean(load_default=False)


class EndingForm(InputSchema):
    """Why something is ended."""

    reason = line(required=True)
