"""From the catalogue to the pages of the site: addresses, grouping, and what each template is given.

Only `plugin.py` knows Pelican; everything else can be called and tested by itself.
"""
