import { parseImage } from "../../kube/image.ts";
import { byCodeUnit } from "../../kernel/stable.ts";
import { RANK } from "../../engine/index.ts";
import { VERDICTS } from "../../model/finding.ts";
import { ruleSentence } from "../../rules/sentence.ts";
import type { Judgement } from "../judge.ts";
import type { JudgedCrowd } from "../judgedCrowd.ts";
import type { JudgedCrowds } from "../judgedCrowds.ts";
import { podAt } from "../judgedPods.ts";
import type { SortKey } from "../results.ts";
import { kindText, type Workload } from "../rollup.ts";
import { ruleKey } from "../ruleCounts.ts";
import type { Shape } from "../shapes.ts";
import { saidByRow, setColumn, textColumn } from "./interned.ts";
import { bytes, sortedBy, uint32s } from "./numbers.ts";
import type { SetColumn, TextColumn } from "./interned.ts";

/**
 * A judgement's workloads as columns of numbers, so that 100,000 of them are filtered, sorted and counted without an
 * object for each. A row's number is the workload's place in the judgement. Each column is made when it is first asked for.
 */
export class WorkloadColumns {
  readonly judgement: Judgement;
  readonly workloads: readonly Workload[];
  private readonly judged: JudgedCrowds;
  private readonly known = new Map<string, unknown>();
  /** Columns that do not depend on the policy. */
  private readonly structure: Map<string, unknown>;

  /** @param like columns of the same inventory by another policy: what does not depend on the policy is taken from there */
  constructor(judgement: Judgement, like?: WorkloadColumns) {
    this.judgement = judgement;
    this.workloads = judgement.rollUp().workloads;
    this.judged = judgement.crowds();
    this.structure = like?.judgement.rollUp() === judgement.rollUp() ? like.structure : new Map<string, unknown>();
  }

  get size(): number {
    return this.workloads.length;
  }

  at(row: number): Workload {
    const workload = this.workloads[row];
    if (!workload) throw new RangeError(`There is no workload ${row}.`);
    return workload;
  }

  /** What the policy says of a row. */
  crowdAt(row: number): JudgedCrowd {
    const crowd = this.judged.at(this.judged.crowds.of[row] ?? -1);
    if (!crowd) throw new RangeError(`There is no workload ${row}.`);
    return crowd;
  }

  /** Places in `VERDICTS`. */
  get verdicts(): Uint8Array {
    return this.column("verdicts", () => saidByRow(this.judged.crowds.of, this.judged.verdicts));
  }

  /** 1 for workloads of which nothing runs or would run again. */
  get finished(): Uint8Array {
    return this.judgement.rollUp().ended;
  }

  get namespaces(): TextColumn {
    return this.judgement.rollUp().namespaces;
  }

  get names(): TextColumn {
    return this.shared("names", () => textColumn(this.size, (row) => this.at(row).name));
  }

  get kinds(): TextColumn {
    return this.shared("kinds", () => textColumn(this.size, (row) => this.at(row).kind));
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
      return textColumn(this.size, (row) => values.get(this.at(row).namespace) ?? "");
    });
  }

  /** Kinds with their group, lower case: what a search finds. */
  get kindTexts(): TextColumn {
    return this.shared("kindTexts", () => textColumn(this.size, (row) => kindText(this.at(row).apiVersion, this.at(row).kind).toLowerCase()));
  }

  /** `namespace/name`, lower case. */
  get places(): readonly string[] {
    return this.shared("places", () => this.workloads.map(({ namespace, name }) => `${namespace}/${name}`.toLowerCase()));
  }

  /** Images of the template and of what runs, as written. */
  get images(): SetColumn {
    return this.shared("images", () => {
      const { inventory } = this.judgement;
      const { all, of } = this.judgement.rollUp().shapes;
      const imagesOf = ({ parts }: Shape) => parts.flatMap((place) => podAt(inventory, place).containers.map(({ image }) => image));
      return setColumn(all.map(imagesOf), of);
    });
  }

  /** The hosts that a workload's images are pulled from; the empty text stands for references that do not parse. */
  get registries(): SetColumn {
    return this.shared("registries", () => {
      const { values, sets, of } = this.images;
      const hosts = values.map((image) => parseImage(image)?.canonicalHost.toLowerCase() ?? "");
      return setColumn(sets.map((images) => images.map((image) => hosts[image] ?? "")), of);
    });
  }

  /** Keys of the rules that hit a workload, excused hits not counted. */
  get rules(): SetColumn {
    return this.column("rules", () => {
      const { sets, of } = this.judged.rules;
      const keys = sets.map((rules) => rules.map(({ definition, index }) => ruleKey(definition, index)));
      return setColumn(keys, uint32s(this.size, (row) => of[this.judged.crowds.of[row] ?? 0] ?? 0));
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
      const { sets, of } = this.judged.rules;
      const sizes = new Uint32Array(sets.length);
      this.judged.crowds.all.forEach(({ size }, crowd) => {
        const set = of[crowd] ?? 0;
        sizes[set] = (sizes[set] ?? 0) + size;
      });
      const counts = new Map<string, number>();
      sets.forEach((rules, set) => {
        for (const { definition, index } of rules) {
          const key = ruleKey(definition, index);
          counts.set(key, (counts.get(key) ?? 0) + (sizes[set] ?? 0));
        }
      });
      return counts;
    });
  }

  /** The rows in the order of a key; those that are equal in it by namespace, name and kind. */
  order(sort: SortKey, descending: boolean): Uint32Array {
    return this.column(`order ${sort} ${descending}`, () => this.sorted(this.primary(sort), descending ? -1 : 1));
  }

  /** Rows by namespace, name and kind: the order of those that are equal otherwise. */
  private get byPlace(): Uint32Array {
    return this.shared("byPlace", () => {
      // The last key first: each step keeps the order of those that are equal in it.
      const steps = [this.kinds, this.names, this.namespaces];
      return steps.reduce((order, { values, of }) => sortedBy(order, of, values.length), uint32s(this.size, (row) => row));
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
      case "verdict":
        return bytes(this.size, (row) => verdictKey(this.crowdAt(row)));
      case "namespace":
        return this.namespaces.of;
      case "name":
        return this.names.of;
      case "kind":
        return this.kinds.of;
      case "pods":
        return uint32s(this.size, (row) => this.at(row).pods.length);
      case "created":
        return textColumn(this.size, (row) => this.created(row)).of;
    }
  }

  private created(row: number): string {
    const { object, pods } = this.at(row);
    const index = object ?? pods[0];
    return (index === undefined ? undefined : this.judgement.inventory.objects.at(index)?.created) ?? "";
  }

  private column<T>(name: string, make: () => T): T {
    return kept(this.known, name, make);
  }

  private shared<T>(name: string, make: () => T): T {
    return kept(this.structure, name, make);
  }
}

/** Sorts by verdict; what is excluded by what it would be. */
function verdictKey({ verdict, wouldBe }: JudgedCrowd): number {
  return VERDICTS.indexOf(verdict) * 4 + (verdict === "excluded" ? 3 - RANK[wouldBe] : 0);
}

function num(numbers: ArrayLike<number>, place: number): number {
  return numbers[place] ?? 0;
}

function kept<T>(columns: Map<string, unknown>, name: string, make: () => T): T {
  if (!columns.has(name)) columns.set(name, make());
  return columns.get(name) as T;
}
