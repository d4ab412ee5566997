"""Opinions of others: bodies that are asked, the private link, the public notice."""

from service.web.opinions import answering, asking, links, noticing, publicly
from service.web.opinions.area import pages

__all__ = ["answering", "asking", "links", "noticing", "pages", "publicly"]
