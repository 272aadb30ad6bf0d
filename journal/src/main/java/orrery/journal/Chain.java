package orrery.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// The hash chain over the records: each stored value is the SHA-256 of the stored value before it
/// followed by the bytes of all records between the two. It begins with 32 zero bytes.
///
/// A changed record with a recomputed checksum changes every later value. Allocates nothing per
/// record. Confined to one thread.
final class Chain {
    static final int BYTES = 32;

    private final MessageDigest digest;
    private final byte[] stored = new byte[BYTES];
    private int records;

    Chain() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        digest.update(stored);
    }

    /// Goes on from a stored value.
    void restart(byte[] bytes, int offset) {
        System.arraycopy(bytes, offset, stored, 0, BYTES);
        digest.reset();
        digest.update(stored);
        records = 0;
    }

    /// Takes the bytes of one record, header and checksum included.
    void add(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
        records++;
    }

    /// Records since the stored value.
    int records() {
        return records;
    }

    /// Closes the group: its value becomes the stored one. Without records it stays as it is.
    void store() {
        if (records == 0) {
            return;
        }
        try {
            digest.digest(stored, 0, BYTES);
        } catch (java.security.DigestException e) {
            throw new IllegalStateException("the buffer has the length of the hash", e);
        }
        digest.update(stored);
        records = 0;
    }

    byte[] stored() {
        return stored;
    }

    boolean storedEquals(byte[] bytes, int offset) {
        return Arrays.equals(stored, 0, BYTES, bytes, offset, offset + BYTES);
    }

    /// The value up to the last record, as 64 hexadecimal digits; the chain stays as it is.
    String text() {
        if (records == 0) {
            return HexFormat.of().formatHex(stored);
        }
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the SHA-256 of the JDK can be cloned", e);
        }
    }
}
