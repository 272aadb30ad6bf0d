package orrery.verify;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import orrery.timeline.Refusal;

/// One line of `decisions.jsonl`, read as strictly as it is written: the keys in their order,
/// nothing between them, numbers in Java's shortest form, names without escapes.
///
/// One object is filled again and again. Not thread-safe.
final class DecisionLine {
    enum Ruling {
        ALLOW,
        REPAIR,
        DENY
    }

    enum Outcome {
        ACTED,
        DROPPED,
        SHADOW
    }

    enum Reason {
        LEARNED,
        FALLBACK_STALE,
        FALLBACK_MISSED,
        FALLBACK_OFF,
        KILLED
    }

    private static final int ENTRIES_MAX = 256;
    private static final long CAPACITY_MAX = 1_000_000_000_000L;
    private static final Ruling[] RULINGS_READ = Ruling.values();
    private static final Outcome[] OUTCOMES_READ = Outcome.values();
    private static final Reason[] REASONS_READ = Reason.values();
    private static final byte[][] RULINGS = words("allow", "repair", "deny");
    private static final byte[][] OUTCOMES = words("acted", "dropped", "shadow");
    private static final byte[][] REASONS =
            words("learned", "fallback-stale", "fallback-missed", "fallback-off", "killed");
    private static final byte[][] STAGES =
            words(
                    "{\"ingest\":",
                    ",\"pattern\":",
                    ",\"dynamics\":",
                    ",\"learn\":",
                    ",\"meta\":",
                    ",\"verify\":",
                    ",\"schedule\":",
                    ",\"act\":",
                    ",\"total\":");
    private static final byte[] N = word("{\"n\":");
    private static final byte[] TIME = word(",\"time\":");
    private static final byte[] TIME_NS = word(",\"timeNs\":");
    private static final byte[] INPUT = word(",\"input\":");
    private static final byte[] CURRENT = word(",\"current\":");
    private static final byte[] PENDING = word(",\"pending\":[");
    private static final byte[] FEATURES = word(",\"features\":");
    private static final byte[] REGIME = word(",\"regime\":");
    private static final byte[] CONFIDENCE = word(",\"confidence\":");
    private static final byte[] PROPOSALS = word(",\"proposals\":");
    private static final byte[] WEIGHTS = word(",\"weights\":");
    private static final byte[] PROPOSED = word(",\"proposed\":");
    private static final byte[] CHOSEN = word(",\"chosen\":");
    private static final byte[] RULING = word(",\"ruling\":");
    private static final byte[] RULE = word(",\"rule\":");
    private static final byte[] ROBUSTNESS = word(",\"robustness\":");
    private static final byte[] OUTCOME = word(",\"outcome\":");
    private static final byte[] REASON = word(",\"reason\":");
    private static final byte[] HASH = word(",\"hash\":\"");
    private static final byte[] NS = word("\"ns\":");
    private static final byte[] SEAL = word(",\"seal\":\"");
    private static final byte[] NULL = word("null");
    private static final byte[] QUOTE = word("\"");
    private static final byte[] COMMA = word(",");
    private static final byte[] COLON = word(":");
    private static final byte[] OPEN = word("{");
    private static final byte[] CLOSE = word("}");
    private static final byte[] CLOSE_LIST = word("]");
    private static final byte[] END = word("\"}}");

    /// A part of the line: `from` to `to` (excluded).
    private record Span(int from, int to) {}

    /// The names of one object of the line.
    private static final class Names {
        final Span[] spans = new Span[ENTRIES_MAX];
        int count;
    }

    private final Names features = new Names();
    private final Names proposals = new Names();
    private final Names weights = new Names();
    private final Runnable number = this::number;
    private final Runnable weight = this::weight;

    private byte[] text = new byte[0];
    private int start;
    private int end;
    private int at;

    long n;
    long timeNs;
    double input;
    long current;
    long[] pending = new long[8];
    int pendingCount;
    double weightSum;
    boolean weightsMatch;
    boolean confidenceInRange;
    boolean timeMatches;
    long proposed;
    long chosen;
    Ruling ruling = Ruling.DENY;
    boolean ruleNamed;
    private Span rule = new Span(0, 0);

    /// NaN for null
    double robustness;

