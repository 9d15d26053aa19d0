"""Which members does a rule mean, which of them can be written to, and what does a member file say? Pure."""
