package orrery.compare.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;

/// All pairs of windows, block by block of diagonals in random order, on one thread or more.
///
/// Each worker takes the next block and keeps matches of its own; at the end they are merged. Since
/// the score of a pair does not depend on who finds it, the outcome is the same bit for bit
/// whatever the number of threads. It can be stopped after any block: what has been found by then
/// is right for the pairs compared so far.
public final class DiagonalJoin {
    /// Blocks after which workers tell each other what is too little.
    private static final int EXCHANGE = 8;

    /// The part of the matrix on one side of the main diagonal, and for whom matches are kept.
    private record Half(
            WindowTable rows, WindowTable columns, int firstDiagonal, int ofRows, int ofColumns) {
        int blocks() {
            int diagonals = Math.max(0, columns.count() - firstDiagonal);
            return (diagonals + DiagonalSweep.WIDTH - 1) / DiagonalSweep.WIDTH;
        }
    }

    private static final int NOBODY = -1;

    private final WindowTable[] keepers;
    private final List<Half> halves;
    private final int matches;
    private final long cells;

    private DiagonalJoin(WindowTable[] keepers, List<Half> halves, int matches) {
        this.keepers = keepers;
        this.halves = halves;
        this.matches = matches;
        long sum = 0;
        for (Half half : halves) {
            for (int block = 0; block < half.blocks(); block++) {
                sum += cells(half, block);
            }
        }
        this.cells = sum;
    }

    /// A series with itself: pairs more than `exclusion` apart. One keeper.
    public static DiagonalJoin self(WindowTable windows, int exclusion, int matches) {
        Half upper = new Half(windows, windows, exclusion + 1, 0, 0);
        return new DiagonalJoin(new WindowTable[] {windows}, List.of(upper), matches);
    }

    /// A series with itself, matches on the left (keeper 0) apart from those on the right (1).
    public static DiagonalJoin sides(WindowTable windows, int exclusion, int matches) {
        Half upper = new Half(windows, windows, exclusion + 1, 1, 0);
        return new DiagonalJoin(new WindowTable[] {windows, windows}, List.of(upper), matches);
    }

    /// The windows of `a` (the one keeper) among those of `b`.
    public static DiagonalJoin between(WindowTable a, WindowTable b, int matches) {
        Half upper = new Half(a, b, 0, 0, NOBODY);
        Half lower = new Half(b, a, 1, NOBODY, 0);
        return new DiagonalJoin(new WindowTable[] {a}, List.of(upper, lower), matches);
    }

    /// Pairs in all.
    public long cells() {
        return cells;
    }

    private static long cells(Half half, int block) {
        return DiagonalSweep.cells(
                half.rows.count(),
                half.columns.count(),
                half.firstDiagonal + block * DiagonalSweep.WIDTH);
    }

    /// What a run has found.
    ///
    /// @param keepers by keeper
    /// @param cells pairs compared
    public record Outcome(List<BestMatches> keepers, long cells) {}

