"""All models, one module per aggregate; importing this package fills the metadata."""

from service.db.base import Base
from service.db.models.accounts import Account, ApiToken, BrowserSession, LoginAttempt, RoleAssignment
from service.db.models.audit import AuditEvent, AuditSecret
from service.db.models.dossiers import Document, Judgement
from service.db.models.keys import Counter, IdempotencyKey
from service.db.models.nominees import Nominee, NomineeRecord, NomineeSearch
from service.db.models.organisations import Organisation, OrganisationSuccessor
from service.db.models.proposals import Proposal, ProposalAccess, ProposalSearch, ProposalStep, ProposalText
from service.db.models.publications import PublishedDocument
from service.db.models.working_copies import WorkingCopy

__all__ = [
    "Account",
    "ApiToken",
    "AuditEvent",
    "AuditSecret",
    "Base",
    "BrowserSession",
    "Counter",
    "Document",
    "IdempotencyKey",
    "Judgement",
    "LoginAttempt",
    "Nominee",
    "NomineeRecord",
    "NomineeSearch",
    "Organisation",
    "OrganisationSuccessor",
    "Proposal",
    "ProposalAccess",
    "ProposalSearch",
    "ProposalStep",
    "ProposalText",
    "PublishedDocument",
    "RoleAssignment",
    "WorkingCopy",
]
