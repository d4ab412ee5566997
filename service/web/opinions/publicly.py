"""What everybody reads and says: the list of public notices, one notice, and the form of a comment."""

from flask import Response, request, url_for
from flask_babel import gettext as _

from service.http.context import network, services
from service.schemas.opinions import CommentInput
from service.usecases.errors import Invalid
from service.usecases.opinions import notice_comments
from service.web.forms import Form
from service.web.kit import flash_note, go, public, read
from service.web.opinions.area import pages
from service.web.rendering import render_page, who_is_here

LIMIT = 50
FRESH_SECONDS = 60  # a notice that is taken down is gone from caches after a minute


@pages.get("/public-notices")
@public
def public_notices() -> Response:
    """Show what is posted in public today, newest first."""
    after = request.args.get("after") or None
    page = read(lambda work: notice_comments.list_public(work, after=after, limit=LIMIT))
    onward = url_for("pages.opinions.public_notices", after=page.next) if page.next else ""
    response = render_page("opinions/public_list.html", items=page.items, onward=onward, is_later=after is not None)
    return _cached(response)


@pages.get("/public-notices/<notice_id>")
@public
def public_notice(notice_id: str) -> Response:
    """Show one notice as long as it is posted."""
    view = read(lambda work: notice_comments.show_public(work, notice_id=notice_id))
    return _cached(render_page("opinions/public_notice.html", view=view))


@pages.route("/public-notices/<notice_id>/comment", methods=["GET", "POST"])
@public
def comment(notice_id: str) -> Response:
    """Take what somebody says to a notice; a machine that fills in the hidden field is thanked and forgotten."""
    view, form = read(lambda work: notice_comments.show_public(work, notice_id=notice_id)), Form(CommentInput)
    values = form.load() if request.method == "POST" else None
    if values is not None:
        is_machine = bool(values.pop("website"))
        try:
            if not is_machine:
                notice_comments.comment(services(), notice_id=notice_id, network=network(), **values)
        except Invalid as error:
            form.refuse(error)
        else:
            flash_note("good", _("Đã nhận ý kiến. Cơ quan công khai sẽ xem xét; ý kiến không hiện trên trang này."))
            return go(url_for("pages.opinions.comment", notice_id=notice_id))
    return render_page("opinions/comment.html", view=view, form=form, status=422 if form.has_problems else 200)


def _cached(response: Response) -> Response:
    """Let caches keep what is the same for everybody: not for whoever is signed in, nor while a cookie is set."""
    if who_is_here() is None and not request.args.get("lang"):
        response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    return response