    Outcome outcome = Outcome.DROPPED;
    Reason reason = Reason.KILLED;
    long totalNs;
    private int hashedEnd;
    private int hashStart;
    private int sealedStart;
    private int sealedEnd;
    private int sealStart;

    /// @throws Refusal SYNTAX with the column, from 1, as its place
    void read(byte[] bytes, int from, int to) {
        text = bytes;
        start = from;
        end = to;
        at = from;
        expect(N);
        n = whole();
        readTime();
        readState();
        readProposals();
        readRuling();
        readSeals();
        if (at != end) {
            throw expected("the end of the line");
        }
    }

    private void readTime() {
        expect(TIME);
        Span time = quoted();
        expect(TIME_NS);
        timeNs = whole();
        if (timeNs < 0) {
            throw expected("a time after 1970 before this place");
        }
        Instant instant = Instant.EPOCH.plusNanos(timeNs);
        timeMatches = string(time).equals(instant.toString());
    }

    private void readState() {
        expect(INPUT);
        input = decimalOrNull();
        expect(CURRENT);
        current = capacity();
        expect(PENDING);
        pendingCount = 0;
        if (!takes(']')) {
            do {
                if (pendingCount == pending.length) {
                    pending = Arrays.copyOf(pending, 2 * pendingCount);
                }
                pending[pendingCount++] = capacity();
            } while (takes(','));
            expect(CLOSE_LIST);
        }
        expect(FEATURES);
        object(features, number);
        expect(REGIME);
        quoted();
        expect(CONFIDENCE);
        double confidence = decimal();
        confidenceInRange = confidence >= 0 && confidence <= 1;
    }

    private void readProposals() {
        expect(PROPOSALS);
        object(proposals, number);
        expect(WEIGHTS);
        weightSum = 0;
        object(weights, weight);
        weightsMatch = sameNames(proposals, weights);
        expect(PROPOSED);
        proposed = capacity();
        expect(CHOSEN);
        chosen = capacity();
    }

    private void weight() {
        double weight = decimal();
        weightSum += weight >= 0 ? weight : Double.NaN;
    }

    private void readRuling() {
        expect(RULING);
        ruling = RULINGS_READ[oneOf(RULINGS)];
        expect(RULE);
        ruleNamed = !takes(NULL);
        if (ruleNamed) {
            rule = quoted();
        }
        expect(ROBUSTNESS);
        robustness = decimalOrNull();
        expect(OUTCOME);
        outcome = OUTCOMES_READ[oneOf(OUTCOMES)];
        expect(REASON);
        reason = REASONS_READ[oneOf(REASONS)];
    }

    private void readSeals() {
        hashedEnd = at;
        expect(HASH);
        hashStart = at;
        hex(64);
        expect(QUOTE);
        expect(COMMA);
        sealedStart = at;
        expect(NS);
        for (byte[] stage : STAGES) {
            expect(stage);
            totalNs = whole();
            if (totalNs < 0) {
                throw expected("0 or more before this place");
            }
        }
        sealedEnd = at;
        expect(SEAL);
        sealStart = at;
        hex(16);
        expect(END);
    }

    private void expect(byte[] literal) {
        if (!takes(literal)) {
            throw expected(new String(literal, StandardCharsets.US_ASCII));
        }
    }

    private boolean takes(byte[] literal) {
        int to = at + literal.length;
        if (to > end || !Arrays.equals(text, at, to, literal, 0, literal.length)) {
            return false;
        }
        at = to;
        return true;
    }

