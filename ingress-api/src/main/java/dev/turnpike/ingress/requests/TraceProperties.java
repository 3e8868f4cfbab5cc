package dev.turnpike.ingress.requests;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose word counts in traces.
 *
 * @param trustCallers whether the sampled flag of a caller's traceparent decides if a trace is
 *     recorded. Only for an ingress that strangers can't reach: they could have everything recorded
 */
@ConfigurationProperties("turnpike.ingress.traces")
record TraceProperties(@DefaultValue("false") boolean trustCallers) {}
