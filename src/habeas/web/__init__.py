"""The reading room: the archive in a browser, served from this machine to this machine."""
