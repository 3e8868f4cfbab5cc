package dev.turnpike.operations.recovery;

/** Hears how far a recovery is. */
public interface RecoveryListener {

  /** What is read now. */
  enum Part {
    REQUESTS("what was asked", "chat.requests"),
    TURNS("ended turns", "turns.completed"),
    SCORES("scores", "turns.scored"),
    MEMORIES("deleted memories", "memory.changes");

    private final String words;
    private final String topic;

    Part(String words, String topic) {
      this.words = words;
      this.topic = topic;
    }

    public String words() {
      return words;
    }

    public String topic() {
      return topic;
    }
  }

  void progress(Part part, long read, long all);
}
