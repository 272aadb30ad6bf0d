/// The record of what the agent decided, why, and how long each stage took.
package orrery.agent.episode;
