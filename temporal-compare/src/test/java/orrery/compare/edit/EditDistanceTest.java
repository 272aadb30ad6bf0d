package orrery.compare.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class EditDistanceTest {
    private static final int[] EDGES = {0, 1, 2, 62, 63, 64, 65, 66, 126, 127, 128, 129, 130};

    static int[] random(SplittableRandom chance, int length, int alphabet) {
        return IntStream.generate(() -> chance.nextInt(alphabet)).limit(length).toArray();
    }

    /// A copy with some edits, so that distances are small against the lengths.
    static int[] edited(SplittableRandom chance, int[] a, int edits, int alphabet) {
        List<Integer> symbols = new ArrayList<>(IntStream.of(a).boxed().toList());
        for (int e = 0; e < edits; e++) {
            int place = symbols.isEmpty() ? 0 : chance.nextInt(symbols.size());
            switch (symbols.isEmpty() ? 0 : chance.nextInt(4)) {
                case 0 -> symbols.add(place, chance.nextInt(alphabet));
                case 1 -> symbols.subList(place, place + 1).clear();
                case 2 -> symbols.set(place, chance.nextInt(alphabet));
                default -> {
                    int next = Math.min(place + 1, symbols.size() - 1);
                    int swapped = symbols.get(place);
                    symbols.set(place, symbols.get(next));
                    symbols.set(next, swapped);
                }
            }
        }
        return symbols.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int length(SplittableRandom chance) {
        return chance.nextInt(3) == 0 ? EDGES[chance.nextInt(EDGES.length)] : chance.nextInt(131);
    }

    private static EditDistance by(EditMeasure measure) {
        return EditDistance.of(measure);
    }

    private static void check(int[] a, int[] b, String place) {
        Symbols first = Symbols.of(a);
        Symbols second = Symbols.of(b);
        int levenshtein = PlainEdit.levenshtein(a, b);
        int lcs = PlainEdit.lcs(a, b);
        assertThat(by(EditMeasure.LEVENSHTEIN).distance(first, second))
                .as("levenshtein, " + place)
                .isEqualTo(levenshtein);
        assertThat(by(EditMeasure.OSA).distance(first, second))
                .as("osa, " + place)
                .isEqualTo(PlainEdit.osa(a, b));
        assertThat(by(EditMeasure.INDEL).distance(first, second))
                .as("indel, " + place)
                .isEqualTo(a.length + b.length - 2 * lcs);
        assertThat(by(EditMeasure.LCS).distance(first, second))
                .as("lcs, " + place)
                .isEqualTo(Math.max(a.length, b.length) - lcs);
        assertThat(by(EditMeasure.LCS).commonLength(first, second))
                .as("common length, " + place)
                .isEqualTo(lcs);
        assertThat(by(EditMeasure.JARO).similarity(first, second))
                .as("jaro, " + place)
                .isCloseTo(PlainEdit.jaro(a, b), within(1e-12));
    }

    @Nested
    class Distance {
        @Test
        void isThatOfTheTextbook() {
            assertThat(by(EditMeasure.LEVENSHTEIN).distance("kitten", "sitting")).isEqualTo(3);
            assertThat(by(EditMeasure.OSA).distance("ca", "abc")).isEqualTo(3);
            assertThat(by(EditMeasure.DAMERAU).distance("ca", "abc")).isEqualTo(2);
            assertThat(by(EditMeasure.HAMMING).distance("karolin", "kathrin")).isEqualTo(3);
            assertThat(by(EditMeasure.INDEL).distance("kitten", "sitting")).isEqualTo(5);
            assertThat(by(EditMeasure.LCS).distance("kitten", "sitting")).isEqualTo(3);
            assertThat(by(EditMeasure.PREFIX).distance("abcd", "abx")).isEqualTo(2);
            assertThat(by(EditMeasure.POSTFIX).distance("abcd", "xcd")).isEqualTo(2);
        }

        @Test
        void ofJaroIsThatOfThePapers() {
            // Winkler, 1990, table 3: MARTHA and MARHTA.
            assertThat(by(EditMeasure.JARO).similarity("MARTHA", "MARHTA"))
                    .isCloseTo(0.944444, within(1e-6));
            assertThat(by(EditMeasure.JARO_WINKLER).similarity("MARTHA", "MARHTA"))
                    .isCloseTo(0.961111, within(1e-6));
            assertThat(by(EditMeasure.JARO_WINKLER).similarity("DIXON", "DICKSONX"))
                    .isCloseTo(0.813333, within(1e-6));
        }

        @Test
        void isThatOfTheTableForAllLengthsAroundAWord() {
            SplittableRandom chance = new SplittableRandom(1);
            for (int n : EDGES) {
                for (int m : EDGES) {
                    int[] a = random(chance, n, 3);
                    check(a, random(chance, m, 3), "seed 1, " + n + " x " + m);
                }
            }
        }

        @Test
        void isThatOfTheTableForRandomSequences() {
            SplittableRandom chance = new SplittableRandom(2);
            for (int run = 0; run < 3000; run++) {
                int alphabet = 1 + chance.nextInt(30);
                int[] a = random(chance, length(chance), alphabet);
                int[] b =
                        chance.nextBoolean()
                                ? random(chance, length(chance), alphabet)
                                : edited(chance, a, chance.nextInt(10), alphabet);
                check(a, b, "seed 2, run " + run);
            }
        }

        @Test
        void isThatOfTheTableAcrossVectorsAndStrips() {
            SplittableRandom chance = new SplittableRandom(3);
            int[] lengths = {448, 449, 511, 512, 513, 600, 1023, 1024, 1025, 1600};
            for (int n : lengths) {
                int[] a = random(chance, n, 4);
                int[] b = random(chance, lengths[chance.nextInt(lengths.length)], 4);
                check(a, b, "seed 3, " + n + " x " + b.length);
                check(a, edited(chance, a, 20, 4), "seed 3, edited " + n);
            }
        }

        @Test
        void isThatOfTheTableBeyondOneStrip() {
            SplittableRandom chance = new SplittableRandom(4);
            int[] a = random(chance, 17_000, 5);
            int[] b = random(chance, 300, 5);
            check(a, b, "seed 4");
            check(b, a, "seed 4, turned");
        }

        @Test
        void ofDamerauIsThatOfItsDefinition() {
            SplittableRandom chance = new SplittableRandom(5);
            for (int run = 0; run < 1000; run++) {
                int[] a = random(chance, chance.nextInt(14), 1 + chance.nextInt(5));
                int[] b =
                        chance.nextBoolean()
                                ? random(chance, chance.nextInt(14), 1 + chance.nextInt(5))
                                : edited(chance, a, 3, 5);
                assertThat(by(EditMeasure.DAMERAU).distance(Symbols.of(a), Symbols.of(b)))
                        .as("seed 5, run " + run)
                        .isEqualTo(PlainEdit.damerau(a, b));
            }
        }

        @Test
        void withWeightsIsThatOfTheTable() {
            SplittableRandom chance = new SplittableRandom(6);
            for (int run = 0; run < 1000; run++) {
                int[] a = random(chance, chance.nextInt(40), 4);
                int[] b = random(chance, chance.nextInt(40), 4);
                EditWeights weights =
                        new EditWeights(
                                chance.nextDouble(3),
                                chance.nextDouble(3),
                                chance.nextInt(9) == 0
                                        ? Double.POSITIVE_INFINITY
                                        : chance.nextDouble(3),
                                chance.nextDouble(3));
                assertThat(EditDistance.weighted(weights).distance(Symbols.of(a), Symbols.of(b)))
                        .as("seed 6, run " + run)
                        .isCloseTo(PlainEdit.weighted(a, b, weights), within(1e-12));
            }
        }

        @Test
        void isTheSameForTextsNumbersAndObjects() {
            SplittableRandom chance = new SplittableRandom(7);
            for (int run = 0; run < 500; run++) {
                int[] a = random(chance, chance.nextInt(90), 20);
                int[] b = random(chance, chance.nextInt(90), 20);
                long[] wideA = IntStream.of(a).mapToLong(s -> s * 1_000_000_007L - 1).toArray();
                long[] wideB = IntStream.of(b).mapToLong(s -> s * 1_000_000_007L - 1).toArray();
                for (EditMeasure measure : EditMeasure.values()) {
                    if (measure == EditMeasure.HAMMING && a.length != b.length) {
                        continue;
                    }
                    double expected = by(measure).distance(Symbols.of(a), Symbols.of(b));
                    String as = measure + ", seed 7, run " + run;
                    assertThat(by(measure).distance(text(a, 'a'), text(b, 'a')))
                            .as(as)
                            .isEqualTo(expected);
                    assertThat(by(measure).distance(text(a, 'α'), text(b, 'α')))
                            .as(as)
                            .isEqualTo(expected);
                    assertThat(by(measure).distance(Symbols.of(wideA), Symbols.of(wideB)))
                            .as(as)
                            .isEqualTo(expected);
                    assertThat(by(measure).distance(objects(a), objects(b)))
                            .as(as)
                            .isEqualTo(expected);
                }
            }
        }

        private static String text(int[] symbols, char first) {
            StringBuilder text = new StringBuilder();
            IntStream.of(symbols).forEach(s -> text.append((char) (first + s)));
            return text.toString();
        }

        private static Symbols objects(int[] symbols) {
            return Symbols.of(IntStream.of(symbols).mapToObj(s -> "word" + s).toList());
        }

        @Test
        void countsCodePointsNotChars() {
            assertThat(by(EditMeasure.LEVENSHTEIN).distance("a😀b", "a😁b")).isEqualTo(1);
            assertThat(by(EditMeasure.LEVENSHTEIN).distance("😀", "")).isEqualTo(1);
        }

        @Test
        void countsCharsWhereAsked() {
            Symbols a = Symbols.utf16("a😀b");
            assertThat(a.length()).isEqualTo(4);
            EditDistance edit = by(EditMeasure.LEVENSHTEIN);
            // U+1F600 and U+1F601 share the first half; U+10000 shares none.
            assertThat(edit.distance(a, Symbols.utf16("a😁b"))).isEqualTo(1);
            assertThat(edit.distance(a, Symbols.utf16("a\uD800\uDC00b"))).isEqualTo(2);
            assertThat(edit.distance(a, Symbols.utf16("ab"))).isEqualTo(2);
        }

        @Test
        void countsWordsWhereAsked() {
            Symbols a = Symbols.words(" read  the file\nand stop ");
            Symbols b = Symbols.words("read a file and stop");
            assertThat(by(EditMeasure.LEVENSHTEIN).distance(a, b)).isEqualTo(1);
            assertThat(Symbols.words("  ").length()).isZero();
        }

        @Test
        void doesNotDependOnWhatWasComparedBefore() {
            SplittableRandom chance = new SplittableRandom(8);
            EditDistance one = by(EditMeasure.LEVENSHTEIN);
            for (int run = 0; run < 300; run++) {
                int[] a = random(chance, chance.nextInt(700), 1 + chance.nextInt(2000));
                int[] b = edited(chance, a, chance.nextInt(40), 2000);
                assertThat(one.distance(Symbols.of(a), Symbols.of(b)))
                        .as("seed 8, run " + run)
                        .isEqualTo(PlainEdit.levenshtein(a, b));
            }
        }
    }

    @Nested
    class Allocation {
        @Test
        void isNoneForShortTexts() {
            for (EditMeasure measure : List.of(EditMeasure.LEVENSHTEIN, EditMeasure.LCS)) {
                EditDistance edit = by(measure);
                Runnable run =
                        () -> {
                            for (int i = 0; i < 100_000; i++) {
                                edit.distance("open read close", "open write close");
                            }
                        };
                run.run();
                assertThat(orrery.testkit.Allocation.bytes(run)).isLessThan(2_000);
            }
        }
    }

    @Nested
    class Limit {
        @Test
        void cutsOffWhatIsFartherOnly() {
            SplittableRandom chance = new SplittableRandom(9);
            for (int run = 0; run < 1500; run++) {
                int alphabet = 2 + chance.nextInt(4);
                int[] a = random(chance, chance.nextInt(run % 10 == 0 ? 1200 : 300), alphabet);
                int[] b = edited(chance, a, chance.nextInt(60), alphabet);
                int limit = chance.nextInt(40);
                String as = "seed 9, run " + run;
                double levenshtein = PlainEdit.levenshtein(a, b);
                double osa = PlainEdit.osa(a, b);
                assertThat(within(EditMeasure.LEVENSHTEIN, a, b, limit))
                        .as(as)
                        .isEqualTo(levenshtein <= limit ? levenshtein : Double.POSITIVE_INFINITY);
                assertThat(within(EditMeasure.OSA, a, b, limit))
                        .as(as)
                        .isEqualTo(osa <= limit ? osa : Double.POSITIVE_INFINITY);
            }
        }

        private static double within(EditMeasure measure, int[] a, int[] b, double limit) {
            return by(measure).within(Symbols.of(a), Symbols.of(b), limit);
        }

        @Test
        void mayBeTheDistanceItself() {
            int[] a = {1, 2, 3};
            int[] b = {1, 3};
            assertThat(within(EditMeasure.LEVENSHTEIN, a, b, 1)).isEqualTo(1);
            assertThat(within(EditMeasure.LEVENSHTEIN, a, b, 0.5)).isInfinite();
            assertThat(within(EditMeasure.LEVENSHTEIN, a, a, 0)).isZero();
            assertThat(within(EditMeasure.INDEL, a, b, 0.5)).isInfinite();
        }
    }

    @Nested
    class Similarity {
        @Test
        void isOneOfEqualSequencesAndEmptyOnes() {
            for (EditMeasure measure : EditMeasure.values()) {
                assertThat(by(measure).similarity("", "")).as(measure.text()).isOne();
                assertThat(by(measure).similarity("abcabc", "abcabc")).as(measure.text()).isOne();
                if (measure != EditMeasure.HAMMING) {
                    assertThat(by(measure).similarity("abc", "")).as(measure.text()).isZero();
                }
                assertThat(by(measure).similarity("abc", "xyz")).as(measure.text()).isZero();
            }
        }

        @Test
        void withWeightsIsAShareOfTheDearestEdit() {
            EditDistance dear = EditDistance.weighted(EditWeights.of(1, 2, 5));
            assertThat(dear.similarity("ab", "b")).isCloseTo(1 - 2 / 5.0, within(1e-12));
            EditDistance none = EditDistance.weighted(EditWeights.of(0, 0, 0));
            assertThat(none.similarity("ab", "xyz")).isOne();
        }
    }

    @Nested
    class Script {
        @Test
        void namesTheRuns() {
            EditScript script =
                    by(EditMeasure.LEVENSHTEIN)
                            .script(Symbols.text("kitten"), Symbols.text("sitting"));
            assertThat(script.runs())
                    .containsExactly(
                            new EditScript.Run(EditScript.Kind.REPLACE, 0, 0, 1),
                            new EditScript.Run(EditScript.Kind.KEEP, 1, 1, 3),
                            new EditScript.Run(EditScript.Kind.REPLACE, 4, 4, 1),
                            new EditScript.Run(EditScript.Kind.KEEP, 5, 5, 1),
                            new EditScript.Run(EditScript.Kind.INSERT, 6, 6, 1));
        }

        @Test
        void turnsTheFirstIntoTheSecondAtTheDistance() {
            SplittableRandom chance = new SplittableRandom(10);
            for (int run = 0; run < 400; run++) {
                int alphabet = 1 + chance.nextInt(6);
                int[] a = random(chance, chance.nextInt(run % 20 == 0 ? 2500 : 200), alphabet);
                int[] b =
                        chance.nextBoolean()
                                ? edited(chance, a, chance.nextInt(30), alphabet)
                                : random(chance, chance.nextInt(200), alphabet);
                for (EditMeasure measure : List.of(EditMeasure.LEVENSHTEIN, EditMeasure.INDEL)) {
                    EditScript script = by(measure).script(Symbols.of(a), Symbols.of(b));
                    String as = measure + ", seed 10, run " + run;
                    assertThat(applied(script, a, b)).as(as).containsExactly(b);
                    assertThat((double) script.cost())
                            .as(as)
                            .isEqualTo(by(measure).distance(Symbols.of(a), Symbols.of(b)));
                }
            }
        }

        @Test
        void withSwapsTurnsTheFirstIntoTheSecondAtTheDistance() {
            SplittableRandom chance = new SplittableRandom(11);
            for (int run = 0; run < 1500; run++) {
                int alphabet = 1 + chance.nextInt(6);
                int[] a = random(chance, chance.nextInt(run % 20 == 0 ? 300 : 40), alphabet);
                int[] b =
                        chance.nextBoolean()
                                ? edited(chance, a, chance.nextInt(20), alphabet)
                                : random(chance, chance.nextInt(40), alphabet);
                for (EditMeasure measure : List.of(EditMeasure.OSA, EditMeasure.DAMERAU)) {
                    EditScript script = by(measure).script(Symbols.of(a), Symbols.of(b));
                    String as = measure + ", seed 11, run " + run;
                    assertThat(applied(script, a, b)).as(as).containsExactly(b);
                    assertThat((double) script.cost())
                            .as(as)
                            .isEqualTo(by(measure).distance(Symbols.of(a), Symbols.of(b)));
                }
            }
        }

        @Test
        void withWeightsTurnsTheFirstIntoTheSecondAtTheDistance() {
            SplittableRandom chance = new SplittableRandom(12);
            for (int run = 0; run < 1500; run++) {
                int[] a = random(chance, chance.nextInt(60), 4);
                int[] b = random(chance, chance.nextInt(60), 4);
                EditWeights weights =
                        new EditWeights(
                                chance.nextDouble(3),
                                chance.nextDouble(3),
                                chance.nextInt(5) == 0
                                        ? Double.POSITIVE_INFINITY
                                        : chance.nextDouble(3),
                                chance.nextInt(5) == 0
                                        ? Double.POSITIVE_INFINITY
                                        : chance.nextDouble(3));
                EditDistance edit = EditDistance.weighted(weights);
                EditScript script = edit.script(Symbols.of(a), Symbols.of(b));
                String as = weights + ", seed 12, run " + run;
                assertThat(applied(script, a, b)).as(as).containsExactly(b);
                assertThat(script.cost(weights))
                        .as(as)
                        .isCloseTo(edit.distance(Symbols.of(a), Symbols.of(b)), within(1e-11));
            }
        }

        @Test
        void ofDamerauSwapsAcrossWhatComesBetween() {
            EditScript script =
                    by(EditMeasure.DAMERAU).script(Symbols.text("xca"), Symbols.text("xabc"));
            assertThat(script.runs())
                    .containsExactly(
                            new EditScript.Run(EditScript.Kind.KEEP, 0, 0, 1),
                            new EditScript.Run(EditScript.Kind.SWAP, 1, 1, 2, 3));
            assertThat(script.cost()).isEqualTo(2);
        }

        private static int[] applied(EditScript script, int[] a, int[] b) {
            List<Integer> made = new ArrayList<>();
            int place = 0;
            for (EditScript.Run run : script.runs()) {
                assertThat(run.a()).isEqualTo(place);
                assertThat(run.b()).isEqualTo(made.size());
                for (int i = 0; i < run.length(); i++) {
                    switch (run.kind()) {
                        case KEEP -> {
                            assertThat(a[run.a() + i]).isEqualTo(b[run.b() + i]);
                            made.add(a[place++]);
                        }
                        case REPLACE -> {
                            made.add(b[run.b() + i]);
                            place++;
                        }
                        case DELETE -> place++;
                        case INSERT -> made.add(b[run.b() + i]);
                        case SWAP -> {}
                    }
                }
                if (run.kind() == EditScript.Kind.SWAP) {
                    assertThat(run.lengthA() == 2 || run.lengthB() == 2).isTrue();
                    made.add(a[run.a() + run.lengthA() - 1]);
                    for (int i = 1; i < run.lengthB() - 1; i++) {
                        made.add(b[run.b() + i]);
                    }
                    made.add(a[run.a()]);
                    place += run.lengthA();
                }
            }
            assertThat(place).isEqualTo(a.length);
            return made.stream().mapToInt(Integer::intValue).toArray();
        }

        @Test
        void ofHammingReplacesInPlace() {
            EditScript script =
                    by(EditMeasure.HAMMING).script(Symbols.text("abc"), Symbols.text("axc"));
            assertThat(script.cost()).isOne();
            assertThat(script.runs()).hasSize(3);
        }

        @Test
        void ofNothingIsEmpty() {
            assertThat(by(EditMeasure.LCS).script(Symbols.of(), Symbols.of()).runs()).isEmpty();
        }
    }

    @Nested
    class Refuses {
        private static void refused(Refusal.Code code, Runnable run) {
            assertThatThrownBy(run::run)
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
        }

        @Test
        void hammingOfTwoLengths() {
            refused(
                    Refusal.Code.LENGTH_MISMATCH,
                    () -> by(EditMeasure.HAMMING).distance("ab", "abc"));
        }

        @Test
        void textAgainstObjects() {
            refused(
                    Refusal.Code.WRONG_TYPE,
                    () ->
                            by(EditMeasure.LCS)
                                    .distance(Symbols.text("a"), Symbols.of(List.of("a"))));
        }

        @Test
        void aLimitOrAWeightBelowZero() {
            Symbols a = Symbols.of(1);
            refused(Refusal.Code.OUT_OF_RANGE, () -> by(EditMeasure.LCS).within(a, a, -1));
            refused(Refusal.Code.OUT_OF_RANGE, () -> by(EditMeasure.LCS).within(a, a, Double.NaN));
            refused(Refusal.Code.OUT_OF_RANGE, () -> EditWeights.of(1, -1, 1));
        }

        @Test
        void aScriptOfAMeasureWithoutOne() {
            Symbols a = Symbols.of(1);
            refused(Refusal.Code.NOT_PERMITTED, () -> by(EditMeasure.JARO).script(a, a));
        }

        @Test
        void aScriptThatNoAllowedEditsMake() {
            double never = Double.POSITIVE_INFINITY;
            EditDistance none = EditDistance.weighted(new EditWeights(1, never, 1, 1));
            refused(Refusal.Code.NOT_PERMITTED, () -> none.script(Symbols.of(1, 2), Symbols.of(1)));
        }

        @Test
        void aScriptWithSwapsOverTooManyCells() {
            int[] a = new int[32_769];
            int[] b = new int[32_769];
            java.util.Arrays.fill(b, 1);
            refused(
                    Refusal.Code.TOO_LONG,
                    () -> by(EditMeasure.OSA).script(Symbols.of(a), Symbols.of(b)));
        }

        @Test
        void moreSymbolsThanTheLimit() {
            refused(Refusal.Code.TOO_LONG, () -> Symbols.text("a".repeat(Symbols.LENGTH_MAX + 1)));
        }
    }
}
