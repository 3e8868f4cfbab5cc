package dev.turnpike.local.folder;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The logs of the local run: files in the data folder that can't outgrow a few dozen megabytes, and
 * never the terminal. Until {@link #open} is called, nothing is logged at all.
 *
 * <p>Several Spring contexts share the JVM, and each would set logging up anew; so Spring's own
 * logging system is off, and this class is the only place that configures it.
 */
public final class LogFiles {

  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{1}: %replace([%mdc] ){'\\[\\] ',''}%msg %kvp%n";
  private static final String FILE_SIZE = "8MB";
  private static final int OLD_FILES = 3;

  /** What Kafka's server and the libraries say in every start is of no use to anyone. */
  private static final List<String> CHATTY =
      List.of(
          "kafka",
          "state.change.logger",
          "org.apache.kafka",
          "org.springframework",
          "org.eclipse.jetty",
          "org.flywaydb",
          "com.zaxxer.hikari",
          "org.hibernate");

  private LogFiles() {}

  /** Logs to {@code <name>.log} in the folder from now on. */
  public static void open(Path folder, String name) {
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    CHATTY.forEach(each -> context.getLogger(each).setLevel(Level.WARN));
    root.addAppender(file(context, folder, name));
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private static RollingFileAppender<ILoggingEvent> file(
      LoggerContext context, Path folder, String name) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setName(name);
    appender.setFile(folder.resolve(name + ".log").toString());
    appender.setEncoder(encoder);
    FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(folder.resolve(name + ".%i.log").toString());
    rolling.setMinIndex(1);
    rolling.setMaxIndex(OLD_FILES);
    rolling.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
    trigger.setContext(context);
    trigger.setMaxFileSize(FileSize.valueOf(FILE_SIZE));
    trigger.start();
    appender.setRollingPolicy(rolling);
    appender.setTriggeringPolicy(trigger);
    appender.start();
    return appender;
  }
}
