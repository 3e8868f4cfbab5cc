package dev.turnpike.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks a model directly and keeps what it says as the {@link Reference}. */
public final class ReferenceReader {
  private final Lane model;
  private final Duration silence;

  public ReferenceReader(Lane model, Duration silence) {
    this.model = model;
    this.silence = silence;
  }

  public Reference read(String name) throws IOException {
    List<String> tokens = new ArrayList<>();
    List<Frame> ends = new ArrayList<>();
    try (Connection connection = Connection.open(model.address(), silence)) {
      ResponseHead head = connection.send(model.request(name));
      if (head.status() != 200) {
        throw new IOException(
            "The model refused '%s' with status %d.".formatted(name, head.status()));
      }
      SseReader.Events events =
          (data, length, _) -> {
            switch (model.decode(data, length)) {
              case Frame.Text piece -> tokens.add(piece.text());
              case Frame.Completed completed -> ends.add(completed);
              case Frame.Broken broken -> ends.add(broken);
              case Frame.Other _ -> {}
            }
          };
      connection.readBody(head, new SseReader(events));
      var _ = connection.readOn(model, head, events);
    }
    if (!ends.equals(List.of(Frame.COMPLETED)) || tokens.isEmpty()) {
      throw new IOException("The model gave no whole answer as '%s'.".formatted(name));
    }
    return model.reference(name, tokens);
  }
}
