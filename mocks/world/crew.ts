import type { Json } from "../edit.ts";
import type { Clock } from "./clock.ts";
import type { Rooms } from "./rooms.ts";

/** Stage of a workflow to the agent that works on it. */
const stages = { outline: "writer", script: "writer", storyboard: "artist", render: "editor" } as const;
const workflowLimit = 1000;

interface Agent {
  status: string;
  done: number;
}

interface Workflow {
  state: string;
  progress: number;
  stage: string;
}

/** The video studio's coordinator: three agents, and workflows that run at once and tell the rooms. */
export class Crew {
  readonly #rooms: Rooms;
  readonly #clock: Clock;
  readonly #since: string;
  readonly #agents = new Map<string, Agent>(
    ["writer", "artist", "editor"].map((name) => [name, { status: "idle", done: 0 }]),
  );
  readonly #workflows = new Map<string, Workflow>();

  constructor(rooms: Rooms, clock: Clock) {
    this.#rooms = rooms;
    this.#clock = clock;
    this.#since = clock.iso();
  }

  metricsFrame(): Json {
    const states = [...this.#workflows.values()].map(({ state }) => state);
    const count = (state: string) => states.filter((each) => each === state).length;
    const agents = Object.fromEntries([...this.#agents.keys()].map((name) => [name, this.agentView(name)]));
    const metrics = {
      total_agents: this.#agents.size,
      active_workflows: count("running"),
      completed_workflows: count("completed"),
      failed_workflows: count("failed"),
      agents,
    };
    return { type: "coordinator_metrics", timestamp: this.#clock.iso(), metrics };
  }

  agentView(name: string): Json {
    const agent = this.#agents.get(name);
    if (!agent) return { name, status: "offline", metrics: {} };
    return { name, status: agent.status, registered_at: this.#since, metrics: { tasks_done: agent.done } };
  }

  agentFrame(name: string): Json {
    return { type: "agent_status", agent_name: name, timestamp: this.#clock.iso(), status: this.agentView(name) };
  }

  statusFrame(id: string): Json {
    const workflow = this.#workflows.get(id);
    const pending = { state: "pending", message: "Workflow not started yet" };
    return { type: "status", workflow_id: id, status: workflow ? { ...workflow, message: workflow.state } : pending };
  }

  /** Runs a workflow from beginning to end; its frames go to the rooms in order. */
  run(id: string): void {
    if (this.#workflows.size >= workflowLimit && !this.#workflows.has(id)) return;
    const workflow = { state: "running", progress: 0, stage: "outline" };
    this.#workflows.set(id, workflow);
    this.#rooms.toRoom("coordinator_metrics", this.metricsFrame());
    for (const [done, [stage, name]] of Object.entries(stages).entries()) {
      const agent = this.#agents.get(name)!;
      Object.assign(workflow, { stage, progress: done / Object.keys(stages).length });
      this.#set(name, agent, "busy");
      this.#report(id, workflow);
      agent.done++;
      this.#set(name, agent, "idle");
    }
    Object.assign(workflow, { state: "completed", progress: 1 });
    this.#report(id, workflow);
    this.#rooms.toRoom("coordinator_metrics", this.metricsFrame());
  }

  #set(name: string, agent: Agent, status: string): void {
    agent.status = status;
    this.#rooms.toRoom(`agent_${name}`, this.agentFrame(name));
  }

  #report(id: string, { state, progress, stage }: Workflow): void {
    const head = { type: "progress", workflow_id: id, timestamp: this.#clock.iso() };
    this.#rooms.toRoom(`workflow_${id}`, {
      ...head,
      state,
      progress,
      stage,
      message: `${state}: ${stage}`,
      details: {},
    });
  }
}
