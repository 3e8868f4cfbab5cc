package dev.turnpike.chaos.cluster;

/** The cluster itself could not be had as wanted, so that a run says nothing about guarantees. */
public final class ClusterFailure extends RuntimeException {
  public ClusterFailure(String message) {
    super(message);
  }

  public ClusterFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
