/// How decisions reach the world: actuators and what they report back.
package orrery.agent.act;
