"""Printed pages to running text: glyphs, columns, furniture and footnotes, paragraphs."""
