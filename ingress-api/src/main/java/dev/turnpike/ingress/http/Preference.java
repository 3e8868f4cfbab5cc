package dev.turnpike.ingress.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Whether somebody would rather see a page or read JSON. */
final class Preference {
  private Preference() {}

  /** A browser names pages; programs name JSON, anything, or nothing. */
  static boolean ofPages(@Nullable String accept) {
    try {
      List<MediaType> accepted = MediaType.parseMediaTypes(accept);
      return quality(MediaType.TEXT_HTML, accepted) > quality(MediaType.APPLICATION_JSON, accepted);
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  /** That of the range that names the type most precisely. */
  private static double quality(MediaType type, List<MediaType> accepted) {
    return accepted.stream()
        .filter(range -> range.includes(type))
        .reduce((one, other) -> other.isMoreSpecific(one) ? other : one)
        .map(MediaType::getQualityValue)
        .orElse(0.0);
  }
}
