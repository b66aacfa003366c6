"""What the edition holds: issues, pages, articles, people and places, in one SQLite file.

The file is a cache: it can be deleted at any time and is made again from
`content/articles`. Nothing here knows Pelican.
"""
