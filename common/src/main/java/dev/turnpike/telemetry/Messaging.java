package dev.turnpike.telemetry;

import io.opentelemetry.api.trace.SpanKind;

/** Kafka's part of a trace, in the words of OpenTelemetry. */
public final class Messaging {

  private Messaging() {}

  /** A record on its way to the log, as a part of what this thread does; closed by any thread. */
  public static Activity send(String topic) {
    return describe(Activity.beginApart("send " + topic, SpanKind.PRODUCER), "send", topic);
  }

  static Activity describe(Activity activity, String operation, String topic) {
    return activity
        .set("messaging.system", "kafka")
        .set("messaging.operation.type", operation)
        .set("messaging.operation.name", operation)
        .set("messaging.destination.name", topic);
  }
}
