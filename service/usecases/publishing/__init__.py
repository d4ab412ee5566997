"""Published texts: plans, flows, rulebooks, calendars, guidances; proposed by one person, confirmed by another."""
