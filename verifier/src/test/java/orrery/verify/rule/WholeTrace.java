package orrery.verify.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import orrery.verify.rule.Expression.Direction;
import orrery.verify.rule.Expression.Folding;
import orrery.verify.rule.Expression.Formula;
import orrery.verify.rule.Expression.Order;
import orrery.verify.rule.Expression.Quantity;
import orrery.verify.rule.Expression.Term;
import orrery.verify.rule.Expression.Window;

/// The second opinion: a formula over a whole trace at once, one array a node of the syntax tree,
/// every operator by asking of all pairs of rows. Quadratic, and without any state.
public final class WholeTrace {
    private static final double INF = Double.POSITIVE_INFINITY;

    /// One row: all that a formula may ask.
    private record Place(int index, long timeNs, Rows.Row row, boolean second) {}

    /// @param verdict -1, 0 or 1
    public record Answer(int verdict, double low, double high) {}

    private record Range(double low, double high) {}

    private final List<Place> places = new ArrayList<>();
    private final int rowsPerRecord;
    private final int records;

    public WholeTrace(List<Rows.Row> rows, boolean reaction) {
        rowsPerRecord = reaction ? 2 : 1;
        records = rows.size();
        for (int i = 0; i < rows.size(); i++) {
            Rows.Row row = rows.get(i);
            places.add(new Place(i, row.timeNs(), row, false));
            if (reaction) {
                places.add(new Place(i, row.timeNs() + row.lagNs(), row, true));
            }
        }
    }

    /// The answers at all rows, with everything after the last row unknown.
    public Answer[] of(Formula formula) {
        int n = places.size();
        Answer[] answers = new Answer[n];
        switch (formula) {
            case Expression.Always(boolean value) -> fill(answers, i -> sure(value, INF));
            case Expression.Signal(var flag) -> fill(answers, i -> flag(places.get(i), flag));
            case Expression.Not(var body) -> {
                Answer[] b = of(body);
                fill(answers, i -> new Answer(-b[i].verdict, -b[i].high, -b[i].low));
            }
            case Expression.And(var left, var right) -> {
                Answer[] a = of(left);
                Answer[] b = of(right);
                fill(answers, i -> all(List.of(a[i], b[i])));
            }
            case Expression.Or(var left, var right) -> {
                Answer[] a = of(left);
                Answer[] b = of(right);
                fill(answers, i -> any(List.of(a[i], b[i])));
            }
            case Expression.Same(var left, var right) -> {
                Answer[] a = of(left);
                Answer[] b = of(right);
                Answer[] notA = of(new Expression.Not(left));
                Answer[] notB = of(new Expression.Not(right));
                fill(
                        answers,
                        i ->
                                all(
                                        List.of(
                                                any(List.of(notA[i], b[i])),
                                                any(List.of(a[i], notB[i])))));
            }
            case Expression.Compare(var left, var order, var right) -> {
                Range[] a = of(left);
                Range[] b = of(right);
                fill(answers, i -> compare(a[i], order, b[i]));
            }
            case Expression.Neighbour(var direction, var body) -> {
                Answer[] b = of(body);
                fill(
                        answers,
                        i ->
                                direction == Direction.PAST
                                        ? (i == 0 ? sure(false, INF) : b[i - 1])
                                        : (i == n - 1 ? unknown() : b[i + 1]));
            }
            case Expression.Some(var direction, var window, var body) -> {
                Answer[] b = of(body);
                fill(answers, i -> any(inWindow(direction, window, i, b)));
            }
            case Expression.Every(var direction, var window, var body) -> {
                Answer[] b = of(body);
                fill(answers, i -> all(inWindow(direction, window, i, b)));
            }
            case Expression.Until(var direction, var window, var left, var right, boolean weak) -> {
                Answer[] a = of(left);
                Answer[] b = of(right);
                fill(answers, i -> until(direction, window, i, a, b, weak));
            }
        }
        return answers;
    }

    private interface At {
        Answer at(int row);
    }

    private static void fill(Answer[] answers, At at) {
        for (int i = 0; i < answers.length; i++) {
            answers[i] = at.at(i);
        }
    }

    private static Answer sure(boolean value, double size) {
        return value ? new Answer(1, size, size) : new Answer(-1, -size, -size);
    }

    private static Answer unknown() {
        return new Answer(0, -INF, INF);
    }

