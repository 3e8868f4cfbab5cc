package dev.turnpike.platform;

import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What traces tell, beside OpenTelemetry's own settings ({@code OTEL_*}).
 *
 * @param content whether spans hold what people and models say: {@code false} or {@code true}
 */
@ConfigurationProperties("turnpike.traces")
public record TracingProperties(@DefaultValue("false") String content) {

  public TracingProperties {
    content = content.strip().toLowerCase(Locale.ROOT);
    // The latter are what other instrumentations call it.
    content =
        switch (content) {
          case "true", "span_only", "span_and_event" -> "true";
          case "false", "", "no_content", "event_only" -> "false";
          default ->
              throw new StartRefused(
                  "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT is \"%s\": write true or false."
                      .formatted(content));
        };
  }

  boolean tellsContent() {
    return content.equals("true");
  }
}
