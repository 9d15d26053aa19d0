"""What goes out, when, to whom? Job files become due occurrences, and those become letters in the outbox."""
