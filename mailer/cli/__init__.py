"""What does a person type? Commands that ask the house and print its answer; they decide nothing."""
