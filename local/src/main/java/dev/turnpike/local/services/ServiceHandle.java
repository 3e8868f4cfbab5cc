package dev.turnpike.local.services;

/** A service that answers, until it is closed. */
public interface ServiceHandle extends AutoCloseable {

  ServicePlan plan();

  /** The process it runs in at this moment. */
  long pid();

  @Override
  void close();
}
