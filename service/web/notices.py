"""Notices in the page, how one is written to, and the outbox for those who run the installation."""

from typing import Any

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from service.db.notices import ASKING
from service.http.context import actor, services
from service.schemas.notices import ContactInput
from service.usecases.accounts import contacts
from service.usecases.errors import Conflict, Invalid
from service.usecases.notices import notices, outboxes
from service.web.forms import Form
from service.web.kit import area, go, read, write
from service.web.rendering import render_page
from service.web.unread import MOST_COUNTED, unread_notices
from workflows.policy import may

pages = area("notices", __name__)
LIMIT = 50


@pages.get("/notices")
def index() -> Response:
    """Show one's own notices, newest first."""
    who, after = actor(), request.args.get("after") or None
    page = read(lambda work: notices.list_notices(work, actor=who, after=after, limit=LIMIT))
    onward = url_for("pages.notices.index", after=page.next) if page.next else ""
    return render_page("notices/index.html", notices=page.items, onward=onward, is_later=after is not None)


@pages.get("/notices/<notice_id>")
def open_notice(notice_id: str) -> Response:
    """Mark a notice as read and open what it is about."""
    who = actor()
    row = read(lambda work: notices.find_notice(work, actor=who, notice_id=notice_id))
    if not row["is_read"]:
        write(lambda work: notices.mark_read(work, actor=who, notice_id=notice_id))
    if row["job_id"]:
        return go(url_for("pages.jobs.show", job_id=row["job_id"]))
    if row["kind"] in ASKING:
        return go(url_for("pages.opinions.index"))
    return go(f"/proposals/{row['proposal_id']}")


@pages.post("/notices/<notice_id>/read")
def mark_one(notice_id: str) -> Response:
    """Mark one notice as read."""
    who = actor()
    write(lambda work: notices.mark_read(work, actor=who, notice_id=notice_id))
    return go(url_for("pages.notices.index"))


@pages.post("/notices/read")
def mark_all() -> Response:
    """Mark every notice as read."""
    who = actor()
    count = write(lambda work: notices.mark_read(work, actor=who))
    flash(_("Đã đánh dấu %(count)s thông báo là đã đọc.", count=count))
    return go(url_for("pages.notices.index"))


@pages.route("/notices/mail", methods=["GET", "POST"])
def choose_mail() -> Response:
    """Show and change where and how often one is written to."""
    who = actor()
    known = read(lambda work: contacts.show_contact(work, actor=who, account_id=who.account_id))
    form = Form(ContactInput, known)
    values = form.load() if request.method == "POST" else None
    if values is not None:
        try:
            write(lambda work: contacts.set_contact(work, actor=who, account_id=who.account_id, values=values))
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            flash(_("Đã lưu cách nhận thư."))
            return go(url_for("pages.notices.index"))
    hours = services().settings.digest_times
    return render_page("notices/mail.html", form=form, hours=hours, status=422 if form.has_problems else 200)


@pages.get("/outbox")
def outbox() -> Response:
    """Show the mails that were written, to those who run the installation."""
    who, after, state = actor(), request.args.get("after") or None, request.args.get("state", "")
    page = read(lambda work: outboxes.list_outbox(work, actor=who, state=state, after=after, limit=LIMIT))
    onward = url_for("pages.notices.outbox", after=page.next, state=state or None) if page.next else ""
    return render_page("notices/outbox.html", mails=page.items, onward=onward, state=state, **_server())


@pages.get("/outbox/<mail_id>")
def show_mail(mail_id: str) -> Response:
    """Show one mail as it was or will be sent."""
    who = actor()
    mail = read(lambda work: outboxes.show_mail(work, actor=who, mail_id=mail_id))
    return render_page("notices/letter.html", mail=mail, **_server())


@pages.post("/outbox/<mail_id>/again")
def send_again(mail_id: str) -> Response:
    """Let a mail that was given up be sent once more."""
    who = actor()
    try:
        write(lambda work: outboxes.send_again(work, actor=who, mail_id=mail_id))
    except Conflict:
        flash(_("Thư này không cần gửi lại."))
    else:
        flash(_("Thư sẽ được gửi lại."))
    return go(url_for("pages.notices.show_mail", mail_id=mail_id))


@pages.app_context_processor
def unread_in_the_header() -> dict[str, Any]:
    """Give every page the number of unread notices, counted when the page asks for it."""
    return {"unread_notices": unread_notices, "most_unread": MOST_COUNTED, "may_read_outbox": _may_read_outbox}


def _may_read_outbox() -> bool:
    return may(actor(), outboxes.READ)


def _server() -> dict[str, Any]:
    settings = services().settings
    return {"has_server": bool(settings.smtp_host), "written_in": settings.language}
