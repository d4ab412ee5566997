"""Sending mail: the one place that speaks SMTP."""
