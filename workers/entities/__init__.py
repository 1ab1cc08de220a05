"""Entities: found behind clitics and variants, told apart, linked. Pure functions."""
