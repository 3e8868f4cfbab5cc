package dev.turnpike.agent.tools.web;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the web is read, {@code turnpike.tools.web.*}.
 *
 * @param userAgent what the client calls itself
 * @param connectTimeout until a connection stands; the call's own timeout bounds the whole
 * @param largestPage how much of a body is read, after decompression; the rest is left out
 * @param redirects how many are followed
 * @param ports that may be connected to
 * @param allowedHosts {@code host:port}, exactly as they stand in an address: may be read whatever
 *     their addresses are
 * @param searchUrl DuckDuckGo's HTML page, or something that answers like it; its own host is
 *     allowed for searching
 * @param searchResults how many results a search gives at most
 */
public record WebProperties(
    @DefaultValue("Turnpike/0.1 (chat agent)") String userAgent,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("2MB") DataSize largestPage,
    @DefaultValue("5") int redirects,
    @DefaultValue({"80", "443", "8080", "8443"}) Set<Integer> ports,
    @DefaultValue Set<String> allowedHosts,
    @DefaultValue("https://html.duckduckgo.com/html/") URI searchUrl,
    @DefaultValue("8") int searchResults) {

  /** The most that a body may be configured to: a page in memory takes about ten times that. */
  private static final DataSize LARGEST = DataSize.ofMegabytes(64);

  public WebProperties {
    ports = Set.copyOf(ports);
    allowedHosts = Set.copyOf(allowedHosts);
    require(!userAgent.isBlank(), "user-agent is blank: say who you are");
    require(
        connectTimeout.isPositive(),
        "connect-timeout is %s: it must be positive, such as 5s".formatted(connectTimeout));
    require(
        largestPage.toBytes() >= 1024 && largestPage.compareTo(LARGEST) <= 0,
        "largest-page is %s: write from 1KB to %s".formatted(largestPage, LARGEST));
    require(
        redirects >= 0 && redirects <= 20,
        "redirects is %d: write from 0 to 20".formatted(redirects));
    for (String host : allowedHosts) {
      require(
          host.matches("[^:/@\\s]+:\\d{1,5}|\\[[0-9a-f:]+]:\\d{1,5}"),
          "allowed-hosts has \"%s\": write host:port in lower case, such as wiki.example:8080"
              .formatted(host));
    }
    require(
        searchUrl.getHost() != null,
        "search-url is %s: write an address such as https://html.duckduckgo.com/html/"
            .formatted(searchUrl));
    require(
        searchResults >= 1 && searchResults <= 30,
        "search-results is %d: write from 1 to 30".formatted(searchResults));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("turnpike.tools.web." + otherwise + ".");
    }
  }

  /** The same, but for the configured search page: its host is allowed. */
  WebProperties forSearch() {
    return new WebProperties(
        userAgent,
        connectTimeout,
        largestPage,
        redirects,
        ports,
        Set.of(WebAddress.of(searchUrl).hostAndPort()),
        searchUrl,
        searchResults);
  }
}
