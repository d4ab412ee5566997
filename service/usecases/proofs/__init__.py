"""What the trail proves: chains, seals and counts made anew, and packages to take away."""
