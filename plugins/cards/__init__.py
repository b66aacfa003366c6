"""Pictures for links that are shared: what stands on a card in, a PNG out. Knows nothing of Pelican or the edition."""
