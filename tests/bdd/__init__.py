"""The features, bound to a real world: a vocabulary of steps, a cast, and the two engines."""
