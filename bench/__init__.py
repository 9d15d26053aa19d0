"""How fast does mailer send, measured beside others? `make bench`, or `python -m bench --help`."""
