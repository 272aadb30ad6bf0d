package orrery.solve.monitor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import orrery.solve.formula.Formula;
import orrery.solve.formula.Rule;
import orrery.solve.formula.Specification;
import orrery.solve.internal.Stored;
import orrery.timeline.Refusal;

/// Evaluates the rules of a specification row by row.
///
/// A row is a time, a sample index and an interval `[low, high]` for every signal, by its index in
/// the vocabulary. Equal ends are a known value; NaN or crossed ends are any value; booleans are 0
/// or 1, `[0, 1]` where unknown. Times and sample indexes never go back; both may stay equal.
///
/// **Rules about the present and the past.** `G f` is judged anew at every row; any other formula
/// at the first row only.
///
/// **Rules with future operators.** Each row starts an instance of the rule. A row makes the
/// verdict `FALSE` if some instance becomes false by it, whatever comes; `UNKNOWN` if the horizon
/// of some instance passes and unknown inputs leave it open; otherwise `TRUE`: instances still open
/// hold so far. An instance counts once, at the row that settles it, with the lower bound of its
/// robustness then; with the upper bound where it is false before its horizon has passed.
///
/// `X f` and `Y f` look at the next and the previous row. A bound in samples compares sample
/// indexes, a bound in time compares times. `f W[a,b] g` is `(f U[a,b] g) | G[0,b] f`.
///
/// {@link #peek} judges a row without appending it. Peeks at one time and sample share the work on
/// the past, so the next candidates cost the evaluation of the formulas alone.
///
/// Cost: O(1) amortised a rule and row, whatever the windows, for present and past operators;
/// O(pending rows) for rules with future operators. Allocation: none after construction. Threads:
/// confined.
public final class SpecificationMonitor {
    private final Specification specification;
    private final Program program;
    private final Registers registers;
    private final PastMemory[] memories;
    private final PastMemory[] limited;
    private final boolean looksAhead;
    private final int[] alwaysNode;
    private final int[] initialNode;
    private final Obligations[][] obligations;
    private final long memoryBytes;
    private final int[] verdicts;
    private final double[] robustness;

    private long rows;
    private long lastTimeNs = Long.MIN_VALUE;
    private long lastSample = Long.MIN_VALUE;
    private final double[] judgedLow;
    private final double[] judgedHigh;
    private boolean judged;
    private Verdict judgement = Verdict.TRUE;
    private boolean prepared;
    private long preparedTimeNs;
    private long preparedSample;
    private int deciding;
    private double leastRobustness = Double.POSITIVE_INFINITY;

    private SpecificationMonitor(Specification specification, MonitorLimits limits) {
        this.specification = specification;
        List<Rule> rules = specification.rules();
        Compiler compiler = new Compiler(specification.vocabulary());
        alwaysNode = new int[rules.size()];
        initialNode = new int[rules.size()];
        AheadProgram[][] ahead = new AheadProgram[rules.size()][];
        for (int i = 0; i < rules.size(); i++) {
            Optional<Formula> always = rules.get(i).always();
            Optional<Formula> initially = rules.get(i).initially();
            alwaysNode[i] = present(always, compiler);
            initialNode[i] = present(initially, compiler);
            ahead[i] =
                    new AheadProgram[] {
                        ahead(always, compiler, limits), ahead(initially, compiler, limits)
                    };
        }
        program = compiler.program();
        memoryBytes = bytes(program, compiler.pastNodes(), ahead, limits);
        if (memoryBytes > limits.bytesMax()) {
            throw new Refusal(
                            Refusal.Code.LIMIT,
                            "the rules need " + memoryBytes + " bytes of memory",
                            "use shorter windows, or allow more than " + limits.bytesMax())
                    .at(specification.fileName());
        }
        registers = new Registers(program.size());
        program.start(registers);
        memories =
                compiler.pastNodes().stream()
                        .map(node -> node.memory(registers, limits))
                        .toArray(PastMemory[]::new);
        limited =
                IntStream.range(0, memories.length)
                        .filter(i -> compiler.pastNodes().get(i).isLimited())
                        .mapToObj(i -> memories[i])
                        .toArray(PastMemory[]::new);
        obligations = new Obligations[rules.size()][];
        for (int i = 0; i < rules.size(); i++) {
            obligations[i] = obligations(ahead[i], registers);
        }
        looksAhead = Arrays.stream(obligations).anyMatch(both -> both.length > 0);
        verdicts = new int[rules.size()];
        robustness = new double[rules.size()];
        judgedLow = new double[specification.vocabulary().size()];
        judgedHigh = new double[judgedLow.length];
        reset();
    }

