package orrery.compare.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class EditCandidatesTest {
    private static final List<EditMeasure> MEASURES =
            List.of(EditMeasure.LEVENSHTEIN, EditMeasure.OSA, EditMeasure.INDEL, EditMeasure.LCS);

    @Nested
    class Distances {
        @Test
        void areThoseOfEachPair() {
            SplittableRandom chance = new SplittableRandom(1);
            for (int run = 0; run < 60; run++) {
                int alphabet = run % 2 == 0 ? 5 : 3000;
                List<Symbols> candidates = new ArrayList<>();
                int count = chance.nextInt(80);
                for (int i = 0; i < count; i++) {
                    int length = chance.nextInt(chance.nextInt(4) == 0 ? 100 : 34);
                    candidates.add(Symbols.of(EditDistanceTest.random(chance, length, alphabet)));
                }
                Symbols query =
                        Symbols.of(EditDistanceTest.random(chance, chance.nextInt(80), alphabet));
                for (EditMeasure measure : MEASURES) {
                    int[] found = new int[count];
                    EditCandidates all = EditCandidates.of(measure, candidates);
                    all.distances(query, found);
                    EditDistance single = EditDistance.of(measure);
                    for (int i = 0; i < count; i++) {
                        assertThat((double) found[i])
                                .as(measure + ", seed 1, run " + run + ", candidate " + i)
                                .isEqualTo(single.distance(candidates.get(i), query));
                    }
                }
            }
        }

        @Test
        void areThoseOfEachPairAtTheWidthOfALane() {
            SplittableRandom chance = new SplittableRandom(2);
            List<Symbols> candidates = new ArrayList<>();
            for (int length : new int[] {0, 1, 31, 32, 33, 63, 64, 65}) {
                candidates.add(Symbols.of(EditDistanceTest.random(chance, length, 3)));
            }
            for (EditMeasure measure : MEASURES) {
                EditCandidates all = EditCandidates.of(measure, candidates);
                EditDistance single = EditDistance.of(measure);
                for (int m = 0; m < 70; m++) {
                    Symbols query = Symbols.of(EditDistanceTest.random(chance, m, 4));
                    int[] found = new int[candidates.size()];
                    all.distances(query, found);
                    for (int i = 0; i < found.length; i++) {
                        assertThat((double) found[i])
                                .as("seed 2, candidate " + i + ", query of " + m)
                                .isEqualTo(single.distance(candidates.get(i), query));
                    }
                }
            }
        }

        @Test
        void pickTheNearestTheFirstOfSeveral() {
            EditCandidates words =
                    EditCandidates.of(
                            EditMeasure.LEVENSHTEIN,
                            List.of(
                                    Symbols.text("restart"),
                                    Symbols.text("reset"),
                                    Symbols.text("rest")));
            assertThat(words.nearest(Symbols.text("resett"))).isEqualTo(1);
            assertThat(words.nearest(Symbols.text("zzzzz"))).isEqualTo(1);
            assertThat(EditCandidates.of(EditMeasure.LCS, List.of()).nearest(Symbols.of(1)))
                    .isEqualTo(-1);
        }

        @Test
        void workForObjects() {
            EditCandidates calls =
                    EditCandidates.of(
                            EditMeasure.LEVENSHTEIN,
                            List.of(Symbols.words("open read close"), Symbols.words("open close")));
            int[] found = new int[2];
            calls.distances(Symbols.words("open write close"), found);
            assertThat(found).containsExactly(1, 1);
        }
    }

    @Nested
    class Refuse {
        @Test
        void aMeasureWithoutLanes() {
            assertThatThrownBy(() -> EditCandidates.of(EditMeasure.JARO, List.of()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("NOT_PERMITTED");
        }

        @Test
        void symbolsOfTwoTypes() {
            List<Symbols> mixed = List.of(Symbols.of(1), Symbols.words("a"));
            assertThatThrownBy(() -> EditCandidates.of(EditMeasure.LCS, mixed))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("WRONG_TYPE");
            EditCandidates numbers = EditCandidates.of(EditMeasure.LCS, List.of(Symbols.of(1)));
            assertThatThrownBy(() -> numbers.distances(Symbols.words("a"), new int[1]))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("WRONG_TYPE");
        }

        @Test
        void anArrayWithoutRoom() {
            EditCandidates numbers = EditCandidates.of(EditMeasure.LCS, List.of(Symbols.of(1)));
            assertThatThrownBy(() -> numbers.distances(Symbols.of(1), new int[0]))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("LENGTH_MISMATCH");
        }
    }
}
