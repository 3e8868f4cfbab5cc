package dev.turnpike.local;

import dev.turnpike.schemas.provisioning.PartitionCounts;
import java.nio.file.Path;

/**
 * How to run Turnpike on this machine.
 *
 * @param port of the first ingress node; the others take the following ones
 * @param data where data lives; ignored for an ephemeral run
 * @param ephemeral keep data in a temporary folder and delete it at the end
 * @param processes give each service its own JVM
 * @param ingress how many ingress nodes
 * @param workers how many agent workers
 * @param chatOnly leave out what follows the turns: memory and judging
 * @param partitions of topics that are not there yet
 */
public record RunOptions(
    int port,
    Path data,
    boolean ephemeral,
    boolean processes,
    int ingress,
    int workers,
    boolean chatOnly,
    PartitionCounts partitions) {

  public RunOptions {
    if (port < 1 || port + ingress - 1 > 65_535) {
      throw new IllegalArgumentException(
          "--port must be a number from 1 to %d, not %d.".formatted(65_536 - ingress, port));
    }
    if (ingress < 1 || ingress > 9) {
      throw new IllegalArgumentException("--ingress must be from 1 to 9, not " + ingress + ".");
    }
    if (workers < 1 || workers > 16) {
      throw new IllegalArgumentException("--workers must be from 1 to 16, not " + workers + ".");
    }
    if (!processes && (ingress > 1 || workers > 1)) {
      throw new IllegalArgumentException(
          "--ingress and --workers above 1 need --processes: in one JVM there is one of each.");
    }
  }
}
