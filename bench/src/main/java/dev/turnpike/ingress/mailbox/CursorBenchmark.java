package dev.turnpike.ingress.mailbox;

import dev.turnpike.bench.micro.PerToken;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The cursor that each frame of a native stream carries, and that a client comes back with. */
@State(Scope.Thread)
public class CursorBenchmark {
  private final Cursor cursor = new Cursor(17, 123_456_789, 2_345);
  private final String text = cursor.encode();

  @Benchmark
  @PerToken
  public String encode() {
    return cursor.encode();
  }

  /** Once for each connection. */
  @Benchmark
  public Optional<Cursor> decode() {
    return Cursor.decode(text);
  }
}
