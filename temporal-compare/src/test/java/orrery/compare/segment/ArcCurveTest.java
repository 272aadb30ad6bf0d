package orrery.compare.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.compare.profile.MatrixProfile;
import orrery.compare.profile.ProfileSettings;
import orrery.compare.profile.StreamingProfile;

class ArcCurveTest {
    private static double[] twoShapes(int length) {
        SplittableRandom random = new SplittableRandom(5);
        double[] series = new double[length];
        for (int t = 0; t < length; t++) {
            double phase = t * 0.3;
            double shape = t < length / 2 ? Math.sin(phase) : Math.signum(Math.sin(phase));
            series[t] = shape + 0.05 * random.nextGaussian();
        }
        return series;
    }

    @Test
    void isLowWhereTheShapeChanges() {
        MatrixProfile profile = MatrixProfile.of(twoShapes(2000), ProfileSettings.ofWindow(20));
        int[] found = ArcCurve.of(profile).changePoints(1);
        assertThat(found[0]).isBetween(960, 1040);
    }

    @Test
    void isLowThereInAStreamToo() {
        StreamingProfile profile = StreamingProfile.keeping(1500, ProfileSettings.ofWindow(20));
        StreamingArcCurve curve = StreamingArcCurve.of(profile);
        for (double sample : twoShapes(2000)) {
            profile.add(sample);
        }
        int found = curve.curve().changePoints(1)[0];
        assertThat(profile.first() + found).isBetween(960L, 1040L);
    }

    @Test
    void countsTheArcsOverEachPlace() {
        SplittableRandom random = new SplittableRandom(2);
        int n = 300;
        int[] neighbours = random.ints(n, -1, n).toArray();
        double[] found = ArcCurve.of(neighbours, 3).corrected();
        for (int at = 15; at < n - 15; at++) {
            int arcs = 0;
            for (int i = 0; i < n; i++) {
                int j = neighbours[i] < 0 ? i : neighbours[i];
                arcs += Math.min(i, j) <= at && at < Math.max(i, j) ? 1 : 0;
            }
            double ideal = 2.0 * at * (n - at) / n;
            assertThat(found[at]).isCloseTo(Math.min(1, arcs / ideal), within(1e-12));
        }
        assertThat(found[14]).isEqualTo(1);
        assertThat(found[n - 15]).isEqualTo(1);
    }

    @Test
    void isAboutOneWhereNeighboursAreOnTheRightByChance() {
        SplittableRandom random = new SplittableRandom(2);
        int n = 20_000;
        int[] right = new int[n];
        for (int i = 0; i < n; i++) {
            right[i] = i + 1 < n ? random.nextInt(i + 1, n) : -1;
        }
        double[] found = ArcCurve.ofRight(right, 10).corrected();
        for (double value : found) {
            assertThat(value).isBetween(0.7, 1.0);
        }
    }

    @Test
    void hasNoChangePointWhereAllOfItIsEdge() {
        ArcCurve curve = ArcCurve.of(new int[105], 16);
        assertThat(curve.corrected()).containsOnly(1.0).hasSize(105);
        assertThat(curve.changePoints(1)).isEmpty();
    }

    @Nested
    class Refuses {
        @Test
        void neighboursThatAreNoWindows() {
            assertThatThrownBy(() -> ArcCurve.of(new int[] {5, 0}, 3))
                    .hasMessageContaining("OUT_OF_RANGE");
            assertThatThrownBy(() -> ArcCurve.ofRight(new int[] {1, 0}, 3))
                    .hasMessageContaining("OUT_OF_RANGE");
            assertThatThrownBy(() -> ArcCurve.of(new int[9], 3).changePoints(0))
                    .hasMessageContaining("OUT_OF_RANGE");
        }
    }
}
