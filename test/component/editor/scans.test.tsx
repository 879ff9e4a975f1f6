import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { emptyPolicy } from "../../../shared/model/policy.ts";
import { lastPolicy, openEditor } from "./support.tsx";

it("a malware scan is switched on, scheduled by time and weekdays, and a schedule that the product does not take is refused", async () => {
  const { user, bridge } = await openEditor();
  await user.click(screen.getByRole("tab", { name: "Runtime" }));
  const scan = within(screen.getByRole("region", { name: "Malware scan" }));
  await user.click(scan.getByRole("switch", { name: "Run the malware scan" }));
  expect(scan.getByText(/It runs every day at 02:00 UTC/)).toBeVisible();
  fireEvent.change(scan.getByLabelText("Time of the malware scan (UTC)"), { target: { value: "23:05" } });
  await user.click(scan.getByRole("button", { name: "Fri" }));
  await user.click(scan.getByRole("button", { name: "Mon" }));
  await user.selectOptions(scan.getByRole("combobox", { name: "Action on malware" }), "terminate");
  expect(scan.getByText(/It runs every Monday and Friday at 23:05 UTC/)).toBeVisible();
  await waitFor(() => expect(lastPolicy(bridge.requests("drafts.put"))?.malwareScan).toEqual({ mitigation: "terminate", schedule: { enabled: true, cron: "5 23 * * 1,5" } }));

  const cron = scan.getByRole("textbox", { name: "Schedule of the malware scan as cron" });
  await user.clear(cron);
  await user.type(cron, "0 0 1 * *");
  expect(scan.getByText(/daily and weekly schedules only/)).toBeVisible();
  expect(screen.getByRole("tab", { name: /^Runtime\s*· 1 to fix/ })).toBeVisible();
  await user.click(screen.getByRole("tab", { name: "Cluster-wide" }));
  await user.click(screen.getByRole("button", { name: "1 to fix" }));
  await user.click(await screen.findByRole("button", { name: "Malware scan" }));
  await waitFor(() => expect(document.activeElement).toHaveAttribute("data-path", "malwareScan.schedule.cron"));
});

it("a secret scan leaves out paths with wildcards; what it was set to is kept when it is off, until it is removed", async () => {
  const { user, bridge } = await openEditor();
  await user.click(screen.getByRole("tab", { name: "Runtime" }));
  const scan = within(screen.getByRole("region", { name: "Secret scan" }));
  await user.click(scan.getByRole("switch", { name: "Run the secret scan" }));
  await user.click(scan.getByRole("textbox", { name: /^Excluded paths/ }));
  await user.paste("/safe/*\nvar/log");
  expect(scan.getByText("A path begins with /.")).toBeVisible();
  await user.click(scan.getByRole("button", { name: "Remove var/log" }));
  await user.click(scan.getByRole("switch", { name: "Run the secret scan" }));
  await waitFor(() =>
    expect(lastPolicy(bridge.requests("drafts.put"))?.secretScan).toEqual({ mitigation: "log", schedule: { enabled: false, cron: "0 2 * * *" }, skipIfRuleNotChanged: false, excludedPaths: ["/safe/*"] }),
  );
  await user.click(scan.getByRole("button", { name: "Remove the secret scan from the policy" }));
  // Nothing is left of it: the policy is as it was saved, and there is no draft.
  await waitFor(() => expect(bridge.requests("drafts.delete")).not.toEqual([]));
});

it("Amazon ECS has a malware scan that only logs, and no secret scan", async () => {
  const { user } = await openEditor({ ...emptyPolicy("web_baseline", "ecs"), malwareScan: { mitigation: "log", schedule: { enabled: true, cron: "0 2 * * *" } } });
  expect(within(screen.getByRole("combobox", { name: "Action on malware" })).getAllByRole("option").map(({ textContent }) => textContent)).toEqual(["Log"]);
  expect(screen.queryByRole("region", { name: "Secret scan" })).not.toBeInTheDocument();
  await user.keyboard("{Control>}z{/Control}");
});
