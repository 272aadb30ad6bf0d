package orrery.schedule.admission;

import java.util.List;
import orrery.schedule.admission.Verdict.Answer;

/// Which processor each task stays on, and what is proved of it. Immutable.
///
/// @param answer [Answer#REFUSED] only if no partition passes a test that is exact
/// @param test what decided: `first fit`, `exact search`, or why there is no answer
/// @param processors by task in the order of the set, from 0; empty if not admitted
/// @param verdicts by processor that has tasks; empty if not admitted
/// @param globalByGfb whether global EDF with free migration is known to meet all deadlines by
///     density (Goossens, Funk and Baruah, RTS 25, 2003); only a report
public record Partition(
        Answer answer,
        String test,
        List<Integer> processors,
        List<Verdict> verdicts,
        boolean globalByGfb) {
    public Partition {
        processors = List.copyOf(processors);
        verdicts = List.copyOf(verdicts);
    }
}
