package dev.turnpike.bench.load;

import java.io.IOException;
import java.util.List;

/** One side of a comparison. */
public interface Target {

  /** As in results: {@code turnpike} or {@code model}. */
  String name();

  /** Makes everything ready for so many users, before any clock runs. */
  List<Lane> lanes(int users) throws IOException, InterruptedException;
}
