package dev.turnpike.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * All that this JVM logs from now on. Services set logging up anew when they start, so it is opened
 * after them.
 */
public final class LogLines implements AutoCloseable {

  /** One line: what it says, of whom, and everything that an appender could write of it. */
  public record Line(String logger, String message, Map<String, String> context, String whole) {

    static Line of(ILoggingEvent event) {
      var pairs = event.getKeyValuePairs() == null ? List.of() : event.getKeyValuePairs();
      var context = Map.copyOf(event.getMDCPropertyMap());
      var failure = event.getThrowableProxy();
      return new Line(
          event.getLoggerName(),
          event.getFormattedMessage(),
          context,
          "%s %s %s %s %s %s"
              .formatted(
                  event.getLevel(),
                  event.getLoggerName(),
                  event.getFormattedMessage(),
                  pairs,
                  context,
                  failure == null ? "" : ThrowableProxyUtil.asString(failure)));
    }
  }

  private final List<Line> lines = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(Line.of(event)); // on the logging thread, whose context it reads
        }
      };

  private LogLines() {
    appender.setContext(root.getLoggerContext());
    appender.start();
    root.addAppender(appender);
  }

  public static LogLines open() {
    return new LogLines();
  }

  public List<Line> all() {
    return List.copyOf(lines);
  }

  /** Those of one message. */
  public List<Line> saying(String message) {
    return lines.stream().filter(line -> line.message().equals(message)).toList();
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    appender.stop();
  }
}
