"""Moving a proposal: looking ahead, judging, moving one or many, and what stops or hides it."""
