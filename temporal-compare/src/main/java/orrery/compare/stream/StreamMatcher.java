package orrery.compare.stream;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import orrery.compare.internal.Kernels;
import orrery.compare.internal.SpringColumns;
import orrery.timeline.Refusal;

/// Subsequences of a stream that are near a query under dynamic time warping, exactly (SPRING).
///
/// Of the subsequences that overlap, the one of the least distance is reported, and as soon as no
/// other can be better; of equal ones the one that ends first. Paths that cost the same are told
/// apart by their last step: within the same sample, then within the same row, then diagonal. A
/// sample that is not finite ends all paths: no match spans it.
///
/// Cost: O(m) a sample and query of m samples, 8 queries at a time, about 0.3 ns a cell; a query
/// with a match pending costs O(m) more. Memory 24·m bytes a query. Threads: confined to one.
/// Allocation: none after construction.
///
/// Source: Sakurai, Faloutsos & Yamamuro, ICDE 2007, doi:10.1109/ICDE.2007.368963.
public final class StreamMatcher {
    /// Most samples of all queries.
    public static final int SAMPLES_MAX = 16_777_216;

    private static final int LANES = SpringColumns.LANES;

    private final MatchSettings settings;
    private final int channels;
    private final int[] lengths;
    private final SpringColumns[] groups;
    private final double[] best;
    private final long[] bestStart;
    private final long[] bestEnd;
    private final boolean vectorised = Kernels.vectorised();
    private final double[] single = new double[1];
    private long tick;

    private StreamMatcher(List<double[][]> queries, MatchSettings settings) {
        this.settings = settings;
        this.channels = queries.getFirst().length;
        this.lengths = queries.stream().mapToInt(query -> query[0].length).toArray();
        this.groups = new SpringColumns[(lengths.length + LANES - 1) / LANES];
        for (int g = 0; g < groups.length; g++) {
            int end = Math.min(lengths.length, (g + 1) * LANES);
            int rows = Arrays.stream(lengths, g * LANES, end).max().orElseThrow();
            groups[g] = new SpringColumns(rows, channels);
            for (int q = g * LANES; q < end; q++) {
                groups[g].query(q - g * LANES, queries.get(q));
            }
        }
        this.best = new double[lengths.length];
        this.bestStart = new long[lengths.length];
        this.bestEnd = new long[lengths.length];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
    }

    /// @throws Refusal EMPTY (no query, or an empty one), NOT_A_NUMBER, TOO_LONG
    public static StreamMatcher of(List<double[]> queries, MatchSettings settings) {
        return ofChannels(
                queries.stream().map(query -> new double[][] {query.clone()}).toList(), settings);
    }

