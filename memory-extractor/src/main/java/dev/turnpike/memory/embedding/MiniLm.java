package dev.turnpike.memory.embedding;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * all-MiniLM-L6-v2, quantised, with the weights of langchain4j's jar. Its vectors are of unit
 * length. Thread-safe; a call runs on one core of its caller's.
 *
 * <p>The session is our own since langchain4j's takes all cores and lets them spin between calls,
 * which doubles the CPU time of a text.
 */
final class MiniLm extends AbstractInProcessEmbeddingModel {

  static final int DIMENSIONS = 384;

  static final EmbeddingSpace SPACE = new EmbeddingSpace("all-minilm-l6-v2-q", DIMENSIONS);

  private static final String WEIGHTS = "all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "all-minilm-l6-v2-q-tokenizer.json";

  private final OnnxBertBiEncoder encoder;

  private MiniLm(OnnxBertBiEncoder encoder) {
    super(Runnable::run);
    this.encoder = encoder;
  }

  /** Takes about a second. */
  static MiniLm load() throws IOException, OrtException {
    // The tokenizer's library reports its use from EC2 machines unless it is told not to.
    System.setProperty("OPT_OUT_TRACKING", "true");
    try (InputStream weights = resource(WEIGHTS);
        InputStream tokenizer = resource(TOKENIZER);
        var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      var environment = OrtEnvironment.getEnvironment();
      var session = environment.createSession(weights.readAllBytes(), options);
      return new MiniLm(new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN));
    }
  }

  float[] vector(String text) {
    return embedAll(List.of(TextSegment.from(text))).content().getFirst().vector();
  }

  @Override
  protected OnnxBertBiEncoder model() {
    return encoder;
  }

  @Override
  protected Integer knownDimension() {
    return DIMENSIONS;
  }

  private static InputStream resource(String name) throws FileNotFoundException {
    InputStream in = MiniLm.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new FileNotFoundException(name + " is not on the class path");
    }
    return in;
  }
}
