"""Telling people: notices, reminders, digests, mails."""
