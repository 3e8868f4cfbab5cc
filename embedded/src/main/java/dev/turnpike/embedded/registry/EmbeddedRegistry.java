package dev.turnpike.embedded.registry;

import dev.turnpike.embedded.EmbeddedStartException;
import java.nio.file.Path;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry with Confluent's REST API inside this JVM, on the loopback interface unless
 * told otherwise.
 *
 * <p>What was registered is in the journal before it is acknowledged, so ids survive a restart and
 * a kill -9. The journal belongs to the broker's log: records there carry these ids, so both are
 * deleted together or not at all.
 */
public final class EmbeddedRegistry implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int THREADS = 8;

  private final Journal journal;
  private final Server server;
  private final String origin;
  private final int port;

  private EmbeddedRegistry(Journal journal, Server server, String origin, int port) {
    this.journal = journal;
    this.server = server;
    this.origin = origin;
    this.port = port;
  }

  /** Starts on the given port, or on a free one if it is 0; the journal is created if absent. */
  public static EmbeddedRegistry start(Path journalFile, int port) {
    return start(journalFile, port, RegistryAccess.open());
  }

  /** As {@link #start(Path, int)}, for those alone that may. */
  public static EmbeddedRegistry start(Path journalFile, int port, RegistryAccess access) {
    return start(journalFile, LOOPBACK, port, access);
  }

  /** As {@link #start(Path, int)}, on another address of this machine. */
  public static EmbeddedRegistry start(Path journalFile, String host, int port) {
    return start(journalFile, host, port, RegistryAccess.open());
  }

  private static EmbeddedRegistry start(
      Path journalFile, String host, int port, RegistryAccess access) {
    Journal journal = Journal.open(journalFile);
    Server server = null;
    try {
      RegistryHandler handler = new RegistryHandler(Subjects.restored(journal), access);
      server = server(handler, host, port, access);
      server.start();
      ServerConnector connector = (ServerConnector) server.getConnectors()[0];
      String origin = (access.tls() == null ? "http://" : "https://") + host;
      return new EmbeddedRegistry(journal, server, origin, connector.getLocalPort());
    } catch (Exception e) {
      stop(server, journal);
      throw e instanceof EmbeddedStartException known
          ? known
          : new EmbeddedStartException(
              "The schema registry can't listen on port %d: stop the program that does, or choose another port."
                  .formatted(port),
              e);
    }
  }

  /** The base URL that clients are given, without a slash at its end. */
  public String url() {
    return origin + ":" + port;
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    stop(server, journal);
  }

  private static Server server(
      RegistryHandler handler, String host, int port, RegistryAccess access) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
    threads.setName("registry");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server, 1, 1, protocols(access));
    connector.setHost(host);
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(handler);
    return server;
  }

  private static ConnectionFactory[] protocols(RegistryAccess access) {
    HttpConnectionFactory http = new HttpConnectionFactory();
    if (access.tls() == null) {
      return new ConnectionFactory[] {http};
    }
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(access.tls());
    tls.setNeedClientAuth(access.clientCertificate());
    return new ConnectionFactory[] {new SslConnectionFactory(tls, http.getProtocol()), http};
  }

  private static void stop(@Nullable Server server, Journal journal) {
    try (journal) {
      if (server != null) {
        server.stop();
      }
    } catch (Exception e) {
      throw new IllegalStateException("The schema registry did not stop cleanly.", e);
    }
  }
}
