package orrery.solve.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import orrery.solve.formula.Specification;
import orrery.solve.formula.Vocabulary;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Values from outside the project, where its folder of oracles is beside it.
class OracleTest {
    private static final Vocabulary NUMBERS = Vocabulary.builder().number("x").number("y").build();
    private static final Vocabulary TRUTHS =
            Vocabulary.builder()
                    .truth("a")
                    .truth("b")
                    .truth("c")
                    .truth("d")
                    .truth("p")
                    .truth("q")
                    .build();
    private static List<Map<String, Object>> cases = List.of();

    @BeforeAll
    static void readTheOracles() {
        File file = new File("../../shared/oracles/logic.json");
        if (!file.exists()) {
            file = new File("../shared/oracles/logic.json");
        }
        assumeTrue(
                file.exists(), "skipped: there is no shared/oracles/logic.json beside the project");
        try (JsonParser parser =
                JsonFactory.builder().build().createParser(ObjectReadContext.empty(), file)) {
            parser.nextToken();
            List<Map<String, Object>> read = new ArrayList<>();
            for (Object one : list(field(map(value(parser)), "cases"))) {
                read.add(map(one));
            }
            cases = read;
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
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> String.valueOf(parser.getString());
        };
    }

    @SuppressWarnings("unchecked") // what value() builds
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked") // what value() builds
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    private static Object field(Map<String, Object> map, String name) {
        return Objects.requireNonNull(map.get(name));
    }

    private static double number(Object value) {
        return value instanceof Double number
                ? number
                : value.equals("inf") ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    private static List<Map<String, Object>> kind(String kind) {
        return cases.stream().filter(one -> field(one, "kind").equals(kind)).toList();
    }

    private static String text(Map<String, Object> one, String key) {
        return (String) field(one, key);
    }

    private static List<BruteForce.Row> numbers(Map<String, Object> signals) {
        List<Object> x = list(field(signals, "x"));
        List<Object> y = signals.containsKey("y") ? list(field(signals, "y")) : x;
        List<BruteForce.Row> rows = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            double[] row = {number(x.get(i)), number(y.get(i))};
            rows.add(new BruteForce.Row(i, i, row, row));
        }
        return rows;
    }

    private static List<BruteForce.Row> truths(List<Object> trace) {
        List<BruteForce.Row> rows = new ArrayList<>();
        for (int i = 0; i < trace.size(); i++) {
            double[] row = new double[TRUTHS.size()];
            for (Object name : list(trace.get(i))) {
                row[TRUTHS.index((String) name)] = 1;
            }
            rows.add(new BruteForce.Row(i, i, row, row));
        }
        return rows;
    }

    /// The future of a trace is the past of the reversed one.
    private static String mirrored(String formula) {
        return formula.replaceAll("\\bG\\b", "H")
                .replaceAll("\\bF\\b", "O")
                .replaceAll("\\bU\\b", "S");
    }

    private static double[] reversedRobustness(
            String formula, Vocabulary vocabulary, List<BruteForce.Row> rows) {
        String rule = "r: G (" + mirrored(formula) + ")";
        SpecificationMonitor monitor =
                SpecificationMonitor.of(Specification.parse("oracle", rule, vocabulary));
        double[] robustness = new double[rows.size()];
        for (int i = rows.size() - 1; i >= 0; i--) {
            BruteForce.Row row = rows.get(i);
            int n = rows.size() - 1 - i;
            monitor.push(n, n, row.low, row.high);
            robustness[i] = monitor.robustness(0);
        }
        return robustness;
    }

    @Test
    void robustnessOfReversedTraces() {
        for (Map<String, Object> one : kind("stl_discrete")) {
            List<BruteForce.Row> rows = numbers(map(field(one, "signals")));
            double[] robustness = reversedRobustness(text(one, "formula"), NUMBERS, rows);
            List<Object> expected = list(field(one, "expected"));
            for (int i = 0; i < rows.size(); i++) {
                String place = one.get("id") + " at " + i;
                double value = number(expected.get(i));
                if (Double.isInfinite(value)) {
                    assertThat(robustness[i]).as(place).isEqualTo(value);
                } else {
                    assertThat(robustness[i]).as(place).isCloseTo(value, within(1e-9));
                }
            }
        }
    }

    @Test
    void boundedFormulasOnTraces() {
        for (Map<String, Object> one : kind("mtl_bool")) {
            List<BruteForce.Row> rows = truths(list(field(one, "trace")));
            String formula = text(one, "formula");
            double robustness = reversedRobustness(formula, TRUTHS, rows)[0];
            assertThat(robustness > 0).as(text(one, "id")).isEqualTo(one.get("expected"));
            BruteForce twin = new BruteForce(TRUTHS, rows, true);
            assertThat(twin.at(Specification.formula(formula, TRUTHS), 0).order() == 2)
                    .as(text(one, "id"))
                    .isEqualTo(one.get("expected"));
        }
    }

    @Test
    void intervalsOfPrefixes() {
        for (Map<String, Object> one : kind("stl_rosi")) {
            List<BruteForce.Row> rows = numbers(map(field(one, "signal_prefix")));
            int n = rows.size();
            double[] any = {Double.NaN, Double.NaN};
            rows.add(new BruteForce.Row(n, n, any, any));
            BruteForce twin = new BruteForce(NUMBERS, rows, false);
            BruteForce.Value value =
                    twin.at(Specification.formula(text(one, "formula"), NUMBERS), 0);
            List<Object> expected = list(field(one, "expected"));
            double[] ends = {number(expected.get(0)), number(expected.get(1))};
            assertThat(Math.abs(value.lo() - ends[0]) < 1e-9 || value.lo() == ends[0])
                    .as(text(one, "id") + value)
                    .isTrue();
            assertThat(Math.abs(value.hi() - ends[1]) < 1e-9 || value.hi() == ends[1])
                    .as(text(one, "id") + value)
                    .isTrue();
        }
    }

    @Test
    void pastOperatorsOnTraces() {
        int run = 0;
        for (Map<String, Object> one : kind("ltlf_past_trace")) {
            String formula = text(one, "formula");
            if (formula.matches(".*\\b[TZF]\\b.*")) {
                continue; // not in the rule language
            }
            SpecificationMonitor monitor =
                    SpecificationMonitor.of(Specification.parse("oracle", "r: " + formula, TRUTHS));
            boolean holds = true;
            for (BruteForce.Row row : truths(list(field(one, "trace")))) {
                holds &= monitor.push(row.time, row.sample, row.low, row.high) == Verdict.TRUE;
            }
            assertThat(holds).as(text(one, "id")).isEqualTo(one.get("expected"));
            run++;
        }
        assertThat(run).isEqualTo(7);
    }

    @Test
    void precedence() {
        for (Map<String, Object> one : kind("parse_same")) {
            String left = text(one, "left").replaceAll("\\b([UWRGF])\\b", "$1[0,9]");
            String right = text(one, "right").replaceAll("\\b([UWRGF])\\b", "$1[0,9]");
            assertThat(Specification.formula(left, TRUTHS))
                    .as(left)
                    .isEqualTo(Specification.formula(right, TRUTHS));
        }
    }
}
