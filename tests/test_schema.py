"""schema/: the shipped one is whole; of a wrong one the reader says file, entry and the nearest right word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import SchemaError
from kg.extract.lexicon import nouns_of
from kg.graph import Graph
from kg.model import CUE_CLASSES
from kg.schema import LABELS, PREDICATE_KINDS, RELATIONSHIPS, Schema, default_folder, load_schema
from tests.worlds import small_graph, small_schema

SMALL = Path(__file__).parent / "small_schema"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small schema, to spoil."""
    shutil.copytree(SMALL, tmp_path / "schema")
    return tmp_path / "schema"


def error_of(folder: Path) -> str:
    """The one line that loading a schema fails with."""
    with pytest.raises(SchemaError) as caught:
        load_schema.__wrapped__(folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def add(folder: Path, file: str, text: str) -> Path:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + "\n" + text + "\n", encoding="utf-8")
    return path


# ---------------------------------------------------------------------- the one that is shipped


def test_the_shipped_schema_has_types_relations_and_cues_of_every_class(schema: Schema) -> None:
    assert len(schema.relations) >= 80
    assert {c for cue in schema.cues.values() for c in cue.frames.values()} == set(CUE_CLASSES)
    assert {"Person", "Organization", "Country", "Place", "Group", "Event", "Position", "Work", "Weapon", "Topic"} <= set(schema.types)


def test_every_relation_has_a_label_a_definition_and_types_for_both_ends(schema: Schema) -> None:
    for relation in schema.relations.values():
        assert relation.label and relation.definition and relation.domain and relation.range, relation.name
        assert all(end in schema.types for end in (*relation.domain, *relation.range))


def test_a_relation_between_things_of_one_kind_is_all_that_may_be_symmetric(schema: Schema) -> None:
    for relation in schema.relations.values():
        if relation.symmetric:
            assert set(relation.domain) == set(relation.range), relation.name


def test_every_relation_but_the_open_one_has_frames_with_words_and_an_object(schema: Schema) -> None:
    for relation in schema.relations.values():
        assert relation.frames or relation.name == "related_to", relation.name
        for frame in relation.frames:
            place = f"{relation.name}, frame {frame.number}"
            assert frame.kind in PREDICATE_KINDS and frame.lemmas and frame.subject, place
            assert frame.object or frame.value or frame.mutual, place


def test_no_word_of_a_frame_or_class_is_a_slip_of_yaml(schema: Schema) -> None:
    words = {w for r in schema.relations.values() for f in r.frames for w in f.lemmas}
    words |= {w for r in schema.relations.values() for f in r.frames for slot in (*f.subject, *f.object) for w in slot.split()}
    words |= {w for found in schema.words.values() for w in found} | {cue.lemma for cue in schema.cues.values()}
    assert not words & {"True", "False", "None", ""}
    assert not [w for w in words if w != w.strip() or "+" in w]


def test_a_frame_of_a_literal_relation_has_a_value_and_no_other_has(schema: Schema) -> None:
    for relation in schema.relations.values():
        literal = all(schema.types[t].literal for t in relation.range)
        for frame in relation.frames:
            if literal:
                assert frame.value, f"{relation.name}, frame {frame.number}"


def test_a_country_is_a_place_and_no_organization(schema: Schema) -> None:
    assert schema.is_a("Country", "Place") and schema.is_a("Country", "Agent")
    assert not schema.is_a("Country", "Organization")
    assert schema.types["Country"].ancestors[0] == "Country"


def test_every_type_leads_to_entity_or_is_a_literal(schema: Schema) -> None:
    for type_ in schema.types.values():
        assert type_.literal or "Entity" in type_.ancestors, type_.name
        assert len(set(type_.ancestors)) == len(type_.ancestors)


def test_sub_types_of_people_and_organizations_that_news_needs(schema: Schema) -> None:
    for type_ in ("SportsTeam", "Party", "GovernmentBody", "MediaOrganization", "MilitaryUnit"):
        assert schema.is_a(type_, "Organization"), type_


def test_names_taken_by_the_graph_itself_are_those_that_it_uses() -> None:
    graph: Graph = small_graph()
    relations = {r.upper() for r in graph.schema.relations}
    used = {r.type for r in graph.relationships(mentions=True)} - relations
    assert used <= {name.upper() for name in RELATIONSHIPS}
    assert {node.labels[0] for node in graph.nodes(mentions=True)} == LABELS


def test_nouns_lead_to_types_of_the_schema(schema: Schema) -> None:
    nouns = nouns_of(schema)
    assert nouns.type_of("ministry") == "GovernmentBody"
    assert nouns.type_of("nonsense") is None
    assert {t for types in nouns.nouns.values() for t in types} | set(nouns.heads.values()) <= set(schema.types)


# ---------------------------------------------------------------------- asking


def test_an_unknown_relation_is_told_with_the_nearest(schema: Schema) -> None:
    with pytest.raises(SchemaError, match="relation 'sent_troop_to' is unknown. Did you mean 'sent_troops_to'?"):
        schema.relation("sent_troop_to")
    assert schema.relation("sent_troops_to").name == "sent_troops_to"


