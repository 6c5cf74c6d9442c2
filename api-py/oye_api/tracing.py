"""OpenTelemetry, where OYE_OTEL asks for it: a span for each request. Off unless it is set.

Needs the extra `otel`, which no lock holds. Where spans go is told by OpenTelemetry's own
variables, such as OTEL_EXPORTER_OTLP_ENDPOINT:
https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
"""

from starlette.types import ASGIApp


class TracingError(Exception):
    """It is asked for and not installed; the message says what to install."""


def traced(app: ASGIApp) -> ASGIApp:
    """The application with a span around each request. Raises TracingError."""
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.instrumentation.asgi import OpenTelemetryMiddleware
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
        from opentelemetry.util.http import parse_excluded_urls
    except ImportError as error:
        raise TracingError(
            f"OYE_OTEL is on, and {error.name} is not installed: pip install 'oye-api[otel]'"
        ) from None
    provider = TracerProvider(resource=Resource.create({"service.name": "oye-api"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    middleware: ASGIApp = OpenTelemetryMiddleware(
        app,
        tracer_provider=provider,
        excluded_urls=parse_excluded_urls("/healthz$,/readyz$,/metrics$"),
    )
    return middleware
