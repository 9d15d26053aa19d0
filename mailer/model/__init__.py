"""What are the nouns of the house? Frozen dataclasses, no behaviour beyond what they say about themselves."""
