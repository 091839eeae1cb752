"""`make screenshots`: every slide and state as a picture, to look at before a release."""
