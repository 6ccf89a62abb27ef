"""The site: a renderer for each kind of page, templates, assets and headers."""