    private static Answer all(List<Answer> answers) {
        return new Answer(
                answers.stream().mapToInt(Answer::verdict).min().orElse(1),
                answers.stream().mapToDouble(Answer::low).min().orElse(INF),
                answers.stream().mapToDouble(Answer::high).min().orElse(INF));
    }

    private static Answer any(List<Answer> answers) {
        return new Answer(
                answers.stream().mapToInt(Answer::verdict).max().orElse(-1),
                answers.stream().mapToDouble(Answer::low).max().orElse(-INF),
                answers.stream().mapToDouble(Answer::high).max().orElse(-INF));
    }

    private boolean inside(Direction direction, Window window, int here, int there) {
        boolean ahead = direction == Direction.FUTURE;
        if (ahead ? there < here : there > here) {
            return false;
        }
        Place from = places.get(ahead ? here : there);
        Place to = places.get(ahead ? there : here);
        long distance = window.timed() ? to.timeNs - from.timeNs : to.index - from.index;
        return distance >= window.from() && distance <= window.to();
    }

    /// Whether a row after the last one could lie in the window.
    private boolean open(Direction direction, Window window, int here) {
        if (direction == Direction.PAST) {
            return false;
        }
        if (!window.timed()) {
            return places.get(here).index + window.to() > records - 1;
        }
        Place last = places.get(places.size() - rowsPerRecord);
        return last.timeNs <= places.get(here).timeNs + window.to();
    }

    private List<Answer> inWindow(Direction direction, Window window, int here, Answer[] body) {
        List<Answer> answers = new ArrayList<>();
        for (int j = 0; j < places.size(); j++) {
            if (inside(direction, window, here, j)) {
                answers.add(body[j]);
            }
        }
        if (open(direction, window, here)) {
            answers.add(unknown());
        }
        return answers;
    }

    private Answer until(
            Direction direction, Window window, int here, Answer[] a, Answer[] b, boolean weak) {
        List<Answer> ways = new ArrayList<>();
        boolean ahead = direction == Direction.FUTURE;
        for (int j = 0; j < places.size(); j++) {
            if (inside(direction, window, here, j)) {
                int there = j;
                List<Answer> way =
                        between(a, k -> ahead ? k >= here && k < there : k > there && k <= here);
                way.add(b[j]);
                ways.add(all(way));
            }
        }
        Window whole = new Window(0, window.to(), window.timed(), -1);
        List<Answer> held = inWindow(direction, whole, here, a);
        if (open(direction, window, here)) {
            List<Answer> way = between(a, k -> k >= here);
            way.add(unknown());
            ways.add(all(way));
        }
        if (weak) {
            ways.add(all(held));
        }
        return any(ways);
    }

    private static List<Answer> between(Answer[] a, IntPredicate wanted) {
        List<Answer> way = new ArrayList<>();
        for (int k = 0; k < a.length; k++) {
            if (wanted.test(k)) {
                way.add(a[k]);
            }
        }
        return way;
    }

    private static Answer flag(Place place, Expression.Flag flag) {
        Rows.Row row = place.row;
        return switch (flag) {
            case SHORTAGE -> {
                boolean never = row.demand() <= row.low();
                boolean always = row.demand() > row.high();
                yield never || always ? sure(always, 1) : new Answer(0, -1, 1);
            }
            case DECIDE -> sure(!place.second, 1);
            case ACTED -> sure(place.second && !row.dropped(), 1);
            case DROPPED -> sure(place.second && row.dropped(), 1);
            case KILLED -> sure(row.killed(), 1);
        };
    }