    /// A monitor of the specification at its start, with the standard limits.
    ///
    /// @throws Refusal LIMIT if the rules need more memory than the limits allow
    public static SpecificationMonitor of(Specification specification) {
        return of(specification, MonitorLimits.STANDARD);
    }

    /// A monitor of the specification at its start.
    ///
    /// @throws Refusal LIMIT if the rules need more memory than the limits allow
    public static SpecificationMonitor of(Specification specification, MonitorLimits limits) {
        return new SpecificationMonitor(specification, limits);
    }

    private static int present(Optional<Formula> formula, Compiler compiler) {
        return formula.filter(f -> !f.looksAhead()).map(compiler::node).orElse(-1);
    }

    private static AheadProgram ahead(
            Optional<Formula> formula, Compiler compiler, MonitorLimits limits) {
        return formula.filter(Formula::looksAhead)
                .map(f -> AheadCompiler.program(f, compiler, limits))
                .orElse(AheadProgram.NONE);
    }

    private static Obligations[] obligations(AheadProgram[] ahead, Registers registers) {
        java.util.ArrayList<Obligations> all = new java.util.ArrayList<>();
        for (int kind = 0; kind < ahead.length; kind++) {
            if (ahead[kind].size() > 0) {
                all.add(new Obligations(ahead[kind], registers, kind == 1));
            }
        }
        return all.toArray(Obligations[]::new);
    }

    private static long bytes(
            Program program,
            List<PastNode> pastNodes,
            AheadProgram[][] ahead,
            MonitorLimits limits) {
        long bytes = 1024 + 80L * program.size();
        for (PastNode node : pastNodes) {
            bytes += node.bytes(limits);
        }
        for (AheadProgram[] both : ahead) {
            for (AheadProgram one : both) {
                bytes += one.size() == 0 ? 0 : Obligations.bytes(one);
            }
        }
        return bytes;
    }

    /// The rules that it evaluates.
    public Specification specification() {
        return specification;
    }

    /// The memory that it holds for windows and values, a bound from above known at construction.
    public long memoryBytes() {
        return memoryBytes;
    }

    /// The rows appended so far.
    public long rows() {
        return rows;
    }

    /// Appends a row and judges it.
    ///
    /// A refused row leaves the monitor as it was.
    ///
    /// @param timeNs not before the last row
    /// @param sample the sample index, not before the last row's
    /// @param low least value of each signal, by index
    /// @param high greatest value of each signal, by index
    /// @throws Refusal TIME_BACKWARD if the time or the sample index goes back; LENGTH_MISMATCH if
    ///     there are fewer values than signals; LIMIT if a window bounded by time would hold more
    ///     rows than the limits allow
    public Verdict push(long timeNs, long sample, double[] low, double[] high) {
        if (rows > 0 && (timeNs < lastTimeNs || sample < lastSample)) {
            throw backward(timeNs, sample);
        }
        checkLength(low, high);
        Verdict verdict =
                isJudged(timeNs, sample, low, high)
                        ? judgement
                        : judgeAnew(timeNs, sample, low, high);
        requireRoom(timeNs, sample);
        for (PastMemory memory : memories) {
            memory.append(timeNs, sample);
        }
        for (Obligations[] both : obligations) {
            for (Obligations one : both) {
                one.append();
            }
        }
        rows++;
        lastTimeNs = timeNs;
        lastSample = sample;
        prepared = false;
        judged = false;
        return verdict;
    }

