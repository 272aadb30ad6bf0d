package orrery.schedule.thread;

/// The answer of the operating system to one wish.
///
/// @param wish what was asked, with its value: `cpu 1`, `timer slack 1 ns`, `real-time priority`
/// @param granted whether the system took it
/// @param reason why not, with the number and text of the error; empty if granted
public record Grant(String wish, boolean granted, String reason) {}
