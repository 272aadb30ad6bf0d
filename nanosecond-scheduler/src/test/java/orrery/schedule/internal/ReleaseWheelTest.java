package orrery.schedule.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReleaseWheelTest {
    private static final int[] PLENTY = {Integer.MAX_VALUE};

    @Nested
    class Take {
        @Test
        void findsNothingInAnEmptyWheel() {
            ReleaseWheel wheel = new ReleaseWheel(1);
            assertThat(wheel.take(1L << 52, PLENTY)).isEqualTo(ReleaseWheel.NONE);
            assertThat(wheel.isEmpty()).isTrue();
            assertThat(wheel.currentTick()).isEqualTo(1L << 52);
        }

        @Test
        void keepsASlotUntilItsTick() {
            for (int bit = 0; bit < 53; bit++) {
                ReleaseWheel wheel = new ReleaseWheel(1);
                long tick = 1L << bit;
                wheel.add(0, tick);
                assertThat(wheel.take(tick - 1, PLENTY)).isEqualTo(ReleaseWheel.NONE);
                assertThat(wheel.take(tick, PLENTY)).isZero();
                assertThat(wheel.contains(0)).isFalse();
            }
        }

        @Test
        void stopsWhenTheAllowanceEndsAndGoesOnLater() {
            ReleaseWheel wheel = new ReleaseWheel(3);
            wheel.add(0, 64);
            wheel.add(1, 65);
            wheel.add(2, 66);
            int[] allowance = {1};
            int first = wheel.take(100, allowance);
            assertThat(wheel.nextTick()).isLessThanOrEqualTo(64);
            int found = first >= 0 ? 1 : 0;
            for (int i = 0; i < 10 && found < 3; i++) {
                allowance[0] = 1;
                found += wheel.take(100, allowance) >= 0 ? 1 : 0;
            }
            assertThat(found).isEqualTo(3);
            assertThat(wheel.take(100, allowance)).isEqualTo(ReleaseWheel.NONE);
        }
    }

    @Test
    void equalsAPlainArrayInAMillionOperations() {
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] twin = new long[200];
            Arrays.fill(twin, -1);
            ReleaseWheel wheel = new ReleaseWheel(twin.length);
            long now = 0;
            for (int step = 0; step < 100_000; step++) {
                int slot = random.nextInt(twin.length);
                if (random.nextInt(10) < 3) {
                    now += random.nextLong(1L << (1 + random.nextInt(34)));
                    advance(wheel, twin, now, "seed " + seed + " step " + step);
                } else if (twin[slot] >= 0) {
                    wheel.remove(slot);
                    twin[slot] = -1;
                } else {
                    twin[slot] = now + 1 + random.nextLong(1L << (1 + random.nextInt(40)));
                    wheel.add(slot, twin[slot]);
                }
            }
        }
    }

    private static void advance(ReleaseWheel wheel, long[] twin, long now, String where) {
        long last = 0;
        int slot = wheel.take(now, PLENTY);
        while (slot >= 0) {
            assertThat(twin[slot]).as(where).isBetween(last, now);
            last = twin[slot];
            twin[slot] = -1;
            slot = wheel.take(now, PLENTY);
        }
        long least = Arrays.stream(twin).filter(t -> t >= 0).min().orElse(-1);
        assertThat(wheel.isEmpty()).as(where).isEqualTo(least < 0);
        if (least >= 0) {
            assertThat(least).as(where).isGreaterThan(now);
            assertThat(wheel.nextTick()).as(where).isBetween(now + 1, least);
        }
    }
}
