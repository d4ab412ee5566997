"""Councils: composition, sessions, votes open and secret, minutes, sheets, releases, rehearsals."""
