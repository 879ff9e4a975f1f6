import { AppFailure } from "../../../shared/kernel/result.ts";
import type { Session } from "../session.ts";

/** Asks what is good to know and can be done without: a failure gives `otherwise`. Cancelling still ends everything. */
export async function orElse<T>(session: Session, ask: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const explained = session.explain(error);
    if (explained.code === "cancelled") throw new AppFailure(explained);
    return otherwise;
  }
}
