from dataclasses import replace

from oye_sql.testcall import Caller, Person, digest, refused


def test_it_acts_for_those_it_names_and_has_no_person_of_its_own(ops: Caller, tom: Person) -> None:
    [made] = ops.rows("service_token_create", label="another bot")
    service = replace(tom, token=made["token"])
    assert service.call("me_get")["name"] == "Tom"
    with refused(403, "act_for_missing", "X-Act-For"):
        service.api.call("me_get", token=digest(made["token"]), act_for=None)
