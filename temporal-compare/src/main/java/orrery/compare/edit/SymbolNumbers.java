package orrery.compare.edit;

import orrery.compare.internal.EditPair;
import orrery.compare.internal.SymbolRows;
import orrery.timeline.Refusal;

/// Two sequences as numbers of their symbols, in buffers that are used again.
final class SymbolNumbers {
    private final SymbolRows rows = new SymbolRows();
    private int[] first = new int[64];
    private int[] second = new int[64];

    /// @param turned whether `b` comes first
    EditPair pair(Symbols a, Symbols b, boolean turned) {
        if (a.isNumeric() != b.isNumeric() && a.length() > 0 && b.length() > 0) {
            throw new Refusal(
                    Refusal.Code.WRONG_TYPE,
                    "numbers or text against objects",
                    "give both sequences symbols of one type");
        }
        Symbols upper = turned ? b : a;
        Symbols lower = turned ? a : b;
        first = room(first, upper.length());
        second = room(second, lower.length());
        rows.clear();
        add(upper, first);
        int symbols = rows.count();
        find(lower, second);
        return new EditPair(first, upper.length(), second, lower.length(), symbols);
    }

    private void add(Symbols symbols, int[] into) {
        int length = symbols.length();
        if (symbols.isNumeric()) {
            for (int i = 0; i < length; i++) {
                into[i] = rows.add(symbols.number(i));
            }
        } else {
            for (int i = 0; i < length; i++) {
                into[i] = rows.add(symbols.object(i));
            }
        }
    }

    private void find(Symbols symbols, int[] into) {
        int length = symbols.length();
        if (symbols.isNumeric()) {
            for (int i = 0; i < length; i++) {
                into[i] = rows.find(symbols.number(i));
            }
        } else {
            for (int i = 0; i < length; i++) {
                into[i] = rows.find(symbols.object(i));
            }
        }
    }

    private static int[] room(int[] buffer, int length) {
        return buffer.length >= length ? buffer : new int[Math.max(length, 2 * buffer.length)];
    }
}
