import { describe, expect, it } from "vitest";
import { describeSchedule, excludedPathProblem, scheduleProblem } from "../../../shared/model/schedule.ts";

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
