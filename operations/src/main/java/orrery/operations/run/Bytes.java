package orrery.operations.run;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// A growing array of bytes whose content can be looked at without a copy.
final class Bytes extends OutputStream {
    private byte[] array = new byte[4096];
    private int length;

    @Override
    public void write(int value) {
        reserve(1);
        array[length++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int from, int count) {
        reserve(count);
        System.arraycopy(source, from, array, length, count);
        length += count;
    }

    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    ByteBuffer asBuffer() {
        return ByteBuffer.wrap(array, 0, length);
    }

    byte[] toArray() {
        return Arrays.copyOf(array, length);
    }

    private void reserve(int more) {
        if (length + more > array.length) {
            array = Arrays.copyOf(array, Math.max(length + more, 2 * array.length));
        }
    }
}
