"""scripts/calibrate: makes kg/extract/weights/confidence.json, by which the confidence of a claim is corrected, from our own
gold (tests/gold) and a quarter of KnowledgeNet's training part in DIR, an evaluation folder as of scripts/quality.

For developers alone: the weights are committed. KnowledgeNet stays outside the project; its licence stands in
kg/extract/weights/LICENSES.md. The same articles, gold, rules and libraries give the same bytes. About two minutes.

    scripts/calibrate ../shared/eval               fit, write, and tell what ten folds say
    scripts/calibrate ../shared/eval --check       exit 1 unless the committed file is what comes out
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

import kg
from kg.config import Config
from kg.evaluation.gold import read_gold
from kg.evaluation.matching import Matcher
from kg.evaluation.reliability import reliability
from kg.evaluation.scores import compare
from kg.extract import Extractor, extract, lawful
from kg.extract.confidence import WEIGHTS, family_of, features, logit
from kg.gazetteer import load_gazetteer
from kg.graph import Graph
from kg.loading import load_graph
from kg.model import Article, Claim, Run, make_id
from kg.parse import SUPPORTED, load_model, parse
from kg.read import Failure, read_paths
from kg.schema import load_schema
from kg.sinks import jsonl
from kg.store import open_store

HOME = Path(__file__).resolve().parents[1]
ARTICLES, GOLD = HOME / "tests" / "articles", HOME / "tests" / "gold"
TRAIN = Path("data") / "knowledgenet" / "train"
PART = 4  # one in so many documents of KnowledgeNet: some 670
TRAINED = frozenset(["pairs"])  # families that were trained on KnowledgeNet's training part: there they are right too often
STRENGTH = 5.0  # of the pull towards what the rules think themselves; 1 to 30 tried on ten folds
FREE = 0.01  # the pull on the constants, which hardly have one
ELSEWHERE = "KnowledgeNet"  # a constant for biographies, where all rules are right more often than in the news; it is not kept
NEWS = 3.0  # what a claim of our own news weighs beside one of KnowledgeNet; 1 to 5 tried on ten folds
FOLDS = 10


@dataclass(frozen=True)
class Example:
    """A claim that was judged: where, its features, what its rule thinks, and whether it is right."""

    source: str
    article: str
    features: dict[str, float]
    raw: float
    right: bool


def main() -> int:
    """Fit, write or compare."""
    arguments = argparse.ArgumentParser(prog="scripts/calibrate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--check", action="store_true", help="compare with the committed weights")
    options = arguments.parse_args()
    examples = [*own_examples(), *knowledgenet_examples(options.folder.resolve())]
    text = dump(fit(examples))
    if options.check:
        return int(text != WEIGHTS.read_text(encoding="utf-8"))
    WEIGHTS.write_text(text, encoding="utf-8")
    print("\n".join(folds(examples)))
    return 0


# ---------------------------------------------------------------------- what was judged


def own_examples() -> list[Example]:
    """The claims of our own articles, by our own gold: right in all that is strict."""
    graph = graph_of(a for a in read_paths([ARTICLES], None) if not isinstance(a, Failure))
    content = b"".join(path.read_bytes() for path in sorted(GOLD.glob("*.jsonl")))
    golds, wrong = read_gold(content, graph)
    if wrong:
        raise SystemExit(f"scripts/calibrate: {GOLD}: {wrong[0][1]}")
    judged = compare(golds, graph, Matcher(graph, load_gazetteer())).judged
    return [example(graph, found.statement.claim, "own gold", right) for found, right in judged]


def knowledgenet_examples(folder: Path) -> Iterator[Example]:
    """The claims of KnowledgeNet that its mapping makes a fact of, where the passage was asked for such facts: right where it
    has the fact. The mapping and what "has" means are the evaluation folder's."""
    wanted = (a for a in read_paths([folder / TRAIN / "articles.jsonl"], None) if not isinstance(a, Failure))
    graph = graph_of(a for a in wanted if int(hashlib.sha256(a.id.encode()).hexdigest(), 16) % PART == 0)
    for claim, right in sorted(facts_judged(graph, folder).items()):
        found = graph.statements[claim].claim
        if family_of(found.rule) not in TRAINED:
            yield example(graph, found, ELSEWHERE, right)