    private boolean takes(char c) {
        if (at < end && text[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    /// A whole number without leading zeros.
    private long whole() {
        int from = at;
        boolean negative = takes('-');
        int digits = at;
        long value = 0;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            value = 10 * value + (text[at++] - '0');
        }
        int count = at - digits;
        // 19 digits that are too great for a long come out negative.
        boolean tooGreat = count > 19 || value < 0;
        if (count == 0 || tooGreat || (text[digits] == '0' && at - from > 1)) {
            at = from;
            throw expected("a whole number in its shortest form");
        }
        return negative ? -value : value;
    }

    private long capacity() {
        long value = whole();
        if (Math.abs(value) > CAPACITY_MAX) {
            throw expected("a capacity of at most " + CAPACITY_MAX + " before this place");
        }
        return value;
    }

    private void number() {
        int from = at;
        while (at < end && isNumberPart(text[at])) {
            if (text[at] == '.' || text[at] == 'E') {
                at = from;
                decimal();
                return;
            }
            at++;
        }
        at = from;
        whole();
    }

    private double decimalOrNull() {
        return takes(NULL) ? Double.NaN : decimal();
    }

    /// A double as `Double.toString` writes it.
    private double decimal() {
        int from = at;
        while (at < end && isNumberPart(text[at])) {
            at++;
        }
        String written = string(new Span(from, at));
        try {
            double value = Double.parseDouble(written);
            if (Double.toString(value).equals(written)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // not a number: said below
        }
        at = from;
        throw expected("a number in its shortest form, such as 1.0");
    }

    private static boolean isNumberPart(byte c) {
        return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == 'E';
    }

    private Span quoted() {
        expect(QUOTE);
        int from = at;
        while (at < end && text[at] != '"') {
            if (text[at] == '\\' || (text[at] >= 0 && text[at] < ' ')) {
                throw expected("a text without escapes");
            }
            at++;
        }
        Span span = new Span(from, at);
        expect(QUOTE);
        return span;
    }

    /// An object whose values this reads; no name twice.
    private void object(Names names, Runnable value) {
        expect(OPEN);
        names.count = 0;
        if (takes('}')) {
            return;
        }
        do {
            Span name = quoted();
            if (names.count == ENTRIES_MAX || contains(names, name)) {
                throw expected("a new name, at most " + ENTRIES_MAX + " in all, before this place");
            }
            names.spans[names.count++] = name;
            expect(COLON);
            value.run();
        } while (takes(','));
        expect(CLOSE);
    }

    private boolean contains(Names names, Span name) {
        for (int i = 0; i < names.count; i++) {
            if (same(names.spans[i], name)) {
                return true;
            }
        }
        return false;
    }

    private boolean sameNames(Names a, Names b) {
        boolean same = a.count == b.count;
        for (int i = 0; same && i < a.count; i++) {
            same = same(a.spans[i], b.spans[i]);
        }
        return same;
    }

    private boolean same(Span a, Span b) {
        return Arrays.equals(text, a.from, a.to, text, b.from, b.to);
    }

    /// One of these words in quotes.
    private int oneOf(byte[][] words) {
        int from = at;
        Span word = quoted();
        for (int i = 0; i < words.length; i++) {
            if (Arrays.equals(text, word.from, word.to, words[i], 0, words[i].length)) {
                return i;
            }
        }
        at = from;
        StringBuilder all = new StringBuilder("one of");
        for (byte[] known : words) {
            all.append(' ').append(new String(known, StandardCharsets.US_ASCII));
        }
        throw expected(all.toString());
    }

    private void hex(int digits) {
        int to = at + digits;
        while (at < Math.min(to, end) && isHex(text[at])) {
            at++;
        }
        if (at < to) {
            throw expected("a digit 0-9 or a-f");
        }
    }

    private static boolean isHex(byte c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    private Refusal expected(String what) {
        String rest = string(new Span(at, Math.min(end, at + 24)));
        String found = rest.isEmpty() ? "the end of the line" : rest;
        return new Refusal(Refusal.Code.SYNTAX, found, what).at("" + (at - start + 1));
    }

    private String string(Span span) {
        return new String(text, span.from, span.to - span.from, StandardCharsets.ISO_8859_1);
    }

    /// The name of the rule that the line names.
    String ruleName() {
        return string(rule);
    }

    int weightNames() {
        return weights.count;
    }

    byte[] bytes() {
        return text;
    }

    int start() {
        return start;
    }

    /// Where the text that `hash` covers ends; it starts with the line.
    int hashedEnd() {
        return hashedEnd;
    }

    int hashStart() {
        return hashStart;
    }

    /// The text that `seal` covers.
    int sealedStart() {
        return sealedStart;
    }

    int sealedEnd() {
        return sealedEnd;
    }

    int sealStart() {
        return sealStart;
    }

    private static byte[] word(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[][] words(String... texts) {
        return Arrays.stream(texts).map(DecisionLine::word).toArray(byte[][]::new);
    }
}