    /// @param goOn is told the pairs compared so far, on the calling thread; false stops the run
    public Outcome run(int threads, long seed, boolean simd, LongPredicate goOn) {
        Run run = new Run(seed, threads > 1);
        List<Worker> helpers = new ArrayList<>();
        List<Thread> started = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            Worker helper = new Worker(run, simd);
            helpers.add(helper);
            started.add(Thread.ofPlatform().daemon().name("profile-" + i).start(helper));
        }
        Worker mine = new Worker(run, simd);
        try {
            mine.work(goOn);
        } finally {
            run.stop();
            join(started);
        }
        for (Worker helper : helpers) {
            helper.rethrow();
            for (int i = 0; i < keepers.length; i++) {
                mine.kept[i].merge(helper.kept[i]);
            }
        }
        return new Outcome(List.of(mine.kept), run.done());
    }

    // Waits in any case: a helper ends after its block.
    private static void join(List<Thread> started) {
        boolean interrupted = false;
        for (Thread thread : started) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// What the workers of one run share.
    private final class Run {
        private final int[] order;
        private final AtomicInteger next = new AtomicInteger();
        private final double[][] shared;
        private long done;
        private boolean stopped;

        Run(long seed, boolean several) {
            int blocks = halves.stream().mapToInt(Half::blocks).sum();
            order = shuffled(blocks, seed);
            shared = new double[several ? keepers.length : 0][];
            for (int i = 0; i < shared.length; i++) {
                shared[i] = new double[keepers[i].count()];
                java.util.Arrays.fill(shared[i], Double.NEGATIVE_INFINITY);
            }
        }

        private static int[] shuffled(int size, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] order = new int[size];
            for (int i = 0; i < size; i++) {
                int j = random.nextInt(i + 1);
                order[i] = order[j];
                order[j] = i;
            }
            return order;
        }

        /// The next block, or -1 where there is none. One that is taken is walked.
        int take() {
            if (isStopped()) {
                return -1;
            }
            int at = next.getAndIncrement();
            return at < order.length ? order[at] : -1;
        }

        synchronized void stop() {
            stopped = true;
        }

        private synchronized boolean isStopped() {
            return stopped;
        }

        synchronized void count(long cellsMore) {
            done += cellsMore;
        }

        synchronized long done() {
            return done;
        }

        synchronized void exchange(BestMatches[] kept) {
            for (int i = 0; i < shared.length; i++) {
                kept[i].exchange(shared[i]);
            }
        }
    }

    private final class Worker implements Runnable {
        private final Run run;
        private final BestMatches[] kept = new BestMatches[keepers.length];
        private final DiagonalSweep[] sweeps = new DiagonalSweep[halves.size()];
        private final BestMatches[] ofColumns = new BestMatches[halves.size()];
        private Throwable[] trouble = {};

        Worker(Run run, boolean simd) {
            this.run = run;
            Half first = halves.get(0);
            Scoring scoring = first.rows.scoring(first.columns);
            for (int i = 0; i < kept.length; i++) {
                kept[i] = new BestMatches(keepers[i], matches, scoring);
            }
            for (int i = 0; i < sweeps.length; i++) {
                Half half = halves.get(i);
                ofColumns[i] = keeper(half.ofColumns, half.columns, scoring);
                BestMatches ofRows = keeper(half.ofRows, half.rows, scoring);
                PairKernel kernel =
                        half.rows.isNormalised()
                                ? new CorrelationKernel(
                                        half.rows, half.columns, ofRows, ofColumns[i], simd)
                                : new SquareKernel(
                                        half.rows, half.columns, ofRows, ofColumns[i], simd);
                sweeps[i] = new DiagonalSweep(half.rows, half.columns, kernel);
            }
        }

        private BestMatches keeper(int number, WindowTable windows, Scoring scoring) {
            return number == NOBODY ? BestMatches.none(windows, scoring) : kept[number];
        }

        @Override
        public void run() {
            try {
                work(_ -> true);
            } catch (RuntimeException | Error thrown) {
                trouble = new Throwable[] {thrown};
                run.stop();
            }
        }

        void rethrow() {
            for (Throwable thrown : trouble) {
                throw new IllegalStateException("a worker failed", thrown);
            }
        }

        void work(LongPredicate goOn) {
            int walked = 0;
            for (int block = run.take(); block >= 0; block = run.take()) {
                walk(block);
                if (++walked % EXCHANGE == 0) {
                    run.exchange(kept);
                }
                if (!goOn.test(run.done())) {
                    run.stop();
                }
            }
        }

        private void walk(int block) {
            int half = 0;
            int at = block;
            while (at >= halves.get(half).blocks()) {
                at -= halves.get(half).blocks();
                half++;
            }
            ofColumns[half].refresh();
            sweeps[half].walk(halves.get(half).firstDiagonal + at * DiagonalSweep.WIDTH);
            run.count(cells(halves.get(half), at));
        }
    }
}
