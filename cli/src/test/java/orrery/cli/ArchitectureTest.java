package orrery.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    /// What each module sees of the others.
    private static final Map<String, Set<String>> SEES =
            Map.ofEntries(
                    Map.entry("timeline", Set.of()),
                    Map.entry("journal", Set.of("timeline")),
                    Map.entry("testkit", Set.of("timeline", "journal")),
                    Map.entry("compare", Set.of("timeline")),
                    Map.entry("schedule", Set.of("timeline")),
                    Map.entry("attractor", Set.of("timeline", "compare")),
                    Map.entry("solve", Set.of("timeline", "schedule")),
                    Map.entry(
                            "loop",
                            Set.of(
                                    "timeline",
                                    "compare",
                                    "schedule",
                                    "attractor",
                                    "solve",
                                    "journal")),
                    Map.entry(
                            "agent",
                            Set.of(
                                    "timeline",
                                    "compare",
                                    "schedule",
                                    "attractor",
                                    "solve",
                                    "journal",
                                    "loop")),
                    Map.entry("verify", Set.of("timeline")),
                    Map.entry(
                            "operations",
                            Set.of(
                                    "timeline",
                                    "compare",
                                    "schedule",
                                    "attractor",
                                    "solve",
                                    "journal",
                                    "loop",
                                    "agent",
                                    "verify")),
                    Map.entry(
                            "cli",
                            Set.of(
                                    "timeline",
                                    "compare",
                                    "schedule",
                                    "agent",
                                    "verify",
                                    "operations")));

    private static final List<String> LIBRARIES =
            List.of(
                    "timeline",
                    "journal",
                    "compare",
                    "schedule",
                    "attractor",
                    "solve",
                    "loop",
                    "agent");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("orrery");

    private static String[] packages(Collection<String> modules) {
        return modules.stream().map(name -> "orrery." + name + "..").toArray(String[]::new);
    }

    /// The module of a class: the word after `orrery.` in its package.
    private static String module(JavaClass type) {
        String rest = type.getPackageName().substring("orrery.".length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    @Nested
    class Modules {
        @Test
        void areAllKnown() {
            assertThat(CLASSES.stream().map(ArchitectureTest::module).distinct())
                    .containsExactlyInAnyOrderElementsOf(SEES.keySet());
        }

        @Test
        void seeOnlyWhatTheyMay() {
            SEES.forEach((module, seen) -> {
                List<String> unseen =
                        SEES.keySet().stream()
                                .filter(other -> !other.equals(module) && !seen.contains(other))
                                .toList();
                noClasses()
                        .that()
                        .resideInAPackage("orrery." + module + "..")
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(packages(unseen)))
                        .check(CLASSES);
            });
        }

        @Test
        void thatAreLibrariesUseNoLibraryOfTheEdge() {
            noClasses()
                    .that()
                    .resideInAnyPackage(packages(LIBRARIES))
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "tools.jackson..",
                                    "com.fasterxml..",
                                    "org.tomlj..",
                                    "de.siegmar..",
                                    "io.micrometer..",
                                    "picocli.."))
                    .check(CLASSES);
        }

        @Test
        void keepTheirInternalsFromOthers() {
            for (String module : SEES.keySet()) {
                noClasses()
                        .that()
                        .resideOutsideOfPackage("orrery." + module + "..")
                        .should()
                        .dependOnClassesThat(resideInAPackage("orrery." + module + "..internal.."))
                        .check(CLASSES);
            }
        }

        @Test
        void haveNoCyclesBetweenTheirPackages() {
            for (String module : SEES.keySet()) {
                slices().matching("orrery." + module + ".(**)")
                        .should()
                        .beFreeOfCycles()
                        .allowEmptyShould(true)
                        .check(CLASSES);
            }
        }
    }

    @Nested
    class Classes {
        @Test
        void haveNamesThatMeanSomething() {
            noClasses()
                    .should()
                    .haveNameMatching(
                            ".*(Manager|Helper|Utils?|Common|Misc|Impl|Base|Data)(\\$.*)?")
                    .check(CLASSES);
        }

        @Test
        void areNotMadeToBeExtended() {
            List<String> open =
                    CLASSES.stream()
                            .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
                            .filter(c -> !c.getPackageName().contains(".internal"))
                            .filter(c -> !c.isInterface() && !c.isEnum() && !c.isRecord())
                            .filter(c -> !c.getModifiers().contains(JavaModifier.FINAL))
                            .filter(c -> !c.reflect().isSealed())
                            .map(JavaClass::getName)
                            .toList();
            assertThat(open).isEmpty();
        }

        @Test
        void readTheMachinesClockInThreePlacesOnly() {
            Set<String> clocks =
                    Set.of(
                            "orrery.timeline.SystemClock",
                            "orrery.cli.Console",
                            "orrery.operations.doctor.Doctor");
            DescribedPredicate<JavaClass> others =
                    DescribedPredicate.describe(
                            "other than " + clocks, c -> !clocks.contains(c.getName()));
            noClasses()
                    .that(others)
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(java.time.Clock.class, "systemUTC")
                    .check(CLASSES);
        }

        @Test
        void takeChanceOnlyFromWhoeverCallsThem() {
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.Random")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .check(CLASSES);
        }
    }

    @Nested
    class Tests {
        private static final Pattern TEST = Pattern.compile("^\\s*@(Test|Property)\\b");

        @Test
        void areAllRun() throws IOException {
            List<Path> unnamed;
            List<Path> named;
            try (Stream<Path> files = Files.walk(repository())) {
                List<Path> tests =
                        files.filter(file -> file.toString().contains("/src/test/java/"))
                                .filter(file -> file.toString().endsWith(".java"))
                                .filter(Tests::hasTests)
                                .toList();
                named = tests.stream().filter(Tests::isNamedTest).toList();
                unnamed = tests.stream().filter(file -> !isNamedTest(file)).toList();
            }
            assertThat(unnamed).as("surefire runs classes named *Test only").isEmpty();
            assertThat(named).as("test classes found").hasSizeGreaterThan(50);
        }

        private static boolean isNamedTest(Path file) {
            return file.toString().endsWith("Test.java");
        }

        private static boolean hasTests(Path file) {
            try (Stream<String> lines = Files.lines(file)) {
                return lines.anyMatch(line -> TEST.matcher(line).find());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /// The folder of the whole project, from that of this module.
    static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("examples/capacity/capacity.toml"))) {
            Path above = folder.getParent();
            if (above == null) {
                throw new IllegalStateException("not within the project: " + Path.of(""));
            }
            folder = above;
        }
        return folder;
    }
}
