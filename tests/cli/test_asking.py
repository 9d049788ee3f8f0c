"""kg show, why, search, stats, query, merges, unmatched: what people read off a terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path

from kg.cli.terminal import columns
from tests.cli.conftest import Run, Said

DISPUTED = "disputed · Marovia sent troops to Port Kesh · 3 claims, 1 denial, 3 independent voices"


def rows(said: Said) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(said.out)
    return found


def test_show_tells_who_claims_and_who_denies(kg: Run, small: Path) -> None:
    said = kg("show", small, "Marovia")
    assert said.code == 0 and said.err == ""
    assert said.out.startswith("Marovia · Country · ")
    block = said.out.split("\n\n")[1].splitlines()
    assert block[0] == DISPUTED
    assert block[1].split() == ["claimed", "Ilka", "Dorn,", "Northern", "Pact,", "Teo", "Brandt"]
    assert block[2].split() == ["denied", "Ilka", "Dorn"]
    assert "400 soldiers · about 3,000 soldiers · at least 2,500 soldiers" in block[3]
    assert "“Teo Brandt, who leads Sundral, said on Tuesday that Marovia had sent about 3,000" in block[4]


def test_show_puts_the_disputed_first_and_the_hypothetical_last(kg: Run, small: Path) -> None:
    found = re.findall(r"^(\w+) · ", kg("show", small, "Marovia").out, re.M)[1:]
    assert found == ["disputed", "denied", "reported", "hypothetical"]


def test_show_tells_how_many_more_there_are(kg: Run, small: Path) -> None:
    out = kg("show", small, "Marovia", "--limit", "1").out
    assert "1 of 4 propositions about Marovia." in out and "--limit 4" in out


def test_show_without_a_name_has_all_that_is_disputed(kg: Run, small: Path) -> None:
    out = kg("show", small).out
    assert out.startswith(DISPUTED) and "1 proposition disputed." in out


def test_show_says_tells_what_somebody_says(kg: Run, small: Path) -> None:
    out = kg("show", small, "Northern", "Pact", "--says").out
    assert "2 propositions by Northern Pact" in out and "Teo Brandt visited Marovia" in out


def test_the_own_voice_of_a_paper_is_marked(kg: Run, small: Path) -> None:
    assert re.search(r"Teo Brandt was born in Port Kesh.*\n  claimed +Kesh Courier\*, Lake Daily\*\n", kg("show", small, "Teo Brandt").out)


def test_an_unknown_name_gets_the_nearest(kg: Run, small: Path) -> None:
    said = kg("show", small, "Maroviaa")
    assert said.code == 1 and said.err == "kg: nothing here is called 'Maroviaa'. Did you mean 'Marovia'?\n"


def test_no_line_is_wider_than_100_columns(kg: Run, small: Path) -> None:
    for words in (("show", small, "Dorn"), ("why", small, "c"), ("search", small, "Port"), ("stats", small), ("merges", small)):
        assert all(columns(line) <= 100 for line in kg(*words).out.splitlines() if str(small) not in line), words


def test_why_shows_the_sentence_the_chain_and_the_offsets(kg: Run, small: Path) -> None:
    claims = rows(
        kg("query", small, "MATCH (c:Claim) WHERE c.quote CONTAINS '400' RETURN c.id AS id, c.start AS start", "--format", "json")
    )
    out = kg("why", small, claims[0]["id"]).out
    text = " ".join(out.split())
    assert "A witness said Dorn had told him that »Marovia had sent 400 soldiers to Port Kesh«." in text
    assert "said by A witness, “said” (say) › Ilka Dorn (“Dorn”), “told” (say)" in text
    assert f"claim {claims[0]['start']}–" in text and "subject “Marovia”" in text and "confidence" in text
    assert "number “400 soldiers”: 400" in text and "a-kesh" in text


def test_why_takes_the_start_of_an_id_and_a_proposition(kg: Run, small: Path) -> None:
    claim = str(rows(kg("query", small, "MATCH (c:Claim) RETURN c.id AS id", "--format", "json"))[0]["id"])
    assert kg("why", small, claim[:12]).out == kg("why", small, claim[2:12]).out == kg("why", small, claim).out
    proposition = str(rows(kg("query", small, "MATCH (p:Proposition {status: 'disputed'}) RETURN p.id AS id", "--format", "json"))[0]["id"])
    assert kg("why", small, proposition).out.count("»") == 4


def test_why_tells_an_ambiguous_start(kg: Run, small: Path) -> None:
    said = kg("why", small, "c-")
    assert said.code == 1 and "may be 15 claims" in said.err and said.err.count("\n") == 1


def test_search_counts_names_and_shows_sentences(kg: Run, small: Path) -> None:
    out = kg("search", small, "port", "kesh", "--limit", "2").out
    assert "Port Kesh (9)" in out and "1 name and 11 passages have 'port kesh'" in out and "2 shown" in out
    assert kg("search", small, "nothing like this").out == "0 names and 0 passages have 'nothing like this'.\n"


def test_stats_count_everything(kg: Run, small: Path) -> None:
    out = kg("stats", small).out
    assert re.search(r"claims +15: ", out) and re.search(r"articles +3: ", out) and "0 of the articles repeat another" in out
    assert json.loads(kg("stats", small, "--format", "json").out)["claims"]["denied"] == 2


def test_query_prints_a_table_and_json(kg: Run, small: Path) -> None:
    cypher = "MATCH (p:Proposition) WHERE p.status = $s RETURN p.text AS text, p.claims AS claims"
    table = kg("query", small, cypher, "--param", "s=disputed").out.splitlines()
    assert [line.split() for line in table[::2]] == [["text", "claims"], ["Marovia", "sent", "troops", "to", "Port", "Kesh", "4"]]
    assert table[3] == "1 row" and len({len(line) for line in table[:3]}) == 1
    assert rows(kg("query", small, cypher, "--param", 's="disputed"', "--format", "json")) == [
        {"text": "Marovia sent troops to Port Kesh", "claims": 4}
    ]
    assert kg("query", small, cypher, "--param", "s=none").out == "no rows\n"


def test_query_prints_csv_with_its_header_even_where_there_is_nothing(kg: Run, small: Path) -> None:
    cypher = "MATCH (e:Entity) WHERE e.name = $n RETURN e.name AS name, ['=1', e.name] AS both, {a: 1} AS map, 1.5 AS x, null AS u"
    told = kg("query", small, cypher, "--param", "n=Marovia", "--format", "csv").out
    assert told.splitlines() == ["name,both,map,x,u", 'Marovia,\'=1; Marovia,"{""a"": 1}",1.5,']
    assert kg("query", small, cypher, "--param", "n=nobody", "--format", "csv").out.splitlines() == ["name,both,map,x,u"]


def test_query_knows_the_stock_queries(kg: Run, small: Path) -> None:
    assert "Marovia sent troops to Port Kesh" in kg("query", small, "disputed").out
    assert "said-about" in kg("query", small, "--list").out
    assert kg("query", small, "said-about", "--param", "name=Ilka Dorn").out.endswith("rows\n")
    assert "Did you mean 'disputed'?" in kg("query", small, "disputd").err


def test_query_shows_nodes_relationships_and_paths(kg: Run, small: Path) -> None:
    out = kg("query", small, "MATCH p = (a:Entity {name: 'Marovia'})-[r:SENT_TROOPS_TO]->(b) RETURN a, r, p").out
    assert "(Country Marovia)  [SENT_TROOPS_TO]  (Country Marovia) [SENT_TROOPS_TO] (City Port Kesh)" in out


def test_merges_tell_why_names_are_one(kg: Run, small: Path) -> None:
    out = kg("merges", small, "Ilka Dorn").out
    assert out.startswith("Ilka Dorn · Person") and "“Dorn”" in out and "rule:" in out


def test_unmatched_of_a_store_without_any(kg: Run, small: Path) -> None:
    assert kg("unmatched", small).out == "Every verb between two names made a claim.\n"


def test_unmatched_lists_patterns_with_examples(kg: Run, tmp_path: Path) -> None:
    text = "Ilka Dorn tickled Teo Brandt in Berlin. Mary Fisher tickled John Carter on Monday."
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": text, "language": "en"}))
    kg("build", "a.jsonl", "--store", "it.kg", "--quiet")
    found = rows(kg("unmatched", "it.kg", "--format", "json"))
    assert found[0]["pattern"] == "tickle Person - Person" and found[0]["count"] == 2


def test_doubtful_pairs_come_with_the_command_that_decides_them(kg: Run, own: Path) -> None:
    from kg import open_store
    from kg.model import Mention, make_judgement

    with open_store(own) as store:
        pair = sorted({m.text: m.id for m in store.records(Mention) if m.text in ("Sundral", "Port Kesh")}.values())
        store.judge([make_judgement(*pair, "unsure", 0.5, "rule:near", "they look alike")])
    said = kg("merges", own, "--doubtful")
    assert said.code == 0 and "left apart, but near" in said.out and "they look alike (rule:near, 0.50)" in said.out
    assert f"kg judge {own} {pair[0]} {pair[1]} same|different|unsure" in " ".join(said.out.split())
    (row,) = rows(kg("merges", own, "--doubtful", "--format", "json"))
    assert row["score"] == 0.5 and row["joined"] is False
    assert kg("judge", own, *pair, "different").code == 0
    assert kg("merges", own, "--doubtful").out == "No doubtful pair is left that nobody has decided.\n"
