"""A webhook leads to a public address over https; to this machine where that is allowed."""

import json
from pathlib import Path
from typing import Any

import pytest
from oye_api.problem import Problem
from oye_api.webhook import check_webhook

PUBLIC = ["https://example.org", "https://example.org:8443/a?b=c", "https://93.184.216.34/x"]
LOCAL = ["http://127.0.0.1:9/", "http://localhost/x", "http://[::1]:8/", "https://localhost/"]
NEVER = [
    "http://example.org/",
    "ftp://example.org/",
    "https://",
    "https:///path",
    "https://[::1",
    "https://example.org:port/",
    "https://10.0.0.1/",
    "https://169.254.169.254/latest",
    "https://[fd00::1]/",
    "https://0.0.0.0/",
    "https://a.localhost/",
    "http://127.0.0.2/",
    "http://localhost.example.org/",
    "//example.org/",
]
VECTORS = Path(__file__).parents[2] / "contracts" / "vectors" / "webhook.jsonl"
HOSTILE = [json.loads(line) for line in VECTORS.read_text().splitlines()]


@pytest.mark.parametrize("vector", HOSTILE, ids=lambda vector: vector["why"])
def test_a_url_is_taken_or_refused_as_the_vectors_tell(vector: dict[str, Any]) -> None:
    if vector["api"] == "taken":
        check_webhook(vector["url"], allow_local=False)
        return
    with pytest.raises(Problem) as refused:
        check_webhook(vector["url"], allow_local=False)
    assert (refused.value.slug, refused.value.field) == ("webhook_url_refused", "url")


@pytest.mark.parametrize("allow_local", [True, False])
@pytest.mark.parametrize("url", PUBLIC)
def test_a_public_address_over_https_is_taken(url: str, allow_local: bool) -> None:
    check_webhook(url, allow_local=allow_local)


@pytest.mark.parametrize("url", LOCAL)
def test_this_machine_is_taken_only_where_it_is_allowed(url: str) -> None:
    check_webhook(url, allow_local=True)
    with pytest.raises(Problem) as refused:
        check_webhook(url, allow_local=False)
    assert (refused.value.slug, refused.value.field) == ("webhook_url_refused", "url")


@pytest.mark.parametrize("allow_local", [True, False])
@pytest.mark.parametrize("url", NEVER)
def test_other_addresses_are_refused(url: str, allow_local: bool) -> None:
    with pytest.raises(Problem) as refused:
        check_webhook(url, allow_local=allow_local)
    assert refused.value.slug == "webhook_url_refused"
