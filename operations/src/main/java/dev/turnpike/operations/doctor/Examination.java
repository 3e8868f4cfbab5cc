package dev.turnpike.operations.doctor;

import java.util.function.Consumer;

/** Looks at one part of a deployment. */
interface Examination {

  /** What the part is called in the report. */
  String part();

  /**
   * Tells each thing as soon as it is found, so that what was found is kept when the time is up.
   *
   * @throws Exception when the rest can't be looked at; it is told as a problem
   */
  void examine(Consumer<Finding> findings) throws Exception;
}
