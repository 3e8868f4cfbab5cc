package dev.turnpike.ingress.limits;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which proxies stand before the ingress. What others say about where a request comes from is not
 * believed.
 *
 * @param trusted addresses and networks (CIDR) of proxies whose headers are believed, separated by
 *     commas; none by default
 * @param header the one header that these proxies write; the other is never read, because a proxy
 *     that does not know it passes on what the client wrote
 */
@ConfigurationProperties("turnpike.ingress.proxies")
record ProxyProperties(
    @DefaultValue({}) List<String> trusted, @DefaultValue("x-forwarded-for") Header header) {

  /** Where proxies write from whom they had a request. */
  enum Header {
    /** {@code X-Forwarded-For}, and {@code X-Forwarded-Proto} for the scheme. */
    X_FORWARDED_FOR,
    /** {@code Forwarded}, as RFC 7239 describes it. */
    FORWARDED
  }

  ProxyProperties {
    trusted = trusted.stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
  }

  List<Network> networks() {
    return trusted.stream().map(Network::of).toList();
  }
}
