import type { Json } from "../edit.ts";
import type { Clock } from "./clock.ts";
import type { Rooms } from "./rooms.ts";

/** Stage of a workflow to the agent that works on it. */
const stages = { outline: "writer", script: "writer", storyboard: "artist", render: "editor" } as const;
const workflowLimit = 1000;
/** Milliseconds of one stage at the pace of a person who watches. */
const stageTime = 60;

interface Agent {
  status: string;
  done: number;
}

interface Workflow {
  state: string;
  progress: number;
  stage: string;
}

/** The video studio's coordinator: three agents, and workflows that run stage by stage and tell the rooms. */
export class Crew {
  readonly #pace: "realtime" | "none";
  readonly #rooms: Rooms;
  readonly #clock: Clock;
  readonly #since: string;
  readonly #agents = new Map<string, Agent>(
    ["writer", "artist", "editor"].map((name) => [name, { status: "idle", done: 0 }]),
  );
  readonly #workflows = new Map<string, Workflow>();

  /** @param pace `none` runs a workflow from beginning to end at once; nobody can then cancel it */
  constructor(rooms: Rooms, clock: Clock, pace: "realtime" | "none") {
    this.#pace = pace;
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
      failed_workflows: 0, // None does.
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

  /** A workflow about to run, so that its start can be answered first. @returns what runs it; undefined if it runs */
  prepare(id: string): (() => void) | undefined {
    if (this.#workflows.get(id)?.state === "running") return undefined;
    const workflow = { state: "running", progress: 0, stage: "outline" };
    this.#workflows.delete(id);
    const [oldest = id] = this.#workflows.keys();
    if (this.#workflows.size >= workflowLimit) this.#workflows.delete(oldest);
    this.#workflows.set(id, workflow);
    return () => this.#advance(this.#run(id, workflow));
  }

  /** Stops a workflow that runs. One that does not has nothing to stop. */
  cancel(id: string): void {
    const workflow = this.#workflows.get(id);
    if (workflow?.state !== "running") return;
    workflow.state = "cancelled";
    this.#report(id, workflow);
  }

  #advance(run: Iterator<unknown>): void {
    while (!run.next().done) {
      if (this.#pace === "realtime") return void setTimeout(() => this.#advance(run), stageTime).unref();
    }
  }

  /** A run, stage by stage; its frames go to the rooms in order. */
  *#run(id: string, workflow: Workflow): Generator {
    this.#rooms.toRoom("coordinator_metrics", this.metricsFrame());
    for (const [done, [stage, name]] of Object.entries(stages).entries()) {
      const agent = this.#agents.get(name)!;
      Object.assign(workflow, { stage, progress: done / Object.keys(stages).length });
      this.#set(name, agent, "busy");
      this.#report(id, workflow);
      yield stage;
      if (workflow.state === "running") agent.done++;
      this.#set(name, agent, "idle");
      if (workflow.state !== "running") return;
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