def test_ends_of_the_wrong_type_are_refused_with_a_reason() -> None:
    schema = small_schema()
    assert schema.check_ends("born_in", "Person", "City") is None
    assert schema.check_ends("born_in", "City", "City") == "born_in: subject may not be City"
    assert schema.check_ends("born_in", "Person", "Person") == "born_in: object may not be Person"


def test_frames_are_found_by_kind_and_word(folder: Path) -> None:
    add(folder, "relations/world.yaml", "hit: {domain: Agent, range: Agent, frames: [{verb: [strike, +troops], object: on}]}")
    found = load_schema.__wrapped__(folder).frames_by_lemma
    assert set(found) == {("verb", "strike"), ("verb", "troops"), ("verb", "soldiers")}
    (frame,) = found[("verb", "strike")]
    assert (frame.subject, frame.object, frame.domain, frame.number) == (("subj",), ("on",), ("Agent",), 1)


def test_the_digest_follows_what_decides_extraction_and_nothing_else(folder: Path) -> None:
    before = load_schema.__wrapped__(folder).digest
    (folder / "README.md").write_text("Notes.", encoding="utf-8")
    assert load_schema.__wrapped__(folder).digest == before
    add(folder, "words.yaml", "more: [words]")
    assert load_schema.__wrapped__(folder).digest != before


# ---------------------------------------------------------------------- wrong ones

R = "relations/world.yaml"
ENDS = "domain: Person, range: Place"
WRONG = [
    (R, "x: {domain: [Compny], range: [Place]}", "x: domain: type 'Compny' is unknown."),
    (R, "x: {domain: [Person], range: [Plase]}", "x: range: type 'Plase' is unknown. Did you mean 'Place'?"),
    (R, "x: {range: [Place]}", "x: needs a domain"),
    (R, "x: {domain: [Place]}", "x: needs a range"),
    (R, "x: {domain: {a: b}, range: Place}", "x: domain: must be a word or a list of words"),
    (R, "x: Person", "x: must be a mapping of names, not 'Person'"),
    (R, "x:", "x: needs a domain"),
    (R, "X y: {domain: Person, range: Place}", "X y: no name for a relation. Write it like sent_troops_to"),
    (R, "'a`]->() DETACH DELETE b//': {domain: Person, range: Place}", "no name for a relation"),
    (R, "denies: {domain: Person, range: Place}", "denies: no name for a relation"),
    (R, "5: {domain: Person, range: Place}", "a name must be text, not 5. Put it in quotes"),
    (R, f"x: {{{ENDS}, lable: a}}", "x: 'lable' is no key of a relation. Did you mean 'label'?"),
    (R, f"x: {{{ENDS}, symmetric: no}}", "x: symmetric: must be true or false, not 'no'"),
    (R, f"x: {{{ENDS}, wikidata: 19}}", "x: wikidata: must be P and a number, not 19"),
    (R, "visited: {domain: Person, range: Place}", "line 12: 'visited' stands twice"),
    (R, f"x: {{{ENDS}, frames: go}}", "x: frames: must be a list"),
    (R, f"x: {{{ENDS}, frames: [go]}}", "x: frame 1: must be a mapping of names, not 'go'"),
    (R, f"x: {{{ENDS}, frames: [{{verb: go, objct: to}}]}}", "x: frame 1: 'objct' is no key of a frame. Did you mean 'object'?"),
    (R, f"x: {{{ENDS}, frames: [{{object: to}}]}}", "x: frame 1: needs exactly one of verb, noun"),
    (R, f"x: {{{ENDS}, frames: [{{verb: go, noun: trip}}]}}", "x: frame 1: needs exactly one of verb, noun"),
    (R, f"x: {{{ENDS}, frames: [{{verb: +trops}}]}}", "x: frame 1: word class 'trops' is unknown. Did you mean 'troops'?"),
    (R, f"x: {{{ENDS}, frames: [{{verb: go, where: to}}]}}", "x: frame 1: where: must be a mapping of names, not 'to'"),
    (R, f"x: {{{ENDS}, frames: [{{verb: go, where: {{to: +trops}}}}]}}", "x: frame 1: where: to: word class 'trops' is unknown."),
    (R, f"x: {{{ENDS}, frames: [{{verb: [true]}}]}}", "x: frame 1: must be a word or a list of words; True is none. Put it in quotes"),
    (R, f"x: {{{ENDS}, frames: [{{verb: go, object_type: Plase}}]}}", "x: frame 1: object_type: type 'Plase' is unknown."),
    (R, f"x: {{{ENDS}, frames: [{{verb: go, inverse: 1}}]}}", "x: frame 1: inverse: must be true or false, not 1"),
    ("types.yaml", "Robot: {label: robot, parents: [Persn]}", "Robot: parent 'Persn' is unknown. Did you mean 'Person'?"),
    ("types.yaml", "Robot: {parents: [Person]}", "Robot: needs a label"),
    ("types.yaml", "Robot: {label: robot, parent: [Person]}", "Robot: 'parent' is no key of a type. Did you mean 'parents'?"),
    ("types.yaml", "robot: {label: robot}", "robot: no name for a type. Write it like SportsTeam"),
    ("types.yaml", "Claim: {label: claim}", "Claim: no name for a type."),
    ("types.yaml", "Robot: robot", "Robot: must be a mapping of names, not 'robot'"),
    ("types.yaml", "A: {label: a, parents: B}\nB: {label: b, parents: A}", "A: is its own parent, by way of A and B"),
    ("types.yaml", "Robot: {label: robot, literal: no}", "Robot: literal: must be true or false, not 'no'"),
    ("types.yaml", "Robot: {label: robot, wikidata: P5}", "Robot: wikidata: must be Q and a number, not 'P5'"),
    ("words.yaml", "army: [+trops]", "army: class 'trops' is unknown. Did you mean 'troops'?"),
    ("words.yaml", "army: [+navy]\nnavy: [+army]", "army: takes in itself, by way of army and navy"),
    ("words.yaml", "army: {a: b}", "army: must be a word or a list of words"),
    ("words.yaml", "army: [[a]]", "army: must be a word or a list of words"),
    ("cues.yaml", "shout: {verb: {that: [shout]}}", "cue class 'shout' is unknown."),
    ("cues.yaml", "think: {vreb: {that: [think]}}", "think: vreb: is no kind of word. Did you mean 'verb'?"),
    ("cues.yaml", "think: {verb: {claus: [think]}}", "think: verb: frame 'claus' is unknown. Did you mean 'clause'?"),
    ("cues.yaml", "think: [think]", "think: must be a mapping of names, not ['think']"),
    ("cues.yaml", "think: {verb: [think]}", "think: verb: must be a mapping of names"),
    ("cues.yaml", "think: {verb: {that: [say]}}", "say (verb, that) is both say and think"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "text", "message"), WRONG, ids=[message[:50] for *_, message in WRONG])
