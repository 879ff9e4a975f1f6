import type { Channel, Connection, EventName, Events, Request, Response } from "../../shared/ipc/contract.ts";
import type { Topic } from "../../shared/ipc/contract.ts";
import type { AppInfo } from "../../shared/ipc/types.ts";
import type { AppError, Result } from "../../shared/kernel/result.ts";
import type { Audit, Cluster, Hcl, Store } from "../ports.ts";
import type { Jobs } from "./jobs.ts";

/** Answers one channel's parsed request. Expected failures are results; what throws is a bug or an `AppFailure`. */
export type UseCase<C extends Channel> = (request: Request<C>) => Promise<Result<Response<C>>>;
export type UseCases = { [C in Channel]: UseCase<C> };
/** The use cases whose channels begin with a word: `UseCasesOf<"policies">`. */
export type UseCasesOf<Word extends string> = Pick<UseCases, Extract<Channel, `${Word}.${string}`>>;

/** Everything that use cases need. */
export interface Deps {
  store: Store;
  audit: Audit;
  cluster: Cluster;
  hcl: Hcl;
  jobs: Jobs;
  /** Connections of this session, newest last. */
  connections: readonly Connection[];
  emit<E extends EventName>(event: E, payload: Events[E]): void;
  /** Tells the window which stored things changed. */
  changed(...topics: Topic[]): void;
  /** RFC 3339, UTC. */
  now(): string;
  newId(): string;
  /** Turns what was thrown into an error to show; a bug is reported on the way. */
  explain(error: unknown): AppError;
  info: AppInfo;
  /** Author of versions as long as the settings name none. */
  userName: string;
  resourcesDirectory: string;
}
