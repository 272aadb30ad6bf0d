package orrery.compare.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WindowMatchesTest {
    @Test
    void keepWhatALaterMatchMayMakeAnAnswer() {
        WindowMatches matches = new WindowMatches(2, 6, Double.POSITIVE_INFINITY);
        matches.offer(0, 1);
        matches.offer(10, 4);
        matches.offer(100, 9);
        matches.offer(5, 0.25);
        assertThat(matches.starts()).containsExactly(5, 100);
        assertThat(matches.distances()).containsExactly(0.5, 3);
    }

    @Test
    void areThoseOfAGreedyChoiceInWhateverOrderTheyCome() {
        for (int seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int exclusion = random.nextInt(12);
            int neighbours = 1 + random.nextInt(5);
            int size = 60;
            double[] distances = new double[size];
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                distances[i] = random.nextInt(30);
                order.add(random.nextInt(order.size() + 1), i);
            }
            WindowMatches matches =
                    new WindowMatches(neighbours, exclusion, Double.POSITIVE_INFINITY);
            for (int start : order) {
                if (distances[start] * distances[start] <= matches.limit()) {
                    matches.offer(start, distances[start] * distances[start]);
                }
            }
            assertThat(matches.starts())
                    .as("seed %d", seed)
                    .containsExactly(greedy(distances, neighbours, exclusion));
        }
    }

    private static int[] greedy(double[] distances, int neighbours, int exclusion) {
        List<Integer> chosen = new ArrayList<>();
        for (int d = 0; d < 30; d++) {
            for (int i = 0; i < distances.length && chosen.size() < neighbours; i++) {
                int start = i;
                if (distances[i] == d
                        && chosen.stream().allMatch(c -> Math.abs(c - start) > exclusion)) {
                    chosen.add(i);
                }
            }
        }
        return chosen.stream().mapToInt(i -> i).toArray();
    }
}
