package dev.turnpike.schemas.provisioning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/**
 * The rights of the services' principals. What is missing is given; what is too much is told, and
 * left: somebody may have given it for a reason.
 */
public final class AclArea implements Area {

  private static final String ANY_HOST = "*";

  private final Admin admin;
  private final Principals principals;

  public AclArea(Admin admin, Principals principals) {
    this.admin = admin;
    this.principals = principals;
  }

  @Override
  public String title() {
    return "Access";
  }

  @Override
  public List<Change> compare() {
    List<Change> changes = new ArrayList<>();
    try {
      wanted()
          .forEach(
              (principal, wanted) -> {
                Collection<AclBinding> given = given(principal);
                wanted.stream()
                    .filter(binding -> !given.contains(binding))
                    .map(Change.CreateAcl::new)
                    .forEach(changes::add);
                given.stream()
                    .filter(binding -> !wanted.contains(binding))
                    .sorted(Comparator.comparing(AclText::of))
                    .map(Change.ExtraAcl::new)
                    .forEach(changes::add);
              });
      addFirst(changes);
    } catch (SecurityDisabledException e) {
      return List.of(new Change.NoAuthorizer(String.valueOf(e.getMessage())));
    }
    return changes;
  }

  private void addFirst(List<Change> changes) {
    Set<ResourcePattern> toBe = new HashSet<>();
    for (Change change : changes) {
      if (change instanceof Change.CreateAcl create) {
        toBe.add(create.binding().pattern());
      }
    }
    if (!toBe.isEmpty()) {
      Answers.await(admin.describeAcls(AclBindingFilter.ANY).values())
          .forEach(binding -> toBe.remove(binding.pattern()));
    }
    if (!toBe.isEmpty()) {
      changes.add(new Change.FirstAcls(toBe.size()));
    }
  }

  @Override
  public void apply(List<Change> changes, Consumer<Change> done) {
    List<AclBinding> bindings = new ArrayList<>();
    for (Change change : changes) {
      if (change instanceof Change.CreateAcl create) {
        bindings.add(create.binding());
      }
    }
    if (!bindings.isEmpty()) {
      Answers.await(admin.createAcls(bindings).all()); // one that is there already is no error
      changes.forEach(done);
    }
  }

  /** By principal, since several services may have the same. */
  private Map<String, Set<AclBinding>> wanted() {
    Map<String, Set<AclBinding>> wanted = new TreeMap<>();
    for (ServiceAccess access : ServiceAccess.ALL) {
      String principal = principals.of(access.service());
      Set<AclBinding> bindings = wanted.computeIfAbsent(principal, _ -> new LinkedHashSet<>());
      for (ServiceAccess.Right right : access.rights()) {
        right.operations().stream()
            .sorted()
            .map(operation -> new AclBinding(right.on(), allowed(principal, operation)))
            .forEach(bindings::add);
      }
    }
    return wanted;
  }

  private static AccessControlEntry allowed(String principal, AclOperation operation) {
    return new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW);
  }

  private Collection<AclBinding> given(String principal) {
    var entries =
        new AccessControlEntryFilter(principal, null, AclOperation.ANY, AclPermissionType.ANY);
    return Answers.await(
        admin.describeAcls(new AclBindingFilter(ResourcePatternFilter.ANY, entries)).values());
  }
}
