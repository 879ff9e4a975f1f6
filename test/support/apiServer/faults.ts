/** What the server does wrong, as data: it can be given to a child process as JSON. */
export interface Fault {
  /** Plural of the listed resource, `version`, `selfsubjectaccessreviews`, `selfsubjectrulesreviews`, or `*` for any. */
  on: string;
  /** 0-based page of the list; any when absent. */
  page?: number;
  /** Requests it strikes; default 1. */
  times?: number | "always";
  do: FaultAction;
}

export type FaultAction =
  /** Answers with a `Status`. `retryAfter` goes into the header: seconds, or a date. */
  | { type: "status"; code: number; message?: string; retryAfter?: string }
  /** 410 Gone. `token`: offers one to go on with in newer data. */
  | { type: "expired"; token?: boolean }
  /** Sends so many bytes of the body, then resets the connection. */
  | { type: "reset"; afterBytes: number }
  /** Sends so many bytes of the body as if they were all. */
  | { type: "cut"; afterBytes: number }
  /** Sends so many bytes of the body, then nothing more. */
  | { type: "stall"; afterBytes: number }
  /** Sends the body in small pieces. */
  | { type: "trickle"; bytes: number; everyMs: number }
  /** Never answers. */
  | { type: "hang" }
  /** Sends something else than a list, with status 200. */
  | { type: "body"; contentType: string; text: string }
  | { type: "redirect"; location: string }
  /** The continue token of the page is the one it was asked for with. */
  | { type: "sameToken" }
  /** Gives the list's first page again and again, each time with a new continue token. */
  | { type: "endlessPages" }
  /** Gives empty pages, each with a new continue token. */
  | { type: "emptyPages" }
  /** Gives objects that were never seen before, page after page. */
  | { type: "freshPages" }
  /** Gives all objects at once, whatever was asked for. */
  | { type: "wholeList" };

/** Hands out faults as they are due. */
export interface FaultPlan {
  /** The fault for this request, which is then used up once. */
  next(on: string, page: number): FaultAction | undefined;
}

export function createFaultPlan(faults: Fault[]): FaultPlan {
  const left = faults.map((fault) => ({ fault, times: fault.times === "always" ? Infinity : fault.times ?? 1 }));
  return {
    next(on, page) {
      const due = left.find(({ fault, times }) => times > 0 && (fault.on === "*" || fault.on === on) && (fault.page ?? page) === page);
      if (!due) return undefined;
      due.times--;
      return due.fault.do;
    },
  };
}
