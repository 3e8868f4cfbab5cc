package dev.turnpike.bench.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.bench.load.Prompt;
import dev.turnpike.embedded.model.knobs.Knobs;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShapesTest {

  @Test
  void withoutAChoiceAllAspectsAreMeasured() {
    assertThat(Aspect.named(List.of())).containsExactly(Aspect.values());
    assertThat(Aspect.named(List.of("tools", "memory")))
        .containsExactlyInAnyOrder(Aspect.TOOLS, Aspect.MEMORY);
  }

  @Test
  void anUnknownAspectIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> Aspect.named(List.of("colours")))
        .hasMessage("--only takes sizes, history, tools, memory, judges, not 'colours'.");
  }

  @Test
  void theUsualTurnsComeFirstWhateverIsChosen() {
    for (Aspect aspect : Aspect.values()) {
      List<Shape> shapes = Shapes.of(EnumSet.of(aspect));

      assertThat(shapes.getFirst().usual()).isTrue();
      assertThat(shapes).hasSizeGreaterThan(1);
      assertThat(shapes.stream().skip(1)).allMatch(shape -> shape.aspect() == aspect);
    }
  }

  @Test
  void everyShapeHasANameOfItsOwnAndAModelThatThereIs() {
    List<Shape> shapes = Shapes.of(Set.of(Aspect.values()));

    assertThat(shapes).extracting(Shape::name).doesNotHaveDuplicates();
    assertThat(shapes)
        .allSatisfy(
            shape -> assertThat(Knobs.DEMO.of(shape.model()).tokens()).isNotNull().isPositive());
  }

  @Test
  void messagesHaveExactlyTheBytesAsked() {
    for (int bytes : List.of(100, 101, 5_000, 10_000)) {
      Prompt prompt = Sides.prompt(3, bytes);

      assertThat(prompt.messages())
          .hasSize(3)
          .allSatisfy(message -> assertThat(Sides.bytes(message.content())).isEqualTo(bytes));
    }
    assertThat(Sides.prompt(1, 13).messages()).isEqualTo(Prompt.USUAL.messages());
  }
}
