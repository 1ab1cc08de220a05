"""Errors that a person is meant to read: one line that says what is wrong and what to do."""


class RasidError(Exception):
    """Base of every error that the command line prints as one line, with exit status 1."""


class BadSettings(RasidError):
    """A setting has a value that cannot work."""


class BrokerUnreachable(RasidError):
    """No Kafka broker answered at the address in the settings."""


class BadInput(RasidError):
    """A file that was to be fed cannot be read as articles."""


class TooManyDeadLetters(RasidError):
    """The share of dead letters passed its limit: more likely a bad deploy than bad articles."""
