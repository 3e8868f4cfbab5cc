package dev.turnpike.judge;

import dev.turnpike.judge.budget.BudgetProperties;
import dev.turnpike.platform.StartRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How turns are judged.
 *
 * @param model the model that judges where a rubric names none; empty: the default model
 * @param concurrentCalls how many calls to judging models run at once
 * @param tries how often a judge is asked for one verdict, the first time included, when what it
 *     says is none
 * @param allowOwnModel whether a model may judge its own answers, which are not judged otherwise;
 *     the simulated model always may
 * @param rubrics where the shipped rubrics are, as a pattern of Spring resources; empty: only the
 *     folder's
 * @param rubricsFolder of rubrics of your own; one with the name of a shipped rubric takes its
 *     place
 */
@ConfigurationProperties("turnpike.judge")
public record JudgeWorkersProperties(
    @DefaultValue("") String model,
    @DefaultValue("16") int concurrentCalls,
    @DefaultValue("3") int tries,
    @DefaultValue("false") boolean allowOwnModel,
    @DefaultValue("classpath:rubrics/*.md") String rubrics,
    @DefaultValue("") String rubricsFolder,
    @NestedConfigurationProperty @DefaultValue BudgetProperties budget) {

  public JudgeWorkersProperties {
    atLeastOne("concurrent-calls", concurrentCalls);
    atLeastOne("tries", tries);
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new StartRefused(
          "turnpike.judge.%s is %d: it must be at least 1.".formatted(name, value));
    }
  }
}
