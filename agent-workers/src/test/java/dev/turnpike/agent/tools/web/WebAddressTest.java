package dev.turnpike.agent.tools.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      textBlock =
          """
          https://Example.COM https://example.com/
          https://example.com./a https://example.com/a
          HTTP://example.com:80/a?b=c#d http://example.com/a?b=c
          https://example.com:8443/ https://example.com:8443/
          https://example.com/%C3%A4?q=%20 https://example.com/%C3%A4?q=%20
          https://example.com/ä?q=ö https://example.com/%C3%A4?q=%C3%B6
          https://example.com/100%|a https://example.com/100%25%7Ca
          https://bücher.example/ https://xn--bcher-kva.example/
          https://bücher.example:8080/x?y https://xn--bcher-kva.example:8080/x?y
          http://[2606:4700::1111]:8080/ http://[2606:4700::1111]:8080/
          """)
  void isReadAsBrowsersDo(String written, String read) throws WebException {
    assertThat(WebAddress.parse(written).uri()).hasToString(read);
  }

  @Test
  void spacesAreEscaped() throws WebException {
    assertThat(WebAddress.parse(" https://example.com/a b?c d ").uri())
        .hasToString("https://example.com/a%20b?c%20d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://example.com/", "gopher://x", "example.com"})
  void onlyHttp(String address) {
    assertThatThrownBy(() -> WebAddress.parse(address))
        .isInstanceOf(WebException.class)
        .hasMessageContaining("begins with neither https:// nor http://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com@127.0.0.1/",
        "http://example.com:80@127.0.0.1/",
        "http://127.0.0.1:80@example.com/",
        "http://user:password@example.com/",
        "http://example.com%40127.0.0.1@evil.example/"
      })
  void noUserNames(String address) {
    assertThatThrownBy(() -> WebAddress.parse(address))
        .isInstanceOf(WebException.class)
        .hasMessageStartingWith("The address holds a user name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://",
        "http:///path",
        "https://?q",
        "http://:80/",
        "http://a b/",
        "http://[::1",
        "http://exa\\mple.com/",
        "http://example.com\\@127.0.0.1/",
        "http://example.com:99999999/"
      })
  void whatHasNoHostIsNoAddress(String address) {
    assertThatThrownBy(() -> WebAddress.parse(address)).isInstanceOf(WebException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      textBlock =
          """
          /other https://example.com/other
          next https://example.com/a/next
          //other.example/x https://other.example/x
          http://other.example/ http://other.example/
          """)
  void redirectsAreRelativeToThePage(String location, String target) throws WebException {
    assertThat(WebAddress.parse("https://example.com/a/b?c").follow(location).uri())
        .hasToString(target);
  }

  @Test
  void redirectsElsewhereAreRefused() throws WebException {
    var address = WebAddress.parse("https://example.com/");
    assertThatThrownBy(() -> address.follow("file:///etc/passwd")).isInstanceOf(WebException.class);
    assertThatThrownBy(() -> address.follow("//user@example.com/"))
        .isInstanceOf(WebException.class);
  }
}
