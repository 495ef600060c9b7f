"""The same graphs and the same questions in Chancery and beside it; see ``python -m peers -h``."""
