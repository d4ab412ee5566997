"""The questions that rules may ask: one pure function per kind, each answering with verdicts and evidence."""
