package orrery.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// What a file holds for its readers, what of it is on the disk, and the writes between the two.
final class FaultyFile {
    private byte[] bytes = new byte[256];
    private int size;
    private byte[] forced = new byte[0];
    private final List<int[]> unforced = new ArrayList<>(); // begin and end of each write

    int size() {
        return size;
    }

    byte[] content() {
        return Arrays.copyOf(bytes, size);
    }

    void write(byte[] source, int length) {
        if (length == 0) {
            return;
        }
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * bytes.length));
        }
        System.arraycopy(source, 0, bytes, size, length);
        unforced.add(new int[] {size, size + length});
        size += length;
    }

    int read(ByteBuffer target, long position) {
        if (position >= size) {
            return 0;
        }
        int count = (int) Math.min(target.remaining(), size - position);
        target.put(bytes, (int) position, count);
        return count;
    }

    void force() {
        forced = content();
        unforced.clear();
    }

    void truncate(int length) {
        size = length;
        force();
    }

    void flipBit(long bit) {
        int at = (int) (bit / 8);
        int mask = 1 << (bit % 8);
        bytes[at] ^= (byte) mask;
        if (at < forced.length) {
            forced[at] ^= (byte) mask;
        }
    }

    /// Half of the time the writes arrive in order up to some byte, otherwise each may be missing.
    void loseUnforced(RandomGenerator chance) {
        byte[] written = content();
        byte[] after = Arrays.copyOf(forced, written.length);
        int end = forced.length;
        boolean inOrder = chance.nextBoolean();
        int arriving = chance.nextInt(unforced.size() + 1);
        for (int i = 0; i < unforced.size(); i++) {
            int from = unforced.get(i)[0];
            int to = unforced.get(i)[1];
            boolean isTorn = inOrder ? i == arriving : chance.nextInt(4) == 0;
            boolean isLost = inOrder ? i > arriving : chance.nextInt(3) == 0;
            if (isLost) {
                continue;
            }
            int torn = isTorn ? from + chance.nextInt(to - from) : to;
            System.arraycopy(written, from, after, from, torn - from);
            end = torn;
            if (isTorn && chance.nextInt(4) == 0) {
                for (int at = torn; at < to; at++) {
                    after[at] = (byte) chance.nextInt();
                }
                end = to;
            }
        }
        bytes = Arrays.copyOf(after, Math.max(end, 1));
        size = end;
        force();
    }
}
