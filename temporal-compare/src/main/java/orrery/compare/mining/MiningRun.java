package orrery.compare.mining;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import orrery.compare.internal.MiningVisitor;
import orrery.compare.mining.SequenceMiner.PatternFilter;

/// One search for patterns, on one thread or several.
///
/// With several, each takes the next first item that nobody has; what it finds waits until the
/// items before it are done, so that the order is that of one thread. None is ahead of the
/// listener by more than a few items.
final class MiningRun {
    private static final int AHEAD_PER_THREAD = 16;

    private final SequenceMiner miner;
    private final Supplier<PatternFilter> filter;

    MiningRun(SequenceMiner miner, Supplier<PatternFilter> filter) {
        this.miner = miner;
        this.filter = filter;
    }

    long all(PatternListener listener) {
        if (miner.settings().threads() == 1) {
            Direct direct = new Direct(listener);
            int[] next = {0};
            miner.mine(direct, () -> next[0]++);
            return direct.handed;
        }
        return new Shared().run(listener);
    }

    /// Hands patterns on as they are found.
    private final class Direct implements MiningVisitor {
        private final PatternFilter keeps = filter.get();
        private final int[] pattern = new int[2 * miner.settings().lengthMax()];
        private final PatternListener listener;
        private long handed;

        Direct(PatternListener listener) {
            this.listener = listener;
        }

        @Override
        public Answer pattern(int[] codes, int length, int[] supporting, int from, int support) {
            if (length >= miner.settings().lengthMin()
                    && keeps.keep(codes, length, supporting, from, support)) {
                handed++;
                int end = miner.decode(codes, length, pattern);
                if (!listener.pattern(pattern, end, support)) {
                    return Answer.STOP;
                }
            }
            return Answer.DEEPER;
        }

        @Override
        public int minSupport() {
            return miner.settings().minSupport();
        }
    }

    /// Patterns of one first item: length, support and entries of each.
    private static final class Batch {
        private int[] entries = new int[256];
        private int size;

        void add(int[] pattern, int length, int support) {
            if (size + length + 2 > entries.length) {
                entries = Arrays.copyOf(entries, Math.max(size + length + 2, 2 * size));
            }
            entries[size] = length;
            entries[size + 1] = support;
            System.arraycopy(pattern, 0, entries, size + 2, length);
            size += length + 2;
        }
    }

    /// Several threads and what they have found. All of its state is guarded by itself.
    private final class Shared {
        private final AtomicInteger nextItem = new AtomicInteger();
        private final Batch[] batches = new Batch[miner.items()];
        private final boolean[] done = new boolean[miner.items()];
        private int delivered;
        private volatile boolean stopped;
        private RuntimeException trouble = new IllegalStateException("none");
        private boolean troubled;

        long run(PatternListener listener) {
            int threads = miner.settings().threads();
            Thread[] workers = new Thread[threads];
            for (int t = 0; t < threads; t++) {
                workers[t] = Thread.ofPlatform().daemon().name("mining-" + t).start(this::work);
            }
            try {
                return deliver(listener);
            } finally {
                stop();
                for (Thread worker : workers) {
                    join(worker);
                }
            }
        }

        private void work() {
            try {
                int[] current = {-1};
                MiningVisitor collector =
                        new Direct((pattern, length, support) -> {
                            batches[current[0]].add(pattern, length, support);
                            return !stopped;
                        });
                miner.mine(collector, () -> take(current));
            } catch (RuntimeException e) {
                fail(e);
            }
        }

        // The item before is done; the next one may be begun.
        private synchronized int take(int[] current) {
            if (current[0] >= 0) {
                done[current[0]] = true;
                notifyAll();
            }
            int item = nextItem.getAndIncrement();
            int ahead = AHEAD_PER_THREAD * miner.settings().threads();
            waitUntil(() -> stopped || item >= batches.length || item - delivered <= ahead);
            if (item >= batches.length || stopped) {
                return Integer.MAX_VALUE;
            }
            batches[item] = new Batch();
            current[0] = item;
            return item;
        }

        private long deliver(PatternListener listener) {
            int[] pattern = new int[2 * miner.settings().lengthMax()];
            long handed = 0;
            for (int item = 0; item < batches.length; item++) {
                Batch batch = finished(item);
                for (int at = 0; at < batch.size; ) {
                    int length = batch.entries[at];
                    System.arraycopy(batch.entries, at + 2, pattern, 0, length);
                    handed++;
                    if (!listener.pattern(pattern, length, batch.entries[at + 1])) {
                        return handed;
                    }
                    at += length + 2;
                }
            }
            return handed;
        }

        private synchronized Batch finished(int item) {
            waitUntil(() -> done[item] || troubled);
            if (troubled) {
                throw trouble;
            }
            Batch batch = batches[item];
            batches[item] = new Batch();
            delivered = item + 1;
            notifyAll();
            return batch;
        }

        private synchronized void fail(RuntimeException e) {
            trouble = e;
            troubled = true;
            notifyAll();
        }

        private synchronized void stop() {
            stopped = true;
            notifyAll();
        }

        private synchronized void waitUntil(BooleanSupplier ready) {
            try {
                while (!ready.getAsBoolean()) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopped = true;
                throw new IllegalStateException("interrupted while mining", e);
            }
        }

        private static void join(Thread worker) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
