package orrery.operations.configuration;

/// The policy that decides where the learned one is stale, late or switched off.
public enum Fallback {
    /// the rule of the Kubernetes horizontal pod autoscaler
    HPA,
    /// keep what is in force
    HOLD
}
