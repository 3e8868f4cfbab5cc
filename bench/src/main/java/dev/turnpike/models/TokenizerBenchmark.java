package dev.turnpike.models;

import dev.turnpike.bench.micro.PerToken;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts the tokens of a text of 200 words, as is done where a model gives no count of its own. */
@State(Scope.Thread)
public class TokenizerBenchmark {
  private static final int TOKENS = 200;

  private final String text = " answer".repeat(TOKENS);

  @Benchmark
  @PerToken
  @OperationsPerInvocation(TOKENS)
  public int count() {
    return Tokenizer.of(Tokenizer.Vocabulary.O200K_BASE).count(text);
  }
}
