package orrery.testkit;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;
import orrery.journal.Durability;
import orrery.journal.Journal;
import orrery.journal.JournalSettings;
import orrery.journal.Storage;
import orrery.timeline.NanoClock;

/// A process that appends to a journal until it is killed, and says after each record that it may
/// now be relied upon: eight bytes, the sequence, on stdout.
final class AppendingChild {
    static final JournalSettings SETTINGS =
            JournalSettings.defaults().withSegmentBytes(1 << 16).withChainEvery(16);

    private AppendingChild() {}

    /// @param arguments folder and durability
    public static void main(String[] arguments) throws IOException {
        Durability durability = Durability.valueOf(arguments[1]);
        Journal journal =
                Journal.open(
                        Storage.folder(Path.of(arguments[0])),
                        SETTINGS.withDurability(durability),
                        NanoClock.system());
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        ByteBuffer acknowledgement = ByteBuffer.allocate(Long.BYTES);
        while (true) {
            long next = journal.nextSequence();
            byte[] payload = payload(next);
            long sequence = journal.append(1, next, payload, 0, payload.length);
            if (durability == Durability.STRICT) {
                journal.awaitDurable(sequence);
            }
            out.write(acknowledgement.putLong(0, sequence).array());
        }
    }

    /// What record `sequence` holds: so that the parent can tell a doubled or strange one.
    static byte[] payload(long sequence) {
        SplittableRandom chance = new SplittableRandom(sequence);
        byte[] payload = new byte[chance.nextInt(400)];
        chance.nextBytes(payload);
        return payload;
    }
}
