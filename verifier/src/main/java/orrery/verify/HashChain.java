package orrery.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import orrery.verify.Finding.Check;

/// The two chains through the records: `hash` over what was decided, `seal` over the times measured.
///
/// After a record whose hash is wrong the chain goes on from the hash that the record states, so
/// that one change is one finding.
final class HashChain {
    private static final int SEAL = 16;

    private String lastHash;
    private String lastSeal = "0".repeat(SEAL);
    private boolean lost;

    HashChain(String manifestHash) {
        lastHash = manifestHash;
    }

    static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    void check(DecisionLine line, long record, Findings findings) {
        if (!lost) {
            String hash = hash(lastHash + "\n" + line.decided);
            String seal = hash(lastSeal + "\n" + line.hash + "\n" + line.measured);
            compare("hash", line.hash, hash, record, findings);
            compare("seal", line.seal, seal.substring(0, SEAL), record, findings);
        }
        lastHash = line.hash;
        lastSeal = line.seal;
        lost = false;
    }

    private static void compare(
            String field, String found, String expected, long record, Findings findings) {
        if (!found.equals(expected)) {
            findings.inRecord(Check.CHAIN, record, field, found, expected);
        }
    }

    /// A record could not be read: the next one is believed.
    void lose() {
        lost = true;
    }

    String lastHash() {
        return lastHash;
    }

    String lastSeal() {
        return lastSeal;
    }
}
