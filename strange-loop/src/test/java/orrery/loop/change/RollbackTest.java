package orrery.loop.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import orrery.loop.LoopSettings;
import orrery.loop.StrangeLoop;
import orrery.loop.level.Neighbours;

/// Two learners see the same demand and the same capacity in force; only one of them changes.
class RollbackTest {
    private static final int PROMOTED_MOST = 20_000;

    private final SplittableRandom random = new SplittableRandom(11);
    private final StrangeLoop changing = loop(true);
    private final StrangeLoop never = loop(false);
    private int differences;

    private static StrangeLoop loop(boolean enabled) {
        LoopSettings settings =
                LoopSettings.between(1, 400)
                        .withCosts(10, 0.1)
                        .withExperts(java.util.List.of("last", "season"))
                        .withQuantiles(java.util.List.of(0.5))
                        .withSelfModification(enabled);
        return StrangeLoop.of(settings, Neighbours.NONE);
    }

    private void step() {
        double demand = 100 + 60 * random.nextDouble();
        for (StrangeLoop loop : new StrangeLoop[] {changing, never}) {
            loop.learn(demand, 150, 1, 400);
            loop.meta();
        }
        differences += changing.snapshot().equals(never.snapshot()) ? 0 : 1;
    }

    @Test
    void givesTheDecisionsOfALearnerThatNeverChanged() {
        String before = changing.change().live().hash();
        for (int t = 0; t < 600; t++) {
            step();
        }
        assertThat(differences).isZero();
        changing.change().propose(1);
        for (int t = 0; t < PROMOTED_MOST && !changing.change().canRollBack(); t++) {
            step();
        }
        assertThat(changing.change().canRollBack()).isTrue();
        for (int t = 0; t < 50; t++) {
            step();
        }
        assertThat(differences).isPositive();
        changing.change().rollBack();
        assertThat(changing.change().live().hash()).isEqualTo(before);
        // What was proposed under the change is still published: it is used up by one step.
        step();
        int until = differences;
        for (int t = 0; t < 2_000; t++) {
            step();
        }
        assertThat(differences - until).isZero();
    }
}
