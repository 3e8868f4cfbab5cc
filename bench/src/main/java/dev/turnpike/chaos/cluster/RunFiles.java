package dev.turnpike.chaos.cluster;

import dev.turnpike.local.services.ServiceKind;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a cluster keeps what it has on the disk.
 *
 * @param folder with a folder for each part that has data
 * @param incarnations all processes that there were, also those that have ended
 */
public record RunFiles(Path folder, List<Incarnation> incarnations) {
  private static final String ANALYTICS = "analytics";

  public RunFiles {
    incarnations = List.copyOf(incarnations);
  }

  /** Below the run's folder, where the processes' own folders for temporary files are. */
  public static Path temporary(Path folder) {
    return folder.resolve("tmp");
  }

  /** Likewise, where the analytics keep their stores. */
  static Path analytics(Path folder) {
    return folder.resolve(ANALYTICS);
  }

  /** The name of the part whose file that is. */
  public String part(Path file) {
    String name = folder.relativize(file).getName(0).toString();
    return name.equals(ANALYTICS) ? ServiceKind.TURN_ANALYTICS.serviceName() + "-1" : name;
  }
}
