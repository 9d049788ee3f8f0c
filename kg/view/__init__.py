"""A graph as one self-contained HTML page."""

from kg.view.page import PageReport, write_page

__all__ = ["PageReport", "write_page"]
