import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupFilter, isFiltered, parseShow, parseView, resultsPath, viewParams } from "../../../renderer/features/scans/results/viewState.ts";
import { CONTINUOUS_EFFECTS, RESTART_REASONS } from "../../../shared/audit/results.ts";
import { SORT_KEYS } from "../../../shared/ipc/types.ts";
import { VERDICTS } from "../../../shared/model/finding.ts";

const list = <T>(of: fc.Arbitrary<T>) => fc.option(fc.uniqueArray(of, { minLength: 1, maxLength: 4 }), { nil: undefined });
const word = fc.string({ minLength: 1, unit: "grapheme" });
const view = fc.record({
  filter: fc.record({
    verdicts: list(fc.constantFrom(...VERDICTS)), namespaces: list(word), kinds: list(word), rules: list(word),
    images: list(word), registries: list(word), label: fc.option(fc.record({ key: word, values: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }) }), { nil: undefined }),
    restart: list(fc.constantFrom(...RESTART_REASONS)), continuous: list(fc.constantFrom(...CONTINUOUS_EFFECTS)),
    text: fc.option(word, { nil: undefined }), wouldNotComeBack: fc.option(fc.constant(true), { nil: undefined }),
  }),
  sort: fc.constantFrom(...SORT_KEYS),
  descending: fc.boolean(),
  show: fc.constantFrom("", "heatMap", "namespace", "rule", "label:team", "label:a=b&c").map(parseShow),
  row: fc.option(fc.nat(), { nil: undefined }),
});

describe("a view of results", () => {
  it("comes back from the address it was written into", () => {
    fc.assert(fc.property(view, (one) => {
      expect(parseView(new URLSearchParams(viewParams(one).toString()))).toEqual(one);
    }));
  });

  it("is the usual one for an address without anything, or with nonsense", () => {
    const usual = { filter: {}, sort: "verdict", descending: false, show: { what: "rows" } };
    expect(parseView(new URLSearchParams())).toEqual(usual);
    expect(parseView(new URLSearchParams("verdict=maybe&sort=__proto__&row=-1&descending=yes&restart=2&reason=none&label=team&show=pie"))).toEqual(usual);
    expect(parseView(new URLSearchParams("row=1.5"))).toEqual(usual);
  });

  it("leaves an address short when it is as usual", () => {
    expect(resultsPath("a/b")).toBe("/scans/a%2Fb");
    expect(resultsPath("s", { filter: { verdicts: ["block", "log"] }, row: 3 })).toBe("/scans/s?verdict=block&verdict=log&row=3");
  });

  it("leads from a group to its workloads, within the filters there are", () => {
    const filter = { text: "x" };
    expect(groupFilter(filter, { what: "image" }, "nginx")).toEqual({ text: "x", images: ["nginx"] });
    expect(groupFilter(filter, { what: "label", key: "team" }, "")).toEqual({ text: "x", label: { key: "team", values: [""] } });
  });

  it("knows whether something narrows it", () => {
    expect(isFiltered({})).toBe(false);
    expect(isFiltered({ verdicts: undefined, wouldNotComeBack: false })).toBe(false);
    expect(isFiltered({ text: "cart" })).toBe(true);
  });
});
