package orrery.loop.halt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One flag that stops everything: read before each action, set by anyone, never cleared.
///
/// A set switch stays set: to start again takes a new instance, so no race can undo a kill.
/// Threads: safe. Cost: a read is one opaque load, about 1 ns. Allocation: none on reading.
public final class KillSwitch {
    private static final VarHandle REASON;

    static {
        try {
            REASON = MethodHandles.lookup().findVarHandle(KillSwitch.class, "reason", String.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private @Nullable String reason;

    /// A switch that is not set.
    public KillSwitch() {}

    /// Whether it is set. Opaque read: pairs with the compare-and-set in [#kill].
    public boolean killed() {
        return REASON.getOpaque(this) != null;
    }

    /// Sets it; the first reason is the one that is kept.
    ///
    /// @return whether this call set it
    public boolean kill(String why) {
        return REASON.compareAndSet(this, null, why);
    }

    /// Why it was set, if it is. Volatile read: pairs with the compare-and-set in [#kill].
    public Optional<String> reason() {
        return Optional.ofNullable((String) REASON.getVolatile(this));
    }
}
