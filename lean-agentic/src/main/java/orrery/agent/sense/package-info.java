/// What the agent makes of a sample before it decides.
package orrery.agent.sense;
