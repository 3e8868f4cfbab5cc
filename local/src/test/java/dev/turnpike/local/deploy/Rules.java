package dev.turnpike.local.deploy;

import java.util.ArrayList;
import java.util.List;

/** All that must hold for what is deployed; each rule tells what is wrong in sentences. */
final class Rules {

  /** One of them. */
  interface Rule {
    List<String> problems(Deployment deployment);
  }

  private static final List<Rule> ALL =
      List.of(
          new SchemaRule(),
          new VariableRule(),
          new ProbeRule(),
          new SelectorRule(),
          new NetworkRule(),
          new PodSecurityRule(),
          new GraceRule(),
          new ScalingRule());

  private Rules() {}

  static List<String> problems(Deployment deployment) {
    List<String> problems = new ArrayList<>();
    ALL.forEach(rule -> problems.addAll(rule.problems(deployment)));
    return problems;
  }
}
