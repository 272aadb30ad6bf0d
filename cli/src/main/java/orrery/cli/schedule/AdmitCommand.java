package orrery.cli.schedule;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.cli.Table;
import orrery.operations.report.JsonText;
import orrery.schedule.admission.Admission;
import orrery.schedule.admission.Partition;
import orrery.schedule.admission.Policy;
import orrery.schedule.admission.ReleasedJob;
import orrery.schedule.admission.TaskSet;
import orrery.schedule.admission.Verdict;
import orrery.timeline.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

@Command(
        name = "admit",
        mixinStandardHelpOptions = true,
        description = {
            "Whether all deadlines of a set of tasks are met, whatever the arrivals.",
            "A refusal comes with released jobs that miss.",
            "Exit code 0 admitted, 1 refused, 3 if neither is proved."
        })
public final class AdmitCommand implements Callable<Integer> {
    private static final List<String> POLICIES =
            List.of("edf", "np-edf", "rm", "dm", "fp", "np-fp", "llf");

    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "{\"tasks\":[{\"C\":…,\"T\":…,\"D\":…}]} in whole nanoseconds")
    private String file = "";

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "P",
            description = "edf, np-edf (one worker), rm, dm, fp, np-fp or llf")
    private String policy = "";

    @Option(
            names = "--cpus",
            paramLabel = "M",
            description = "assign the tasks to so many processors (default: one)")
    private int processors = 1;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    public AdmitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Policy chosen = chosen();
        TaskSet tasks = new TaskFile(file).read();
        if (processors != 1) {
            return partition(Admission.partition(tasks, chosen, processors));
        }
        Verdict verdict = Admission.decide(tasks, chosen);
        console.print(json ? JsonText.object(out -> write(out, verdict)) : table(tasks, verdict));
        return code(verdict.answer());
    }

    private Policy chosen() {
        if (!POLICIES.contains(policy)) {
            throw new Refusal(
                            Refusal.Code.UNKNOWN_KEY,
                            "there is no policy " + policy,
                            "use one of " + String.join(", ", POLICIES))
                    .at("--policy");
        }
        return Policy.valueOf(policy.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static int code(Verdict.Answer answer) {
        return switch (answer) {
            case ADMITTED -> ExitCode.YES.number();
            case REFUSED -> ExitCode.NO.number();
            case NOT_ESTABLISHED -> ExitCode.UNKNOWN.number();
        };
    }

    private static void answer(JsonGenerator out, Verdict.Answer answer, String test) {
        if (answer == Verdict.Answer.NOT_ESTABLISHED) {
            out.writeNullProperty("admitted");
        } else {
            out.writeBooleanProperty("admitted", answer == Verdict.Answer.ADMITTED);
        }
        out.writeStringProperty("test", test);
    }

    private static void write(JsonGenerator out, Verdict verdict) {
        answer(out, verdict.answer(), verdict.test());
        verdict.slackNs()
                .ifPresentOrElse(
                        ns -> out.writeNumberProperty("slackNs", ns),
                        () -> out.writeNullProperty("slackNs"));
        verdict.violationNs().ifPresent(ns -> out.writeNumberProperty("violationNs", ns));
        if (!verdict.witness().isEmpty()) {
            out.writeArrayPropertyStart("witness");
            verdict.witness().forEach(job -> write(out, job));
            out.writeEndArray();
        }
        if (!verdict.responseTimesNs().isEmpty()) {
            out.writeArrayPropertyStart("responseTimesNs");
            for (OptionalLong ns : verdict.responseTimesNs()) {
                ns.ifPresentOrElse(out::writeNumber, out::writeNull);
            }
            out.writeEndArray();
        }
    }

    private static void write(JsonGenerator out, ReleasedJob job) {
        out.writeStartObject();
        out.writeNumberProperty("task", job.task());
        out.writeNumberProperty("readyNs", job.readyNs());
        out.writeNumberProperty("deadlineNs", job.deadlineNs());
        out.writeNumberProperty("executionNs", job.executionNs());
        out.writeNumberProperty("lockedNs", job.lockedNs());
        out.writeEndObject();
    }

    private static String table(TaskSet tasks, Verdict verdict) {
        Table table =
                new Table()
                        .row("admitted", word(verdict.answer()))
                        .row("test", verdict.test())
                        .row("slack", shown(verdict.slackNs(), "unknown"));
        verdict.violationNs().ifPresent(ns -> table.row("first miss", "at " + ns + " ns"));
        for (int i = 0; i < verdict.responseTimesNs().size(); i++) {
            table.row(
                    "response of " + tasks.tasks().get(i).name(),
                    shown(verdict.responseTimesNs().get(i), "no bound"));
        }
        if (!verdict.witness().isEmpty()) {
            table.row("witness", verdict.witness().size() + " jobs (--json lists them)");
        }
        return table.text();
    }

    private static String shown(OptionalLong ns, String absent) {
        return ns.isPresent() ? ns.getAsLong() + " ns" : absent;
    }

    private static String word(Verdict.Answer answer) {
        return switch (answer) {
            case ADMITTED -> "yes";
            case REFUSED -> "no";
            case NOT_ESTABLISHED -> "not established";
        };
    }

    private int partition(Partition partition) {
        OptionalLong slack =
                partition.verdicts().stream()
                        .flatMapToLong(verdict -> verdict.slackNs().stream())
                        .min();
        if (json) {
            console.print(JsonText.object(out -> write(out, partition, slack)));
        } else {
            Table table =
                    new Table()
                            .row("admitted", word(partition.answer()))
                            .row("test", partition.test())
                            .row("slack", shown(slack, "unknown"));
            partition.processors().stream()
                    .max(Integer::compare)
                    .ifPresent(last -> table.row("processors used", "" + (last + 1)));
            console.print(table.text());
        }
        return code(partition.answer());
    }

    private static void write(JsonGenerator out, Partition partition, OptionalLong slack) {
        answer(out, partition.answer(), partition.test());
        slack.ifPresentOrElse(
                ns -> out.writeNumberProperty("slackNs", ns),
                () -> out.writeNullProperty("slackNs"));
        if (!partition.processors().isEmpty()) {
            out.writeArrayPropertyStart("processors");
            partition.processors().forEach(out::writeNumber);
            out.writeEndArray();
        }
        out.writeBooleanProperty("globalByGfb", partition.globalByGfb());
    }
}