    private static Answer compare(Range a, Order order, Range b) {
        double low = orElse(b.low - a.high, -INF);
        double high = orElse(b.high - a.low, INF);
        return switch (order) {
            case BELOW -> new Answer(a.high < b.low ? 1 : a.low >= b.high ? -1 : 0, low, high);
            case AT_MOST -> new Answer(a.high <= b.low ? 1 : a.low > b.high ? -1 : 0, low, high);
            case EQUAL -> {
                boolean point = a.low == a.high && b.low == b.high;
                boolean apart = a.high < b.low || b.high < a.low;
                double far = Math.max(Math.abs(low), Math.abs(high));
                double near = low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high));
                yield new Answer(apart ? -1 : point ? 1 : 0, -far, -near);
            }
        };
    }

    private static double orElse(double value, double otherwise) {
        return Double.isNaN(value) ? otherwise : value;
    }

    private Range[] of(Term term) {
        Range[] values = new Range[places.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = at(term, i);
        }
        return values;
    }

    private Range at(Term term, int i) {
        return switch (term) {
            case Expression.Literal(var value) -> new Range(value.low(), value.high());
            case Expression.Measured(var quantity) -> quantity(places.get(i).row, quantity);
            case Expression.Absolute(var body) -> {
                Range x = at(body, i);
                double far = Math.max(Math.abs(x.low), Math.abs(x.high));
                boolean straddles = x.low < 0 && x.high > 0;
                yield new Range(straddles ? 0 : Math.min(Math.abs(x.low), Math.abs(x.high)), far);
            }
            case Expression.Arithmetic(var operation, var left, var right) ->
                    arithmetic(operation, at(left, i), at(right, i));
            case Expression.Count(var window, var body) -> {
                List<Answer> answers = inWindow(Direction.PAST, window, i, of(body));
                ToIntFunction<Answer> least = a -> a.verdict > 0 ? 1 : 0;
                ToIntFunction<Answer> most = a -> a.verdict < 0 ? 0 : 1;
                yield new Range(
                        answers.stream().mapToInt(least).sum(),
                        answers.stream().mapToInt(most).sum());
            }
            case Expression.Fold(var folding, var window, var body) -> {
                List<Range> values = new ArrayList<>();
                for (int j = 0; j < places.size(); j++) {
                    if (inside(Direction.PAST, window, i, j)) {
                        values.add(at(body, j));
                    }
                }
                yield folded(folding, values);
            }
        };
    }

    private static Range folded(Folding folding, List<Range> values) {
        ToDoubleFunction<Range> low = Range::low;
        ToDoubleFunction<Range> high = Range::high;
        double lowSum = 0;
        double highSum = 0;
        for (Range value : values) {
            lowSum += value.low;
            highSum += value.high;
        }
        return switch (folding) {
            case SUM -> new Range(lowSum, highSum);
            case LEAST ->
                    new Range(
                            values.stream().mapToDouble(low).min().orElse(INF),
                            values.stream().mapToDouble(high).min().orElse(INF));
            case GREATEST ->
                    new Range(
                            values.stream().mapToDouble(low).max().orElse(-INF),
                            values.stream().mapToDouble(high).max().orElse(-INF));
            case AVERAGE ->
                    values.isEmpty()
                            ? new Range(-INF, INF)
                            : new Range(lowSum / values.size(), highSum / values.size());
        };
    }

    private static Range quantity(Rows.Row row, Quantity quantity) {
        return switch (quantity) {
            case DEMAND ->
                    Double.isNaN(row.demand())
                            ? new Range(-INF, INF)
                            : new Range(row.demand(), row.demand());
            case CURRENT -> new Range(row.low(), row.high());
            case REPLICAS -> new Range(row.replicas(), row.replicas());
            case UP -> worst(row.replicas() - row.high(), row.replicas() - row.low());
            case DOWN -> worst(row.low() - row.replicas(), row.high() - row.replicas());
        };
    }

    private static Range worst(long low, long high) {
        return new Range(Math.max(0, low), Math.max(0, high));
    }

    private static Range arithmetic(Expression.Operation operation, Range a, Range b) {
        return switch (operation) {
            case PLUS -> new Range(orElse(a.low + b.low, -INF), orElse(a.high + b.high, INF));
            case MINUS -> new Range(orElse(a.low - b.high, -INF), orElse(a.high - b.low, INF));
            case LEAST -> new Range(Math.min(a.low, b.low), Math.min(a.high, b.high));
            case GREATEST -> new Range(Math.max(a.low, b.low), Math.max(a.high, b.high));
            case TIMES -> corners(a, b, false);
            case OVER -> b.low <= 0 && b.high >= 0 ? new Range(-INF, INF) : corners(a, b, true);
        };
    }

    private static Range corners(Range a, Range b, boolean divide) {
        double low = INF;
        double high = -INF;
        for (double x : new double[] {a.low, a.high}) {
            for (double y : new double[] {b.low, b.high}) {
                double value = divide ? x / y : x * y;
                if (Double.isNaN(value)) {
                    return new Range(-INF, INF);
                }
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return new Range(low, high);
    }
}
