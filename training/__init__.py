"""Where does the small model beside the rules come from? `python -m training.train`, `python -m training.evaluate`."""
