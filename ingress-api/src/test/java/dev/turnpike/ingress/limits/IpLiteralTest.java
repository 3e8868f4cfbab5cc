package dev.turnpike.ingress.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.springframework.mock.web.MockHttpServletRequest;

class IpLiteralTest {
  @Property
  void readsWhatItWrites(@ForAll @Size(4) byte[] four, @ForAll @Size(16) byte[] sixteen) {
    for (byte[] bytes : new byte[][] {four, sixteen, sparse(sixteen)}) {
      InetAddress address = IpLiteral.of(bytes);
      String text = IpLiteral.write(address);
      assertThat(IpLiteral.read(text)).contains(address);
      assertThat(IpLiteral.read(address.getHostAddress())).contains(address);
      assertThat(text).hasSizeLessThanOrEqualTo(address.getHostAddress().length() + 1);
    }
  }

  @Property
  void refusesOrReadsAnyText(@ForAll String text) {
    IpLiteral.read(text).ifPresent(address -> assertThat(text).containsAnyOf(".", ":"));
  }

  @Example
  void refusesWhatOthersReadDifferently() {
    for (String text :
        new String[] {
          "",
          "1",
          "10.1",
          "010.0.0.1",
          "0x7f.0.0.1",
          "1.2.3.4.",
          "1.2.3.256",
          "localhost",
          "fe80::1%eth0",
          "::1::",
          "12345::",
          ":",
          "1.2.3.4:80",
          "[::1]",
          " 1.2.3.4"
        }) {
      assertThat(IpLiteral.read(text)).as(text).isEmpty();
    }
    assertThat(IpLiteral.read(null)).isEmpty();
  }

  @Example
  void writesTheShortForm() {
    assertThat(shortened("2001:0DB8:0:0:1:0:0:1")).isEqualTo("2001:db8::1:0:0:1");
    assertThat(shortened("2001:db8:0:1:1:1:1:1")).isEqualTo("2001:db8:0:1:1:1:1:1");
    assertThat(shortened("0:0:0:0:0:0:0:0")).isEqualTo("::");
    assertThat(shortened("fe80:0:0:0:0:0:0:0")).isEqualTo("fe80::");
    assertThat(shortened("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
  }

  @Property
  void anIpv6ClientIsItsNetwork(@ForAll @Size(16) byte[] bytes, @ForAll @Size(8) byte[] host) {
    byte[] neighbour = bytes.clone();
    System.arraycopy(host, 0, neighbour, 8, 8);
    byte[] stranger = bytes.clone();
    stranger[7] ^= 1;
    assertThat(key(neighbour)).isEqualTo(key(bytes)).endsWith("::/64");
    assertThat(key(stranger)).isNotEqualTo(key(bytes));
  }

  @Example
  void aClientIsThePeerOfItsRequest() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader("X-Forwarded-For", "203.0.113.9");
    request.setRemoteAddr("192.0.2.7");
    assertThat(ClientAddress.of(request)).hasToString("192.0.2.7");
    assertThat(ClientAddress.of(request).key()).isEqualTo("192.0.2.7");
    request.setRemoteAddr("[2001:db8::1]");
    assertThat(ClientAddress.of(request)).hasToString("2001:db8::1");
    request.setRemoteAddr("[fe80::1%eth0]");
    assertThat(ClientAddress.of(request)).hasToString("fe80::1");
    request.setRemoteAddr("[nothing that is known]");
    assertThat(ClientAddress.of(request)).hasToString("0.0.0.0");
  }

  private static String shortened(String text) {
    return IpLiteral.write(IpLiteral.read(text).orElseThrow());
  }

  private static String key(byte[] address) {
    return new ClientAddress(IpLiteral.of(address)).key();
  }

  private static byte[] sparse(byte[] bytes) {
    byte[] sparse = bytes.clone();
    Arrays.fill(sparse, Math.abs(bytes[0] % 8), 8 + Math.abs(bytes[1] % 8), (byte) 0);
    return sparse;
  }
}
