package dev.turnpike.ingress.http;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Makes a waiting stream cost a few kilobytes instead of a hundred: a small buffer, none for
 * gathering small writes (frames come whole), no cache of headers.
 */
@Component
class JettyTuning implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {
  private static final int OUTPUT_BUFFER_BYTES = 1_024;

  /** In the kernel, which otherwise keeps megabytes for a client that does not read. */
  private static final int SEND_BUFFER_BYTES = 64 << 10;

  @Override
  public void customize(JettyServletWebServerFactory factory) {
    factory.addServerCustomizers(JettyTuning::tune);
  }

  private static void tune(Server server) {
    server.setErrorHandler(new PlainProblems());
    for (Connector connector : server.getConnectors()) {
      if (connector instanceof ServerConnector sockets) {
        sockets.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
      }
      HttpConnectionFactory http = connector.getConnectionFactory(HttpConnectionFactory.class);
      if (http != null) {
        tune(http.getHttpConfiguration());
      }
    }
  }

  private static void tune(HttpConfiguration http) {
    http.setOutputBufferSize(OUTPUT_BUFFER_BYTES); // Resets the next one, so it comes first.
    http.setOutputAggregationSize(0);
    http.setHeaderCacheSize(0);
    http.setSendServerVersion(false);
  }
}
