"""The site: one renderer a kind of page, the templates' language, assets and headers."""
