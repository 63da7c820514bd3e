"""The server's interface, described as OpenAPI."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from hub.usage.events import AnyEvent
from hub.web.answer import REASON_HEADER
from hub.web.events_api import MOST_EVENTS

_JSON = "application/json"
_SEARCH = {
    "q": "Words; quotes, -word and name:value work.",
    "kind": "Such as sop; may be repeated, as may org, tag and state.",
    "org": "An organisation of the owner.",
    "tag": "A tag.",
    "state": "Such as fresh.",
    "owner": "A handle or a name.",
    "archived": "1 for archived pages, too.",
    "page": "Which part of the results, from 1.",
    "limit": "Results in a part, up to 50.",
}


def openapi(version: str) -> dict[str, Any]:
    """The description, ready for JSON.

    Args:
        version: Of this program.
    """
    schema = TypeAdapter(AnyEvent).json_schema(ref_template="#/components/schemas/{model}")
    definitions = schema.pop("$defs", {})
    return {
        "openapi": "3.1.0",
        "info": {"title": "Hub", "version": version},
        "paths": {
            "/api/events": {"post": _events()},
            "/api/pages.json": {"get": _get("The state of every page of this audience.")},
            "/api/uptake": {
                "get": _get("Figures of use, as `hub uptake --format json` prints them.")
                | {"parameters": [_query("since", "Such as 90d, 12w, 6m or 2026-09-01.")]}
            },
            "/api/search": {
                "get": _get("Pages that fit a query, as `hub search --format json` prints them.")
                | {"parameters": [_query(name, said) for name, said in _SEARCH.items()]}
            },
            "/api/suggest": {
                "get": _get("Titles and words that go on as somebody began to type.")
                | {"parameters": [_query("q", "The beginning.")]}
            },
            "/healthz": {"get": _get("Whether the server and its store work.")},
            "/metrics": {"get": _get("Counters for Prometheus.", "text/plain")},
        },
        "components": {"schemas": {**definitions, "Event": schema}},
    }


def _events() -> dict[str, Any]:
    body = {
        "type": "object",
        "required": ["events"],
        "properties": {
            "events": {
                "type": "array",
                "minItems": 1,
                "maxItems": MOST_EVENTS,
                "items": {"$ref": "#/components/schemas/Event"},
            }
        },
    }
    statuses = {
        "202": "At least one event is kept, or was known; the others are named with a reason.",
        "400": "The body is no JSON, or nests too deeply.",
        "403": "Not from a page of this site, or not application/json.",
        "413": "Too many bytes or events.",
        "422": "No event could be kept.",
        "429": "Too many requests; Retry-After says when to come again.",
        "503": "The store can't take anything now; Retry-After says when to come again.",
    }
    return {
        "summary": "Send events; an event with a known id is ignored.",
        "requestBody": {"required": True, "content": {_JSON: {"schema": body}}},
        "responses": {
            status: {
                "description": said,
                "headers": {REASON_HEADER: {"schema": {"type": "string"}}},
            }
            for status, said in statuses.items()
        },
    }


def _get(summary: str, media_type: str = _JSON) -> dict[str, Any]:
    return {
        "summary": summary,
        "responses": {"200": {"description": summary, "content": {media_type: {}}}},
    }


def _query(name: str, description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": {"type": "string"}}
