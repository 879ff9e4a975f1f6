import { expect, test } from "vitest";
import { ByteColumn } from "../../../shared/engine/byteColumn.ts";

test("a column works out each byte once, in whatever order and however far away it is asked for", () => {
  const made: number[] = [];
  const column = new ByteColumn((place) => {
    made.push(place);
    return place % 7;
  });
  const places = [3, 0, 64, 5000, 63, 65, 4999];
  expect([...places, ...places].map((place) => column.at(place))).toEqual([...places, ...places].map((place) => place % 7));
  expect(made).toEqual(places);
});
