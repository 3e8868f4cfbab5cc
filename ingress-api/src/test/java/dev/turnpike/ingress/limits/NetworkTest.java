package dev.turnpike.ingress.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class NetworkTest {
  @Property
  void holdsThoseThatBeginAlike(
      @ForAll @Size(16) byte[] bytes,
      @ForAll @Size(16) byte[] others,
      @ForAll @IntRange(min = 1, max = 128) int prefix,
      @ForAll @IntRange(max = 128) int alike) {
    BigInteger one = new BigInteger(1, bytes);
    BigInteger other = mixed(one, new BigInteger(1, others), alike);
    Network network =
        Network.of(
            address(one.shiftRight(128 - prefix).shiftLeft(128 - prefix)).getHostAddress()
                + "/"
                + prefix);
    assertThat(network.contains(address(one))).isTrue();
    assertThat(network.contains(address(other)))
        .isEqualTo(one.shiftRight(128 - prefix).equals(other.shiftRight(128 - prefix)));
    assertThat(network.contains(IpLiteral.of(new byte[4]))).isFalse();
  }

  @Example
  void canBeOneAddress() {
    Network one = Network.of("10.1.2.3");
    assertThat(one.contains(IpLiteral.read("10.1.2.3").orElseThrow())).isTrue();
    assertThat(one.contains(IpLiteral.read("10.1.2.2").orElseThrow())).isFalse();
    assertThat(Network.of("10.128.0.0/9").contains(IpLiteral.read("10.127.0.1").orElseThrow()))
        .isFalse();
  }

  @Example
  void refusesWhatIsNone() {
    for (String text :
        new String[] {
          "",
          "proxy.example",
          "10.0.0.0/33",
          "10.0.0.0/-1",
          "10.0.0.0/",
          "10.0.0.1/8",
          "0.0.0.0/0",
          "::/0",
          "10.0.0.0/8/8"
        }) {
      assertThatThrownBy(() -> Network.of(text))
          .as(text)
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("TURNPIKE_TRUSTED_PROXIES names \"" + text + "\"");
    }
  }

  /** The first bits of one, the rest of the other. */
  private static BigInteger mixed(BigInteger one, BigInteger other, int bits) {
    BigInteger low = BigInteger.ONE.shiftLeft(128 - bits).subtract(BigInteger.ONE);
    return one.andNot(low).or(other.and(low));
  }

  private static InetAddress address(BigInteger value) {
    byte[] bytes = new byte[17];
    byte[] plain = value.toByteArray();
    System.arraycopy(plain, 0, bytes, 17 - plain.length, plain.length);
    return IpLiteral.of(Arrays.copyOfRange(bytes, 1, 17));
  }
}
