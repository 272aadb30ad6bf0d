package orrery.loop;

import orrery.compare.search.AnalogueSearch;
import orrery.loop.level.Neighbours;

/// The neighbours that an analogue search found, as the learner reads them.
final class Analogues implements Neighbours {
    private final AnalogueSearch search;

    private Analogues(AnalogueSearch search) {
        this.search = search;
    }

    static Neighbours of(AnalogueSearch search) {
        return new Analogues(search);
    }

    @Override
    public int count() {
        return search.count();
    }

    @Override
    public int age(int i) {
        return search.age(i);
    }

    @Override
    public double distance(int i) {
        return search.distance(i);
    }

    @Override
    public double value(int age) {
        return search.value(age);
    }
}
