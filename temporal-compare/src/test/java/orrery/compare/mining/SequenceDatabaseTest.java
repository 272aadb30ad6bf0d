package orrery.compare.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class SequenceDatabaseTest {
    private static SequenceDatabase read(String text) {
        try {
            return SequenceDatabase.read(new StringReader(text), "calls.spmf");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nested
    class Reading {
        @Test
        void takesSetsSequencesAndComments() {
            SequenceDatabase database = read("# two\n1 -1 3 2 -1 -2\n\n@x\n  7 -1 -2  \n%\n-2\n");
            assertThat(database.size()).isEqualTo(3);
            assertThat(database.sets()).isEqualTo(3);
        }

        @Test
        void countsASharedSupportUpwards() {
            SequenceDatabase database = SequenceDatabase.of(List.of(new int[3], new int[1]));
            assertThat(database.support(0.5)).isEqualTo(1);
            assertThat(database.support(0.51)).isEqualTo(2);
            assertThat(database.support(1e-9)).isEqualTo(1);
        }
    }

    @Nested
    class Refuses {
        private static void refused(Refusal.Code code, String place, String text) {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            r -> {
                                assertThat(r.code()).isEqualTo(code);
                                assertThat(r.place()).contains(place);
                            });
        }

        @Test
        void whatIsNoSequenceAndSaysTheLine() {
            refused(Refusal.Code.NOT_A_NUMBER, "calls.spmf:2", "1 -1 -2\n1 x -1 -2\n");
            refused(Refusal.Code.NOT_A_NUMBER, "calls.spmf:1", "99999999999 -1 -2\n");
            refused(Refusal.Code.OUT_OF_RANGE, "calls.spmf:1", "-3 -1 -2\n");
            refused(Refusal.Code.SYNTAX, "calls.spmf:3", "\n1 -1 -2\n1 -1\n");
            refused(Refusal.Code.SYNTAX, "calls.spmf:1", "1 -2\n");
            refused(Refusal.Code.SYNTAX, "calls.spmf:1", "-1 -2\n");
            refused(Refusal.Code.SYNTAX, "calls.spmf:1", "1 1 -1 -2\n");
            refused(Refusal.Code.SYNTAX, "calls.spmf:1", "1 -1 -2 1 -1 -2\n");
            refused(Refusal.Code.EMPTY, "calls.spmf", "# nothing\n");
        }

        @Test
        void aNegativeItemAndAShareOutOfRange() {
            assertThatThrownBy(() -> SequenceDatabase.of(List.of(new int[] {-1})))
                    .hasMessageContaining("OUT_OF_RANGE");
            SequenceDatabase one = SequenceDatabase.of(List.of(new int[] {1}));
            assertThatThrownBy(() -> one.support(0)).hasMessageContaining("OUT_OF_RANGE");
            assertThatThrownBy(() -> one.support(1.5)).hasMessageContaining("OUT_OF_RANGE");
        }
    }
}