    /// The verdict that {@link #push} would give, without appending the row. A time or sample index
    /// that goes back gives `UNKNOWN` for every rule.
    ///
    /// @throws Refusal LENGTH_MISMATCH if there are fewer values than signals
    public Verdict peek(long timeNs, long sample, double[] low, double[] high) {
        checkLength(low, high);
        if (rows > 0 && (timeNs < lastTimeNs || sample < lastSample)) {
            Arrays.fill(verdicts, Verdict.OPEN);
            Arrays.fill(robustness, Double.NEGATIVE_INFINITY);
            leastRobustness = Double.NEGATIVE_INFINITY;
            deciding = verdicts.length == 0 ? -1 : 0;
            judged = false;
            return Verdict.UNKNOWN;
        }
        return judge(timeNs, sample, low, high);
    }

    /// Whether what it says of further rows depends on those alone: no formula looks at rows that were
    /// appended, and no instance waits for another.
    public boolean isAtRest() {
        boolean rests = rows > 0 && memories.length == 0;
        for (Obligations[] both : obligations) {
            for (Obligations one : both) {
                rests &= one.isEmpty();
            }
        }
        return rests;
    }

    /// After a push or peek: the first rule that is false, else the first that is unknown, else the
    /// one with the least robustness; -1 if there are no rules.
    public int decidingRule() {
        return deciding;
    }

    /// After a push or peek: the least robustness over all rules that the row settles; +infinity if
    /// it settles none.
    public double robustness() {
        return leastRobustness;
    }

    /// After a push or peek: what the row says about a rule.
    public Verdict verdict(int rule) {
        return Verdict.of(verdicts[rule]);
    }

    /// After a push or peek: the least robustness over the instances of a rule that the row
    /// settles; +infinity if it settles none.
    public double robustness(int rule) {
        return robustness[rule];
    }

    // What was judged last is often looked at again: before it is done, and when it is appended.
    private Verdict judge(long timeNs, long sample, double[] low, double[] high) {
        if (!isJudged(timeNs, sample, low, high)) {
            judgement = judgeAnew(timeNs, sample, low, high);
            System.arraycopy(low, 0, judgedLow, 0, judgedLow.length);
            System.arraycopy(high, 0, judgedHigh, 0, judgedHigh.length);
            judged = true;
        }
        return judgement;
    }

    private boolean isJudged(long timeNs, long sample, double[] low, double[] high) {
        boolean same = judged && prepared && timeNs == preparedTimeNs && sample == preparedSample;
        for (int i = 0; same && i < judgedLow.length; i++) {
            same = judgedLow[i] == low[i] && judgedHigh[i] == high[i];
        }
        return same;
    }

    private Verdict judgeAnew(long timeNs, long sample, double[] low, double[] high) {
        if (!prepared || timeNs != preparedTimeNs || sample != preparedSample) {
            prepare(timeNs, sample);
        }
        judged = false;
        program.run(registers, low, high);
        boolean first = rows == 0;
        int worst = Verdict.YES;
        double least = Double.POSITIVE_INFINITY;
        int weakest = verdicts.length == 0 ? -1 : 0;
        int decided = -1;
        for (int rule = 0; rule < verdicts.length; rule++) {
            judge(rule, timeNs, sample, first);
            if (verdicts[rule] < worst) {
                worst = verdicts[rule];
                decided = rule;
            }
            if (robustness[rule] < least) {
                least = robustness[rule];
                weakest = rule;
            }
        }
        leastRobustness = least;
        deciding = decided >= 0 ? decided : weakest;
        return Verdict.of(worst);
    }

    private void judge(int rule, long timeNs, long sample, boolean first) {
        int order = Verdict.YES;
        double least = Double.POSITIVE_INFINITY;
        int node = alwaysNode[rule];
        if (node >= 0) {
            order = registers.verdict[node];
            least = registers.lo[node];
        }
        int initial = initialNode[rule];
        if (first && initial >= 0) {
            order = Math.min(order, registers.verdict[initial]);
            least = Bounds.least(least, registers.lo[initial]);
        }
        for (Obligations one : obligations[rule]) {
            one.evaluate(timeNs, sample, first);
            order = Math.min(order, one.verdict());
            least = Bounds.least(least, one.robustness());
        }
        verdicts[rule] = order;
        // Adding 0 turns -0.0 into 0.0.
        robustness[rule] = least + 0.0;
    }

    private void prepare(long timeNs, long sample) {
        for (PastMemory memory : memories) {
            memory.prepare(timeNs, sample);
        }
        prepared = true;
        preparedTimeNs = timeNs;
        preparedSample = sample;
    }

