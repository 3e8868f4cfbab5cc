package dev.turnpike.models;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts the tokens of a text as a model would, to fit a conversation into its context.
 *
 * <p>Texts are counted in pieces of bounded length, so that the time grows with a text's length and
 * no faster, whatever is in it; a piece's edge adds at most a token or two. What looks like a
 * special token is text here. The vocabulary is loaded by {@link #loadBeside} or the first count,
 * and shared.
 */
public final class Tokenizer {

  /** Which vocabulary. */
  public enum Vocabulary {
    /** Of OpenAI's models since GPT-4o; the nearest of the two for other makers' too. */
    O200K_BASE,
    /** Of GPT-4 and GPT-3.5. */
    CL100K_BASE;

    private EncodingType type() {
      return switch (this) {
        case O200K_BASE -> EncodingType.O200K_BASE;
        case CL100K_BASE -> EncodingType.CL100K_BASE;
      };
    }
  }

  private static final int PIECE = 1_024;
  private static final Map<Vocabulary, Tokenizer> SHARED = new EnumMap<>(Vocabulary.class);

  static {
    for (Vocabulary vocabulary : Vocabulary.values()) {
      SHARED.put(vocabulary, new Tokenizer(vocabulary));
    }
  }

  private final Vocabulary vocabulary;

  private Tokenizer(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  public static Tokenizer of(Vocabulary vocabulary) {
    var tokenizer = SHARED.get(vocabulary);
    if (tokenizer == null) {
      throw new IllegalArgumentException("No tokenizer for " + vocabulary);
    }
    return tokenizer;
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * Begins to load the vocabulary, which takes up to a second, beside whatever else starts; a count
   * that comes before it is there waits for it.
   */
  public void loadBeside() {
    Thread.ofPlatform().daemon().name("vocabulary-load").start(() -> Loaded.of(vocabulary));
  }

  /** How many tokens {@code text} has. */
  public int count(String text) {
    var encoding = Loaded.of(vocabulary);
    int count = 0;
    for (int start = 0; start < text.length(); ) {
      int end = end(text, start);
      count += encoding.countTokensOrdinary(text.substring(start, end));
      start = end;
    }
    return count;
  }

  /** Of the piece from {@code start}; never between the halves of a surrogate pair. */
  private static int end(String text, int start) {
    int end = Math.min(text.length(), start + PIECE);
    return end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }

  /** Up to 30 MB of heap each, so not before they are needed. */
  private static final class Loaded {
    private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();

    private static Encoding of(Vocabulary vocabulary) {
      return REGISTRY.getEncoding(vocabulary.type());
    }
  }
}