    /// Queries of several channels, whose costs add up.
    ///
    /// @param queries by channel, then by time
    /// @throws Refusal EMPTY, LENGTH_MISMATCH (channels of two lengths, or queries of two numbers of
    ///     channels), NOT_A_NUMBER, TOO_LONG
    public static StreamMatcher ofChannels(List<double[][]> queries, MatchSettings settings) {
        if (queries.isEmpty() || queries.getFirst().length == 0) {
            throw new Refusal(Refusal.Code.EMPTY, "no query", "give at least one");
        }
        long samples = 0;
        for (int q = 0; q < queries.size(); q++) {
            check(queries.get(q), queries.getFirst().length, "query " + q);
            samples += (long) queries.get(q).length * queries.get(q)[0].length;
        }
        if (samples > SAMPLES_MAX) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG,
                    "queries of " + samples + " samples",
                    "use at most " + SAMPLES_MAX + " in all");
        }
        return new StreamMatcher(queries, settings);
    }

    private static void check(double[][] query, int channels, String place) {
        if (query.length != channels) {
            throw new Refusal(
                            Refusal.Code.LENGTH_MISMATCH,
                            query.length + " and " + channels + " channels",
                            "give all queries the channels of the stream")
                    .at(place);
        }
        for (double[] channel : query) {
            if (channel.length == 0) {
                throw new Refusal(Refusal.Code.EMPTY, "an empty query", "give at least one sample")
                        .at(place);
            }
            if (channel.length != query[0].length) {
                throw new Refusal(
                                Refusal.Code.LENGTH_MISMATCH,
                                "channels of " + query[0].length + " and " + channel.length,
                                "give all channels one length")
                        .at(place);
            }
            if (!Arrays.stream(channel).allMatch(Double::isFinite)) {
                throw new Refusal(
                                Refusal.Code.NOT_A_NUMBER,
                                "a sample that is not finite",
                                "fill the gap, or cut the query there")
                        .at(place);
            }
        }
    }

    /// Takes the next sample of a stream of one channel.
    ///
    /// @throws Refusal LENGTH_MISMATCH where the queries have more channels
    public void add(double sample, MatchListener listener) {
        single[0] = sample;
        add(single, listener);
    }

    /// Takes the next sample.
    ///
    /// @param sample by channel
    /// @throws Refusal LENGTH_MISMATCH where the queries have another number of channels
    public void add(double[] sample, MatchListener listener) {
        if (sample.length != channels) {
            throw new Refusal(
                    Refusal.Code.LENGTH_MISMATCH,
                    sample.length + " channels for queries of " + channels,
                    "give each sample a value a channel");
        }
        for (double value : sample) {
            if (!Double.isFinite(value)) {
                interrupt(listener);
                tick++;
                return;
            }
        }
        SpringColumns.advance(groups, sample, tick, vectorised);
        for (int q = 0; q < lengths.length; q++) {
            if (best[q] < Double.POSITIVE_INFINITY) {
                settle(q, listener);
            }
            double distance = groups[q / LANES].distance(lengths[q] - 1, q % LANES);
            if (distance <= settings.epsilon() && distance < best[q]) {
                keep(q, distance);
            }
        }
        tick++;
    }

    private void keep(int q, double distance) {
        long start = groups[q / LANES].start(lengths[q] - 1, q % LANES);
        double length = tick - start + 1.0;
        if (length >= settings.lengthMin() * lengths[q]
                && length <= settings.lengthMax() * lengths[q]) {
            best[q] = distance;
            bestStart[q] = start;
            bestEnd[q] = tick;
        }
    }

    // Reports the best where no path that overlaps it can still become better.
    private void settle(int q, MatchListener listener) {
        SpringColumns group = groups[q / LANES];
        int lane = q % LANES;
        for (int row = 0; row < lengths[q]; row++) {
            if (group.distance(row, lane) < best[q] && group.start(row, lane) <= bestEnd[q]) {
                return;
            }
        }
        report(q, listener);
        for (int row = 0; row < lengths[q]; row++) {
            if (group.start(row, lane) <= bestEnd[q]) {
                group.erase(row, lane);
            }
        }
    }

    private void report(int q, MatchListener listener) {
        double distance = best[q];
        best[q] = Double.POSITIVE_INFINITY;
        listener.match(q, bestStart[q], bestEnd[q], distance, tick);
    }

    private void interrupt(MatchListener listener) {
        for (int q = 0; q < lengths.length; q++) {
            if (best[q] < Double.POSITIVE_INFINITY) {
                report(q, listener);
            }
        }
        for (SpringColumns group : groups) {
            group.clear();
        }
    }

    /// Reports what is pending, as at the end of the stream; a stream that goes on begins anew.
    public void end(MatchListener listener) {
        tick = Math.max(0, tick - 1);
        interrupt(listener);
        tick++;
    }

    /// Samples taken.
    public long samples() {
        return tick;
    }

    /// Saves the state: 16 bytes a sample of the queries, padded to eight queries.
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(lengths.length);
        out.writeLong(tick);
        for (int q = 0; q < lengths.length; q++) {
            out.writeInt(lengths[q]);
            out.writeDouble(best[q]);
            out.writeLong(bestStart[q]);
            out.writeLong(bestEnd[q]);
        }
        for (SpringColumns group : groups) {
            for (int i = 0; i < group.distances().length; i++) {
                out.writeDouble(group.distances()[i]);
                out.writeLong(group.starts()[i]);
            }
        }
    }

    /// Takes the place of the saved one, which had the same queries.
    ///
    /// @throws Refusal CORRUPT if the queries differ in number or length
    public void readFrom(DataInput in) throws IOException {
        expect("queries", in.readInt(), lengths.length);
        tick = in.readLong();
        for (int q = 0; q < lengths.length; q++) {
            expect("samples of a query", in.readInt(), lengths[q]);
            best[q] = in.readDouble();
            bestStart[q] = in.readLong();
            bestEnd[q] = in.readLong();
        }
        for (SpringColumns group : groups) {
            for (int i = 0; i < group.distances().length; i++) {
                group.distances()[i] = in.readDouble();
                group.starts()[i] = in.readLong();
            }
        }
    }

    private static void expect(String what, int found, int expected) {
        if (found != expected) {
            throw new Refusal(
                    Refusal.Code.CORRUPT,
                    "saved with " + found + " " + what + ", here " + expected,
                    "restore with the queries of the saved matcher");
        }
    }
}
