"""What an installation does by itself: the kinds of long work, what falls due by the clock, clearing away."""
