"""Difficulties, petitions and complaints on their way to an answer."""
