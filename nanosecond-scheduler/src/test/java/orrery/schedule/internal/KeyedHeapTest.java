package orrery.schedule.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyedHeapTest {
    private record Entry(int slot, long key, long sequence) {}

    @Test
    void ordersByKeyThenSequence() {
        KeyedHeap heap = new KeyedHeap(3);
        heap.push(0, 7, 2);
        heap.push(1, 7, 1);
        heap.push(2, 6, 3);
        assertThat(List.of(heap.pop(), heap.pop(), heap.pop())).containsExactly(2, 1, 0);
        assertThat(heap.size()).isZero();
    }

    @Test
    void ordersAcrossTheWrapOfTheKeys() {
        KeyedHeap heap = new KeyedHeap(2);
        heap.push(0, Long.MIN_VALUE + 1, 0);
        heap.push(1, Long.MAX_VALUE, 1);
        assertThat(heap.pop()).isEqualTo(1);
    }

    @Test
    void equalsASortedListInAMillionOperations() {
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int capacity = 1 + random.nextInt(300);
            KeyedHeap heap = new KeyedHeap(capacity);
            List<Entry> twin = new ArrayList<>();
            long origin = random.nextLong();
            for (int step = 0; step < 100_000; step++) {
                int choice = random.nextInt(10);
                int slot = random.nextInt(capacity);
                if (choice < 5 && !heap.contains(slot)) {
                    Entry entry = new Entry(slot, origin + random.nextInt(50), step);
                    heap.push(slot, entry.key, entry.sequence);
                    twin.add(entry);
                } else if (choice < 7 && heap.contains(slot)) {
                    heap.remove(slot);
                    assertThat(twin.removeIf(e -> e.slot == slot)).isTrue();
                } else if (!twin.isEmpty()) {
                    Entry least = twin.stream().min(order(origin)).orElseThrow();
                    twin.remove(least);
                    assertThat(heap.firstKey())
                            .as("seed %d step %d", seed, step)
                            .isEqualTo(least.key);
                    assertThat(heap.pop()).as("seed %d step %d", seed, step).isEqualTo(least.slot);
                }
                assertThat(heap.size()).isEqualTo(twin.size());
            }
        }
    }

    private static Comparator<Entry> order(long origin) {
        return Comparator.comparingLong((Entry e) -> e.key - origin)
                .thenComparingLong(Entry::sequence);
    }
}
