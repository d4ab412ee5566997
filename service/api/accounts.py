"""Signing in, tokens, accounts and the roles they hold."""

from dataclasses import asdict
from typing import Any

from flask import Response

from service.api.kit import Resource, answer, answer_page, created, read, write
from service.http.context import actor, network, services
from service.schemas.accounts import (
    AccountChange,
    AccountDetailOutput,
    AccountQuery,
    AccountsPage,
    IssuedTokenOutput,
    MeOutput,
    PasswordChangeInput,
    RoleOutput,
    SecondFactorResetInput,
    SeparationQuery,
    SeparationsOutput,
    TokensPage,
)
from service.schemas.registry import AccountInput, RoleInput, SignInInput
from service.usecases.accounts import accounts, password_changes, second_factors, separations, tokens
from service.usecases.accounts.sign_ins import sign_in
from service.usecases.recording import plain

blp = Resource("accounts", __name__, description="Đăng nhập, mã truy cập, tài khoản và vai trò")


@blp.post("/tokens")
@blp.arguments(SignInInput)
@blp.doc(security=[{}, {"token": []}])
@blp.response(201, IssuedTokenOutput)
def issue_token(values: dict[str, Any]) -> Response:
    """Sign in for a token, or, when signed in, issue a narrower one. The token is shown once."""
    particulars = {name: values[name] for name in ("name", "scopes", "lifetime_hours")}
    if values["username"]:
        issued = sign_in(
            services(),
            username=values["username"],
            password=values["password"],
            code=values["code"],
            network=network(),
            **particulars,
        )
    else:
        who, most = actor(), services().settings.token_lifetime_hours
        issued = write(lambda work: tokens.issue_token(work, actor=who, most_hours=most, **particulars))
    return answer(plain(asdict(issued)), 201)


@blp.get("/tokens")
@blp.response(200, TokensPage)
def list_tokens() -> Response:
    """Return the caller's own tokens, without their secrets."""
    who = actor()
    return answer({"items": plain(read(lambda work: tokens.list_tokens(work, actor=who))), "next": None})


@blp.delete("/tokens/<string:token_id>")
@blp.response(204)
def revoke_token(token_id: str) -> Response:
    """Revoke one of the caller's tokens at once."""
    who = actor()
    write(lambda work: tokens.revoke_token(work, actor=who, token_id=token_id))
    return Response(status=204)


@blp.get("/me")
@blp.response(200, MeOutput)
def show_me() -> Response:
    """Return who the caller is and which roles are held today, in which bodies."""
    who = actor()
    holdings = [{"role": held.role, "organisation_id": held.organisation_id} for held in who.holdings]
    scopes = sorted(who.scopes)
    return answer({"account_id": who.account_id, "name": who.name, "holdings": holdings, "scopes": scopes})


@blp.post("/me/password")
@blp.arguments(PasswordChangeInput)
@blp.response(204)
def change_password(values: dict[str, Any]) -> Response:
    """Give the caller's own account a new password; every browser is signed out, tokens go on."""
    password_changes.change_password(services(), actor=actor(), network=network(), **values)
    return Response(status=204)


@blp.get("/accounts")
@blp.arguments(AccountQuery, location="query")
@blp.response(200, AccountsPage)
def list_accounts(query: dict[str, Any]) -> Response:
    """Return accounts by user name, or those found by words of their names without diacritics."""
    who = actor()
    wanted = {"query": query["q"], "after": query["after"], "limit": query["limit"]}
    return answer_page(read(lambda work: accounts.list_accounts(work, actor=who, **wanted)))


@blp.post("/accounts")
@blp.arguments(AccountInput)
@blp.response(201, AccountDetailOutput)
def add_account(values: dict[str, Any]) -> Response:
    """Add an account."""
    who = actor()
    passwords = services().passwords
    made = write(lambda work: accounts.add_account(work, passwords, actor=who, **values))
    return created(made, f"/accounts/{made['id']}")


@blp.get("/accounts/<string:account_id>")
@blp.response(200, AccountDetailOutput)
def show_account(account_id: str) -> Response:
    """Return an account with every role it holds or held: one's own, or anybody's for those who manage accounts."""
    who = actor()
    return answer(read(lambda work: accounts.show_account(work, actor=who, account_id=account_id)))


@blp.patch("/accounts/<string:account_id>")
@blp.arguments(AccountChange)
@blp.response(200, AccountDetailOutput)
def change_account(values: dict[str, Any], account_id: str) -> Response:
    """Change an account's name, or whether it may be used; a disabled one is refused at its next request."""
    who = actor()
    return answer(write(lambda work: accounts.change_account(work, actor=who, account_id=account_id, values=values)))


@blp.get("/accounts/<string:account_id>/separations")
@blp.arguments(SeparationQuery, location="query")
@blp.response(200, SeparationsOutput)
def list_separations(query: dict[str, Any], account_id: str) -> Response:
    """Return the steps an account may not both take with its roles, or those that another role would add."""
    who, catalog = actor(), services().catalog
    wanted = {"role": query["role"], "organisation_id": query["organisation_id"]}
    items = read(lambda work: separations.list_separations(work, catalog, actor=who, account_id=account_id, **wanted))
    return answer({"items": items})


@blp.post("/accounts/<string:account_id>/second-factor/reset")
@blp.arguments(SecondFactorResetInput)
@blp.response(204)
def reset_second_factor(values: dict[str, Any], account_id: str) -> Response:
    """Take somebody's second factor away after the device and the codes were lost; it is set up anew at sign-in."""
    who = actor()
    write(lambda work: second_factors.reset_second_factor(work, actor=who, account_id=account_id, **values))
    return Response(status=204)


@blp.post("/accounts/<string:account_id>/roles")
@blp.arguments(RoleInput)
@blp.response(201, RoleOutput)
def grant_role(values: dict[str, Any], account_id: str) -> Response:
    """Grant a role in a body."""
    who = actor()
    made = write(lambda work: accounts.grant_role(work, actor=who, account_id=account_id, **values))
    return answer(plain(made), 201)


@blp.delete("/roles/<string:assignment_id>")
@blp.response(200, RoleOutput)
def revoke_role(assignment_id: str) -> Response:
    """Take a role back; it counts no more from the next request."""
    who = actor()
    return answer(plain(write(lambda work: accounts.revoke_role(work, actor=who, assignment_id=assignment_id))))
