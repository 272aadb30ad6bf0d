package orrery.compare.internal;

/// Edit matrices column by column, 64 rows a word.
///
/// Each method advances a strip over the columns `from` to `to`. `carries[j]` holds the horizontal
/// differences that enter column j from above, and afterwards those that leave its last row. Words
/// go over all columns by four, as four keep a processor busy, and stay in registers.
///
/// Sources: Myers, J. ACM 46(3), 1999, doi:10.1145/316542.316550; Hyyrö, Nordic J. Computing 10,
/// 2003, and "Bit-parallel LCS-length computation revisited", AWOCA 2004.
public final class EditWords {
    private EditWords() {}

    /// Longest common subsequence; the state is in `plus`.
    public static void lcs(EditStrip strip, int[] b, int from, int to, byte[] carries) {
        int w = 0;
        for (; w + 4 <= strip.words(); w += 4) {
            lcsFour(strip, w, b, from, to, carries);
        }
        for (; w < strip.words(); w++) {
            lcsOne(strip, w, b, from, to, carries);
        }
    }

    /// Levenshtein distance; the vertical differences are in `plus` and `minus`.
    public static void levenshtein(EditStrip strip, int[] b, int from, int to, byte[] carries) {
        int w = 0;
        for (; w + 4 <= strip.words(); w += 4) {
            levenshteinFour(strip, w, b, from, to, carries);
        }
        for (; w < strip.words(); w++) {
            levenshteinOne(strip, w, b, from, to, carries);
        }
    }

    /// Optimal string alignment distance: Levenshtein with swaps of neighbours.
    public static void osa(EditStrip strip, int[] b, int from, int to, byte[] carries) {
        for (int w = 0; w < strip.words(); w++) {
            osaOne(strip, w, b, from, to, carries);
        }
    }

    private static int lastBit(EditStrip strip, int word) {
        return word == strip.words() - 1 ? (strip.rows() - 1) & 63 : 63;
    }

    // Hot path: U marks the matches, the addition moves each run's lowest one to its end.
    private static void lcsOne(EditStrip strip, int w, int[] b, int from, int to, byte[] carries) {
        final long[] bits = strip.bits();
        final int[] places = strip.places();
        final int last = lastBit(strip, w);
        long v = strip.plus[w];
        for (int j = from; j < to; j++) {
            long u = v & bits[places[b[j]] + w];
            long s = v + u + carries[j];
            carries[j] = (byte) ((u | (v & ~s)) >>> last & 1);
            v = s | (v - u);
        }
        strip.plus[w] = v;
    }

    // Hot path: as above, four times; written out, so that the words stay in registers.
    private static void lcsFour(EditStrip strip, int w, int[] b, int from, int to, byte[] carries) {
        final long[] bits = strip.bits();
        final int[] places = strip.places();
        final int last = lastBit(strip, w + 3);
        long v0 = strip.plus[w];
        long v1 = strip.plus[w + 1];
        long v2 = strip.plus[w + 2];
        long v3 = strip.plus[w + 3];
        for (int j = from; j < to; j++) {
            int place = places[b[j]] + w;
            long u = v0 & bits[place];
            long s = v0 + u + carries[j];
            long carry = (u | (v0 & ~s)) >>> 63;
            v0 = s | (v0 - u);
            u = v1 & bits[place + 1];
            s = v1 + u + carry;
            carry = (u | (v1 & ~s)) >>> 63;
            v1 = s | (v1 - u);
            u = v2 & bits[place + 2];
            s = v2 + u + carry;
            carry = (u | (v2 & ~s)) >>> 63;
            v2 = s | (v2 - u);
            u = v3 & bits[place + 3];
            s = v3 + u + carry;
            carries[j] = (byte) ((u | (v3 & ~s)) >>> last & 1);
            v3 = s | (v3 - u);
        }
        strip.plus[w] = v0;
        strip.plus[w + 1] = v1;
        strip.plus[w + 2] = v2;
        strip.plus[w + 3] = v3;
    }