def test_a_wrong_entry_is_told_with_its_file(folder: Path, file: str, text: str, message: str) -> None:
    path = add(folder, file, text)
    assert error_of(folder).startswith(f"{path}: ")
    assert message in error_of(folder)


def test_a_bracket_that_is_not_closed_is_told_with_its_line(folder: Path) -> None:
    path = add(folder, R, "x: {domain: [Person}")
    assert error_of(folder).startswith(f"{path}: line 12: ")


@pytest.mark.parametrize("file", ["types.yaml", "words.yaml", "cues.yaml"])
def test_a_file_that_is_missing_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert error_of(folder) == f"{folder / file}: can't read: No such file or directory"


@pytest.mark.parametrize("content", [b"- a\n- b\n", b"text", b"\xff\xfe\x00", b"a: b: c", b"a: \x01", b"!!python/object:os.system {}"])
@pytest.mark.parametrize("file", ["types.yaml", "words.yaml", "cues.yaml", "relations/world.yaml"])
def test_a_file_that_is_no_mapping_in_yaml_is_named(folder: Path, file: str, content: bytes) -> None:
    (folder / file).write_bytes(content)
    assert error_of(folder).startswith(f"{folder / file}: ")


def test_a_folder_that_is_missing_or_has_no_relations_is_named(folder: Path, tmp_path: Path) -> None:
    assert str(tmp_path / "none") in error_of(tmp_path / "none")
    shutil.rmtree(folder / "relations")
    assert "there is no relation in this folder" in error_of(folder)


def test_a_relation_that_two_files_define_is_told_with_both(folder: Path) -> None:
    shutil.copy(folder / "relations/world.yaml", folder / "relations/zoo.yaml")
    assert error_of(folder) == f"{folder / 'relations/zoo.yaml'}: sent_troops_to: defined before, in world.yaml"


def test_nouns_of_a_type_that_there_is_none_of(folder: Path) -> None:
    shutil.copy(default_folder() / "nouns.yaml", folder / "nouns.yaml")
    (folder / "nouns.yaml").write_text("nouns: {Persn: [man]}\nheads: {}\n", encoding="utf-8")
    with pytest.raises(SchemaError, match=r"nouns.yaml: type 'Persn' is unknown. Did you mean 'Person'?"):
        nouns_of(load_schema.__wrapped__(folder))


KEYS = st.sampled_from(["verb", "domain", "frames", "where", "label", "parents", "that"])
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.sampled_from(["Person", "+troops", "verb", "x", "no", "~"]))
VALUES = st.recursive(PLAIN, lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(KEYS, inner)), max_leaves=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(file=st.sampled_from(["types.yaml", "words.yaml", "cues.yaml", "relations/world.yaml"]), value=VALUES)
def test_no_shape_of_an_entry_raises_anything_but_a_schema_error(folder: Path, file: str, value: object) -> None:
    text = (SMALL / file).read_text(encoding="utf-8")
    (folder / file).write_text(text + yaml.safe_dump({"entry": value}), encoding="utf-8")
    try:
        load_schema.__wrapped__(folder)
    except SchemaError as e:
        assert str(e).startswith(str(folder / file))
    finally:
        (folder / file).write_text(text, encoding="utf-8")
