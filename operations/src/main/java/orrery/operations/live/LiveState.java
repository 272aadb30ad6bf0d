package orrery.operations.live;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import orrery.agent.Agent;
import orrery.timeline.Refusal;

/// The state of a live run as bytes, for checkpoints.
final class LiveState {
    private LiveState() {}

    /// @param lastTimeNs time of the last sample decided on
    static byte[] of(Agent agent, Rollout rollout, long lastTimeNs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(agent.decisions());
            out.writeLong(lastTimeNs);
            agent.writeTo(out);
            rollout.writeTo(out);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /// Decisions that went into a state.
    static long decisions(byte[] state) {
        return ByteBuffer.wrap(state).getLong(0);
    }

    /// @return time of the last sample decided on
    /// @throws Refusal CORRUPT if the bytes are not of an agent with these settings
    static long restore(Agent agent, Rollout rollout, byte[] state) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
            in.skipNBytes(Long.BYTES);
            long lastTimeNs = in.readLong();
            agent.readFrom(in);
            rollout.readFrom(in);
            return lastTimeNs;
        } catch (IOException e) {
            throw new Refusal(
                    Refusal.Code.CORRUPT,
                    "the checkpoint does not fit the configuration",
                    "move the run folder away and start anew");
        }
    }
}
