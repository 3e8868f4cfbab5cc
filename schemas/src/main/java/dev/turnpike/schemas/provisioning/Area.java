package dev.turnpike.schemas.provisioning;

import java.util.List;
import java.util.function.Consumer;

/** One kind of things that are provisioned. */
public interface Area {

  /** In the plural, as a heading says it. */
  String title();

  /** All differences, in the order in which they are to be made right. Changes nothing. */
  List<Change> compare();

  /**
   * Makes changes that {@link #compare} has found. Somebody else may do the same at the same time,
   * and who did it before may have died halfway: what is there already is left alone.
   *
   * @param changes those whose {@link Change.Sign#isDone}
   * @param done is told each one when it has been made
   */
  void apply(List<Change> changes, Consumer<Change> done);
}
