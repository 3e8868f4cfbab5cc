package dev.turnpike.ingress.http;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Closes connections on which a request takes too long to arrive, however busily its sender drips:
 * an idle timeout begins anew with each byte. What is being answered is left alone, and so is a
 * connection that waits for its next request.
 */
final class SlowRequests implements Connection.Listener {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Connector connector;
  private final RequestProperties limits;
  private final Clock clock;
  private final Map<HttpConnection, Arrival> arriving = new ConcurrentHashMap<>();

  SlowRequests(Connector connector, RequestProperties limits, Clock clock) {
    this.connector = connector;
    this.limits = limits;
    this.clock = clock;
  }

  private enum Part {
    NOTHING,
    HEAD,
    BODY
  }

  /**
   * What of a request was under way when.
   *
   * @param number of the request on its connection
   * @param since in milliseconds
   */
  private record Arrival(Part part, long number, long since) {
    static final Arrival NONE = new Arrival(Part.NOTHING, 0, 0);

    boolean goesOn(Part now, long nowNumber) {
      return part == now && number == nowNumber;
    }
  }

  /** To be called once the connector runs. */
  void begin() {
    connector.addBean(this);
    sweepLater();
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof HttpConnection http) {
      arriving.put(http, Arrival.NONE);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof HttpConnection http) {
      arriving.remove(http);
    }
  }

  private void sweepLater() {
    var _ =
        connector
            .getScheduler()
            .schedule(
                () -> {
                  arriving.replaceAll(this::looked);
                  if (connector.isRunning()) {
                    sweepLater();
                  }
                },
                PERIOD.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  private Arrival looked(HttpConnection connection, Arrival before) {
    Part part = partOf(connection.getParser());
    long number = connection.getMessagesIn();
    if (part == Part.NOTHING || !before.goesOn(part, number)) {
      return new Arrival(part, number, clock.millis());
    }
    Duration limit = part == Part.HEAD ? limits.headDeadline() : limits.bodyDeadline();
    if (clock.millis() - before.since() > limit.toMillis()) {
      connection.getEndPoint().close();
    }
    return before;
  }

  private static Part partOf(HttpParser parser) {
    if (parser.inContentState()) {
      return Part.BODY;
    }
    return parser.inHeaderState() && !parser.isStart() ? Part.HEAD : Part.NOTHING;
  }
}
