"""All models, one module per aggregate; importing this package fills the metadata."""

from service.db.base import Base
from service.db.models.accounts import Account, ApiToken, BrowserSession, LoginAttempt, RoleAssignment
from service.db.models.audit import AuditEvent, AuditSecret
from service.db.models.ballots import SecretBallot, SecretBallotPaper, SecretBallotVoter
from service.db.models.batches import Batch, BatchRow
from service.db.models.councils import (
    Council,
    CouncilItem,
    CouncilMember,
    CouncilSeat,
    CouncilSession,
    CouncilTurn,
    CouncilVote,
)
from service.db.models.deadlines import Reminder
from service.db.models.delegations import Delegation, DelegationLink
from service.db.models.dossiers import Document, Judgement
from service.db.models.guidance import EligibleNumber, GuidancePlace
from service.db.models.jobs import Job
from service.db.models.keys import Counter, IdempotencyKey
from service.db.models.kinships import Kinship
from service.db.models.marks import AuditIndexState, AuditMark, AuditPassed, AuditTerm, RecentRead
from service.db.models.nominees import Nominee, NomineeRecord, NomineeSearch
from service.db.models.notices import Contact, Mail, Notice
from service.db.models.opinions import Consultation, NoticeComment, PublicNotice
from service.db.models.organisations import Organisation, OrganisationName, OrganisationSuccessor
from service.db.models.petitions import Petition
from service.db.models.proposals import (
    Proposal,
    ProposalAccess,
    ProposalAct,
    ProposalSearch,
    ProposalStep,
    ProposalText,
    Recusal,
)
from service.db.models.publications import PendingPublication, PublishedDocument
from service.db.models.registrations import Registration, RegistrationEntry
from service.db.models.reports import YearlyReport
from service.db.models.second_factors import LinkedIdentity, RecoveryCode, SecondFactor
from service.db.models.sheets import CouncilSheetRow
from service.db.models.submissions import Submission, SubmissionEntry
from service.db.models.working_copies import WorkingCopy

__all__ = [
    "Account",
    "ApiToken",
    "AuditEvent",
    "AuditIndexState",
    "AuditMark",
    "AuditPassed",
    "AuditSecret",
    "AuditTerm",
    "Base",
    "Batch",
    "BatchRow",
    "BrowserSession",
    "Consultation",
    "Contact",
    "Council",
    "CouncilItem",
    "CouncilMember",
    "CouncilSeat",
    "CouncilSession",
    "CouncilSheetRow",
    "CouncilTurn",
    "CouncilVote",
    "Counter",
    "Delegation",
    "DelegationLink",
    "Document",
    "EligibleNumber",
    "GuidancePlace",
    "IdempotencyKey",
    "Job",
    "Judgement",
    "Kinship",
    "LinkedIdentity",
    "LoginAttempt",
    "Mail",
    "Nominee",
    "NomineeRecord",
    "NomineeSearch",
    "Notice",
    "NoticeComment",
    "Organisation",
    "OrganisationName",
    "OrganisationSuccessor",
    "PendingPublication",
    "Petition",
    "Proposal",
    "ProposalAccess",
    "ProposalAct",
    "ProposalSearch",
    "ProposalStep",
    "ProposalText",
    "PublicNotice",
    "PublishedDocument",
    "RecentRead",
    "RecoveryCode",
    "Recusal",
    "Registration",
    "RegistrationEntry",
    "Reminder",
    "RoleAssignment",
    "SecondFactor",
    "SecretBallot",
    "SecretBallotPaper",
    "SecretBallotVoter",
    "Submission",
    "SubmissionEntry",
    "WorkingCopy",
    "YearlyReport",
]
