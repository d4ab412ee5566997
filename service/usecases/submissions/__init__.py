"""Submissions (tờ trình): drawn up, tried, signed, taken up, settled."""
