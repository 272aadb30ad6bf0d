package orrery.compare.edit;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import orrery.compare.internal.EditColumn;
import orrery.compare.internal.EditMatrix;
import orrery.compare.internal.Kernels;
import orrery.compare.internal.SymbolRows;
import orrery.timeline.Refusal;

/// The distance of a fixed sequence of n symbols to one that grows, symbol by symbol.
///
/// One column of the matrix is kept as bits. Appending a symbol costs O(n / 64), as does asking for
/// the distance; memory is O(n · distinct symbols / 64). Threads: confined to one. Allocation: none
/// after construction, apart from what hashing of objects needs.
public final class GrowingEdit {
    /// Most symbols of the fixed sequence.
    public static final int LENGTH_MAX = EditColumn.ROWS_MAX;

    private final EditMeasure measure;
    private final Symbols fixed;
    private final SymbolRows rows = new SymbolRows();
    private final EditColumn column;
    private long appended;

    private GrowingEdit(EditMeasure measure, EditMatrix.Kind kind, Symbols fixed) {
        this.measure = measure;
        this.fixed = fixed;
        int[] numbers = new int[fixed.length()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = fixed.isNumeric() ? rows.add(fixed.number(i)) : rows.add(fixed.object(i));
        }
        this.column = new EditColumn(kind, numbers, rows.count(), Kernels.vectorised());
    }

    /// @param measure LEVENSHTEIN, OSA, INDEL or LCS
    /// @throws Refusal NOT_PERMITTED (another measure), TOO_LONG (over [#LENGTH_MAX] symbols), EMPTY
    public static GrowingEdit of(EditMeasure measure, Symbols fixed) {
        EditMatrix.Kind kind =
                switch (measure) {
                    case LEVENSHTEIN -> EditMatrix.Kind.LEVENSHTEIN;
                    case OSA -> EditMatrix.Kind.OSA;
                    case INDEL, LCS -> EditMatrix.Kind.LCS;
                    case DAMERAU, HAMMING, JARO, JARO_WINKLER, PREFIX, POSTFIX ->
                            throw new Refusal(
                                    Refusal.Code.NOT_PERMITTED,
                                    "a growing sequence by " + measure.text(),
                                    "use levenshtein, osa, indel or lcs");
                };
        if (fixed.length() == 0) {
            throw new Refusal(
                    Refusal.Code.EMPTY, "a fixed sequence without symbols", "give at least one");
        }
        if (fixed.length() > LENGTH_MAX) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG,
                    fixed.length() + " symbols",
                    "fix at most " + LENGTH_MAX);
        }
        return new GrowingEdit(measure, kind, fixed);
    }

    /// Appends a number or a code point.
    ///
    /// @throws Refusal WRONG_TYPE where the fixed sequence has objects
    public void append(long symbol) {
        checkType(true);
        column.advance(rows.find(symbol));
        appended++;
    }

    /// Appends an object.
    ///
    /// @throws Refusal WRONG_TYPE where the fixed sequence has numbers
    public void append(Object symbol) {
        checkType(false);
        column.advance(rows.find(symbol));
        appended++;
    }

    private void checkType(boolean numeric) {
        if (fixed.isNumeric() != numeric) {
            throw new Refusal(
                    Refusal.Code.WRONG_TYPE,
                    numeric ? "a number after objects" : "an object after numbers",
                    "append symbols of the type of the fixed sequence");
        }
    }

    /// As [EditDistance#distance] of the fixed sequence and what was appended.
    public long distance() {
        return switch (measure) {
            case INDEL -> fixed.length() + appended - 2L * column.zeros();
            case LCS -> Math.max(fixed.length(), appended) - column.zeros();
            default -> appended + column.verticalSum();
        };
    }

    /// Symbols appended.
    public long length() {
        return appended;
    }

    /// Starts anew with nothing appended.
    public void clear() {
        column.clear();
        appended = 0;
    }

    /// Saves the column: 4 bits a symbol of the fixed sequence, and about 30 bytes.
    public void writeTo(DataOutput out) throws IOException {
        out.writeUTF(measure.text());
        out.writeInt(fixed.length());
        out.writeLong(appended);
        column.writeTo(out);
    }

    /// Takes the place of the saved one, which had the same fixed sequence.
    ///
    /// @throws Refusal CORRUPT if it had another measure or length; nothing is changed
    public void readFrom(DataInput in) throws IOException {
        String savedMeasure = in.readUTF();
        int savedLength = in.readInt();
        if (!savedMeasure.equals(measure.text()) || savedLength != fixed.length()) {
            throw new Refusal(
                    Refusal.Code.CORRUPT,
                    "saved with measure " + savedMeasure + " and " + savedLength + " symbols",
                    "restore with the fixed sequence of the saved one");
        }
        appended = in.readLong();
        column.readFrom(in);
    }
}
