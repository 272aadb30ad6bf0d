package orrery.operations.configuration;

import java.util.List;
import java.util.Optional;

/// `[input]`: where demand comes from, how it is written and how it becomes a regular series.
///
/// @param kind the source
/// @param path the file, relative to the folder of the configuration file
/// @param time the column or field with the time
/// @param timeUnit the unit of times written as numbers
/// @param value the column or field with the value
/// @param key the column or field that tells several series in one file apart
/// @param selectKey which of them is followed
/// @param gap what stands where a sample is missing
/// @param late what becomes of rows that come out of order
/// @param duplicate what becomes of rows of one time
/// @param bucketNs length of the buckets that rows are gathered in
/// @param aggregate what a bucket gives
/// @param periodNs the nominal distance of samples; empty: found from the rows
/// @param tailFrom where following a growing file begins
/// @param pollNs how long a live source that has nothing new is left alone
/// @param seed the generator's seed
/// @param days how many days the generator gives
public record InputSettings(
        InputKind kind,
        Optional<String> path,
        String time,
        TimeUnit timeUnit,
        String value,
        Optional<String> key,
        Optional<String> selectKey,
        GapPolicy gap,
        LatePolicy late,
        DuplicatePolicy duplicate,
        Optional<Long> bucketNs,
        Aggregate aggregate,
        Optional<Long> periodNs,
        TailStart tailFrom,
        long pollNs,
        long seed,
        int days) {
    private static final long YEAR_NS = 366L * 86_400 * 1_000_000_000;
    private static final Shape<Long> DISTANCE = Shape.span(1_000, YEAR_NS);

    static final Key<InputKind> KIND =
            Key.of(
                            "input.kind",
                            Shape.oneOf(InputKind.class)
                                    .later("kafka", "reading from Kafka comes in a later version"),
                            InputKind.GENERATOR)
                    .describingTheSource();
    static final Key<String> PATH = Key.optional("input.path", Shape.text()).describingTheSource();
    static final Key<String> TIME =
            Key.of("input.time", Shape.text(), "timestamp").describingTheSource();
    static final Key<TimeUnit> TIME_UNIT =
            Key.of("input.time_unit", Shape.oneOf(TimeUnit.class), TimeUnit.AUTO)
                    .describingTheSource();
    static final Key<String> VALUE =
            Key.of("input.value", Shape.text(), "value").describingTheSource();
    static final Key<String> KEY = Key.optional("input.key", Shape.text()).describingTheSource();
    static final Key<String> SELECT_KEY =
            Key.optional("input.select_key", Shape.text()).describingTheSource();
    static final Key<GapPolicy> GAP =
            Key.of("input.gap", Shape.oneOf(GapPolicy.class), GapPolicy.IGNORE);
    static final Key<LatePolicy> LATE =
            Key.of("input.late", Shape.oneOf(LatePolicy.class), LatePolicy.REFUSE);
    static final Key<DuplicatePolicy> DUPLICATE =
            Key.of("input.duplicate", Shape.oneOf(DuplicatePolicy.class), DuplicatePolicy.REFUSE);
    static final Key<Long> BUCKET = Key.optional("input.bucket", DISTANCE);
    static final Key<Aggregate> AGGREGATE =
            Key.of("input.aggregate", Shape.oneOf(Aggregate.class), Aggregate.SUM);
    static final Key<Long> PERIOD = Key.optional("input.period", DISTANCE);
    static final Key<TailStart> TAIL_FROM =
            Key.of("input.tail_from", Shape.oneOf(TailStart.class), TailStart.END)
                    .describingTheSource();
    static final Key<Long> POLL =
            Key.of("input.poll", Shape.span(1_000_000, 60_000_000_000L), 200_000_000L)
                    .describingTheSource();
    static final Key<Long> SEED =
            Key.of("input.seed", Shape.whole(0, Long.MAX_VALUE), 1L).describingTheSource();
    static final Key<Integer> DAYS =
            Key.of("input.days", Shape.count(1, 3650), 28).describingTheSource();

    static final List<Key<?>> KEYS =
            List.of(
                    KIND,
                    PATH,
                    TIME,
                    TIME_UNIT,
                    VALUE,
                    KEY,
                    SELECT_KEY,
                    GAP,
                    LATE,
                    DUPLICATE,
                    BUCKET,
                    AGGREGATE,
                    PERIOD,
                    TAIL_FROM,
                    POLL,
                    SEED,
                    DAYS);

    public InputSettings {
        PATH.check(path);
        TIME.check(time);
        VALUE.check(value);
        KEY.check(key);
        SELECT_KEY.check(selectKey);
        BUCKET.check(bucketNs);
        PERIOD.check(periodNs);
        POLL.check(pollNs);
        SEED.check(seed);
        DAYS.check(days);
        if (selectKey.isPresent() && key.isEmpty()) {
            throw SELECT_KEY.conflict(
                    "is set, but input.key is not", "set input.key to the column with the keys");
        }
        if (bucketNs.isPresent() && periodNs.isPresent() && !bucketNs.equals(periodNs)) {
            throw PERIOD.conflict(
                    "is not input.bucket", "leave input.period out: a bucket sets the distance");
        }
        if (bucketNs.isEmpty() && aggregate == Aggregate.COUNT) {
            throw AGGREGATE.conflict(
                    "is \"count\", but input.bucket is not set",
                    "set input.bucket to the span in which rows are counted, like \"10s\"");
        }
    }

    static InputSettings from(Entries entries) {
        return new InputSettings(
                entries.take(KIND),
                entries.find(PATH),
                entries.take(TIME),
                entries.take(TIME_UNIT),
                entries.take(VALUE),
                entries.find(KEY),
                entries.find(SELECT_KEY),
                entries.take(GAP),
                entries.take(LATE),
                entries.take(DUPLICATE),
                entries.find(BUCKET),
                entries.take(AGGREGATE),
                entries.find(PERIOD),
                entries.take(TAIL_FROM),
                entries.take(POLL),
                entries.take(SEED),
                entries.take(DAYS));
    }

    void print(Printed out) {
        out.put(KIND, kind)
                .put(PATH, path)
                .put(TIME, time)
                .put(TIME_UNIT, timeUnit)
                .put(VALUE, value)
                .put(KEY, key)
                .put(SELECT_KEY, selectKey)
                .put(GAP, gap)
                .put(LATE, late)
                .put(DUPLICATE, duplicate)
                .put(BUCKET, bucketNs)
                .put(AGGREGATE, aggregate)
                .put(PERIOD, periodNs)
                .put(TAIL_FROM, tailFrom)
                .put(POLL, pollNs)
                .put(SEED, seed)
                .put(DAYS, days);
    }
}
