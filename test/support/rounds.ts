/**
 * How many cases a property is tried on: few in every test run, as many as `SALLYPORT_ROUNDS` says when someone asks
 * for them (`SALLYPORT_ROUNDS=10000 npm run unit -- test/unit/exchange`).
 */
export function rounds(usual: number): number {
  const asked = Number(process.env["SALLYPORT_ROUNDS"]);
  return Number.isInteger(asked) && asked > 0 ? asked : usual;
}
