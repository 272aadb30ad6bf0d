/// Earliest deadline first, on one worker, with nothing hidden.
///
/// A {@link orrery.schedule.Scheduler} is a state machine without clock or thread. Whoever drives it
/// says what time it is:
///
/// ```java
/// Scheduler scheduler = Scheduler.startingAt(clock.nanoTime());
/// long handle = scheduler.submit(act, releaseNs, deadlineNs);
/// scheduler.step(clock.nanoTime());
/// ```
///
/// Which driver: your own loop, as above, where a loop is there already;
/// `orrery.schedule.thread.LiveWorker` for a thread that sleeps and spins until the next release;
/// `orrery.schedule.simulation.VirtualWorker` for virtual time, the same state machine with the same
/// decisions.
package orrery.schedule;
