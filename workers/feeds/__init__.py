"""Inbound I/O: where raw articles come from before they are on Kafka."""
