import { describe, expect, it } from "vitest";
import { describeSchedule, excludedPathProblem, nextTimes, readSchedule, scheduleProblem, writeSchedule } from "../../../shared/model/schedule.ts";

describe("a schedule", () => {
  it.each([
    ["0 0 * * *", "every day at 00:00 UTC"],
    ["5 9 * * *", "every day at 09:05 UTC"],
    ["30 02 * * 1", "every Monday at 02:30 UTC"],
    ["59 23 * * 0,6", "every Sunday and Saturday at 23:59 UTC"],
    ["0 4 * * 5,1,3", "every Monday, Wednesday and Friday at 04:00 UTC"],
    ["0 4 * * 1,1", "every Monday at 04:00 UTC"],
    ["0 4 * * 0,1,2,3,4,5,6", "every day at 04:00 UTC"],
  ])("%s is %s", (cron, words) => {
    expect(scheduleProblem(cron)).toBeUndefined();
    expect(describeSchedule(cron)).toBe(words);
  });

  it.each([
    ["", "Enter a schedule."],
    ["0 0 1 * *", "daily and weekly"],
    ["0 0 * 6 *", "daily and weekly"],
    ["60 0 * * *", "minute"],
    ["0 24 * * *", "hour"],
    ["*/5 * * * *", "minute"],
    ["0 0 * * 7", "weekdays"],
    ["0 0 * * 1-5", "weekdays"],
    ["0 0 * * MON", "weekdays"],
    ["0 0 * *", "five fields"],
    ["@daily", "five fields"],
    ["0  0 * * *", "single spaces"],
    ["0 0 * * 0,1,2,3,4,5,6,0,1,2", "at most 23"],
  ])("cannot be %j", (cron, why) => {
    expect(scheduleProblem(cron)).toContain(why);
    expect(describeSchedule(cron)).toBeUndefined();
  });
});

describe("an excluded path", () => {
  it.each(["/safe_folder/*", "/folder?/*/config.json", "/folder/**/config.*", "/**", "/ä b"])("can be %s", (path) => {
    expect(excludedPathProblem(path)).toBeUndefined();
  });

  it.each([
    ["", "Enter a path."],
    ["folder/*", "begins with /"],
    ["/folder/a**/x", "stands alone"],
    ["/a\nb", "control characters"],
    [`/${"a".repeat(1024)}`, "at most 1024"],
  ])("cannot be %j", (path, why) => expect(excludedPathProblem(path)).toContain(why));
});

describe("a schedule in its parts", () => {
  it.each([["30 2 * * *", "30 2 * * *"], ["05 02 * * 5,1,1", "5 2 * * 1,5"], ["0 0 * * 0,1,2,3,4,5,6", "0 0 * * *"]])("%s is written back as %s", (cron, written) => {
    const parts = readSchedule(cron);
    expect(parts && writeSchedule(parts)).toBe(written);
    expect(describeSchedule(written)).toBe(describeSchedule(cron));
  });

  it("is none where the text is none", () => {
    expect(readSchedule("0 0 1 * *")).toBeUndefined();
    expect(nextTimes("0 0 1 * *", 0, 3)).toEqual([]);
  });
});

describe("the next times", () => {
  // A Wednesday.
  const now = Date.parse("2026-11-25T02:30:00Z");

  it("begin after now, across the end of a month", () => {
    expect(nextTimes("30 2 * * *", now, 2)).toEqual(["2026-11-26T02:30:00.000Z", "2026-11-27T02:30:00.000Z"]);
    expect(nextTimes("31 2 * * *", now, 1)).toEqual(["2026-11-25T02:31:00.000Z"]);
    expect(nextTimes("0 0 * * 1,3", now, 3)).toEqual(["2026-11-30T00:00:00.000Z", "2026-12-02T00:00:00.000Z", "2026-12-07T00:00:00.000Z"]);
  });
});
