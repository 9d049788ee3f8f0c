"""docker/: no engine runs here, so compose.yaml is held against the Compose specification, and both files against what
they promise: nothing but loopback, no password of ours, data that outlives the container."""

from __future__ import annotations

import importlib.resources
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "docker" / "Dockerfile").read_text()


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "docker" / "compose.yaml").read_text())
    return found


def test_compose_conforms_to_the_specification(compose: dict[str, Any]) -> None:
    vendor = importlib.resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema = json.loads((vendor / "compose-spec.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(compose)
    compose["services"]["neo4j"]["ports"] = 7474
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(compose)


def test_every_port_is_bound_to_loopback() -> None:
    services = yaml.safe_load((ROOT / "docker" / "compose.yaml").read_text())["services"]
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert sorted(ports) == ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687"]


def test_the_password_comes_from_the_environment_and_must_be_set() -> None:
    text = (ROOT / "docker" / "compose.yaml").read_text()
    assert len(re.findall(r"\$\{NEO4J_PASSWORD:\?set [^}]+\}", text)) == 2
    assert len(re.findall(r"\$\{NEO4J_PASSWORD", text)) == 2


def test_neo4j_is_the_line_we_test_keeps_its_data_and_is_waited_for(compose: dict[str, Any]) -> None:
    server = compose["services"]["neo4j"]
    version = re.search(r"<neo4j.version>(5\.\d+)", (ROOT / "scripts/neo4j-server/pom.xml").read_text())
    assert version and server["image"] == f"neo4j:{version[1]}-community"
    assert "neo4j-data:/data" in server["volumes"] and "neo4j-data" in compose["volumes"]
    assert server["healthcheck"]["test"][0] == "CMD-SHELL"
    assert compose["services"]["kg"]["depends_on"]["neo4j"]["condition"] == "service_healthy"


def test_the_image_of_neo4j_is_given_no_setting_that_it_would_refuse(compose: dict[str, Any]) -> None:
    """It takes every NEO4J_… variable for a setting and won't start on an unknown one, such as NEO4J_PASSWORD."""
    assert set(compose["services"]["neo4j"]["environment"]) == {
        "NEO4J_AUTH",
        "NEO4J_dbms_usage__report_enabled",
        "NEO4J_client_allow__telemetry",
    }


def test_the_dockerfile_ends_as_an_ordinary_user_with_kg_as_its_command() -> None:
    last = DOCKERFILE.split("FROM ")[-1]
    assert "USER kg" in last and 'ENTRYPOINT ["kg"]' in last


def test_only_what_the_package_is_made_from_goes_into_the_image() -> None:
    lines = (ROOT / "docker" / "Dockerfile.dockerignore").read_text().split("\n")
    allowed = [line[1:] for line in lines if line.startswith("!")]
    assert "*" in lines and allowed == ["kg", "schema", "pyproject.toml", "setup.py", "constraints.txt", "README.md", "LICENSE", "NOTICE"]
