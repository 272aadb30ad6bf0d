package orrery.compare.edit;

import java.util.ArrayList;
import java.util.List;
import orrery.compare.internal.EditPath;

/// The edits that lead from one sequence to another, as runs from the first symbol to the last.
///
/// @param runs without gaps; neighbours differ in kind, but for swaps, which are a run each
public record EditScript(List<Run> runs) {
    /// What is done with a run of symbols.
    public enum Kind {
        KEEP,
        REPLACE,
        DELETE,
        INSERT,
        /// The first and the last symbol of the run change places; what stood between them is
        /// deleted, what stands between them afterwards is inserted (Damerau only).
        SWAP
    }

    /// Edits of one kind in a row.
    ///
    /// @param a place in the first sequence, from 0: of the first symbol kept, replaced or deleted,
    ///     or where symbols are inserted
    /// @param b place in the second sequence, from 0: of the first symbol kept, put in or inserted,
    ///     or where those deleted are missing
    /// @param lengthA symbols of the first sequence, from `a` on; 0 where symbols are inserted
    /// @param lengthB symbols of the second sequence, from `b` on; 0 where symbols are deleted
    public record Run(Kind kind, int a, int b, int lengthA, int lengthB) {
        /// A run of `length` symbols kept, replaced, deleted or inserted, or two that are swapped.
        public Run(Kind kind, int a, int b, int length) {
            this(kind, a, b, kind == Kind.INSERT ? 0 : length, kind == Kind.DELETE ? 0 : length);
        }

        /// In symbols, 1 or more: of the longer side.
        public int length() {
            return Math.max(lengthA, lengthB);
        }

        private int between() {
            return lengthA + lengthB - 4;
        }
    }

    public EditScript {
        runs = List.copyOf(runs);
    }

    /// Symbols replaced, deleted and inserted, and swaps.
    public long cost() {
        long cost = 0;
        for (Run run : runs) {
            cost +=
                    switch (run.kind()) {
                        case KEEP -> 0;
                        case REPLACE, DELETE, INSERT -> run.length();
                        case SWAP -> 1 + run.between();
                    };
        }
        return cost;
    }

    /// The price of the edits: in the order of the runs, so that it may differ from the distance in
    /// the last digits.
    public double cost(EditWeights weights) {
        double cost = 0;
        for (Run run : runs) {
            cost +=
                    switch (run.kind()) {
                        case KEEP -> 0;
                        case REPLACE -> run.length() * weights.replace();
                        case DELETE -> run.length() * weights.delete();
                        case INSERT -> run.length() * weights.insert();
                        case SWAP -> weights.swap() + priced(run, weights);
                    };
        }
        return cost;
    }

    private static double priced(Run run, EditWeights weights) {
        double gone = run.lengthA() == 2 ? 0 : (run.lengthA() - 2) * weights.delete();
        return run.lengthB() == 2 ? gone : gone + (run.lengthB() - 2) * weights.insert();
    }

    static final class Builder implements EditPath.Steps {
        private final List<Run> runs = new ArrayList<>();
        private Kind kind = Kind.KEEP;
        private int a;
        private int b;
        private int length;

        @Override
        public void keep() {
            add(Kind.KEEP);
        }

        @Override
        public void replace() {
            add(Kind.REPLACE);
        }

        @Override
        public void delete() {
            add(Kind.DELETE);
        }

        @Override
        public void insert() {
            add(Kind.INSERT);
        }

        @Override
        public void swap(int rows, int columns) {
            flush();
            runs.add(new Run(Kind.SWAP, a, b, rows, columns));
            a += rows;
            b += columns;
        }

        private void add(Kind next) {
            if (next != kind) {
                flush();
                kind = next;
            }
            length++;
        }

        private void flush() {
            if (length > 0) {
                runs.add(new Run(kind, a, b, length));
                a += kind == Kind.INSERT ? 0 : length;
                b += kind == Kind.DELETE ? 0 : length;
                length = 0;
            }
        }

        EditScript end() {
            flush();
            return new EditScript(runs);
        }
    }
}
