package dev.turnpike.ingress.limits;

import java.util.List;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProxyProperties.class)
class ProxyConfiguration {
  /** Costs nothing when no proxy is trusted. */
  @Bean
  WebServerFactoryCustomizer<JettyServletWebServerFactory> proxiedRequests(
      ProxyProperties properties) {
    List<Network> networks = properties.networks();
    ProxiedRequests customizer =
        new ProxiedRequests(new TrustedProxies(networks), properties.header());
    return factory -> {
      if (!networks.isEmpty()) {
        factory.addServerCustomizers(
            server -> {
              for (Connector connector : server.getConnectors()) {
                connector
                    .getConnectionFactory(HttpConnectionFactory.class)
                    .getHttpConfiguration()
                    .addCustomizer(customizer);
              }
            });
      }
    };
  }
}
