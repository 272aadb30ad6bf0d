package orrery.verify.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import orrery.verify.rule.Expression.Absolute;
import orrery.verify.rule.Expression.Always;
import orrery.verify.rule.Expression.And;
import orrery.verify.rule.Expression.Arithmetic;
import orrery.verify.rule.Expression.Compare;
import orrery.verify.rule.Expression.Count;
import orrery.verify.rule.Expression.Direction;
import orrery.verify.rule.Expression.Every;
import orrery.verify.rule.Expression.Fold;
import orrery.verify.rule.Expression.Formula;
import orrery.verify.rule.Expression.Literal;
import orrery.verify.rule.Expression.Measured;
import orrery.verify.rule.Expression.Neighbour;
import orrery.verify.rule.Expression.Not;
import orrery.verify.rule.Expression.Or;
import orrery.verify.rule.Expression.Order;
import orrery.verify.rule.Expression.Same;
import orrery.verify.rule.Expression.Signal;
import orrery.verify.rule.Expression.Some;
import orrery.verify.rule.Expression.Term;
import orrery.verify.rule.Expression.Until;
import orrery.verify.rule.Expression.Window;

/// Evaluates a rule at a row by its definition: a recursion over the syntax tree, and a walk over
/// the rows of each window. Nothing is kept between two calls but the running values of unbounded
/// past windows.
///
/// A row of the future that is not in hand counts as unknown.
final class Evaluation {
    private static final Interval ZERO = Interval.of(0);
    private static final Interval LOWEST = Interval.of(Double.NEGATIVE_INFINITY);
    private static final Interval HIGHEST = Interval.of(Double.POSITIVE_INFINITY);

    private final Rows rows;
    private final int rowsPerRecord;
    private final List<RunningValue<Truth>> truths = new ArrayList<>();
    private final List<RunningValue<Interval>> numbers = new ArrayList<>();
    private boolean open;

    Evaluation(Rows rows, Rule rule) {
        this.rows = rows;
        rowsPerRecord = rule.rowsPerRecord();
        for (int i = 0; i < rule.runningValues(); i++) {
            truths.add(new RunningValue<>());
            numbers.add(new RunningValue<>());
        }
    }

    long rowsInHand() {
        return rows.records() * rowsPerRecord;
    }

    Truth at(Formula formula, long row) {
        open = false;
        return truth(formula, row);
    }

    /// Whether the last answer could change when more rows come.
    boolean open() {
        return open;
    }

    private Truth truth(Formula formula, long row) {
        return switch (formula) {
            case Always(boolean value) -> value ? Truth.TRUE : Truth.FALSE;
            case Signal(var flag) -> Rows.flag(record(row), flag, row % rowsPerRecord == 1);
            case Compare(var left, var order, var right) ->
                    order == Order.EQUAL
                            ? Truth.equal(value(left, row), value(right, row))
                            : Truth.below(
                                    value(left, row), value(right, row), order == Order.AT_MOST);
            case Not(var body) -> truth(body, row).not();
            case And(var left, var right) -> truth(left, row).and(truth(right, row));
            case Or(var left, var right) -> truth(left, row).or(truth(right, row));
            case Same(var left, var right) -> {
                Truth a = truth(left, row);
                Truth b = truth(right, row);
                yield a.not().or(b).and(b.not().or(a));
            }
            case Neighbour(var direction, var body) -> neighbour(direction, body, row);
            case Some(var direction, var window, var body) -> some(direction, window, body, row);
            case Every(var direction, var window, var body) -> every(direction, window, body, row);
            case Until until when until.direction() == Direction.PAST -> since(until, row);
            case Until(var ahead, var window, var left, var right, boolean weak) -> {
                Truth met = until(window, row, j -> truth(left, j), j -> truth(right, j));
                Window whole = new Window(0, window.to(), window.timed(), window.running());
                yield weak ? met.or(every(ahead, whole, left, row)) : met;
            }
        };
    }

