package dev.turnpike.embedded.model;

import java.io.IOException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty, set up for many slow streams on few threads: no thread ever waits for a client. */
final class ModelServer implements AutoCloseable {
  /** A client that takes none of the bytes offered to it for this long is dropped. */
  private static final long IDLE_MILLIS = 300_000;

  private static final int THREADS = 8;
  private static final int ACCEPT_QUEUE = 4096;

  private final Server server;
  private final int port;

  private ModelServer(Server server, int port) {
    this.server = server;
    this.port = port;
  }

  static ModelServer start(String host, int port, Handler handler) throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
    threads.setName("simulated-model");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    server.addConnector(connector);
    server.setHandler(handler);
    begin(server);
    return new ModelServer(server, connector.getLocalPort());
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The simulated model did not stop.", e);
    }
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setHeaderCacheSize(0);
    return configuration;
  }

  private static void begin(Server server) throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("The simulated model did not start.", e);
    }
  }
}
