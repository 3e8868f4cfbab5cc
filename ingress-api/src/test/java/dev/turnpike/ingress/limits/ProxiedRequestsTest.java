package dev.turnpike.ingress.limits;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.turnpike.ingress.limits.ProxyProperties.Header;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProxiedRequestsTest {
  @Test
  void givesRequestsOfProxiesTheirClients() throws Exception {
    ProxyProperties loopback = new ProxyProperties(List.of("127.0.0.0/8"), Header.X_FORWARDED_FOR);
    assertThat(seen(loopback, "X-Forwarded-For", "192.0.2.5", "X-Forwarded-Proto", "https"))
        .isEqualTo("192.0.2.5 https true");
    assertThat(seen(loopback, "X-Forwarded-For", "1.1.1.1, 192.0.2.5"))
        .isEqualTo("192.0.2.5 http false");
    assertThat(seen(loopback, "X-Forwarded-Proto", "https")).isEqualTo("127.0.0.1 http false");
    assertThat(seen(loopback, "Forwarded", "for=192.0.2.5;proto=https"))
        .as("not the header that its proxies write")
        .isEqualTo("127.0.0.1 http false");

    ProxyProperties standard = new ProxyProperties(List.of("127.0.0.1"), Header.FORWARDED);
    assertThat(
            seen(
                standard,
                "Forwarded",
                "for=\"[2001:db8::5]\";proto=https",
                "X-Forwarded-For",
                "1.1.1.1"))
        .isEqualTo("[2001:db8:0:0:0:0:0:5] https true");
  }

  @Test
  void believesNobodyElse() throws Exception {
    ProxyProperties others =
        new ProxyProperties(List.of("10.0.0.0/8", "::1"), Header.X_FORWARDED_FOR);
    assertThat(seen(others, "X-Forwarded-For", "192.0.2.5", "X-Forwarded-Proto", "https"))
        .isEqualTo("127.0.0.1 http false");
  }

  @Test
  void tellsOnceOfAProxyThatNobodyNamed() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(ProxiedRequests.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      ProxyProperties nobody = new ProxyProperties(List.of(), Header.X_FORWARDED_FOR);
      seen(nobody, "X-Request-Id", "1");
      assertThat(lines.list).isEmpty();
      seen(3, nobody, "Forwarded", "for=192.0.2.5");
      assertThat(lines.list).hasSize(1);
      ILoggingEvent line = lines.list.getFirst();
      assertThat(line.getMessage()).contains("TURNPIKE_TRUSTED_PROXIES");
      assertThat(line.getKeyValuePairs())
          .map(Object::toString)
          .containsExactly("peer=\"127.0.0.1\"", "header=\"Forwarded\"");
    } finally {
      logger.detachAppender(lines);
    }
  }

  @Test
  void hasDefaultsAndReadsSettings() {
    assertThat(bind(Map.of())).isEqualTo(new ProxyProperties(List.of(), Header.X_FORWARDED_FOR));
    ProxyProperties some =
        bind(
            Map.of(
                "turnpike.ingress.proxies.trusted", " 10.0.0.0/8, ,fd00::/8",
                "turnpike.ingress.proxies.header", "forwarded"));
    assertThat(some)
        .isEqualTo(new ProxyProperties(List.of("10.0.0.0/8", "fd00::/8"), Header.FORWARDED));
    assertThat(some.networks()).hasSize(2);
    assertThat(bind(Map.of("turnpike.ingress.proxies.trusted", "")).trusted()).isEmpty();
  }

  private static ProxyProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("turnpike.ingress.proxies", ProxyProperties.class);
  }

  /** The address, scheme and security of a request as the server sees it. */
  private static String seen(ProxyProperties properties, String... headers) throws Exception {
    return seen(1, properties, headers);
  }

  private static String seen(int calls, ProxyProperties properties, String... headers)
      throws Exception {
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(
        new ProxiedRequests(new TrustedProxies(properties.networks()), properties.header()));
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Echo());
    server.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/");
      HttpRequest request = HttpRequest.newBuilder(uri).headers(headers).build();
      for (int call = 1; call < calls; call++) {
        client.send(request, BodyHandlers.ofString());
      }
      return client.send(request, BodyHandlers.ofString()).body();
    } finally {
      server.stop();
    }
  }

  private static final class Echo extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String seen =
          "%s %s %s"
              .formatted(
                  Request.getRemoteAddr(request),
                  request.getHttpURI().getScheme(),
                  request.isSecure() && request.getConnectionMetaData().isSecure());
      response.write(true, BufferUtil.toBuffer(seen, StandardCharsets.UTF_8), callback);
      return true;
    }
  }
}
