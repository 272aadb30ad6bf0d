package orrery.operations.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import orrery.journal.Storage;
import orrery.timeline.Refusal;

/// The files of a run, written so that the verifier can re-check them. The format is
/// `docs/reference/run-folder.md`.
///
/// Whoever has one holds the folder's lock. Threads: confined.
public final class RunFolder implements AutoCloseable {
    /// Names of all files that a replay writes; a new replay replaces them.
    private static final List<String> REPLAY_FILES =
            List.of(
                    "certificate",
                    "report.html",
                    "report.json",
                    ChangeLog.NAME,
                    DecisionLog.NAME,
                    Manifest.NAME,
                    "rules.spec",
                    "configuration.toml");

    private final Storage storage;
    private final Storage.Lock lock;

    private RunFolder(Storage storage, Storage.Lock lock) {
        this.storage = storage;
        this.lock = lock;
    }

    /// Takes a folder for a replay; an earlier replay in it is removed.
    ///
    /// @throws Refusal IN_USE, or NOT_PERMITTED if a live run is kept in it
    public static RunFolder forReplay(Storage storage) {
        RunFolder folder = new RunFolder(storage, storage.lock());
        try {
            folder.removeReplay();
            return folder;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /// Takes a folder for a live run, new or to be continued.
    ///
    /// @throws Refusal IN_USE, or NOT_PERMITTED if a replay is kept in it
    public static RunFolder forLive(Storage storage) {
        RunFolder folder = new RunFolder(storage, storage.lock());
        try {
            if (storage.exists(Manifest.NAME) && folder.isReplay()) {
                throw new Refusal(
                        Refusal.Code.NOT_PERMITTED,
                        "the run folder holds a replay",
                        "give the live run another folder with --out");
            }
            return folder;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    public Storage storage() {
        return storage;
    }

    /// Writes what the run is about, before its first decision.
    ///
    /// @return hash of the manifest, with which the chain of decisions begins
    public String begin(Manifest manifest, RulesFile rules, String configuration) {
        write("rules.spec", rules.bytes());
        write("configuration.toml", configuration.getBytes(UTF_8));
        byte[] json = manifest.json();
        write(Manifest.NAME, json);
        return Digest.of(json);
    }

    /// Writes a small file at once: under another name, forced, then renamed.
    public void write(String name, byte[] content) {
        String temporary = name + ".tmp";
        if (storage.exists(temporary)) {
            storage.delete(temporary);
        }
        try (Storage.Output output = storage.create(temporary)) {
            output.write(ByteBuffer.wrap(content));
            output.force();
        }
        storage.rename(temporary, name);
        storage.forceFolder();
    }

    @Override
    public void close() {
        lock.close();
    }

    private void removeReplay() {
        if (storage.exists(Manifest.NAME) && !isReplay()) {
            throw new Refusal(
                    Refusal.Code.NOT_PERMITTED,
                    "the run folder holds a live run",
                    "give the replay another folder with --out");
        }
        for (String name : REPLAY_FILES) {
            if (storage.exists(name)) {
                storage.delete(name);
            }
        }
    }

    private boolean isReplay() {
        byte[] head = new byte[(int) Math.min(4096, storage.size(Manifest.NAME))];
        try (Storage.Input input = storage.read(Manifest.NAME)) {
            input.read(ByteBuffer.wrap(head), 0);
        }
        return new String(head, UTF_8).contains("\"mode\":\"replay\"");
    }
}
