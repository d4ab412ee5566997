"""What is answered about accounts, their roles and their tokens."""

from marshmallow import fields, validate

from service.schemas.base import InputSchema, PageQuery, QueryInput, line, whole
from service.schemas.outputs import OutputSchema, date_on, flag, instant, many, maybe, page_of, said, texts


class BrowserSignInInput(InputSchema):
    """A name and a password typed into the sign-in page."""

    username = line(required=True)
    password = line(required=True)


class DemoSignInInput(InputSchema):
    """One of the fictitious people of a demonstration."""

    username = line(required=True)


class CodeInput(InputSchema):
    """A code of the device, or one of the recovery codes."""

    code = line(load_default="")
    recovery_code = line(load_default="")


class DeviceCodeInput(InputSchema):
    """The first code that a new device shows."""

    code = line(required=True)


class NewPasswordInput(InputSchema):
    """The password in use, and the new one twice."""

    old = fields.String(required=True, load_only=True)
    new = fields.String(required=True, load_only=True)
    again = fields.String(required=True, load_only=True)


class NewTokenInput(InputSchema):
    """What a new token is called, how many days it lasts, and whether it only reads."""

    name = line(required=True)
    days = whole(least=1, most=4000, required=True)
    reach = fields.String(required=True, validate=validate.OneOf(("read", "all")))


class PasswordChangeInput(InputSchema):
    """The password in use, and the one that is to take its place."""

    old = fields.String(required=True, load_only=True)
    new = fields.String(required=True, load_only=True)


class SecondFactorResetInput(InputSchema):
    """Why somebody's second factor is taken away."""

    reason = line(required=True)


class IssuedTokenOutput(OutputSchema):
    """A new token; `token` is shown this once."""

    token = said()
    id = said()
    prefix = said()
    name = said()
    scopes = texts()
    expires_at = instant()
    account_id = said()
    username = said()
    account_name = said()


class TokenOutput(OutputSchema):
    """A token without anything that would let it be used."""

    id = said()
    name = said()
    prefix = said()
    scopes = texts()
    created_at = instant()
    expires_at = instant(allow_none=True)
    revoked_at = instant(allow_none=True)
    is_usable = flag()


class HoldingOutput(OutputSchema):
    """A role held today, and the body it is held in."""

    role = said()
    organisation_id = said()


class MeOutput(OutputSchema):
    """Who asks: account, name, roles held today, scopes of the token."""

    account_id = said()
    name = said()
    holdings = many(HoldingOutput)
    scopes = texts()


class AccountOutput(OutputSchema):
    """An account, never its password."""

    id = said()
    username = said()
    name = said()
    nominee_id = maybe()
    is_active = flag()
    created_at = instant()


class RoleOutput(OutputSchema):
    """A role as it was granted: where, between which days, by which document."""

    id = said()
    role = said()
    organisation_id = said()
    organisation_code = said()
    organisation_name = said()
    valid_from = date_on()
    valid_to = date_on()
    document = said()


class AccountDetailOutput(AccountOutput):
    """An account with every role it holds or held."""

    roles = many(RoleOutput)


class AccountQuery(PageQuery):
    """Accounts by words of their name or user name."""

    q = line()


class AccountChange(InputSchema):
    """What may be changed of an account; disabling one needs a reason."""

    name = fields.String()
    is_active = fields.Boolean()
    reason = line()


class SeparationQuery(QueryInput):
    """A role that an account is to get; nothing for those it has."""

    role = line()
    organisation_id = line()


class PostOutput(OutputSchema):
    """A role held in a body, in somebody's place if it is lent."""

    role = said()
    organisation_id = said()
    organisation_name = said()
    in_place_of = said()


class ClashOutput(OutputSchema):
    """Whoever takes the earlier step by the first role may not take the later one by the second, in these flows."""

    earlier = said()
    first = fields.Nested(PostOutput, required=True)
    later = said()
    second = fields.Nested(PostOutput, required=True)
    flows = texts()


class SeparationsOutput(OutputSchema):
    """All the steps that one account may not both take on the same proposal."""

    items = many(ClashOutput)


TokensPage = page_of(TokenOutput, "TokensPage")
AccountsPage = page_of(AccountOutput, "AccountsPage")
