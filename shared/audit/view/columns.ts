import { parseImage } from "../../kube/image.ts";
import { byCodeUnit } from "../../kernel/stable.ts";
import { RANK } from "../../engine/index.ts";
import type { PodJudgement } from "../../engine/index.ts";
import { VERDICTS } from "../../model/finding.ts";
import { ruleSentence } from "../../rules/sentence.ts";
import type { InventoryObject } from "../inventory.ts";
import type { JudgedWorkload, Judgement } from "../judge.ts";
import type { SortKey } from "../results.ts";
import { kindText } from "../rollup.ts";
import { ruleKey } from "../ruleCounts.ts";
import { textColumn } from "./interned.ts";
import type { SetColumn, TextColumn } from "./interned.ts";

/**
 * A judgement's workloads as columns of numbers, so that 100,000 of them are filtered, sorted and counted without an
 * object for each. A row's number is the workload's place in the judgement. Each column is made when it is first asked for.
 */
export class WorkloadColumns {
  readonly judgement: Judgement;
  readonly workloads: readonly JudgedWorkload[];
  private readonly known = new Map<string, unknown>();
  /** Columns that do not depend on the policy. */
  private readonly structure: Map<string, unknown>;

  /** @param like columns of the same inventory by another policy: what does not depend on the policy is taken from there */
  constructor(judgement: Judgement, like?: WorkloadColumns) {
    this.judgement = judgement;
    this.workloads = judgement.workloads();
    this.structure = like?.judgement.rollUp() === judgement.rollUp() ? like.structure : new Map<string, unknown>();
  }

  get size(): number {
    return this.workloads.length;
  }

  at(row: number): JudgedWorkload {
    const judged = this.workloads[row];
    if (!judged) throw new RangeError(`There is no workload ${row}.`);
    return judged;
  }

  /** Places in `VERDICTS`. */
  get verdicts(): Uint8Array {
    return this.column("verdicts", () => Uint8Array.from(this.workloads, ({ verdict }) => VERDICTS.indexOf(verdict)));
  }

  /** 1 for workloads of which nothing runs or would run again. */
  get finished(): Uint8Array {
    return this.column("finished", () => Uint8Array.from(this.workloads, ({ isFinished }) => Number(isFinished)));
  }

  get namespaces(): TextColumn {
    return this.shared("namespaces", () => textColumn(this.size, (row) => this.at(row).workload.namespace));
  }

  get names(): TextColumn {
    return this.shared("names", () => textColumn(this.size, (row) => this.at(row).workload.name));
  }

  get kinds(): TextColumn {
    return this.shared("kinds", () => textColumn(this.size, (row) => this.at(row).workload.kind));
  }

  /** Keys of the namespaces' labels, sorted. */
  get labelKeys(): readonly string[] {
    return this.shared("labelKeys", () =>
      [...new Set(this.judgement.inventory.namespaces.flatMap(({ labels = {} }) => Object.keys(labels)))].toSorted(byCodeUnit),
    );
  }

  /** Values of a label of the workloads' namespaces; empty where there is none. */
  label(key: string): TextColumn {
    return this.shared(`label ${key}`, () => {
      const values = new Map(this.judgement.inventory.namespaces.map(({ name, labels = {} }) => [name, Object.hasOwn(labels, key) ? labels[key] : undefined]));
      return textColumn(this.size, (row) => values.get(this.at(row).workload.namespace) ?? "");
    });
  }

  /** Kinds with their group, lower case: what a search finds. */
  get kindTexts(): TextColumn {
    return this.shared("kindTexts", () => textColumn(this.size, (row) => kindText(this.at(row).workload.apiVersion, this.at(row).workload.kind).toLowerCase()));
  }

  /** `namespace/name`, lower case. */
  get places(): readonly string[] {
    return this.shared("places", () => this.workloads.map(({ workload }) => `${workload.namespace}/${workload.name}`.toLowerCase()));
  }

  /**
   * One object for each distinct pod spec of a workload: its template and what runs. All are in one namespace, so objects
   * with one spec are judged alike.
   */
  private get parts(): readonly (readonly InventoryObject[])[] {
    return this.shared("parts", () =>
      this.workloads.map(({ workload }) => {
        const parts = this.judgement.partsOf(workload);
        return parts.length < 2 ? parts : [...new Map(parts.map((object) => [object.pod, object])).values()];
      }),
    );
  }

  /** Images of the template and of what runs, as written. */
  get images(): SetColumn {
    return this.shared("images", () => {
      const { pods } = this.judgement.inventory;
      const byPod: string[][] = [];
      return this.setColumn(({ pod }) => (byPod[pod] ??= pods[pod]?.containers.map(({ image }) => image) ?? []));
    });
  }

  /** The hosts that a workload's images are pulled from; the empty text stands for references that do not parse. */
  get registries(): SetColumn {
    return this.shared("registries", () => {
      const { images } = this;
      const places = new Map<string, number>();
      const byImage = images.values.map((image) => {
        const host = parseImage(image)?.canonicalHost.toLowerCase() ?? "";
        const place = places.get(host) ?? places.size;
        places.set(host, place);
        return place;
      });
      return { values: [...places.keys()], of: (row) => [...new Set(images.of(row).map((image) => byImage[image] ?? 0))] };
    });
  }

