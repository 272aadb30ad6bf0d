package orrery.operations.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import orrery.operations.Runs;
import orrery.operations.configuration.CapacitySettings;
import orrery.operations.input.InputCounts;

class NotesTest {
    private static CapacitySettings capacity(String... overrides) {
        return Runs.configuration(Runs.PLAIN, overrides).capacity();
    }

    @Test
    void areNoneWhereNothingIsAmiss() {
        assertThat(Notes.of(new InputCounts(9, 0, 0, 0, 0, 0, 9))).isEmpty();
        assertThat(Notes.of(capacity(), 80)).isEmpty();
        assertThat(Notes.of(capacity(), 0)).isEmpty();
    }

    @Test
    void nameEveryCountThatIsNotZero() {
        assertThat(Notes.of(new InputCounts(9_000, 1, 2, 3, 4, 5_000, 9)))
                .containsExactly(
                        "2 rows came late and were dropped",
                        "3 rows had the time of another and were merged or dropped",
                        "4 rows had no value",
                        "5,000 missing samples were filled in",
                        "1 rows of other keys were left out");
    }

    @Test
    void adviseAUnitThatMakesTheDemandFit() {
        Locale here = Locale.getDefault();
        try {
            for (Locale country : new Locale[] {Locale.ROOT, Locale.GERMANY}) {
                Locale.setDefault(country);
                assertThat(Notes.of(capacity(), 81).getFirst())
                        .contains("is 81 replicas, and capacity.max is 40")
                        .endsWith("--set capacity.unit=2.5");
                assertThat(Notes.of(capacity("capacity.unit=10"), 30_000).getFirst())
                        .endsWith("--set capacity.unit=9400.0");
            }
        } finally {
            Locale.setDefault(here);
        }
    }
}
