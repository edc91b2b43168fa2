/** The one agent that the mock has. */
export const agentName = "customer_support_agent";
