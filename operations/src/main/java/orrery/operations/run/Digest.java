package orrery.operations.run;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256, as lower-case hexadecimal text. Threads: confined.
public final class Digest {
    private final MessageDigest sha256;

    public Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public Digest update(byte[] bytes, int from, int length) {
        sha256.update(bytes, from, length);
        return this;
    }

    public Digest update(byte[] bytes) {
        sha256.update(bytes);
        return this;
    }

    /// The hash of all bytes since the last call; begins anew.
    public byte[] finish() {
        return HexFormat.of()
                .formatHex(sha256.digest())
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    /// The hash of some bytes.
    public static String of(byte[] bytes) {
        return new String(
                new Digest().update(bytes).finish(), java.nio.charset.StandardCharsets.US_ASCII);
    }
}
