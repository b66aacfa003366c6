"""What is wrong with a site as it was built: links, both scripts, markup, feeds, sitemap, promises, limits."""
