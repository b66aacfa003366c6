"""Exact search over texts from static files, in both Chinese scripts: texts in, files out. Knows nothing of Pelican."""
