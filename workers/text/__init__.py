"""The language core's first stage: from dirty bytes to the article's own words. Pure functions."""
