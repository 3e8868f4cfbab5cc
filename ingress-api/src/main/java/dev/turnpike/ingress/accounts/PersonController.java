package dev.turnpike.ingress.accounts;

import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.tokens.Administrators;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.Callable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells pages whom they talk to. */
@Tag(name = "Accounts")
@RestController
class PersonController {
  private final Users users;
  private final Administrators administrators;
  private final Gate gate;

  PersonController(Users users, Administrators administrators, Gate gate) {
    this.users = users;
    this.administrators = administrators;
    this.gate = gate;
  }

  @Operation(summary = "Who am I", description = "Takes a user token.")
  @GetMapping("/api/v1/auth/user")
  Callable<Person> person(@CalledBy Caller.User caller) {
    return () -> {
      gate.requireDatabase();
      String id = caller.userId();
      return new Person(id, users.email(id).orElse(null), administrators.include(id));
    };
  }
}
