package dev.turnpike.bench.load;

import java.util.List;

/**
 * What a model of this name answers, as it gave it directly: the text every stream must end up
 * with, and where its tokens end, so that the arrival of each is known however a stream groups
 * them.
 */
public final class Reference {
  private final String model;
  private final String text;
  private final int[] ends;

  private Reference(String model, String text, int[] ends) {
    this.model = model;
    this.text = text;
    this.ends = ends;
  }

  /**
   * @param tokens the text in the pieces the model sent
   */
  static Reference of(String model, List<String> tokens) {
    int[] ends = new int[tokens.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += tokens.get(i).length();
      ends[i] = end;
    }
    return new Reference(model, String.join("", tokens), ends);
  }

  public String model() {
    return model;
  }

  String text() {
    return text;
  }

  public int tokens() {
    return ends.length;
  }

  /** How many characters there are when this token is complete. */
  int end(int token) {
    return ends[token];
  }
}
