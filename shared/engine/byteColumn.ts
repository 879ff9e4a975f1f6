const NOT_YET = 0xff;

/** A byte below 255 for each of things that are numbered from 0 and grow in number; each is worked out when it is first asked for. */
export class ByteColumn {
  private bytes = new Uint8Array(64).fill(NOT_YET);
  private readonly make: (place: number) => number;

  constructor(make: (place: number) => number) {
    this.make = make;
  }

  at(place: number): number {
    const known = this.bytes[place] ?? NOT_YET;
    return known === NOT_YET ? this.fill(place) : known;
  }

  private fill(place: number): number {
    const made = this.make(place);
    if (place >= this.bytes.length) {
      const larger = new Uint8Array(2 * place).fill(NOT_YET);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[place] = made;
    return made;
  }
}
