import type { ApiMapping, CheckResult, Choice, ContainerSubject, Parameter, RuleDescriptor } from "./descriptor.ts";

/**
 * Rules about the results of image scans (malware, secrets, vulnerabilities). They need evidence; as long as no scan
 * results are imported each is not decidable (`spec/semantics.md`, "kubectl access, scan results, signatures").
 */

const SEVERITIES: Choice[] = [
  { value: "critical", label: "critical" },
  { value: "high", label: "high or higher" },
  { value: "medium", label: "medium or higher" },
  { value: "low", label: "low or higher" },
  { value: "any", label: "any" },
];

/** The API's `max-severity` is the highest severity still allowed: one step below our threshold. */
export const MAX_SEVERITY: Record<string, string> = { critical: "high", high: "medium", medium: "low", low: "negligible", any: "none" };

function severity(byDefault: string): Parameter {
  return { name: "severity", kind: "choice", label: "Severity", choices: SEVERITIES, default: byDefault };
}

function choice(name: string, label: string, values: string[], byDefault: string): Parameter {
  return { name, kind: "choice", label, choices: values.map((value) => ({ value, label: value })), default: byDefault };
}

const API_SEVERITY = { key: "max-severity", parameter: "severity", names: MAX_SEVERITY };

type ScanRule = Pick<RuleDescriptor, "type" | "sentence" | "short" | "tooltip" | "help"> & { parameters?: Parameter[]; api: ApiMapping[] };

function scanRule(rule: ScanRule): RuleDescriptor {
  return {
    group: "scan",
    phases: ["deployment", "continuous"],
    excusable: true,
    parameters: [],
    judge: { scope: "container", compile: () => noScanResults },
    ...rule,
  };
}

function noScanResults({ container, path }: ContainerSubject): CheckResult[] {
  return [
    {
      status: "not-decidable",
      path: `${path}.image`,
      value: container.image === "" ? null : container.image,
      basis: "explicit",
      message: "No scan results imported: nothing is known about this image.",
      remediation: "Scan the image where there is a scanner and import its results, or switch the rule off.",
    },
  ];
}

const SCAN_TYPES: Choice[] = [
  { value: "vulnerability", label: "vulnerabilities" },
  { value: "malware", label: "malware" },
  { value: "secret", label: "secrets" },
];

/** An API type of its own for each kind of scan; its `days` may be absent. */
function unscanned(type: string, scanType: string): ApiMapping {
  return { type, when: { scanType }, properties: [{ key: "days", parameter: "maxScanAge", optional: true }] };
}

const CVSS_HELP = "A CVSS v3 vector says how a flaw is reached and what it costs. Results without vectors leave this rule undecidable.";

export const SCAN_RULES: RuleDescriptor[] = [
  scanRule({
    type: "imagesNotScanned",
    short: "not scanned",
    sentence: ["images that have not been scanned for ", { parameter: "scanType" }, " in the last ", { parameter: "maxScanAge" }, " days"],
    parameters: [
      { name: "scanType", kind: "choice", label: "Kind of scan", choices: SCAN_TYPES, default: "vulnerability" },
      { name: "maxScanAge", kind: "number", label: "Days", unit: "days", min: 0, max: 35, default: 30 },
    ],
    tooltip: "Images whose newest result of this kind is older than the given number of days, or that have none.",
    help: "Results are found by the image's digest, so a result for another build of the same tag does not count.",
    api: [unscanned("unscannedImage", "vulnerability"), unscanned("unscannedImageMalware", "malware"), unscanned("unscannedImageSecret", "secret")],
  }),
  scanRule({
    type: "imagesWithVulnerabilities",
    short: "vulnerabilities",
    sentence: ["images with vulnerabilities whose severity is ", { parameter: "severity" }],
    parameters: [severity("medium")],
    tooltip: "Images with at least one known vulnerability of that severity or higher.",
    help: "Rebuild on a patched base image, or update the packages that the result names.",
    api: [{ type: "vulnerabilities", properties: [API_SEVERITY] }],
  }),
  scanRule({
    type: "imagesWithCVSSAttackVector",
    short: "attack vector",
    sentence: ["images with vulnerabilities whose CVSS attack vector is ", { parameter: "attackVector" }, " and whose severity is ", { parameter: "severity" }],
    parameters: [choice("attackVector", "Attack vector", ["network", "adjacent", "physical"], "network"), severity("critical")],
    tooltip: "Vulnerabilities that are reached this way, of that severity or higher.",
    help: `${CVSS_HELP} Flaws that are reached over the network matter first for exposed services.`,
    api: [{ type: "cvssAttackVector", properties: [{ key: "cvss-attack-vector", parameter: "attackVector", names: { physical: "local/physical" } }, API_SEVERITY] }],
  }),
  scanRule({
    type: "imagesWithCVSSAttackComplexity",
    short: "attack complexity",
    sentence: ["images with vulnerabilities whose CVSS attack complexity is ", { parameter: "attackComplexity" }, " and whose severity is ", { parameter: "severity" }],
    parameters: [choice("attackComplexity", "Attack complexity", ["low", "high"], "low"), severity("critical")],
    tooltip: "Vulnerabilities that are this hard to use, of that severity or higher.",
    help: CVSS_HELP,
    api: [{ type: "cvssAttackComplexity", properties: [{ key: "cvss-attack-complexity", parameter: "attackComplexity" }, API_SEVERITY] }],
  }),
  scanRule({
    type: "imagesWithCVSSAvailabilityImpact",
    short: "availability impact",
    sentence: ["images with vulnerabilities whose CVSS availability impact is ", { parameter: "availabilityImpact" }, " and whose severity is ", { parameter: "severity" }],
    parameters: [choice("availabilityImpact", "Availability impact", ["low", "high"], "high"), severity("critical")],
    tooltip: "Vulnerabilities that can take the workload down to this degree, of that severity or higher.",
    help: CVSS_HELP,
    api: [{ type: "cvssAvailability", properties: [{ key: "cvss-availability", parameter: "availabilityImpact" }, API_SEVERITY] }],
  }),
  scanRule({
    type: "imagesWithMalware",
    short: "malware",
    sentence: ["images with malware"],
    tooltip: "Images in which a scan found malware.",
    help: "Do not run such an image. Find out how the file came in before you rebuild.",
    api: [{ type: "malware", properties: [{ key: "count", value: "0" }] }],
  }),
  scanRule({
    type: "imagesWithSecrets",
    short: "secrets in the image",
    sentence: ["images with secrets"],
    tooltip: "Images in which a scan found passwords, keys or tokens.",
    help: "Everyone who can pull the image has the secret. Revoke it, then mount it at run time instead.",
    api: [{ type: "secrets", properties: [{ key: "count", value: "0" }] }],
  }),
];
