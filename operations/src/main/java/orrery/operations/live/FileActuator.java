package orrery.operations.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import orrery.agent.act.Actuator;
import orrery.journal.Storage;
import orrery.operations.report.JsonText;
import orrery.timeline.Refusal;

/// Commands by a file: `{"decision":17,"capacity":12}`, replaced in one step. A command is
/// acknowledged once the file is in place.
public final class FileActuator implements Actuator {
    private final Storage storage;
    private final String name;
    private long decision;
    private int capacity;
    private boolean done;

    /// @param file path of the file; its folder is created if need be
    public static FileActuator writing(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        Path name = absolute.getFileName();
        if (folder == null || name == null) {
            throw new Refusal(
                    Refusal.Code.MISSING, file + " names no file", "give the path of a file");
        }
        return new FileActuator(Storage.folder(folder), name.toString());
    }

    FileActuator(Storage storage, String name) {
        this.storage = storage;
        this.name = name;
    }

    @Override
    public boolean command(long decision, int capacity) {
        String text =
                JsonText.object(out -> {
                    out.writeNumberProperty("decision", decision);
                    out.writeNumberProperty("capacity", capacity);
                });
        String temporary = name + ".tmp";
        try {
            if (storage.exists(temporary)) {
                storage.delete(temporary);
            }
            try (Storage.Output output = storage.create(temporary)) {
                output.write(ByteBuffer.wrap((text + "\n").getBytes(UTF_8)));
            }
            storage.rename(temporary, name);
        } catch (Refusal cannotWrite) {
            return false;
        }
        this.decision = decision;
        this.capacity = capacity;
        done = true;
        return true;
    }

    @Override
    public void poll(Acknowledgements into) {
        if (done) {
            done = false;
            into.acknowledged(decision, capacity);
        }
    }
}
