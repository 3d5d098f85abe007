package gslb.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import gslb.server.answer.HazelcastInTheAnswerPath;
import gslb.server.snapshot.AnswerFromTheSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The picture in docs/architecture.md holds for the code. */
class ArchitectureTest {
  private final HousePlan plan = HousePlan.read();

  ArchitectureTest() throws IOException {}

  @Test
  void everyImportLooksDown() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("gslb");
    assertThat(classes.stream().map(JavaClass::getPackageName))
        .as("rooms seen")
        .contains("gslb.zones", "gslb.geo", "gslb.health.cluster", "gslb.server.answer");
    assertThat(violations(classes)).isEmpty();
  }

  @Test
  void hazelcastInTheAnswerPathIsFound() {
    assertThat(violations(new ClassFileImporter().importClasses(HazelcastInTheAnswerPath.class)))
        .containsExactly(
            "gslb.server.answer.HazelcastInTheAnswerPath uses com.hazelcast.core.HazelcastInstance:"
                + " Hazelcast may be imported only in [gslb.health.cluster]");
  }

  @Test
  void anImportThatLooksUpIsFound() {
    assertThat(violations(new ClassFileImporter().importClasses(AnswerFromTheSnapshot.class)))
        .containsExactly(
            "gslb.server.snapshot.AnswerFromTheSnapshot uses gslb.server.answer.Responder:"
                + " gslb.server.snapshot is on row 5, gslb.server.answer on row 7");
  }

  @Test
  void aPackageOutsideThePictureIsFound() {
    assertThat(violations(new ClassFileImporter().importClasses(ArchitectureTest.class)))
        .contains("gslb.server.architecture is not in the picture");
  }

  private List<String> violations(JavaClasses classes) {
    TreeSet<String> found = new TreeSet<>();
    for (JavaClass from : classes) {
      String room = from.getPackageName();
      if (!plan.has(room)) {
        found.add(room + " is not in the picture");
        continue;
      }
      from.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(to -> !to.getPackageName().equals(room))
          .forEach(to ->
              plan.objection(room, to.getPackageName())
                  .ifPresent(sentence ->
                      found.add(from.getName() + " uses " + to.getName() + ": " + sentence)));
    }
    return List.copyOf(found);
  }
}
