package orrery.operations.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orrery.journal.Storage;
import orrery.operations.configuration.Configuration;
import orrery.operations.run.Manifest;
import orrery.operations.run.RulesFile;
import orrery.timeline.Refusal;
import orrery.verify.Progress;
import orrery.verify.Verification;
import orrery.verify.Verifier;

/// Whether commands may leave the program: only for a configuration and rules that were replayed,
/// and only if that replay verifies, which is done anew on the spot.
public final class Arming {
    private Arming() {}

    /// @param rules the rule file of the run to be armed
    /// @param replayed run folder of the replay
    /// @throws Refusal NOT_PERMITTED with the reason
    public static void require(Configuration configuration, RulesFile rules, Path replayed) {
        if (!Files.isRegularFile(replayed.resolve("certificate"))) {
            throw notPermitted(
                    "there is no finished replay in " + replayed,
                    "replay first: orrery replay <config> --out " + replayed);
        }
        if (!Manifest.read(Storage.folder(replayed)).mode().equals("replay")) {
            throw notPermitted(
                    replayed + " holds a live run, no replay",
                    "replay first: orrery replay <config> --out <another folder>");
        }
        String text;
        try {
            text = Files.readString(replayed.resolve("configuration.toml"), UTF_8);
        } catch (IOException e) {
            throw notPermitted("the replay in " + replayed + " cannot be read", "replay again");
        }
        Configuration before =
                Configuration.parse(text, "configuration.toml", configuration.folder(), List.of());
        if (!before.decisionHash().equals(configuration.decisionHash())) {
            throw notPermitted(
                    "the replay in " + replayed + " was made with another configuration",
                    "replay again with this one; only where samples come from may differ");
        }
        if (!RulesFile.read(replayed.resolve("rules.spec")).hash().equals(rules.hash())) {
            throw notPermitted(
                    "the replay in " + replayed + " was made under other rules",
                    "replay again with these");
        }
        Verification verified = Verifier.verify(replayed, Progress.silent());
        if (verified.verdict() != Verification.Verdict.HOLDS) {
            throw notPermitted(
                    "the replay in " + replayed + " does not verify",
                    "see orrery verify " + replayed);
        }
    }

    private static Refusal notPermitted(String found, String advice) {
        return new Refusal(Refusal.Code.NOT_PERMITTED, found, advice).at("--arm");
    }
}
