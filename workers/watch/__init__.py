"""Watch rules: which articles somebody wants to hear of, and why. Pure functions."""