    // Hot path: a word hands on +1 or -1 from its last row.
    private static void levenshteinOne(
            EditStrip strip, int w, int[] b, int from, int to, byte[] carries) {
        final long[] bits = strip.bits();
        final int[] places = strip.places();
        final int last = lastBit(strip, w);
        long vp = strip.plus[w];
        long vn = strip.minus[w];
        for (int j = from; j < to; j++) {
            long in = carries[j];
            long up = in & 1;
            long down = in >>> 1;
            long x = bits[places[b[j]] + w] | down;
            long d = (((x & vp) + vp) ^ vp) | x | vn;
            long hp = vn | ~(d | vp);
            long hn = d & vp;
            carries[j] = (byte) ((hp >>> last & 1) | (hn >>> last & 1) << 1);
            hp = hp << 1 | up;
            vp = hn << 1 | down | ~(d | hp);
            vn = hp & d;
        }
        strip.plus[w] = vp;
        strip.minus[w] = vn;
    }

    // Hot path: as above, four times; written out, so that the words stay in registers.
    private static void levenshteinFour(
            EditStrip strip, int w, int[] b, int from, int to, byte[] carries) {
        final long[] bits = strip.bits();
        final int[] places = strip.places();
        final int last = lastBit(strip, w + 3);
        long p0 = strip.plus[w];
        long n0 = strip.minus[w];
        long p1 = strip.plus[w + 1];
        long n1 = strip.minus[w + 1];
        long p2 = strip.plus[w + 2];
        long n2 = strip.minus[w + 2];
        long p3 = strip.plus[w + 3];
        long n3 = strip.minus[w + 3];
        for (int j = from; j < to; j++) {
            int place = places[b[j]] + w;
            long in = carries[j];
            long up = in & 1;
            long down = in >>> 1;
            long x = bits[place] | down;
            long d = (((x & p0) + p0) ^ p0) | x | n0;
            long hp = n0 | ~(d | p0);
            long hn = d & p0;
            n0 = (hp << 1 | up) & d;
            p0 = hn << 1 | down | ~(d | hp << 1 | up);
            up = hp >>> 63;
            down = hn >>> 63;
            x = bits[place + 1] | down;
            d = (((x & p1) + p1) ^ p1) | x | n1;
            hp = n1 | ~(d | p1);
            hn = d & p1;
            n1 = (hp << 1 | up) & d;
            p1 = hn << 1 | down | ~(d | hp << 1 | up);
            up = hp >>> 63;
            down = hn >>> 63;
            x = bits[place + 2] | down;
            d = (((x & p2) + p2) ^ p2) | x | n2;
            hp = n2 | ~(d | p2);
            hn = d & p2;
            n2 = (hp << 1 | up) & d;
            p2 = hn << 1 | down | ~(d | hp << 1 | up);
            up = hp >>> 63;
            down = hn >>> 63;
            x = bits[place + 3] | down;
            d = (((x & p3) + p3) ^ p3) | x | n3;
            hp = n3 | ~(d | p3);
            hn = d & p3;
            n3 = (hp << 1 | up) & d;
            p3 = hn << 1 | down | ~(d | hp << 1 | up);
            carries[j] = (byte) ((hp >>> last & 1) | (hn >>> last & 1) << 1);
        }
        strip.plus[w] = p0;
        strip.minus[w] = n0;
        strip.plus[w + 1] = p1;
        strip.minus[w + 1] = n1;
        strip.plus[w + 2] = p2;
        strip.minus[w + 2] = n2;
        strip.plus[w + 3] = p3;
        strip.minus[w + 3] = n3;
    }

    // Hot path: as Levenshtein, with the diagonal zeros that a swap adds.
    private static void osaOne(EditStrip strip, int w, int[] b, int from, int to, byte[] carries) {
        final long[] bits = strip.bits();
        final int[] places = strip.places();
        final int last = lastBit(strip, w);
        long vp = strip.plus[w];
        long vn = strip.minus[w];
        long d = strip.diagonal[w];
        long former = strip.former[w];
        for (int j = from; j < to; j++) {
            long in = carries[j];
            long up = in & 1;
            long down = in >>> 1 & 1;
            long match = bits[places[b[j]] + w];
            long open = ~d & match;
            long swap = (open << 1 | in >>> 2) & former;
            long x = match | down;
            d = (((x & vp) + vp) ^ vp) | x | vn | swap;
            long hp = vn | ~(d | vp);
            long hn = d & vp;
            long over = (hp >>> last & 1) | (hn >>> last & 1) << 1 | (open >>> last & 1) << 2;
            carries[j] = (byte) over;
            hp = hp << 1 | up;
            vp = hn << 1 | down | ~(d | hp);
            vn = hp & d;
            former = match;
        }
        strip.plus[w] = vp;
        strip.minus[w] = vn;
        strip.diagonal[w] = d;
        strip.former[w] = former;
    }
}
