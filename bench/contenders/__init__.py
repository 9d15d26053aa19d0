"""Which programs are measured? Each runs as a process of its own and knows nothing of the others."""
