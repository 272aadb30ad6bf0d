package orrery.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import orrery.timeline.Refusal;

/// Says as a refusal what the operating system said as an exception.
final class StorageTrouble {
    private static final int NAME_MAX = 200;

    private StorageTrouble() {}

    static Refusal of(String name, IOException cause) {
        Refusal refusal = refusal(name, cause);
        refusal.initCause(cause);
        return refusal;
    }

    private static Refusal refusal(String name, IOException cause) {
        String said = String.valueOf(cause.getMessage());
        if (isFull(said)) {
            return new Refusal(
                    Refusal.Code.DISK_FULL,
                    "no room left on the disk for " + name,
                    "free some space, then start again: nothing that was confirmed is lost");
        }
        if (cause instanceof FileAlreadyExistsException) {
            return new Refusal(
                    Refusal.Code.NOT_PERMITTED, name + " is there already", "use another name");
        }
        if (cause instanceof NoSuchFileException
                || (cause instanceof FileNotFoundException && said.contains("No such file"))) {
            return new Refusal(Refusal.Code.MISSING, "there is no file " + name, "check the name");
        }
        return new Refusal(
                Refusal.Code.IO,
                name + ": " + cause.getClass().getSimpleName() + ": " + said,
                "check the disk and the rights on the folder, then start again");
    }

    static Refusal badCut(String name, long size, long present) {
        return new Refusal(
                Refusal.Code.OUT_OF_RANGE,
                "cut of " + name + " to " + size + " bytes, it has " + present,
                "use 0 to " + present);
    }

    private static boolean isFull(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        return lower.contains("no space left")
                || lower.contains("quota exceeded")
                || lower.contains("not enough space");
    }

    static boolean isName(String name) {
        if (name.isEmpty() || name.length() > NAME_MAX || name.charAt(0) == '.') {
            return false;
        }
        return name.chars().allMatch(StorageTrouble::isNameCharacter);
    }

    private static boolean isNameCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
