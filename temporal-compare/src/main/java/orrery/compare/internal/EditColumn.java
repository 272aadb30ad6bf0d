package orrery.compare.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// One column of an edit matrix, that symbols move on.
public final class EditColumn {
    public static final int ROWS_MAX = EditStrip.ROWS_MAX;

    private final EditMatrix.Kind kind;
    private final EditStrip strip = new EditStrip();
    private final boolean vectorised;
    private final int[] symbol = new int[1];
    private final byte[] carry = new byte[1];

    /// @param rows numbers of symbols, 1 to `symbols`
    public EditColumn(EditMatrix.Kind kind, int[] rows, int symbols, boolean vectorised) {
        this.kind = kind;
        this.vectorised = vectorised && rows.length >= EditMatrix.LANES_FROM;
        strip.load(rows, 0, rows.length, symbols);
    }

    /// @param number of the symbol; 0 for one that no row has
    public void advance(int number) {
        symbol[0] = number;
        carry[0] = kind == EditMatrix.Kind.LCS ? 0 : (byte) EditStrip.PLUS;
        switch (kind) {
            case LCS -> {
                if (vectorised) {
                    EditLanes.lcs(strip, symbol, 0, 1, carry);
                } else {
                    EditWords.lcs(strip, symbol, 0, 1, carry);
                }
            }
            case LEVENSHTEIN -> {
                if (vectorised) {
                    EditLanes.levenshtein(strip, symbol, 0, 1, carry);
                } else {
                    EditWords.levenshtein(strip, symbol, 0, 1, carry);
                }
            }
            case OSA -> {
                if (vectorised) {
                    EditLanes.osa(strip, symbol, 0, 1, carry);
                } else {
                    EditWords.osa(strip, symbol, 0, 1, carry);
                }
            }
        }
    }

    public int verticalSum() {
        return strip.verticalSum();
    }

    public int zeros() {
        return strip.zeros();
    }

    public void clear() {
        strip.clearState();
    }

    public void writeTo(DataOutput out) throws IOException {
        for (long[] words : strip.state()) {
            for (int w = 0; w < strip.words(); w++) {
                out.writeLong(words[w]);
            }
        }
    }

    public void readFrom(DataInput in) throws IOException {
        for (long[] words : strip.state()) {
            for (int w = 0; w < strip.words(); w++) {
                words[w] = in.readLong();
            }
        }
    }
}
