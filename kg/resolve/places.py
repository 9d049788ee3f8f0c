"""Which place a name means: `Paris, Texas` by what follows it, Georgia by the other places of the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kg.gazetteer import Entry, Gazetteer
from kg.model import Article, Mention
from kg.names import fold

FOLLOWED = re.compile(r",\s+((?:[A-Z][\w.'’-]*\s*){1,3})")
ROOM = 40  # code points behind a name in which the place it lies in may be named


class Atlas:
    """The countries that each article speaks of, and what a place's name means there."""

    def __init__(self, gazetteer: Gazetteer, mentions: Iterable[Mention]) -> None:
        self._gazetteer = gazetteer
        self._lands: dict[str, Counter[str]] = {}
        for m in mentions:
            if m.kind in ("name", "demonym") and (land := self._land(m)):
                self._lands.setdefault(m.article, Counter())[land] += 1

    def _land(self, mention: Mention) -> str | None:
        """The key of the country a name leads to for certain; None for a name that several places have."""
        if mention.kind == "demonym":
            entry = self._gazetteer.demonym(mention.text)
        elif fold(mention.text) in self._gazetteer.namesakes:
            return None
        else:
            entry = self._gazetteer.lookup(mention.text)
        if entry is None or entry.type not in ("Country", "City", "Region"):
            return None  # a company is named far from its country
        return entry.key if entry.type == "Country" else entry.country

    def lands(self, article: str) -> frozenset[str]:
        """Keys of the countries whose name, people or places an article names."""
        return frozenset(self._lands.get(article, ()))

    def entry(self, mention: Mention, article: Article | None) -> Entry | None:
        """The gazetteer's entry of a place's name in its article; None where it is none that the gazetteer knows."""
        found = self._gazetteer.lookup(mention.text)
        if found and found.type == "Country" and not self._gazetteer.namesakes.get(fold(mention.text)):
            return found
        rivals = self._gazetteer.namesakes.get(fold(mention.text), (found,) if found else ())
        behind = article.text[mention.end : mention.end + ROOM] if article else ""
        around = self._named_behind(behind)
        if around is not None:
            inside = [e for e in rivals if around.key in (e.within, e.country)]
            nation = around.country or around.within
            there = inside or [e for e in rivals if nation and nation == e.country]
            return there[0] if there else None
        lands = self._lands.get(mention.article, Counter())
        best = max(rivals, key=lambda e: (lands[e.key] + lands[e.country or ""], -rivals.index(e)), default=None)
        return best if best and lands[best.key] + lands[best.country or ""] else found

    def _named_behind(self, behind: str) -> Entry | None:
        """The region or country that a comma and its name put a place in."""
        words = found.group(1).split() if (found := FOLLOWED.match(behind)) else []
        for length in range(len(words), 0, -1):
            entry = self._gazetteer.lookup(" ".join(words[:length]).rstrip(".,"))
            if entry and entry.type in ("Country", "Region"):
                return entry
        return None