  /** Keys of the rules that hit a workload, excused hits not counted. */
  get rules(): SetColumn {
    return this.column("rules", () => {
      // Pods that are judged alike share their list of rules.
      const known = new Map<PodJudgement["counting"], string[]>();
      return this.setColumn((object) => {
        const { counting } = this.judgement.pod(object);
        let keys = known.get(counting);
        if (!keys) known.set(counting, (keys = counting.map(({ definition, index }) => ruleKey(definition, index))));
        return keys;
      });
    });
  }

  /** The rules of `rules`, each as its effect in the judged phase and its sentence. */
  get ruleTexts(): readonly string[] {
    return this.column("ruleTexts", () => {
      const { policy, options } = this.judgement.compiled;
      const definitions = [{ name: "cluster", rules: policy.cluster.rules }, ...policy.namespaced.map(({ name, rules = [] }) => ({ name, rules }))];
      const texts = new Map(
        definitions.flatMap(({ name, rules }) =>
          rules.map((rule, index) => [ruleKey(name, index), `${options.phase === "deployment" ? rule.action : rule.mitigation} ${ruleSentence(rule)}`] as const),
        ),
      );
      return this.rules.values.map((key) => texts.get(key) ?? key);
    });
  }

  /** Rule key → number of workloads it hits. */
  get hits(): ReadonlyMap<string, number> {
    return this.column("hits", () => {
      const { values, of } = this.rules;
      const counts = new Uint32Array(values.length);
      for (let row = 0; row < this.size; row++) for (const rule of of(row)) counts[rule] = (counts[rule] ?? 0) + 1;
      return new Map(values.map((key, place) => [key, counts[place] ?? 0]));
    });
  }

  /** The rows in the order of a key; those that are equal in it by namespace, name and kind. */
  order(sort: SortKey, descending: boolean): Uint32Array {
    return this.column(`order ${sort} ${descending}`, () => this.sorted(this.primary(sort), descending ? -1 : 1));
  }

  /** Rows by namespace, name and kind: the order of those that are equal otherwise. */
  private get byPlace(): Uint32Array {
    return this.shared("byPlace", () => {
      const { size, namespaces, names, kinds } = this;
      // Namespace, name and kind in one number stay far below 2^53; equal ones keep the order of the judgement.
      const keys = new Float64Array(size);
      for (let row = 0; row < size; row++) {
        keys[row] = (num(namespaces.of, row) * names.values.length + num(names.of, row)) * kinds.values.length + num(kinds.of, row);
      }
      return new Uint32Array(size).map((_, row) => row).sort((a, b) => num(keys, a) - num(keys, b) || a - b);
    });
  }

  /** Sorts by one number a row, then by place: both in one number, as sorting plain numbers is fastest. */
  private sorted(primary: ArrayLike<number>, sign: 1 | -1): Uint32Array {
    const { byPlace, size } = this;
    const keys = new Float64Array(size);
    for (let place = 0; place < size; place++) keys[place] = sign * num(primary, num(byPlace, place)) * size + place;
    keys.sort();
    const rows = new Uint32Array(size);
    for (let at = 0; at < size; at++) rows[at] = num(byPlace, ((num(keys, at) % size) + size) % size);
    return rows;
  }

  private primary(sort: SortKey): ArrayLike<number> {
    switch (sort) {
      case "verdict": {
        const excluded = VERDICTS.indexOf("excluded");
        const { verdicts } = this;
        return verdicts.map((verdict, row) => verdict * 4 + (verdict === excluded ? 3 - RANK[this.at(row).wouldBe] : 0));
      }
      case "namespace":
        return this.namespaces.of;
      case "name":
        return this.names.of;
      case "kind":
        return this.kinds.of;
      case "pods":
        return Uint32Array.from(this.workloads, ({ workload }) => workload.pods.length);
      case "created":
        return textColumn(this.size, (row) => this.created(row)).of;
    }
  }

  private created(row: number): string {
    const { workload } = this.at(row);
    const index = workload.object ?? workload.pods[0];
    return (index === undefined ? undefined : this.judgement.inventory.objects[index]?.created) ?? "";
  }

  /** Unites the sets of a workload's parts. `textsOf` gives the same array for parts that are alike. */
  private setColumn(textsOf: (part: InventoryObject) => readonly string[]): SetColumn {
    const places = new Map<string, number>();
    const placed = new Map<readonly string[], readonly number[]>();
    const numbers = (part: InventoryObject): readonly number[] => {
      const texts = textsOf(part);
      let known = placed.get(texts);
      if (!known) placed.set(texts, (known = [...new Set(texts)].map((text) => placeOf(text))));
      return known;
    };
    const placeOf = (text: string): number => {
      let place = places.get(text);
      if (place === undefined) places.set(text, (place = places.size));
      return place;
    };
    const sets = this.parts.map((parts) => {
      const [first] = parts;
      if (!first) return [];
      return parts.length === 1 ? numbers(first) : [...new Set(parts.flatMap(numbers))];
    });
    return { values: [...places.keys()], of: (row) => sets[row] ?? [] };
  }

  private column<T>(name: string, make: () => T): T {
    return kept(this.known, name, make);
  }

  private shared<T>(name: string, make: () => T): T {
    return kept(this.structure, name, make);
  }
}

function num(numbers: ArrayLike<number>, place: number): number {
  return numbers[place] ?? 0;
}

function kept<T>(columns: Map<string, unknown>, name: string, make: () => T): T {
  if (!columns.has(name)) columns.set(name, make());
  return columns.get(name) as T;
}
