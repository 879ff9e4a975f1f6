import type { ImageOperator, ImagePart } from "../model/policy.ts";
import type { ImageReference } from "../kube/image.ts";
import type { CheckResult, ContainerSubject, Properties, RuleDescriptor } from "./descriptor.ts";
import { compileImageMatch, effectiveTag } from "./imageMatch.ts";

/** Our operators under the names of the vendor's API. */
export const API_OPERATORS: Record<ImageOperator, string> = {
  equals: "equals",
  notEquals: "not-equals",
  contains: "contains",
  notContains: "not-contains",
  startsWith: "starts-with",
};

/** Operators as the console's sentence reads. */
export const OPERATOR_WORDS: Record<ImageOperator, string> = {
  equals: "equal",
  notEquals: "do not equal",
  contains: "contain",
  notContains: "do not contain",
  startsWith: "start with",
};

interface PartTexts {
  before: string;
  apiType: string;
  label: string;
  placeholder: string;
  tooltip: string;
  help: string;
  remedy: string;
}

const TEXTS: Record<ImagePart, PartTexts> = {
  imageRegistry: {
    before: "images from registries with names that ",
    apiType: "registry",
    label: "Registry",
    placeholder: "registry.example.com",
    tooltip: "Compares the registry's host (with port). A value with a / is compared with host and path.",
    help: "Images should come from registries that you control. “do not equal” with your registries blocks every other. A host compares without regard to case; an image without a registry comes from docker.io.",
    remedy: "Use an image from a registry that the policy allows.",
  },
  imageName: {
    before: "images with names that ",
    apiType: "image",
    label: "Image name",
    placeholder: "library/nginx",
    tooltip: "Compares the repository path without registry, tag and digest.",
    help: "The name is the part between registry and tag: of registry.example.com/team/app:1.2 it is team/app. Single names on docker.io are compared with and without library/.",
    remedy: "Use an image whose name the policy allows.",
  },
  imageTag: {
    before: "images with tags that ",
    apiType: "tag",
    label: "Tag",
    placeholder: "latest",
    tooltip: "Compares the tag. No tag and no digest means latest; an image by digest alone has no tag.",
    help: "A tag such as latest points to another image tomorrow: what was reviewed is not what runs. Pin a version, or better a digest.",
    remedy: "Pin a version tag or a digest that the policy allows.",
  },
  imagePath: {
    before: "images with image paths that ",
    apiType: "imagePath",
    label: "Image path",
    placeholder: "registry.example.com/team/app:1.2",
    tooltip: "Compares the whole reference: registry, name, tag and digest.",
    help: "The whole reference is compared as written and with docker.io and library/ filled in. An implicit tag latest is not part of it.",
    remedy: "Use an image whose path the policy allows.",
  },
};

function imageRule(part: ImagePart): RuleDescriptor {
  const texts = TEXTS[part];
  return {
    type: part,
    group: "image",
    sentence: [texts.before, { parameter: "operator" }, " ", { parameter: "values" }],
    parameters: [
      {
        name: "operator",
        kind: "choice",
        label: "Operator",
        default: "equals",
        choices: Object.entries(OPERATOR_WORDS).map(([value, label]) => ({ value, label })),
      },
      { name: "values", kind: "values", label: texts.label, maxLength: 1024, placeholder: texts.placeholder, default: part === "imageTag" ? ["latest"] : [] },
    ],
    phases: ["deployment", "continuous"],
    short: texts.label.toLowerCase(),
    tooltip: texts.tooltip,
    help: texts.help,
    api: [{ type: texts.apiType, properties: [{ operatorOf: "operator", valuesOf: "values", names: API_OPERATORS }] }],
    excusable: true,
    judge: { scope: "container", looksAt: "image", compile: (properties) => compileImageRule(part, properties) },
  };
}

function compileImageRule(part: ImagePart, properties: Properties): (subject: ContainerSubject) => CheckResult[] {
  const operator = properties["operator"] as ImageOperator;
  const values = properties["values"] as string[];
  const matches = compileImageMatch(part, operator, values);
  const wanted = `${OPERATOR_WORDS[operator]} ${values.map((value) => `“${value}”`).join(" or ")}`;

  return ({ container, image, path }) => {
    if (image === undefined) return [undecidableImage(container.image, `${path}.image`)];
    if (!matches(image)) return [];
    const seen = seenPart(part, image);
    return [
      {
        status: "violation",
        path: `${path}.image`,
        value: container.image,
        basis: part === "imageTag" && image.tag === undefined && image.digest === undefined ? "unset" : "explicit",
        message: `${TEXTS[part].label} ${seen}: the policy acts on those that ${wanted}.`,
        remediation: TEXTS[part].remedy,
      },
    ];
  };
}

function seenPart(part: ImagePart, image: ImageReference): string {
  if (part === "imageRegistry") return image.host === "" ? "docker.io (none is written)" : image.host;
  if (part === "imageName") return image.path;
  if (part === "imagePath") return "of this image";
  const tag = effectiveTag(image);
  if (tag === undefined) return "absent (the image is given by digest only)";
  return image.tag === undefined ? "latest (none is written)" : tag;
}

/** What a rule about images says of a reference that is missing or does not parse. */
export function undecidableImage(image: string, path: string): CheckResult {
  return {
    status: "not-decidable",
    path,
    value: image === "" ? null : image,
    basis: image === "" ? "unset" : "explicit",
    message: image === "" ? "The container names no image." : `“${image}” is not an image reference that can be parsed.`,
    remediation: image === "" ? "Give the container an image." : "Write the image as registry/name:tag or registry/name@sha256:…; fill in placeholders of templates.",
  };
}

export const IMAGE_RULES: RuleDescriptor[] = [imageRule("imageRegistry"), imageRule("imageName"), imageRule("imageTag"), imageRule("imagePath")];
