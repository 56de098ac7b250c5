"""What the API answers is what its OpenAPI document says: schemathesis, with sound and with broken requests."""

from __future__ import annotations

from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.schemas import OpenApiSchema

from habeas.web.api.application import make_api

pytestmark = pytest.mark.browser

PATHS = make_api().openapi()["paths"]
ONE = [path for path in PATHS if "{" in path]
ASKED = [
    path for path in PATHS if any(each["in"] == "query" for each in PATHS[path]["get"].get("parameters", ()))
]


@pytest.fixture(scope="session")
def session() -> requests.Session:
    """One connection for all requests."""
    return requests.Session()


@pytest.fixture(scope="session")
def openapi(address: str) -> OpenApiSchema:
    """The OpenAPI document, as it is served."""
    found = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")
    assert isinstance(found, OpenApiSchema)
    return found


def hold(
    openapi: OpenApiSchema, path: str, mode: GenerationMode, session: requests.Session, **fixed: Any
) -> None:
    """Asks a path many things, and finds each answer as documented."""

    @settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=openapi[path]["GET"].as_strategy(generation_mode=mode, **fixed))
    def answered(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(session=session)

    answered()


@pytest.mark.parametrize("path", PATHS)
def test_what_is_asked_for_rightly_is_answered_as_documented(
    openapi: OpenApiSchema, path: str, session: requests.Session
) -> None:
    hold(openapi, path, GenerationMode.POSITIVE, session)


@pytest.mark.parametrize("path", ASKED)
def test_what_is_asked_for_wrongly_is_refused_as_documented(
    openapi: OpenApiSchema, path: str, session: requests.Session
) -> None:
    hold(openapi, path, GenerationMode.NEGATIVE, session)


@pytest.mark.parametrize("path", ONE)
def test_what_there_is_is_answered_as_documented(
    openapi: OpenApiSchema, address: str, path: str, session: requests.Session
) -> None:
    kind = path.split("/")[1].replace("annotations", "events")
    held = requests.get(f"{address}/api/v1/{kind}", timeout=10).json()["records"][0]["id"]
    name = path[path.index("{") + 1 : path.index("}")]
    hold(openapi, path, GenerationMode.POSITIVE, session, path_parameters={name: held})
