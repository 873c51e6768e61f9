// One client span, exported as the OTEL_… variables say: nothing is set here but what the span tells.
import { SpanKind } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";

const [url = ""] = process.argv.slice(2);
const provider = new TracerProvider({
  spanProcessors: [new SimpleSpanProcessor({ exporter: new OTLPTraceExporter() })],
});
const span = provider.getTracer("snippet").startSpan("GET", { kind: SpanKind.CLIENT });
span.setAttributes({ "http.request.method": "GET", "url.full": url, "http.response.status_code": 200 });
span.end();
await provider.forceFlush();
await provider.shutdown();
