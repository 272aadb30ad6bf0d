package orrery.compare.warping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import orrery.compare.ReferenceCases;
import orrery.compare.ReferenceCases.Case;
import orrery.timeline.Refusal;

class LowerBoundTest {
    @Test
    void isNeverAboveTheCostOfDtw() {
        for (int seed = 0; seed < 1500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 1 + random.nextInt(25);
            double[] x = ElasticDistanceTest.series(random, n);
            double[] y = ElasticDistanceTest.series(random, n);
            int radius = random.nextInt(n + 2);
            int bands = random.nextInt(8);
            double cost =
                    ElasticDistance.of(
                                    new Elastic.Dtw(StepCost.SQUARED),
                                    new Window.SakoeChiba(radius))
                            .compare(x, y)
                            .cost();
            double most = cost * (1 + 1e-12) + 1e-12;
            String name = "seed " + seed;
            double keogh = LowerBound.keogh(x, y, radius);
            double improved = LowerBound.improved(x, y, radius);
            assertThat(LowerBound.kim(x, y)).as(name).isLessThanOrEqualTo(most);
            assertThat(keogh).as(name).isLessThanOrEqualTo(most);
            assertThat(improved).as(name).isBetween(keogh, most);
            assertThat(LowerBound.enhanced(x, y, radius, bands)).as(name).isLessThanOrEqualTo(most);
            assertThat(LowerBound.enhanced(x, y, radius, 0)).as(name).isEqualTo(keogh);
        }
    }

    @Test
    void ofEqualSeriesIsZero() {
        double[] x = {1, 5, 2};
        assertThat(LowerBound.kim(x, x)).isZero();
        assertThat(LowerBound.improved(x, x, 1)).isZero();
        assertThat(LowerBound.enhanced(x, x, 1, 3)).isZero();
    }

    @Test
    void equalsThatOfDtaidistance() {
        List<Case> cases =
                ReferenceCases.all().stream().filter(c -> c.kind().equals("lb_keogh")).toList();
        assumeTrue(!cases.isEmpty(), "there is no folder ../shared with reference values");
        for (Case one : cases) {
            int radius = (int) one.number("window", () -> 0);
            double found = Math.sqrt(LowerBound.keogh(one.series("a"), one.series("b"), radius));
            assertThat(found).as(one.id()).isCloseTo((Double) one.expected(), within(1e-9));
        }
        assertThat(cases).hasSize(5);
    }

    @Test
    void refusesSeriesOfTwoLengthsAndOtherMistakes() {
        double[] x = {1, 2};
        refuses(Refusal.Code.LENGTH_MISMATCH, () -> LowerBound.kim(x, new double[] {1}));
        refuses(Refusal.Code.OUT_OF_RANGE, () -> LowerBound.keogh(x, x, -1));
        refuses(Refusal.Code.OUT_OF_RANGE, () -> LowerBound.enhanced(x, x, 1, -1));
        refuses(Refusal.Code.EMPTY, () -> LowerBound.kim(new double[0], new double[0]));
    }

    private static void refuses(
            Refusal.Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Refusal refusal = catchThrowableOfType(Refusal.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }
}
