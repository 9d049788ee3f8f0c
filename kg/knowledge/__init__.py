"""Things the world knows, in a file of the user's: a Wikidata dump or a table of one's own, found by any of their names.

kg kb import FILE  ->  knowledge.kb (SQLite: items, and an index of their folded names)  ->  resolve.linking
"""

from kg.knowledge.file import Knowledge, find_knowledge, open_knowledge
from kg.knowledge.importing import Options, Report, import_file
from kg.knowledge.items import Item, is_wikidata

__all__ = ["Item", "Knowledge", "Options", "Report", "find_knowledge", "import_file", "is_wikidata", "open_knowledge"]
