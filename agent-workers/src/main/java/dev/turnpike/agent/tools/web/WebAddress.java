package dev.turnpike.agent.tools.web;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An address as the client calls it: one reading of it, from which the host that is looked up, the
 * one that is told to the server and the one that the rules see are all taken.
 *
 * @param host in lower case, without a dot at its end; IPv6 in brackets
 * @param resource path and query, escaped
 */
record WebAddress(String scheme, String host, int port, String resource) {

  private static final Pattern NOT_ASCII_HOST = Pattern.compile("([^@:/\\[\\]]+)(:\\d{1,5})?");
  private static final Pattern ILLEGAL = Pattern.compile("[\\s\"<>\\\\^`{|}]|%(?![0-9a-fA-F]{2})");

  /**
   * Reads what a model or a redirect says; mistakes that browsers forgive are forgiven.
   *
   * @throws WebException that says what to write instead
   */
  static WebAddress parse(String text) throws WebException {
    try {
      return of(strict(new URI(escaped(text.strip()))));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new WebException(
          "The address \"%s\" can't be read: write one such as https://example.com/page."
              .formatted(shortened(text)),
          e);
    }
  }

  /**
   * Where a redirect leads.
   *
   * @throws WebException as {@link #parse}
   */
  WebAddress follow(String location) throws WebException {
    try {
      return parse(uri().resolve(escaped(location.strip())).toString());
    } catch (IllegalArgumentException e) {
      throw new WebException(
          "%s redirects to \"%s\", which can't be read.".formatted(this, shortened(location)), e);
    }
  }

  static WebAddress of(URI given) {
    var uri = URI.create(given.toASCIIString());
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    var host = uri.getHost().toLowerCase(Locale.ROOT);
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new WebAddress(scheme, host, port, path + query);
  }

  private static URI strict(URI uri) throws WebException, URISyntaxException {
    var scheme = uri.getScheme();
    if (scheme == null || !scheme.toLowerCase(Locale.ROOT).matches("https?")) {
      throw new WebException(
          "The address \"%s\" begins with neither https:// nor http://, and nothing else can be read."
              .formatted(shortened(uri.toString())));
    }
    var authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    if (authority.contains("@")) {
      throw new WebException(
          "The address holds a user name (the part before @). Write it without one.");
    }
    if (uri.getPort() > 65_535) {
      throw new URISyntaxException(uri.toString(), "no port");
    }
    if (uri.getHost() != null) {
      return uri;
    }
    var named = NOT_ASCII_HOST.matcher(authority);
    if (!named.matches()) {
      throw new URISyntaxException(uri.toString(), "no host");
    }
    var port = named.group(2) == null ? "" : named.group(2);
    var ascii =
        new URI(
            uri.getScheme()
                + "://"
                + IDN.toASCII(named.group(1))
                + port
                + (uri.getRawPath() == null ? "" : uri.getRawPath())
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    if (ascii.getHost() == null) {
      throw new URISyntaxException(uri.toString(), "no host name");
    }
    return ascii;
  }

  /** Without the fragment; characters that may not stand there escaped, all others left alone. */
  private static String escaped(String text) {
    int fragment = text.indexOf('#');
    var address = fragment < 0 ? text : text.substring(0, fragment);
    return ILLEGAL
        .matcher(address)
        .replaceAll(illegal -> "%%%02X".formatted((int) illegal.group().charAt(0)));
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  String hostAndPort() {
    return host + ":" + port;
  }

  /** For the server and for people: the port only where it is not the scheme's own. */
  URI uri() {
    boolean usual = port == (scheme.equals("https") ? 443 : 80);
    return URI.create(scheme + "://" + (usual ? host : hostAndPort()) + resource);
  }

  @Override
  public String toString() {
    return shortened(uri().toString());
  }
}