    private Interval value(Term term, long row) {
        return switch (term) {
            case Literal(var value) -> value;
            case Measured(var quantity) -> Rows.quantity(record(row), quantity);
            case Absolute(var body) -> value(body, row).absolute();
            case Arithmetic(var operation, var left, var right) -> {
                Interval a = value(left, row);
                Interval b = value(right, row);
                yield switch (operation) {
                    case PLUS -> a.plus(b);
                    case MINUS -> a.minus(b);
                    case TIMES -> a.times(b);
                    case OVER -> a.over(b);
                    case LEAST -> a.least(b);
                    case GREATEST -> a.greatest(b);
                };
            }
            case Fold fold -> fold(fold, row);
            case Count(var window, var body) -> sum(window, row, j -> counted(truth(body, j)));
        };
    }

    private static Interval counted(Truth truth) {
        return new Interval(truth.verdict() > 0 ? 1 : 0, truth.verdict() < 0 ? 0 : 1);
    }

    private Truth neighbour(Direction direction, Formula body, long row) {
        if (direction == Direction.PAST) {
            return row == 0 ? Truth.FALSE : truth(body, row - 1);
        }
        if (row + 1 < rowsInHand()) {
            return truth(body, row + 1);
        }
        open = true;
        return Truth.UNKNOWN;
    }

    private Truth some(Direction direction, Window window, Formula body, long row) {
        return direction == Direction.PAST
                ? past(truths, window, row, Truth.FALSE, (t, j) -> t.or(truth(body, j)))
                : until(window, row, _ -> Truth.TRUE, j -> truth(body, j));
    }

    private Truth every(Direction direction, Window window, Formula body, long row) {
        return direction == Direction.PAST
                ? past(truths, window, row, Truth.TRUE, (t, j) -> t.and(truth(body, j)))
                : until(window, row, _ -> Truth.TRUE, j -> truth(body, j).not()).not();
    }

    private Truth since(Until until, long row) {
        Window window = until.window();
        Step<Truth> step = (t, j) -> t.and(truth(until.left(), j)).or(truth(until.right(), j));
        Truth result = Truth.FALSE;
        long j = window.bounded() ? first(window, row) : lastInside(window, row) + 1;
        if (!window.bounded()) {
            result = past(truths, window, row, result, step);
        }
        for (; j <= row; j++) {
            result =
                    window.holds(distance(window, j, row))
                            ? step.next(result, j)
                            : result.and(truth(until.left(), j));
        }
        return result;
    }

    /// `left U right`; `F f` is `true U f`, and `G f` is `! F ! f`.
    private Truth until(
            Window window, long row, LongFunction<Truth> left, LongFunction<Truth> right) {
        Truth result = Truth.FALSE;
        Truth held = Truth.TRUE;
        for (long j = row; j < rowsInHand() && !isAfter(window, row, j); j++) {
            if (window.holds(distance(window, row, j))) {
                result = result.or(held.and(right.apply(j)));
            }
            held = held.and(left.apply(j));
        }
        if (!isClosed(window, row)) {
            open = true;
            result = result.or(held.and(Truth.UNKNOWN));
        }
        return result;
    }

    private Interval fold(Fold fold, long row) {
        Window window = fold.window();
        Term body = fold.body();
        return switch (fold.folding()) {
            case SUM -> sum(window, row, j -> value(body, j));
            case LEAST -> past(numbers, window, row, HIGHEST, (v, j) -> v.least(value(body, j)));
            case GREATEST ->
                    past(numbers, window, row, LOWEST, (v, j) -> v.greatest(value(body, j)));
            case AVERAGE -> sum(window, row, j -> value(body, j)).over(size(window, row));
        };
    }

    private Interval sum(Window window, long row, LongFunction<Interval> each) {
        return past(numbers, window, row, ZERO, (v, j) -> v.plus(each.apply(j)));
    }

    private Interval size(Window window, long row) {
        if (!window.bounded()) {
            return Interval.of((double) (lastInside(window, row) + 1));
        }
        return sum(window, row, _ -> Interval.of(1));
    }

    private interface Step<T> {
        T next(T before, long row);
    }

    /// Walks the rows of a past window from the oldest to the latest.
    private <T> T past(
            List<RunningValue<T>> running, Window window, long row, T empty, Step<T> step) {
        long last = lastInside(window, row);
        if (!window.bounded()) {
            return last < 0 ? empty : running(running.get(window.running()), last, empty, step);
        }
        T result = empty;
        for (long j = first(window, row); j <= last; j++) {
            if (window.holds(distance(window, j, row))) {
                result = step.next(result, j);
            }
        }
        return result;
    }

