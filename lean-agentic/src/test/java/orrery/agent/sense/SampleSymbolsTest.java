package orrery.agent.sense;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SampleSymbolsTest {
    private final SampleSymbols symbols = new SampleSymbols();

    private static List<String> names(long mask) {
        List<String> names = new ArrayList<>();
        for (String name : new String[] {"rise", "fall", "flat", "spike", "shortage"}) {
            int bit = SampleSymbols.ALPHABET.number(name).orElseThrow();
            if ((mask >> bit & 1) != 0) {
                names.add(name);
            }
        }
        return names;
    }

    @Nested
    class Of {
        @Test
        void theFirstSampleIsFlat() {
            assertThat(names(symbols.next(5, 5))).containsExactly("flat");
        }

        @Test
        void demandAboveWhatIsInForceIsAShortage() {
            assertThat(names(symbols.next(5.5, 5))).containsExactly("flat", "shortage");
            assertThat(names(symbols.next(5.5, 6))).containsExactly("flat");
        }

        @Test
        void aChangeAboveTheUsualIsARiseOrAFall() {
            for (int i = 0; i < 200; i++) {
                symbols.next(i % 2, 10);
            }
            // The usual change is about 1 now.
            assertThat(names(symbols.next(2.5, 10))).contains("rise");
            assertThat(names(symbols.next(2.4, 10))).contains("flat");
            assertThat(names(symbols.next(0, 10))).contains("fall");
        }

        @Test
        void aSampleFarAboveTheUsualLevelIsASpike() {
            for (int i = 0; i < 500; i++) {
                symbols.next(10 + i % 2, 100);
            }
            // Level 10.5, deviation 0.5: a spike is above 12.5.
            SampleSymbols twin = new SampleSymbols();
            for (int i = 0; i < 500; i++) {
                twin.next(10 + i % 2, 100);
            }
            assertThat(names(twin.next(12, 100))).doesNotContain("spike");
            assertThat(names(symbols.next(13, 100))).contains("rise", "spike");
        }

        @Test
        void aSampleFarBelowIsNoSpike() {
            for (int i = 0; i < 500; i++) {
                symbols.next(10 + i % 2, 100);
            }
            assertThat(names(symbols.next(0, 100))).containsExactly("fall");
        }

        @Test
        void aMissingSampleHasNoneAndChangesNothing() {
            symbols.next(5, 10);
            assertThat(symbols.next(Double.NaN, 10)).isZero();
            assertThat(symbols.next(Double.POSITIVE_INFINITY, 10)).isZero();
            assertThat(names(symbols.next(5, 10))).containsExactly("flat");
        }

        @Test
        void exactlyOneIsAboutTheChange() {
            SplittableRandom random = new SplittableRandom(7);
            for (int i = 0; i < 1000; i++) {
                long mask = symbols.next(random.nextDouble(20), 10);
                assertThat(Long.bitCount(mask & 7)).as("seed 7, sample %d", i).isEqualTo(1);
            }
        }
    }

    @Nested
    class Saved {
        @Test
        void goesOnWhereItWas() throws IOException {
            SplittableRandom random = new SplittableRandom(8);
            for (int i = 0; i < 100; i++) {
                symbols.next(random.nextDouble(20), 10);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            symbols.writeTo(new DataOutputStream(bytes));
            SampleSymbols other = new SampleSymbols();
            other.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            for (int i = 0; i < 100; i++) {
                double demand = random.nextDouble(20);
                assertThat(other.next(demand, 10)).isEqualTo(symbols.next(demand, 10));
            }
        }
    }
}
