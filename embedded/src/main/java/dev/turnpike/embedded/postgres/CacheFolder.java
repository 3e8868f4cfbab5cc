package dev.turnpike.embedded.postgres;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where this user's prepared files are kept between runs: {@code $XDG_CACHE_HOME/turnpike}. */
final class CacheFolder {

  private CacheFolder() {}

  static Path resolve(String name) {
    return root(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home", "."))
        .resolve("turnpike")
        .resolve(name);
  }

  static Path root(@Nullable String xdgCacheHome, String userHome) {
    return xdgCacheHome == null || xdgCacheHome.isBlank()
        ? Path.of(userHome, ".cache")
        : Path.of(xdgCacheHome);
  }
}
