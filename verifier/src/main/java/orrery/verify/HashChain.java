package orrery.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import orrery.verify.Finding.Check;

/// The two chains through the records: `hash` over what was decided, `seal` over the times measured.
///
/// After a record whose hash is wrong the chain goes on from the hash that the record states, so
/// that one change is one finding.
final class HashChain {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH = 64;
    private static final int SEAL = 16;

    private final MessageDigest sha256 = sha256();
    private final byte[] lastHash;
    private final byte[] lastSeal = "0".repeat(SEAL).getBytes(StandardCharsets.US_ASCII);
    private final byte[] computed = new byte[HASH];
    private boolean lost;

    HashChain(String manifestHash) {
        lastHash = manifestHash.getBytes(StandardCharsets.US_ASCII);
    }

    static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    void check(DecisionLine line, long record, Findings findings) {
        byte[] text = line.bytes();
        sha256.update(lastHash);
        sha256.update((byte) '\n');
        sha256.update(text, line.start(), line.hashedEnd() - line.start());
        digest();
        compare("hash", HASH, line.hashStart(), line, record, findings);
        System.arraycopy(text, line.hashStart(), lastHash, 0, HASH);

        sha256.update(lastSeal);
        sha256.update((byte) '\n');
        sha256.update(lastHash);
        sha256.update((byte) '\n');
        sha256.update(text, line.sealedStart(), line.sealedEnd() - line.sealedStart());
        digest();
        compare("seal", SEAL, line.sealStart(), line, record, findings);
        System.arraycopy(text, line.sealStart(), lastSeal, 0, SEAL);
        lost = false;
    }

    /// A record could not be read: the next one is believed.
    void lose() {
        lost = true;
    }

    private void digest() {
        byte[] digest = sha256.digest();
        for (int i = 0; i < digest.length; i++) {
            computed[2 * i] = HEX[(digest[i] >> 4) & 15];
            computed[2 * i + 1] = HEX[digest[i] & 15];
        }
    }

    private void compare(
            String field, int length, int at, DecisionLine line, long record, Findings findings) {
        if (lost || Arrays.equals(line.bytes(), at, at + length, computed, 0, length)) {
            return;
        }
        String found = new String(line.bytes(), at, length, StandardCharsets.ISO_8859_1);
        String expected = new String(computed, 0, length, StandardCharsets.US_ASCII);
        findings.inRecord(Check.CHAIN, record, field, found, expected);
    }

    String lastHash() {
        return new String(lastHash, StandardCharsets.ISO_8859_1);
    }

    String lastSeal() {
        return new String(lastSeal, StandardCharsets.ISO_8859_1);
    }
}
