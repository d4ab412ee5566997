"""The kinds of long work and who does each; a kind is named by `start_job`, its name for people stands in labels."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from service.usecases.councils import council_releases
from service.usecases.councils.council_release_jobs import release_sheet
from service.usecases.jobs.job_running import Job
from service.usecases.moves.batch_jobs import check_batch, run_chosen
from service.usecases.proofs.trail_exports import export_package, export_search, verify_chains
from service.usecases.registry import import_jobs
from service.usecases.services import Services
from service.usecases.submissions import submission_signing
from service.usecases.submissions.submission_jobs import check_submission, send_submission

# Does the work of a job and returns its result; called anew from the beginning when it was cut short, with what the
# job has kept. Runs outside of any request, in a thread of its own. A result may name the `page` that shows it.
Handler = Callable[[Services, Job], Mapping[str, Any]]

KINDS: Mapping[str, Handler] = MappingProxyType(
    {
        "batch-check": check_batch,
        "batch-run": run_chosen,
        import_jobs.CHECK: import_jobs.try_workbook,
        import_jobs.APPLY: import_jobs.take_in_workbook,
        submission_signing.CHECK: check_submission,
        submission_signing.SEND: send_submission,
        council_releases.RELEASE: release_sheet,
        "audit-export": export_search,
        "audit-package": export_package,
        "audit-verification": verify_chains,
    }
)
