package orrery.compare.edit;

import java.util.ArrayList;
import java.util.List;
import orrery.compare.internal.EditPath;

/// The edits that lead from one sequence to another, as runs from the first symbol to the last.
///
/// @param runs without gaps; neighbours differ in kind
public record EditScript(List<Run> runs) {
    /// What is done with a run of symbols.
    public enum Kind {
        KEEP,
        REPLACE,
        DELETE,
        INSERT
    }

    /// Edits of one kind in a row.
    ///
    /// @param a place in the first sequence, from 0: of the first symbol kept, replaced or deleted,
    ///     or where symbols are inserted
    /// @param b place in the second sequence, from 0: of the first symbol kept, put in or inserted,
    ///     or where those deleted are missing
    /// @param length in symbols, 1 or more
    public record Run(Kind kind, int a, int b, int length) {}

    public EditScript {
        runs = List.copyOf(runs);
    }

    /// Symbols replaced, deleted and inserted.
    public long cost() {
        return runs.stream().filter(run -> run.kind() != Kind.KEEP).mapToLong(Run::length).sum();
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
