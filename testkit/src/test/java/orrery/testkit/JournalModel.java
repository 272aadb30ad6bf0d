package orrery.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import orrery.journal.Journal;

/// What a journal ought to hold: every payload that was appended, by sequence, and how far the disk
/// confirmed it.
final class JournalModel {
    private final List<byte[]> payloads = new ArrayList<>();
    private long confirmed;

    /// Appends one record of random length and content to the journal and, if that went well, to
    /// the model. A refused record is kept as well: it may be there afterwards or not.
    void append(Journal journal, RandomGenerator chance) {
        byte[] payload = new byte[chance.nextInt(chance.nextInt(10) == 0 ? 3_000 : 60)];
        chance.nextBytes(payload);
        payloads.add(payload);
        long sequence = journal.append(3, payloads.size(), payload, 0, payload.length);
        assertThat(sequence).isEqualTo(payloads.size());
    }

    long appended() {
        return payloads.size();
    }

    long confirmed() {
        return confirmed;
    }

    void confirm(long sequence) {
        assertThat(sequence).isGreaterThanOrEqualTo(confirmed);
        confirmed = sequence;
    }

    /// The journal holds a beginning of what was appended, unchanged, and all that must be there.
    void isPrefixedBy(Journal journal, long leastLast) {
        long last = journal.nextSequence() - 1;
        assertThat(last).isBetween(leastLast, (long) payloads.size());
        long[] next = {journal.firstSequence()};
        journal.read(
                next[0],
                record -> {
                    assertThat(record.sequence()).isEqualTo(next[0]);
                    assertThat(record.timeNs()).isEqualTo(next[0]);
                    assertThat(record.type()).isEqualTo(3);
                    assertThat(record.payload()).isEqualTo(payloads.get((int) next[0] - 1));
                    next[0]++;
                    return true;
                });
        assertThat(next[0]).isEqualTo(last + 1);
    }

    /// What recovery did not find is gone; what it found is on the disk.
    void continueFrom(Journal journal) {
        int last = (int) journal.nextSequence() - 1;
        payloads.subList(last, payloads.size()).clear();
        confirmed = last;
    }
}
