package orrery.schedule.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import orrery.schedule.admission.internal.TaskArrays;
import orrery.schedule.admission.internal.Utilisation;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The verdicts of an independent reference on 83 sets, from the folder `shared` beside the project.
class OracleTest {
    private static final Object ABSENT = new Object();

    private static Optional<Path> file() {
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            Path file = folder.resolve("shared/oracles/scheduler-tasksets.json");
            if (Files.isReadable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    static List<Map<?, ?>> cases() {
        Optional<Path> file = file();
        if (file.isEmpty()) {
            System.out.println("skipped: no ../shared/oracles/scheduler-tasksets.json");
        }
        assumeTrue(file.isPresent(), "no ../shared/oracles/scheduler-tasksets.json");
        try (JsonParser parser =
                new JsonFactory()
                        .createParser(ObjectReadContext.empty(), file.orElseThrow().toFile())) {
            parser.nextToken();
            List<Map<?, ?>> cases = new ArrayList<>();
            ((List<?>) field(map(value(parser)), "cases")).forEach(each -> cases.add(map(each)));
            return cases;
        }
    }

    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> ABSENT;
            default -> parser.getString();
        };
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    private static Object field(Map<?, ?> object, String name) {
        return Objects.requireNonNull(object.get(name), name);
    }

    private static long number(Map<?, ?> task, String name) {
        return task.get(name) instanceof Long value ? value : 0;
    }

    static TaskSet set(Map<?, ?> each) {
        List<Task> tasks = new ArrayList<>();
        for (Object row : (List<?>) field(each, "tasks")) {
            Map<?, ?> task = map(row);
            tasks.add(
                    new Task(
                            "t" + tasks.size(),
                            number(task, "C"),
                            number(task, "T"),
                            number(task, "D"),
                            number(task, "O"),
                            number(task, "J"),
                            number(task, "B"),
                            number(task, "cs")));
        }
        return new TaskSet(tasks);
    }

    private static boolean admitted(TaskSet set, Policy policy) {
        return Admission.decide(set, policy).answer() == Verdict.Answer.ADMITTED;
    }

    private static boolean ours(TaskSet set, String key) {
        TaskArrays columns = set.columns();
        return switch (key) {
            case "FP_RTA" -> admitted(set, Policy.FP);
            case "NP_FP" -> admitted(set, Policy.NP_FP);
            case "EDF_exact" -> admitted(set, Policy.EDF);
            case "NP_EDF_sporadic" -> admitted(set, Policy.NP_EDF);
            case "LL_bound" -> Utilisation.withinLiuLayland(columns.c, columns.t);
            default -> Utilisation.withinHyperbolic(columns.c, columns.t);
        };
    }

    @Test
    void everyVerdictIsTheSame() {
        List<String> keys =
                List.of(
                        "FP_RTA",
                        "NP_FP",
                        "EDF_exact",
                        "NP_EDF_sporadic",
                        "LL_bound",
                        "hyperbolic");
        int compared = 0;
        for (Map<?, ?> each : cases()) {
            for (String key : keys) {
                if (map(field(each, "verdicts")).get(key) instanceof Boolean verdict) {
                    assertThat(ours(set(each), key))
                            .as("%s of %s", key, each.get("id"))
                            .isEqualTo(verdict);
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(67 + 1 + 67 + 50 + 32 + 32);
    }

    @Test
    void everyResponseTimeIsTheSame() {
        for (Map<?, ?> each : cases()) {
            compareResponses(each, "FP_wcrt", Policy.FP);
            compareResponses(each, "NP_FP_wcrt", Policy.NP_FP);
        }
    }

    private static void compareResponses(Map<?, ?> each, String key, Policy policy) {
        if (map(field(each, "values")).get(key) instanceof List<?> expected) {
            Verdict verdict = Admission.decide(set(each), policy);
            for (int i = 0; i < expected.size(); i++) {
                OptionalLong ns =
                        expected.get(i) instanceof Long value
                                ? OptionalLong.of(value)
                                : OptionalLong.empty();
                assertThat(verdict.responseTimesNs().get(i))
                        .as("task %d of %s", i, each.get("id"))
                        .isEqualTo(ns);
            }
        }
    }

    @Test
    void everyPartitionAndGlobalReportIsTheSame() {
        int compared = 0;
        for (Map<?, ?> each : cases()) {
            Map<?, ?> verdicts = map(field(each, "verdicts"));
            if (verdicts.get("partitioned_EDF_exists") instanceof Boolean exists) {
                int processors = Math.toIntExact(number(each, "m"));
                Partition edf = Admission.partition(set(each), Policy.EDF, processors);
                Object id = each.get("id");
                assertThat(edf.answer())
                        .as("%s", id)
                        .isEqualTo(exists ? Verdict.Answer.ADMITTED : Verdict.Answer.REFUSED);
                assertThat((Object) edf.globalByGfb())
                        .as("GFB of %s", id)
                        .isEqualTo(verdicts.get("GFB_gEDF"));
                assertThat((Object) edf.test().equals("first fit"))
                        .as("first fit of %s", id)
                        .isEqualTo(verdicts.get("FFD_EDF"));
                Partition fixed = Admission.partition(set(each), Policy.DM, processors);
                assertThat((Object) fixed.test().equals("first fit"))
                        .as("first fit by priority of %s", id)
                        .isEqualTo(verdicts.get("FFD_FP"));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(7);
    }

    @Test
    void whatIsRefusedComesWithAMiss() {
        for (Map<?, ?> each : cases()) {
            if (each.containsKey("tasks")) {
                TaskSet set = set(each);
                for (Policy policy : Policy.values()) {
                    Verdict verdict = Admission.decide(set, policy);
                    boolean played = !verdict.witness().isEmpty();
                    boolean owed = verdict.answer() == Verdict.Answer.REFUSED && !set.hasOffsets();
                    assertThat(played || !owed).as("%s %s", each.get("id"), policy).isTrue();
                    if (played && policy != Policy.LLF) {
                        assertThat(PlainReplay.misses(set, verdict.witness(), policy))
                                .as("%s %s", each.get("id"), policy)
                                .isTrue();
                    }
                }
            }
        }
    }
}
