"""Operations that are more than one stored function: those that read a time in words."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse, Response

from oye_api.ask import Ask
from oye_api.endpoint import NO_STORE, Endpoint, Service, generic, respond
from oye_api.function import Need
from oye_api.nag import read_nag
from oye_api.operation import Operation
from oye_api.problem import Problem
from oye_api.webhook import check_webhook
from oye_api.when import Context, Reading, context_of, read_instant_of, read_time

WHO = frozenset({"p_token", "p_act_for"})
KEY = frozenset({"p_idempotency_key", "p_request_sha256"})
CALCULATED = frozenset({"p_zone", "p_next_occurrence", "p_upcoming", "p_ended"})
WORDS = frozenset({"p_when", "p_chosen"})
SCHEDULE = frozenset({"p_starts_at", "p_timezone", "p_recurrence", "p_after_done"})


def context_need(operation: Operation) -> Need:
    """That the operation asks for the person's zone, language and now."""
    return Need(operation.id, "schedule_context", WHO | KEY | {"p_scope"}, WHO)


async def context(service: Service, ask: Ask) -> Context:
    """Whose words they are; asked with the operation's own scope and idempotency key."""
    key = {name: ask.arguments[name] for name in KEY if name in ask.arguments}
    arguments = {**ask.who, **key, "p_scope": ask.operation.scope}
    return context_of(await service.database.fetch("schedule_context", arguments))


def schedule_json(reading: Reading) -> dict[str, Any]:
    """The contract's Schedule."""
    schedule = reading.schedule
    return {
        "starts_at": schedule.starts_at.isoformat(timespec="seconds"),
        "timezone": schedule.timezone,
        "recurrence": list(schedule.recurrence),
        "after_done": schedule.after_done,
    }


def calculated(reading: Reading) -> dict[str, object]:
    """The first instants, as the stored functions take them from whoever has calculated."""
    first, *others = reading.occurrences.instants
    return {
        "p_zone": reading.zone,
        "p_next_occurrence": first,
        "p_upcoming": others,
        # What waits for an answer goes on after it, whatever was calculated so far.
        "p_ended": reading.occurrences.ended and reading.schedule.after_done is None,
    }


def schedule_preview(operation: Operation, service: Service) -> Endpoint:
    """Reads a time and shows what it means; stores nothing."""

    async def answer(ask: Ask) -> Response:
        if "text" not in ask.body and "when" not in ask.body:
            raise Problem(400, "field_missing", "Send when, or a text with a time.", field="when")
        whose = await context(service, ask)
        text, nag = read_nag(ask.body["text"]) if "text" in ask.body else (None, None)
        reading = await read_time(
            text,
            ask.body.get("when"),
            whose,
            ask.body.get("count", 5),
            ask.body.get("chosen", ()),
        )
        found = reading.occurrences
        preview = {
            "text": reading.text,
            "nag": nag,
            "schedule": schedule_json(reading),
            "words": reading.words(whose.lang),
            "timezone": reading.zone,
            "occurrences": [instant.isoformat() for instant in found.instants],
            "notes": reading.notes(whose.lang),
            "ended": found.ended and reading.schedule.after_done is None,
        }
        return JSONResponse(preview, headers=NO_STORE)

    return Endpoint(answer, (context_need(operation),))


