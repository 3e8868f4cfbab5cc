package dev.turnpike.agent.tools.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that may read nothing private, next to a private server that anything would do for. */
class WebClientGuardTest {

  private Site secret;

  @BeforeEach
  void start() throws IOException {
    secret = new Site().page("/", "text/plain", "secret");
  }

  @AfterEach
  void stop() {
    secret.close();
  }

  /** All ports of the server's, so that only the address can be the reason. */
  private WebProperties anyPort(String... more) {
    var given = new ArrayList<>(List.of("ports", "80,443," + secret.port()));
    given.addAll(List.of(more));
    return Web.settings(given.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:PORT/",
        "http://127.1:PORT/",
        "http://127.0.0.1.:PORT/",
        "http://2130706433:PORT/",
        "http://0x7f.1:PORT/",
        "http://0x7f000001:PORT/",
        "http://0:PORT/",
        "http://0.0.0.0:PORT/",
        "http://localhost:PORT/",
        "http://LOCALHOST.:PORT/",
        "http://[::1]:PORT/",
        "http://[::]:PORT/",
        "http://[::ffff:127.0.0.1]:PORT/",
        "http://[::ffff:7f00:1]:PORT/",
        "http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/",
        "http://[::127.0.0.1]:PORT/",
        "http://[64:ff9b::7f00:1]:PORT/",
        "http://[fe80::1%25lo]:PORT/",
        "http://①②⑦.⓪.⓪.①:PORT/",
        "http://127。0。0。1:PORT/",
        "http://169.254.169.254:PORT/latest/meta-data/",
        "http://[fd00:ec2::254]:PORT/",
        "http://100.100.100.200:PORT/",
        "http://10.0.0.1:PORT/",
        "https://127.0.0.1:PORT/"
      })
  void noPrivateAddressHoweverItIsWritten(String address) throws IOException {
    try (var client = Web.client(anyPort())) {
      assertThatThrownBy(() -> client.get(address.replace("PORT", "" + secret.port()), Web.soon()))
          .isInstanceOf(WebException.class)
          .message()
          .matches(".*(is at no public address|can't be read|There is no host).*");
    }
    assertThat(secret.asked()).isEmpty();
  }

  /** Some read it as 127.0.0.1; Java reads it as 177.0.0.1 and connects to just that. */
  @Test
  void octalNumbersDontMatterSinceThereIsOneReading() throws IOException {
    try (var client = Web.client(anyPort("connect-timeout", "50ms"))) {
      assertThatThrownBy(() -> client.get("http://0177.0.0.1:" + secret.port() + "/", Web.soon()))
          .isInstanceOf(WebException.class);
    }
    assertThat(secret.asked()).isEmpty();
  }

  @Test
  void namesOfPrivateAddressesAreRefused() throws IOException {
    try (var client = Web.client(anyPort(), _ -> Web.addresses("127.0.0.1"))) {
      assertThatThrownBy(
              () -> client.get("http://intranet.example:" + secret.port() + "/", Web.soon()))
          .hasMessageContaining("is at no public address; only the public web can be read");
    }
    assertThat(secret.asked()).isEmpty();
  }

  @Test
  void onePrivateAddressAmongPublicOnesIsEnough() throws IOException {
    try (var client = Web.client(anyPort(), _ -> Web.addresses("8.8.8.8", "127.0.0.1"))) {
      assertThatThrownBy(() -> client.get("http://both.example:" + secret.port() + "/", Web.soon()))
          .hasMessageContaining("is at no public address");
    }
  }

  /** Public when it is asked the first time, private ever after. */
  @Test
  void aNameThatChangesIsLookedUpOncePerConnectionAndThatIsChecked() throws Exception {
    var lookups = new ArrayList<String>();
    GuardedResolver.Lookup rebinding =
        host -> {
          lookups.add(host);
          return Web.addresses(lookups.size() == 1 ? "198.20.0.1" : "127.0.0.1");
        };
    var url = "http://rebind.example:" + secret.port() + "/";
    try (var client = Web.client(anyPort("connect-timeout", "50ms"), rebinding)) {
      assertThatThrownBy(() -> client.get(url, Web.soon())).isInstanceOf(WebException.class);
      assertThat(lookups).hasSize(1);
      assertThatThrownBy(() -> client.get(url, Web.soon()))
          .hasMessageContaining("is at no public address");
    }
    assertThat(secret.asked()).isEmpty();
  }

  @Test
  void redirectsToPrivateAddressesAreRefused() throws IOException {
    var private1 = "http://127.0.0.1:" + secret.port() + "/";
    try (var site = new Site().redirect("/a", "/b").redirect("/b", private1);
        var client = Web.client(anyPort("allowed-hosts", "127.0.0.1:" + site.port()))) {
      assertThatThrownBy(() -> client.get(site.url("/a"), Web.soon()))
          .hasMessageContaining("is at no public address");
      assertThat(site.asked()).hasSize(2);
    }
    assertThat(secret.asked()).isEmpty();
  }

  @Test
  void allowedIsTheHostWithThePortOnly() throws Exception {
    try (var client = Web.client(anyPort("allowed-hosts", "127.0.0.1:" + secret.port()))) {
      assertThat(client.get(secret.url("/"), Web.soon()).status()).isEqualTo(200);
      assertThatThrownBy(() -> client.get("http://localhost:" + secret.port() + "/", Web.soon()))
          .hasMessageContaining("is at no public address");
      assertThatThrownBy(() -> client.get("http://127.0.0.1/", Web.soon()))
          .hasMessageContaining("is at no public address");
    }
  }

  @Test
  void theServerIsToldTheNameThatWasLookedUp() throws Exception {
    var host = "wiki.example:" + secret.port();
    try (var client =
        Web.client(Web.settings("allowed-hosts", host), _ -> Web.addresses("127.0.0.1"))) {
      assertThat(client.get("http://" + host + "/x", Web.soon()).status()).isEqualTo(200);
    }
    assertThat(secret.asked()).containsExactly(host + " /x");
  }

  @Test
  void otherPortsAreRefused() throws IOException {
    try (var client = Web.client(Web.settings(), _ -> Web.addresses("8.8.8.8"))) {
      assertThatThrownBy(() -> client.get("http://example.com:25/", Web.soon()))
          .hasMessage("http://example.com:25/ has the port 25, which can't be read.");
    }
  }

  @Test
  void aHostThatIsNotThereIsSaidToBeSo() throws IOException {
    try (var client =
        Web.client(
            Web.settings(),
            host -> {
              throw new UnknownHostException(host);
            })) {
      assertThatThrownBy(() -> client.get("http://nowhere.example/", Web.soon()))
          .hasMessage("There is no host nowhere.example.");
    }
  }
}
