export const KEYS_PATH = "/trust";
export const LIST_PATH = "/trust/list";
export const NEXT_PATH = "/trust/list/next";

/** What stands above the pages about keys, and above those about the list. */
export const ABOVE_KEY = [{ title: "Keys and trust", path: KEYS_PATH }];
export const ABOVE_LIST = [{ title: "Keys and trust", path: LIST_PATH }];

export function keyPath({ id }: { id: string }): string {
  return `/trust/keys/${id}`;
}
