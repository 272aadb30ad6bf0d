package orrery.operations.live;

import java.nio.file.Path;
import orrery.journal.Storage;
import orrery.operations.run.RunFolder;

/// Sessions of live runs for tests.
final class Sessions {
    private Sessions() {}

    static LiveSession open(
            Path folder, LiveSession.Setting setting, double firstDemand, long stepNs) {
        Storage journals = Storage.folder(folder.resolve(LiveSession.JOURNAL_FOLDER));
        return open(Storage.folder(folder), journals, setting, firstDemand, stepNs);
    }

    static LiveSession open(
            Storage run,
            Storage journals,
            LiveSession.Setting setting,
            double firstDemand,
            long stepNs) {
        return LiveSession.open(RunFolder.forLive(run), journals, setting, firstDemand, stepNs);
    }
}
