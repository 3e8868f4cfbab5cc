package dev.turnpike.bench.scaling;

import java.util.List;

/** What turns and tokens take. */
record Costs(
    Figure ingress,
    Figure worker,
    Figure broker,
    Figure database,
    Figure stream,
    Figure turn,
    Figure event,
    Figure requests,
    Figure completed,
    Figure rows,
    Figure commits,
    Figure passedBy) {

  private static final String SHARES = "assumed share of 2026-11-23-levels, 200 at once";

  private static final String BYTES = "docs/operations/capacity.md";

  /** On one core of the machine that the results are from. */
  static Costs measured() {
    return new Costs(
        new Figure("ingress", 62, "CPU ms per 1,000 tokens", SHARES),
        new Figure("agent-workers", 54, "CPU ms per 1,000 tokens", SHARES),
        new Figure("brokers", 39, "CPU ms per 1,000 tokens", SHARES),
        new Figure("database", 1.65, "CPU ms per turn", "2026-11-23-levels, 200 at once"),
        new Figure("an open stream, ingress", 20.4, "KB", "2026-11-23-fef4d29c-streams"),
        new Figure("a turn in flight, worker", 52, "KB", "2026-11-22-in-flight less -scale"),
        new Figure("a reply event", 166, "bytes per token in chat.replies", BYTES),
        new Figure("a request", 0.41, "KB per turn in chat.requests", BYTES),
        new Figure("a completed turn", 7.4, "KB per turn in turns.completed", BYTES),
        new Figure("rows", 9.8, "KB per turn in tables and indexes", BYTES),
        new Figure("commits that wait for the disk", 2, "per turn", "finish_turn, save_step"),
        new Figure("an event of another node's", 1.5, "CPU µs to pass by", Figure.ASSUMED));
  }

  /** The same with others' processor time. */
  Costs withProcessors(Figure newIngress, Figure newWorker, Figure newBroker, Figure newDatabase) {
    return new Costs(
        newIngress,
        newWorker,
        newBroker,
        newDatabase,
        stream,
        turn,
        event,
        requests,
        completed,
        rows,
        commits,
        passedBy);
  }

  List<Figure> all() {
    return List.of(
        ingress, worker, broker, database, stream, turn, event, requests, completed, rows, commits,
        passedBy);
  }
}
