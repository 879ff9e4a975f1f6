import type { ContainerFacts, PodFacts } from "../kube/facts.ts";

/** The pod specs of an inventory: equal ones are kept once, and so are equal containers of different ones. */
export class PodTable {
  readonly pods: PodFacts[] = [];
  private readonly byKey = new Map<string, number>();
  private readonly containers = new Map<string, { facts: ContainerFacts; number: number }>();
  /** Facts that a reader shares between objects need not be compared again. No weak maps: they make collecting garbage slow. */
  private readonly known = new Map<PodFacts, number>();
  private readonly knownContainers = new Map<ContainerFacts, { facts: ContainerFacts; number: number }>();

  /** The place of a pod spec. */
  add(pod: PodFacts): number {
    let place = this.known.get(pod);
    if (place === undefined) this.known.set(pod, (place = this.find(pod)));
    return place;
  }

  private find(pod: PodFacts): number {
    const { containers, ...rest } = pod;
    const own = containers.map((container) => this.container(container));
    const key = JSON.stringify([rest, own.map(({ number }) => number)]);
    let place = this.byKey.get(key);
    if (place === undefined) {
      const isOwn = own.every(({ facts }, index) => facts === containers[index]);
      place = this.pods.push(isOwn ? pod : { ...pod, containers: own.map(({ facts }) => facts) }) - 1;
      this.byKey.set(key, place);
    }
    return place;
  }

  private container(container: ContainerFacts): { facts: ContainerFacts; number: number } {
    let known = this.knownContainers.get(container);
    if (!known) {
      const key = JSON.stringify(container);
      known = this.containers.get(key);
      if (!known) this.containers.set(key, (known = { facts: container, number: this.containers.size }));
      this.knownContainers.set(container, known);
    }
    return known;
  }
}
