"""The press: builds the site whole or not at all, serves it while it is edited, checks what was built.

Pelican and the converter run as programs of their own; nothing here imports them.
"""
