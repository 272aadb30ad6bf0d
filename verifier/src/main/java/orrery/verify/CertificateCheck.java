package orrery.verify;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import orrery.verify.Certificate.RuleEntry;
import orrery.verify.Verification.Figures;
import orrery.verify.Verification.Hashes;
import orrery.verify.Verification.RuleResult;
import orrery.verify.Verification.Verdict;

/// Whether `certificate` and `report.json` say what was found.
final class CertificateCheck {
    private final Manifest manifest;
    private final Certificate certificate;
    private final Findings findings;

    CertificateCheck(Manifest manifest, Certificate certificate, Findings findings) {
        this.manifest = manifest;
        this.certificate = certificate;
        this.findings = findings;
    }

    /// Before the records: every file is the one that the others name.
    void checkHashes(
            String manifestHash,
            String configurationHash,
            String rulesHash,
            Optional<String> reportHash) {
        hash("certificate manifestHash", certificate.manifestHash(), manifestHash);
        hash("certificate configurationHash", certificate.configurationHash(), configurationHash);
        hash("manifest.json configurationHash", manifest.configurationHash(), configurationHash);
        hash("certificate rulesHash", certificate.rulesHash(), rulesHash);
        hash("manifest.json rulesHash", manifest.rulesHash(), rulesHash);
        if (manifest.mode() == Manifest.Mode.REPLAY && reportHash.isEmpty()) {
            findings.inFile(
                    Finding.Check.HASH, RunFolder.REPORT, "missing", "a report of a replay");
        }
        hash(
                "certificate reportHash",
                certificate.reportHash().orElse("null"),
                reportHash.orElse("null"));
    }

    private void hash(String subject, String found, String expected) {
        if (!found.equals(expected)) {
            findings.inFile(Finding.Check.HASH, subject, found, expected);
        }
    }

    /// After the records.
    void checkFigures(long records, Hashes hashes, Figures figures) {
        if (manifest.mode() != Manifest.Mode.REPLAY) {
            findings.compare("manifest.json scoredFrom", manifest.scoredFrom(), 0L);
        }
        findings.compare("certificate records", certificate.records(), records);
        findings.compare("certificate lastHash", certificate.lastHash(), hashes.last());
        findings.compare("certificate lastSeal", certificate.lastSeal(), hashes.lastSeal());
        findings.compare(
                "certificate missedDeadlines",
                certificate.missedDeadlines(),
                figures.missedDeadlines());
        findings.compare("certificate denied", certificate.denied(), figures.denied());
        findings.compare("certificate repaired", certificate.repaired(), figures.repaired());
        findings.compareSums("certificate agentCost", certificate.agentCost(), figures.agentCost());
    }

    void checkChanges(ChangeLedger ledger) {
        findings.compare("certificate changes", certificate.changes(), ledger.count());
        findings.compare(
                "certificate lastChangeHash", certificate.lastChangeHash(), ledger.lastHash());
    }

    /// @param unchecked names of the rules of which the run says nothing
    void checkRules(List<RuleResult> results, Set<String> unchecked) {
        String found =
                certificate.verdicts().stream()
                        .map(RuleEntry::rule)
                        .collect(Collectors.joining(", "));
        String expected = results.stream().map(RuleResult::rule).collect(Collectors.joining(", "));
        findings.compare("certificate verdicts", found, expected);
        for (int i = 0; i < Math.min(results.size(), certificate.verdicts().size()); i++) {
            RuleEntry entry = certificate.verdicts().get(i);
            if (unchecked.contains(results.get(i).rule())) {
                checkUnchecked(entry);
            } else {
                checkRule(entry, results.get(i));
            }
        }
    }

    private void checkUnchecked(RuleEntry entry) {
        RuleEntry expected = RuleEntry.of(entry.rule());
        String subject = "certificate " + entry.rule() + " ";
        findings.compare(subject + "holds", entry.holds(), expected.holds());
        findings.compare(
                subject + "robustness",
                entry.robustness().map(String::valueOf).orElse("null"),
                expected.robustness().map(String::valueOf).orElse("null"));
        findings.compare(subject + "atRecord", entry.atRecord(), expected.atRecord());
    }

    private void checkRule(RuleEntry entry, RuleResult result) {
        String subject = "certificate " + result.rule() + " ";
        findings.compare(subject + "holds", entry.holds(), result.verdict() == Verdict.HOLDS);
        double robustness = result.robustness();
        boolean agrees =
                entry.robustness()
                        .map(value -> Findings.agree(value, robustness))
                        .orElse(Double.isInfinite(robustness));
        if (!agrees) {
            findings.inFile(
                    Finding.Check.FIGURE,
                    subject + "robustness",
                    entry.robustness().map(String::valueOf).orElse("null"),
                    Double.isInfinite(robustness) ? "null" : robustness);
        }
        findings.compare(subject + "atRecord", entry.atRecord(), result.atRecord());
    }

    /// @param verified the same figures, counted from the records
    void checkReport(JsonObject report, long records, Figures verified) {
        findings.compare("report.json rows", report.count("rows"), records);
        findings.compare(
                "report.json scoredFrom", report.count("scoredFrom"), manifest.scoredFrom());
        findings.compare("report.json denied", report.count("denied"), verified.denied());
        findings.compare("report.json repaired", report.count("repaired"), verified.repaired());
        findings.compare(
                "report.json missedDeadlines",
                report.count("missedDeadlines"),
                verified.missedDeadlines());
        findings.compare(
                "report.json configurationHash",
                report.text("configurationHash"),
                manifest.configurationHash());
        findings.compareSums(
                "report.json costs.agent",
                report.object("costs").number("agent"),
                verified.agentCost());
    }
}
