package orrery.operations.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import orrery.agent.act.Actuator;
import orrery.journal.Storage;
import orrery.timeline.Refusal;

/// Commands by a file: `{"decision":17,"capacity":12}`, replaced in one step. A command is
/// acknowledged once the file is in place, and has failed where it cannot be written.
///
/// A disk may take longer than a decision has, so files are written one after the other on a thread
/// of their own.
public final class FileActuator implements Actuator, AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final UnderWay underWay = new UnderWay();
    private final Storage storage;
    private final String name;
    private final Executor writer;
    private final Runnable end;

    /// @param file path of the file; its folder is created if need be
    public static FileActuator writing(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        Path name = absolute.getFileName();
        if (folder == null || name == null) {
            throw new Refusal(
                    Refusal.Code.MISSING, file + " names no file", "give the path of a file");
        }
        ExecutorService thread =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("commands").factory());
        return new FileActuator(Storage.folder(folder), name.toString(), thread, () -> end(thread));
    }

    FileActuator(Storage storage, String name, Executor writer, Runnable end) {
        this.storage = storage;
        this.name = name;
        this.writer = writer;
        this.end = end;
    }

    @Override
    public boolean command(long decision, int capacity) {
        if (!underWay.begin()) {
            return false;
        }
        writer.execute(() -> underWay.settle(decision, capacity, isWritten(decision, capacity)));
        return true;
    }

    private boolean isWritten(long decision, int capacity) {
        String temporary = name + ".tmp";
        String text = UnderWay.text(decision, capacity) + "\n";
        try {
            if (storage.exists(temporary)) {
                storage.delete(temporary);
            }
            try (Storage.Output output = storage.create(temporary)) {
                output.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
            }
            storage.rename(temporary, name);
            return true;
        } catch (Refusal cannotWrite) {
            return false;
        }
    }

    @Override
    public void poll(Acknowledgements into) {
        underWay.poll(into);
    }

    /// Waits a moment for what is under way.
    @Override
    public void close() {
        end.run();
    }

    private static void end(ExecutorService thread) {
        thread.shutdown();
        try {
            boolean ended = thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
