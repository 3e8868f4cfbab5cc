package dev.turnpike.ingress.http;

import java.time.Clock;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.util.component.LifeCycle;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Makes a waiting stream cost a few kilobytes instead of a hundred: a small buffer, none for
 * gathering small writes (frames come whole), no cache of headers. And makes a slow or ambiguous
 * request cost its sender more than the server: bodies are gathered before a thread is taken, and
 * what two servers could read in two ways is refused.
 */
@Component
@EnableConfigurationProperties(RequestProperties.class)
class JettyTuning implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {
  private static final int OUTPUT_BUFFER_BYTES = 1_024;

  /**
   * Connections that the kernel has made and nobody has taken yet; of more than the JDK's 50 at
   * once the others would wait a second or more. The kernel's own bound holds, too.
   */
  private static final int ACCEPT_QUEUE = 4_096;

  /** In the kernel, which otherwise keeps megabytes for a client that does not read. */
  private static final int SEND_BUFFER_BYTES = 64 << 10;

  /** Request line and headers together. */
  private static final int HEADER_BYTES = 8_192;

  /**
   * So much of a body waits in memory before anybody knows who sends it; a longer one takes a
   * thread while the rest comes, and threads are few.
   */
  private static final int GATHERED_BYTES = 32 << 10;

  /** What one piece of a body may keep from being used again: the buffer that it was read into. */
  private static final int PIECE_BYTES = 8 << 10;

  private final RequestProperties limits;
  private final Clock clock;

  JettyTuning(RequestProperties limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public void customize(JettyServletWebServerFactory factory) {
    factory.addServerCustomizers(this::tune);
  }

  private void tune(Server server) {
    server.setErrorHandler(new PlainProblems());
    server.insertHandler(
        new EagerContentHandler(
            new RetainedContentLoaderFactory(GATHERED_BYTES, PIECE_BYTES, false)));
    for (Connector connector : server.getConnectors()) {
      if (connector instanceof ServerConnector sockets) {
        sockets.setAcceptQueueSize(ACCEPT_QUEUE);
        sockets.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
      }
      HttpConnectionFactory http = connector.getConnectionFactory(HttpConnectionFactory.class);
      if (http != null) {
        tune(http.getHttpConfiguration());
      }
      SlowRequests slow = new SlowRequests(connector, limits, clock);
      connector.addEventListener(
          new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarted(LifeCycle started) {
              slow.begin();
            }
          });
    }
  }

  private static void tune(HttpConfiguration http) {
    http.setOutputBufferSize(OUTPUT_BUFFER_BYTES); // Resets the next one, so it comes first.
    http.setOutputAggregationSize(0);
    http.setHeaderCacheSize(0);
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setHttpCompliance(HttpCompliance.STRICT);
    http.setUriCompliance(UriCompliance.DEFAULT);
  }
}
