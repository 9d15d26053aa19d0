"""The post office of a membership association: circulars out, answers in, everything on record."""
