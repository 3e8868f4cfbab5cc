package dev.turnpike.agent.tools.web;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/**
 * An HTTP client without anything that acts on its own: no redirects, retries, cookies, proxies.
 */
final class Connections {

  private static final int CONNECTIONS = 128;
  private static final int CONNECTIONS_TO_A_HOST = 16;

  private Connections() {}

  static CloseableHttpClient client(WebProperties settings, GuardedResolver resolver) {
    return HttpClients.custom()
        .setConnectionManager(pool(settings, resolver))
        // A connection serves one request, so each one is looked up and checked.
        .setConnectionReuseStrategy((request, response, context) -> false)
        .setUserAgent(settings.userAgent())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  private static PoolingHttpClientConnectionManager pool(
      WebProperties settings, GuardedResolver resolver) {
    var limits = Http1Config.custom().setMaxHeaderCount(200).setMaxLineLength(16_384).build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(resolver)
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder().http1Config(limits).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                .build())
        .setMaxConnTotal(CONNECTIONS)
        .setMaxConnPerRoute(CONNECTIONS_TO_A_HOST)
        .build();
  }
}