def reminder_create(operation: Operation, service: Service) -> Endpoint:
    """Reads the time, calculates the first instants, and stores all of it in one call."""
    kept = ("tags", "channels", "catch_up", "grace_seconds", "urgent", "source", "reference")
    always = WHO | SCHEDULE | CALCULATED | {"p_text", "p_said"}
    may = always | KEY | {"p_nag"} | {f"p_{name}" for name in kept}

    async def answer(ask: Ask) -> Response:
        whose = await context(service, ask)
        if whose.answer is not None:
            return respond(operation, whose.answer)
        text, nag = read_nag(ask.body["text"])
        reading = await read_time(
            text, ask.body.get("when"), whose, chosen=ask.body.get("chosen", ())
        )
        if not (reading.text or "").strip():
            raise Problem(
                422, "text_missing", "Say what to be told of, beside the time.", field="text"
            )
        arguments = {name: ask.arguments[name] for name in ask.arguments if name in may}
        schedule = {f"p_{name}": value for name, value in schedule_json(reading).items()}
        arguments |= schedule | calculated(reading)
        said = reading.said if "when" in ask.body else ask.body["text"]
        arguments |= {"p_text": reading.text, "p_said": said}
        if nag and "nag" not in ask.body:
            arguments["p_nag"] = nag
        return respond(operation, await service.database.call("reminder_create", arguments))

    return Endpoint(
        answer, (context_need(operation), Need(operation.id, "reminder_create", may, always))
    )


def reminder_update(operation: Operation, service: Service) -> Endpoint:
    """A patch; `when` in it becomes `schedule`, with the first instants beside it."""
    always = WHO | {"p_reminder_id", "p_patch"}
    may = always | CALCULATED | {"p_if_match"}

    async def answer(ask: Ask) -> Response:
        patch: Mapping[str, Any] = {
            name: value for name, value in ask.body.items() if name != "chosen"
        }
        if "text" in patch:
            text, nag = read_nag(patch["text"])
            if not text.strip():
                raise Problem(422, "text_missing", "Say what to be told of.", field="text")
            patch = {**({"nag": nag} if nag else {}), **patch, "text": text}
        arguments = {**ask.arguments, "p_patch": patch}
        if "when" in patch:
            whose = await context(service, ask)
            reading = await read_time(None, patch["when"], whose, chosen=ask.body.get("chosen", ()))
            others = {name: value for name, value in patch.items() if name != "when"}
            changed = {"said": reading.said, "schedule": schedule_json(reading)}
            arguments |= calculated(reading) | {"p_patch": others | changed}
        return respond(operation, await service.database.call("reminder_update", arguments))

    return Endpoint(
        answer, (context_need(operation), Need(operation.id, "reminder_update", may, always))
    )


def occurrence_snooze(operation: Operation, service: Service) -> Endpoint:
    """Reads until when, and answers the occurrence with it."""
    always = WHO | {"p_reminder_id", "p_until"}

    async def answer(ask: Ask) -> Response:
        arguments = {name: value for name, value in ask.arguments.items() if name not in WORDS}
        until = await read_instant_of(
            ask.body["when"], await context(service, ask), ask.body.get("chosen", ())
        )
        arguments["p_until"] = until
        return respond(operation, await service.database.call("occurrence_snooze", arguments))

    need = Need(operation.id, "occurrence_snooze", always | {"p_due_at"}, always)
    return Endpoint(answer, (context_need(operation), need))


def delivery_answer(operation: Operation, service: Service) -> Endpoint:
    """What a button says: done as it is, snoozed with until when."""
    always = WHO | {"p_delivery_id", "p_answer"}

    async def answer(ask: Ask) -> Response:
        arguments = {name: value for name, value in ask.arguments.items() if name not in WORDS}
        if ask.body["answer"] == "snoozed":
            if "when" not in ask.body:
                raise Problem(400, "field_missing", "Say until when, such as 10m.", field="when")
            arguments["p_until"] = await read_instant_of(
                ask.body["when"], await context(service, ask), ask.body.get("chosen", ())
            )
        return respond(operation, await service.database.call("delivery_answer", arguments))

    need = Need(operation.id, "delivery_answer", always | {"p_until", "p_address"}, always)
    return Endpoint(answer, (context_need(operation), need))


def channel_create(operation: Operation, service: Service) -> Endpoint:
    """The generic endpoint, after a look at where the webhook leads."""
    plain = generic(operation, service)

    async def answer(ask: Ask) -> Response:
        check_webhook(ask.body["url"], allow_local=service.config.webhook_allow_local)
        return await plain.answer(ask)

    return Endpoint(answer, plain.needs)
