"""The streams of the audit trail: what each is called."""

import re

_ID = re.compile("[0-9a-f]{32}")
_CODE = re.compile("[A-Za-z0-9._-]{1,80}")


def keyed_stream(kind: str, key: str) -> str:
    """Return the stream of what has this id; whatever an address holds that is no id shares one stream of its kind."""
    return f"{kind}/{key}" if is_id(key) else f"{kind}/unknown"


def is_id(text: str) -> bool:
    """Tell whether a text has the shape of an identifier of ours."""
    return _ID.fullmatch(text) is not None


def attempts_stream(stream: str) -> str:
    """Return the stream of refused attempts beside a stream; its chain is its own, so a refusal changes nothing."""
    return f"{stream}/attempts"


def reads_stream(stream: str) -> str:
    """Return the stream of reads beside a stream; a read changes nothing, so its chain is its own too."""
    return f"{stream}/reads"


def proposal_stream(proposal_id: str) -> str:
    """Return the name of a proposal's own stream; what is no id at all shares one stream of its own."""
    return keyed_stream("proposal", proposal_id)


def account_stream(account_id: str) -> str:
    """Return the name of an account's stream."""
    return f"account/{account_id}"


def organisation_stream(organisation_id: str) -> str:
    """Return the name of a body's stream."""
    return f"organisation/{organisation_id}"


def nominee_stream(nominee_id: str) -> str:
    """Return the name of a nominee's stream; what is no id at all shares one stream of its own."""
    return keyed_stream("nominee", nominee_id)


def registration_stream(registration_id: str) -> str:
    """Return the name of a registration's stream."""
    return keyed_stream("registration", registration_id)


def submission_stream(submission_id: str) -> str:
    """Return the name of a submission's stream in the trail."""
    return keyed_stream("submission", submission_id)


def council_stream(council_id: str) -> str:
    """Return the name of a council's stream: its members and the sessions it was called to."""
    return keyed_stream("council", council_id)


def session_stream(session_id: str) -> str:
    """Return the name of a session's stream; it speaks of items by their own ids, never of proposals."""
    return keyed_stream("council-session", session_id)


def asked_stream(act_id: str) -> str:
    """Return the stream beside which refused attempts at a request are kept."""
    return keyed_stream("consultation", act_id)


def petition_stream(petition_id: str) -> str:
    """Return the name of a petition's own stream."""
    return keyed_stream("petition", petition_id)


def job_stream(job_id: str) -> str:
    """Return the name of a job's stream in the trail."""
    return f"job/{job_id}"


def publication_stream(kind: str, code: str) -> str:
    """Return the name of the stream that tells of a plan, a flow, a rulebook, a calendar or a guidance.

    What an address holds that cannot be a code shares one stream of its kind.
    """
    return f"{kind}/{code}" if _CODE.fullmatch(code) else f"{kind}/unknown"
