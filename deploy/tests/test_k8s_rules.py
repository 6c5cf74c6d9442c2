"""The manifests keep every rule, and for every rule there are manifests that don't."""

import copy

import pytest
from counterexamples import BROKEN, Break, set_to
from manifests import OVERLAYS, Document, load
from rules.every import RULES, Rule

BY_NAME = {rule.__name__: rule for rule in RULES}
CASES = [
    pytest.param(BY_NAME[name], change, id=f"{name}-{number}")
    for name, changes in BROKEN.items()
    for number, change in enumerate(changes)
]


@pytest.fixture(scope="module", params=OVERLAYS)
def documents(request: pytest.FixtureRequest) -> list[Document]:
    return load(request.param)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_is_kept(rule: Rule, documents: list[Document]) -> None:
    assert list(rule(documents)) == []


@pytest.mark.parametrize(("rule", "change"), CASES)
def test_every_rule_sees_what_breaks_it(
    rule: Rule, change: Break, documents: list[Document]
) -> None:
    broken = copy.deepcopy(documents)
    change(broken)
    assert broken != documents, "nothing was changed"
    assert list(rule(broken))


def test_a_digest_says_which_image_as_a_tag_does(documents: list[Document]) -> None:
    pinned = copy.deepcopy(documents)
    image = f"registry.example.org/oye/api@sha256:{64 * 'a'}"
    set_to("Deployment/api", "spec.template.spec.containers.0.image", image)(pinned)
    assert list(BY_NAME["is_one_release"](pinned)) == []


def test_no_rule_is_without_a_counterexample() -> None:
    assert sorted(BROKEN) == sorted(BY_NAME)
