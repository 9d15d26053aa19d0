"""Which real servers do the tests speak to? Each is started on a free port of the loopback and ended by its own process id."""
