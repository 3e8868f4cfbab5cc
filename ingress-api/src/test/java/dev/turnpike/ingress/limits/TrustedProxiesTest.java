package dev.turnpike.ingress.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      new TrustedProxies(List.of(Network.of("10.0.0.0/8"), Network.of("fd00::/8")));

  /** Whatever a client writes, in front of what our proxies add, changes nothing. */
  @Property
  void spoofedHopsChangeNothing(
      @ForAll("anything") List<String> spoofed,
      @ForAll("clients") String client,
      @ForAll("proxies") List<String> chain) {
    List<String> hops = new ArrayList<>(spoofed);
    hops.add(client);
    hops.addAll(chain.subList(0, chain.size() - 1));
    InetAddress peer = address(chain.getLast());

    assertThat(PROXIES.client(peer, ForwardedHeader.plain(List.of(joined(hops)), List.of())))
        .isEqualTo(new Hop(address(client), null));
    assertThat(PROXIES.client(peer, ForwardedHeader.plain(hops, List.of())).address())
        .as("a line for each")
        .isEqualTo(address(client));
    assertThat(PROXIES.client(peer, ForwardedHeader.standard(elements(hops))).address())
        .isEqualTo(address(client));
    assertThat(
            PROXIES
                .client(peer, ForwardedHeader.standard(List.of(joined(elements(hops)))))
                .address())
        .isEqualTo(address(client));
  }

  /** Behind a hop that is no address nothing is known, so the proxy that wrote it stands for it. */
  @Property
  void nonsenseEndsTheWay(
      @ForAll("anything") List<String> spoofed, @ForAll("proxies") List<String> chain) {
    List<String> hops = new ArrayList<>(spoofed);
    hops.add("unknown");
    hops.addAll(chain.subList(0, chain.size() - 1));
    assertThat(
            PROXIES
                .client(address(chain.getLast()), ForwardedHeader.plain(hops, List.of()))
                .address())
        .isEqualTo(address(chain.getFirst()));
  }

  @Example
  void whoIsInsideIsAClientToo() {
    List<Hop> hops = ForwardedHeader.plain(List.of("10.1.1.1, 10.2.2.2"), List.of());
    assertThat(PROXIES.client(address("10.3.3.3"), hops).address()).isEqualTo(address("10.1.1.1"));
    assertThat(PROXIES.client(address("10.3.3.3"), List.of()).address())
        .isEqualTo(address("10.3.3.3"));
  }

  @Example
  void readsPortsAndQuotes() {
    assertThat(ForwardedHeader.plain(List.of("192.0.2.1:4711,[2001:db8::1]:1"), List.of("HTTPS")))
        .containsExactly(
            new Hop(address("192.0.2.1"), "https"), new Hop(address("2001:db8::1"), "https"));
    assertThat(
            ForwardedHeader.standard(
                List.of(
                    "for=\"[2001:db8::1]:99\";Proto=https;by=10.0.0.1 , FOR=192.0.2.2;host=\"a,b;c\"",
                    "for=_hidden;proto=gopher, proto=http")))
        .containsExactly(
            new Hop(address("2001:db8::1"), "https"),
            new Hop(address("192.0.2.2"), null),
            new Hop(null, null),
            new Hop(null, "http"));
    for (String nonsense : new String[] {"192.0.2.1:", "[::1", "[::1]x", "1.2.3.4:999999", ""}) {
      assertThat(Hop.address(nonsense)).as(nonsense).isNull();
    }
  }

  @Example
  void theNearestProxySaysTheScheme() {
    assertThat(
            ForwardedHeader.plain(List.of("192.0.2.1"), List.of("http", "http, https")).getFirst())
        .isEqualTo(new Hop(address("192.0.2.1"), "https"));
  }

  @Provide
  Arbitrary<List<String>> anything() {
    Arbitrary<String> text =
        Arbitraries.oneOf(
            Arbitraries.of("10.9.9.9", "203.0.113.66", "::1", "unknown", "", "1.2.3.4:5", "[::1]"),
            Arbitraries.strings().withChars("0123456789abcdef.:[]= \t;x").ofMaxLength(20));
    return text.list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> clients() {
    return Arbitraries.of("203.0.113.5", "192.168.1.1", "2001:db8::5", "11.0.0.1", "127.0.0.1");
  }

  @Provide
  Arbitrary<List<String>> proxies() {
    return Arbitraries.of("10.0.0.1", "10.255.1.2", "fd00::1", "fd12:3::4")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(ArrayList::new)
        .map(Collections::unmodifiableList);
  }

  private static String joined(List<String> hops) {
    return String.join(", ", hops);
  }

  private static List<String> elements(List<String> hops) {
    return hops.stream()
        .map(hop -> "for=\"" + (hop.indexOf(':') < 0 ? hop : "[" + hop + "]") + "\";proto=http")
        .collect(Collectors.toList());
  }

  private static InetAddress address(String text) {
    return IpLiteral.read(text).orElseThrow();
  }
}