    /// The value over rows 0 to last. Only rows that no later call can change are remembered.
    private <T> T running(RunningValue<T> running, long last, T empty, Step<T> step) {
        if (last < running.rows()) {
            return running.at(last);
        }
        T result = running.rows() == 0 ? empty : running.at(running.rows() - 1);
        for (long j = running.rows(); j <= last; j++) {
            result = step.next(result, j);
            if (!open && j == running.rows() && j / rowsPerRecord < rows.records() - 1) {
                running.add(result, (long) rows.capacity() * rowsPerRecord);
            }
        }
        return result;
    }

    /// The latest row at or before this one that is as far away as the window starts, or -1.
    private long lastInside(Window window, long row) {
        long last = row;
        while (last >= 0 && distance(window, last, row) < window.from()) {
            last--;
        }
        return last;
    }

    /// The earliest row that a bounded window may hold.
    private long first(Window window, long row) {
        long first = row;
        while (first > 0 && !isBefore(window, row, first - 1)) {
            first--;
        }
        return first;
    }

    private long distance(Window window, long from, long to) {
        return window.timed() ? timeNs(to) - timeNs(from) : index(to) - index(from);
    }

    /// Whether this row and all before it are too far back.
    private boolean isBefore(Window window, long row, long candidate) {
        return window.timed()
                ? timeNs(row) - rows.latestNs(index(candidate)) > window.to()
                : index(row) - index(candidate) > window.to();
    }

    /// Whether this row and all after it are too far ahead.
    private boolean isAfter(Window window, long row, long candidate) {
        return window.timed()
                ? record(candidate).timeNs() - timeNs(row) > window.to()
                : index(candidate) - index(row) > window.to();
    }

    /// Whether no row to come can lie in the window.
    private boolean isClosed(Window window, long row) {
        long last = rows.records() - 1;
        return window.timed()
                ? rows.record(last).timeNs() - timeNs(row) > window.to()
                : last - index(row) >= window.to();
    }

    private long index(long row) {
        return row / rowsPerRecord;
    }

    private Rows.Row record(long row) {
        return rows.record(index(row));
    }

    private long timeNs(long row) {
        Rows.Row record = record(row);
        return row % rowsPerRecord == 0 ? record.timeNs() : record.timeNs() + record.lagNs();
    }

    /// The earliest row that evaluating this at the row, or at any row after it, may ask for.
    long earliest(Expression e, long row) {
        return switch (e) {
            case Always _, Signal _, Literal _, Measured _ -> row;
            case Not(var body) -> earliest(body, row);
            case Absolute(var body) -> earliest(body, row);
            case Neighbour(var direction, var body) ->
                    earliest(body, direction == Direction.PAST ? Math.max(0, row - 1) : row);
            case And(var a, var b) -> Math.min(earliest(a, row), earliest(b, row));
            case Or(var a, var b) -> Math.min(earliest(a, row), earliest(b, row));
            case Same(var a, var b) -> Math.min(earliest(a, row), earliest(b, row));
            case Compare(var a, _, var b) -> Math.min(earliest(a, row), earliest(b, row));
            case Arithmetic(_, var a, var b) -> Math.min(earliest(a, row), earliest(b, row));
            case Some(var direction, var window, var body) ->
                    earliest(body, start(direction, window, row));
            case Every(var direction, var window, var body) ->
                    earliest(body, start(direction, window, row));
            case Until(var direction, var window, var a, var b, _) -> {
                long start = start(direction, window, row);
                yield Math.min(earliest(a, start), earliest(b, start));
            }
            case Fold(_, var window, var body) ->
                    earliest(body, start(Direction.PAST, window, row));
            case Count(var window, var body) -> earliest(body, start(Direction.PAST, window, row));
        };
    }

    private long start(Direction direction, Window window, long row) {
        if (direction == Direction.FUTURE) {
            return row;
        }
        // The first row of the record: no later row has an earlier time.
        long here = row - row % rowsPerRecord;
        if (!window.bounded()) {
            long known =
                    Math.max(
                            truths.get(window.running()).rows(),
                            numbers.get(window.running()).rows());
            return Math.max(0, Math.min(lastInside(window, here), known - 1));
        }
        // One row more, at which the walk can see that the window is over.
        return Math.max(0, first(window, here) - 1);
    }
}
