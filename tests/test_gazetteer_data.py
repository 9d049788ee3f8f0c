"""The gazetteer under schema/gazetteer is data that people edit by hand: these tests read every line of it."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).parents[1] / "schema" / "gazetteer"
QID = re.compile(r"Q[1-9]\d*")
# The 193 members of the United Nations, its two observers, Kosovo and Taiwan.
STATE_CODES = (
    "ad ae af ag al am ao ar at au az ba bb bd be bf bg bh bi bj bn bo br bs bt bw by bz ca cd cf cg ch ci cl cm cn co "
    "cr cu cv cy cz de dj dk dm do dz ec ee eg er es et fi fj fm fr ga gb gd ge gh gm gn gq gr gt gw gy hn hr ht hu id "
    "ie il in iq ir is it jm jo jp ke kg kh ki km kn kp kr kw kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk "
    "ml mm mn mr mt mu mv mw mx my mz na ne ng ni nl no np nr nz om pa pe pg ph pk pl pt pw py qa ro rs ru rw sa sb sc "
    "sd se sg si sk sl sm sn so sr ss st sv sy sz td tg th tj tl tm tn to tr tt tv tz ua ug us uy uz vc ve vn vu ws ye "
    "za zm zw va ps xk tw"
)
STATES = STATE_CODES.split()
NO_DEMONYM = {
    "British Empire",
    "British Virgin Islands",
    "Empire of Japan",
    "Russian Empire",
    "Serbia and Montenegro",
    "Sint Maarten",
    "U.S. Virgin Islands",
    "Vatican City",
}
NO_CAPITAL = {"Palestine"}  # of today's states; the seat is disputed, Ramallah stands among the metonyms
GENDERS = {"m", "f", "u"}

Record = dict[str, Any]


def jsonl(name: str) -> list[Record]:
    return [json.loads(line) for line in (HOME / name).read_text("utf-8").splitlines()]


def tsv(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (HOME / name).read_text("utf-8").splitlines()]


def forms(record: Record) -> list[str]:
    return [record["name"], *record["aliases"]]


COUNTRIES, PLACES, ORGANIZATIONS = (jsonl(f"{name}.jsonl") for name in ("countries", "places", "organizations"))
METONYMS = jsonl("metonyms.jsonl")
LISTS = {"countries": COUNTRIES, "places": PLACES, "organizations": ORGANIZATIONS}


@pytest.mark.parametrize("records", LISTS.values(), ids=LISTS)
def test_each_record_has_the_same_keys_in_the_same_order(records: list[Record]) -> None:
    assert len({tuple(record) for record in records}) == 1


@pytest.mark.parametrize("records", LISTS.values(), ids=LISTS)
def test_an_id_is_a_wikidata_id_or_empty(records: list[Record]) -> None:
    assert [r["name"] for r in records if r["id"] and not QID.fullmatch(r["id"])] == []


def test_no_two_records_share_an_id() -> None:
    ids = Counter(r["id"] for records in LISTS.values() for r in records if r["id"])
    assert [qid for qid, count in ids.items() if count > 1] == []


def test_every_country_has_an_id() -> None:
    assert [c["name"] for c in COUNTRIES if not c["id"]] == []


@pytest.mark.parametrize("records", LISTS.values(), ids=LISTS)
def test_names_are_clean(records: list[Record]) -> None:
    texts = [text for r in records for text in [*forms(r), *r.get("demonyms", []), *r.get("metonyms", [])]]
    assert [text for text in texts if not text or text != text.strip() or re.search(r"[|?\t\[\]]", text)] == []


@pytest.mark.parametrize("records", LISTS.values(), ids=LISTS)
def test_no_form_stands_twice_in_one_record(records: list[Record]) -> None:
    assert [r["name"] for r in records if len(forms(r)) != len(set(forms(r)))] == []


def test_every_state_is_there() -> None:
    assert len(STATES) == len(set(STATES)) == 197
    codes = {c["code"] for c in COUNTRIES if c["type"] == "Country" and not c["historic"]}
    assert set(STATES) - codes == set()


def test_every_country_has_a_demonym_or_is_exempt() -> None:
    assert {c["name"] for c in COUNTRIES if not c["demonyms"]} == NO_DEMONYM


def test_every_state_has_a_capital_and_every_capital_is_a_place() -> None:
    known = {place["id"] for place in PLACES} | {c["id"] for c in COUNTRIES}
    assert [c["name"] for c in COUNTRIES if c["capital"] and c["capital"] not in known] == []
    assert {c["name"] for c in COUNTRIES if c["code"] in STATES and not c["capital"]} == NO_CAPITAL


def test_a_capital_bears_a_name_that_stands_for_its_country() -> None:
    places = {place["id"]: place for place in PLACES}
    seated = [c for c in COUNTRIES if c["capital"] in places and not c["historic"]]
    assert [c["name"] for c in seated if not set(c["metonyms"]) & set(forms(places[c["capital"]]))] == []


def test_what_is_no_more_comes_last_and_speaks_through_no_capital() -> None:
    historic = [c["historic"] for c in COUNTRIES]
    assert historic == sorted(historic)
    assert [c["name"] for c in COUNTRIES if c["historic"] and c["metonyms"]] == []


@pytest.mark.parametrize("key", ["names", "demonyms"])
def test_no_form_stands_for_two_countries_unless_flagged(key: str) -> None:
    bearers: dict[str, list[Record]] = defaultdict(list)
    for c in COUNTRIES:
        for form in set(forms(c) if key == "names" else c["demonyms"]):
            bearers[form].append(c)
    shared = {form: found for form, found in bearers.items() if len(found) > 1}
    assert [form for form, found in shared.items() if any(form not in c["ambiguous_forms"] for c in found)] == []


@pytest.mark.parametrize("name", ["Georgia", "Jordan", "Chad", "Turkey"])
def test_a_country_named_like_a_person_a_state_or_a_bird_is_flagged(name: str) -> None:
    assert next(c for c in COUNTRIES if c["name"] == name)["ambiguous"]


@pytest.mark.parametrize("records", [PLACES, ORGANIZATIONS], ids=["places", "organizations"])
def test_a_form_of_two_records_is_flagged_in_both(records: list[Record]) -> None:
    count = Counter(form for r in records for form in forms(r))
    assert [f for r in records for f in forms(r) if count[f] > 1 and f not in r["ambiguous_forms"]] == []


@pytest.mark.parametrize("records", LISTS.values(), ids=LISTS)
def test_an_ambiguous_form_is_a_form_of_the_record(records: list[Record]) -> None:
    stray = [(r["name"], f) for r in records for f in r["ambiguous_forms"] if f not in forms(r) + r.get("demonyms", [])]
    assert stray == []


@pytest.mark.parametrize("records", [PLACES, ORGANIZATIONS, METONYMS], ids=["places", "organizations", "metonyms"])
def test_the_country_of_a_record_is_in_the_gazetteer(records: list[Record]) -> None:
    known = {c["id"] for c in COUNTRIES} | {o["id"] for o in ORGANIZATIONS} | {None}
    assert [r for r in records if r["country"] not in known] == []


def test_what_a_place_lies_in_is_in_the_gazetteer() -> None:
    known = {r["id"] for r in COUNTRIES + PLACES} | {None}
    assert [place["name"] for place in PLACES if place["in"] not in known] == []


def test_a_metonym_of_a_body_names_an_organisation() -> None:
    known = {form for o in ORGANIZATIONS for form in forms(o)} | {None}
    assert [m["text"] for m in METONYMS if m["organization"] not in known] == []
    assert len({m["text"] for m in METONYMS}) == len(METONYMS)


def test_types_are_those_of_the_schema() -> None:
    schema = (HOME.parent / "types.yaml").read_text("utf-8")
    used = {r[key] for records in LISTS.values() for r in records for key in ("type", "subtype")} - {None}
    assert [name for name in used if not re.search(rf"^{name}:", schema, re.MULTILINE)] == []


def test_places_stay_of_moderate_size() -> None:
    assert 3000 < len(PLACES) <= 6000


def test_given_names_are_unique_and_have_a_gender_and_a_class() -> None:
    names = tsv("given_names.tsv")
    assert [line for line in names if len(line) != 3 or line[1] not in GENDERS or not line[2]] == []
    assert len({name for name, _, _ in names}) == len(names) >= 2500


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Volodymyr", "Vladimir"),
        ("Oleksandr", "Aleksandr"),
        ("Mohammed", "Muhammad"),
        ("Serhii", "Sergei"),
        ("Yusuf", "Youssef"),
        ("José", "Jose"),
    ],
)
def test_transliterations_share_a_class(left: str, right: str) -> None:
    classes = {name: kind for name, _, kind in tsv("given_names.tsv")}
    assert classes[left] == classes[right]


@pytest.mark.parametrize(("left", "right"), [("Vladimir", "Vladislav"), ("Mikhail", "Michael"), ("Ahmed", "Mohammed"), ("William", "Bill")])
def test_other_names_and_pet_forms_do_not(left: str, right: str) -> None:
    classes = {name: kind for name, _, kind in tsv("given_names.tsv")}
    assert classes[left] != classes.get(right)


def test_roles_are_unique_and_have_a_class_and_a_gender() -> None:
    roles = tsv("roles.tsv")
    assert [line for line in roles if len(line) != 3 or not re.fullmatch("[a-z_]+", line[1]) or line[2] not in GENDERS] == []
    assert len({role for role, _, _ in roles}) == len(roles) >= 350


@pytest.mark.parametrize("file", ["organizations.tsv", "roles.tsv"])
def test_the_hand_kept_tables_were_built_in(file: str) -> None:
    lines = [line for line in (HOME / "hand" / file).read_text("utf-8").splitlines() if line[:1] not in ("", "#")]
    column = 1 if file == "organizations.tsv" else 0
    hand = sorted(line.split("\t")[column] for line in lines[1:])
    built = [o["name"] for o in ORGANIZATIONS] if column else [role for role, _, _ in tsv("roles.tsv")]
    assert hand == sorted(built)
