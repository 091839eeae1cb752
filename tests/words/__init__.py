"""The words of the interface: every one is in the catalogue, and reads as we write."""
