package dev.turnpike.operations.cli;

import dev.turnpike.operations.console.Refusal;
import dev.turnpike.operations.running.Endpoints;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data folder a command is about. */
public final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The system's data folder (default: .turnpike beside this script).")
  private @Nullable Path data;

  public boolean given() {
    return data != null;
  }

  public Path folder() {
    if (data != null) {
      return data;
    }
    // The script says where it lies, so that it works from any working folder.
    return Path.of(System.getProperty("turnpike.home", ""), ".turnpike");
  }

  /** How to name the folder in a command for people to copy; nothing for the default. */
  public static String argument(Path folder) {
    Path standard = new DataOption().folder().toAbsolutePath().normalize();
    return folder.toAbsolutePath().normalize().equals(standard) ? "" : " --data " + folder;
  }

  public Endpoints endpoints() {
    return Endpoints.read(folder())
        .orElseThrow(
            () ->
                new Refusal(
                    "Nothing runs on the data folder %s: start it with ./turnpike up%s."
                        .formatted(folder(), argument(folder()))));
  }
}
