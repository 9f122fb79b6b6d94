import type { Entry } from "./entry";

/** What must not happen, and what keeps it from happening. They are constraints wherever they stand. */
export const constraints: readonly Entry[] = [
  {
    name: "bile duct injury",
    forms: [
      "bile duct injury",
      "bdi",
      "biliary injury",
      "ductal injury",
      "common bile duct injury",
      "cbd injury",
    ],
  },
  { name: "injury", forms: ["injury", "injure", "damage", "harm", "lesion", "hurt"] },
  { name: "tearing", forms: ["tear", "avulse", "avulsion", "rip", "laceration", "lacerate"] },
  { name: "bleeding", forms: ["bleeding", "bleed", "hemorrhage", "blood loss", "ooze"] },
  {
    name: "bile leak",
    forms: ["bile leak", "bile leakage", "leak", "leakage", "bile spillage", "spillage", "spill"],
  },
  {
    name: "perforation",
    forms: ["perforation", "perforate", "puncture", "buttonhole", "hole", "open gallbladder"],
  },
  {
    name: "thermal injury",
    forms: ["thermal injury", "thermal damage", "thermal spread", "lateral thermal spread", "heat"],
  },
  {
    name: "misidentification",
    forms: [
      "misidentification",
      "misidentify",
      "mistake",
      "confuse",
      "confusion",
      "take for",
      "misperception",
      "misinterpret",
      "misjudge",
    ],
  },
  {
    name: "critical view of safety",
    forms: [
      "critical view of safety",
      "critical view",
      "cvs",
      "two structure enter gallbladder",
      "two structure only",
      "only two structure",
    ],
  },
  {
    name: "stay on the gallbladder",
    forms: [
      "stay on gallbladder",
      "stay close to gallbladder",
      "stay at gallbladder",
      "stay near gallbladder",
      "keep to gallbladder",
      "keep close to gallbladder",
      "keep on gallbladder",
      "hug gallbladder",
      "gallbladder side",
      "side of gallbladder",
      "keep to gallbladder wall",
      "stay on gallbladder wall",
      "stay close to gallbladder wall",
      "hug gallbladder wall",
      "keep to gallbladder side",
      "stay on gallbladder side",
    ],
  },
  {
    name: "variant anatomy",
    forms: ["variant anatomy", "aberrant anatomy", "anatomical variation", "anatomic variation", "anomaly"],
  },
  { name: "stricture", forms: ["stricture", "stenosis"] },
  {
    name: "insecure clip",
    forms: [
      "partly clip",
      "partially clip",
      "incomplete clip",
      "incompletely clip",
      "clip slip",
      "slip clip",
      "dislodge clip",
      "clip dislodge",
    ],
  },
  { name: "working blind", forms: ["blind", "blindly"] },
];
