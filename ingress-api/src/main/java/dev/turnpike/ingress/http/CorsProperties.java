package dev.turnpike.ingress.http;

import dev.turnpike.platform.StartRefused;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which pages on other hosts may call this service from a browser.
 *
 * @param origins exact origins, comma-separated, as browsers send them: {@code
 *     https://chat.example.com}; {@code *} for any, which is refused in staging and production;
 *     none by default, which leaves pages of this service's own host
 */
@ConfigurationProperties("turnpike.ingress.cors")
record CorsProperties(@DefaultValue List<String> origins) {
  static final String VARIABLE = "TURNPIKE_CORS_ORIGINS";
  static final String ANY = "*";

  CorsProperties {
    origins = origins.stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
    for (String origin : origins) {
      if (!origin.equals(ANY) && !isExact(origin)) {
        throw new StartRefused(
            "%s names \"%s\", which is no origin: write scheme and host, in small letters and without a path, as in https://chat.example.com."
                .formatted(VARIABLE, origin));
      }
    }
  }

  boolean allows(String origin) {
    return origins.contains(origin) || origins.contains(ANY);
  }

  private static boolean isExact(String origin) {
    try {
      URI uri = new URI(origin);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null
          && origin.equals(origin.toLowerCase(Locale.ROOT))
          && origin.equals(uri.getScheme() + "://" + uri.getAuthority())
          && uri.getUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