def facts_judged(graph: Graph, folder: Path) -> dict[str, bool]:
    """{claim id: whether a fact it stands for is in the passage}."""
    sys.path.insert(0, str(folder))
    common, rules, relations = map(importlib.import_module, ("common", "relation_rules", "relations"))
    with tempfile.TemporaryDirectory() as out:
        jsonl.write(graph, Path(out))
        export = common.load_export(out)
    mapping, right = rules.load_mapping("knowledgenet"), dict[str, bool]()
    for row in common.read_jsonl(folder / TRAIN / "gold.jsonl"):
        view = rules.ArticleView(export, row["article"])
        for fact in rules.facts_of(view, mapping):
            for found in filter(None, (verdict(relations, view, fact, passage) for passage in row["passages"])):
                right[fact.claim["id"]] = right.get(fact.claim["id"], False) or found == "right"
    return right


def verdict(relations: Any, view: Any, fact: Any, passage: dict[str, Any]) -> str | None:
    """`right` or `wrong`; None where the passage doesn't tell, for it lies elsewhere or was not asked."""
    if fact.label not in passage["properties"]:
        return None
    pairs, _ = relations.passage_facts(view, [fact], passage)
    gold, _ = relations.gold_facts(passage)
    right = any(relations.text_match(g, p) for g in gold for p in pairs)
    return ("right" if right else "wrong") if pairs else None


def graph_of(articles: Iterable[Article]) -> Graph:
    """The graph of articles whose claims have the confidence that their rules propose."""
    nlp, schema = load_model(Config().model), load_schema()
    run = Run(make_id("r", "calibrate"), kg.__version__, Config().model, "calibrate", schema.digest)
    by = Extractor(schema, load_gazetteer(), run.id, calibrated=False)
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "it.kg", create=True) as store:
        for parsed in parse(nlp, (a for a in articles if a.language in SUPPORTED)):
            store.add(lawful(extract(parsed, by), schema), run)
        return load_graph(store, Config(knowledge="none"))


def example(graph: Graph, claim: Claim, source: str, right: bool) -> Example:
    """A claim with its features."""
    kinds = [graph.mentions[m].kind if m else "value" for m in (claim.subject_mention, claim.object_mention)]
    found = features(claim.rule, claim.confidence, (kinds[0], kinds[1]), bool(claim.attributions))
    return Example(source, claim.article, found, claim.confidence, right)


# ---------------------------------------------------------------------- fitting


def fit(examples: list[Example]) -> dict[str, float]:
    """Weights of a logistic correction of what the rules think; the pull is towards no correction at all."""
    names = [ELSEWHERE, *sorted({name for e in examples for name in e.features})]
    matrix = np.array([[e.source == ELSEWHERE, *(e.features.get(name, 0.0) for name in names[1:])] for e in examples], float)
    given, right = np.array([logit(e.raw) for e in examples]), np.array([float(e.right) for e in examples])
    weight = np.array([1.0 if e.source == ELSEWHERE else NEWS for e in examples])
    pull = np.array([FREE if name in ("always", ELSEWHERE) else STRENGTH for name in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        score = given + matrix @ weights
        value = float(weight @ (np.logaddexp(0, score) - right * score) + 0.5 * pull @ weights**2)
        return value, matrix.T @ (weight * (1 / (1 + np.exp(-score)) - right)) + pull * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"ftol": 1e-12, "gtol": 1e-8, "maxiter": 1000})
    return dict(zip(names, found.x, strict=True))


def dump(weights: dict[str, float]) -> str:
    """Weights in hundredths by name; zeros left out."""
    kept = {name: round(float(weight), 2) for name, weight in weights.items()}
    return json.dumps({name: weight for name, weight in sorted(kept.items()) if weight and name != ELSEWHERE}, indent=0) + "\n"


def probability(weights: dict[str, float], one: Example) -> float:
    """What the weights make of a claim."""
    score = logit(one.raw) + sum(weights.get(name, 0.0) * value for name, value in one.features.items())
    return float(1 / (1 + np.exp(-score)))


def folds(examples: list[Example]) -> Iterator[str]:
    """How well claims are told whose articles were left out of the fit, beside what their rules think."""
    number = {e.article: int(hashlib.sha256(e.article.encode()).hexdigest(), 16) % FOLDS for e in examples}
    fitted = {k: fit([e for e in examples if number[e.article] != k]) for k in set(number.values())}
    ways: dict[str, Callable[[Example], float]] = {
        "their rules": lambda e: e.raw,
        "corrected": lambda e: probability(fitted[number[e.article]], e),
    }
    for source in sorted({e.source for e in examples}):
        mine = [e for e in examples if e.source == source]
        yield f"{source}: {len(mine)} claims, {np.mean([e.right for e in mine]):.3f} right"
        for way, say in ways.items():
            said = [(say(e), e.right) for e in mine]
            squared = np.mean([(p - right) ** 2 for p, right in said])
            yield f"  {way:12} calibration error {reliability(said)[1]:.3f}, squared error {squared:.4f}"


if __name__ == "__main__":
    sys.exit(main())