    private void checkLength(double[] low, double[] high) {
        int signals = specification.vocabulary().size();
        if (low.length < signals || high.length < signals) {
            throw new Refusal(
                    Refusal.Code.LENGTH_MISMATCH,
                    "a row has " + Math.min(low.length, high.length) + " values",
                    "give one for each of the " + signals + " signals");
        }
    }

    private Refusal backward(long timeNs, long sample) {
        boolean time = timeNs < lastTimeNs;
        String found =
                time
                        ? "time " + timeNs + " after " + lastTimeNs
                        : "sample " + sample + " after " + lastSample;
        return new Refusal(
                        Refusal.Code.TIME_BACKWARD, found, "give rows in the order of their times")
                .at("row " + rows);
    }

    /// Refuses what [#push] of this row would refuse for want of room, and appends nothing.
    ///
    /// @throws Refusal LIMIT if a window bounded by time would hold more rows than the limits allow
    public void requireRoom(long timeNs, long sample, double[] low, double[] high) {
        if (limited.length == 0 && !looksAhead) {
            return;
        }
        peek(timeNs, sample, low, high);
        requireRoom(timeNs, sample);
    }

    private void requireRoom(long timeNs, long sample) {
        boolean room = true;
        for (PastMemory memory : limited) {
            room &= memory.fits(timeNs, sample);
        }
        for (Obligations[] both : obligations) {
            for (Obligations one : both) {
                room &= one.fits();
            }
        }
        if (!room) {
            throw new Refusal(
                            Refusal.Code.LIMIT,
                            "a window holds more rows than the limit",
                            "use a shorter window, or a greater samplesPerWindow")
                    .at("row " + rows);
        }
    }

    private void reset() {
        Arrays.fill(verdicts, Verdict.YES);
        Arrays.fill(robustness, Double.POSITIVE_INFINITY);
        deciding = verdicts.length == 0 ? -1 : 0;
        leastRobustness = Double.POSITIVE_INFINITY;
        prepared = false;
        judged = false;
    }

    /// Takes over the state of a monitor of an equal specification with equal limits. What the last
    /// push or peek said is not taken over.
    ///
    /// @throws Refusal NOT_PERMITTED if the specifications differ
    public void copyFrom(SpecificationMonitor other) {
        if (!specification.equals(other.specification) || memoryBytes != other.memoryBytes) {
            throw new Refusal(
                    Refusal.Code.NOT_PERMITTED,
                    "the state of a monitor of other rules or limits",
                    "copy between monitors of one specification");
        }
        for (int i = 0; i < memories.length; i++) {
            memories[i].copyFrom(other.memories[i]);
        }
        for (int i = 0; i < obligations.length; i++) {
            for (int k = 0; k < obligations[i].length; k++) {
                obligations[i][k].copyFrom(other.obligations[i][k]);
            }
        }
        rows = other.rows;
        lastTimeNs = other.lastTimeNs;
        lastSample = other.lastSample;
        reset();
    }

    /// Writes the whole state, other than what the last push or peek said.
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(memories.length);
        out.writeLong(rows);
        out.writeLong(lastTimeNs);
        out.writeLong(lastSample);
        for (PastMemory memory : memories) {
            memory.writeTo(out);
        }
        for (Obligations[] both : obligations) {
            for (Obligations one : both) {
                one.writeTo(out);
            }
        }
    }

    /// Restores a state that {@link #writeTo} wrote for an equal specification and limits.
    ///
    /// @throws Refusal CORRUPT if it does not fit
    public void readFrom(DataInput in) throws IOException {
        int stored = Stored.count(in, memories.length);
        if (stored != memories.length) {
            throw new Refusal(
                    Refusal.Code.CORRUPT,
                    "the stored state has " + stored + " windows, the rules " + memories.length,
                    "restore the state of the same rules");
        }
        rows = in.readLong();
        lastTimeNs = in.readLong();
        lastSample = in.readLong();
        for (PastMemory memory : memories) {
            memory.readFrom(in);
        }
        for (Obligations[] both : obligations) {
            for (Obligations one : both) {
                one.readFrom(in);
            }
        }
        reset();
    }
}
